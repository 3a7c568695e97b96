"""In the making."""

from typing import Any


async def summarise(*a: Any) -> Any:
    raise AssertionError


async def preview(*a: Any) -> Any:
    raise AssertionError
