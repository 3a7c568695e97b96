"""In the making."""

from typing import Any


async def resolve(*a: Any) -> Any:
    raise AssertionError


async def abandon(*a: Any) -> Any:
    raise AssertionError


async def reopen(*a: Any) -> Any:
    raise AssertionError
