"""In the making."""

from typing import Any


async def open_walk(*a: Any) -> Any:
    raise AssertionError


async def read_path(*a: Any) -> Any:
    raise AssertionError
