"""In the making."""

from typing import Any


async def take_in(*a: Any) -> Any:
    raise AssertionError
