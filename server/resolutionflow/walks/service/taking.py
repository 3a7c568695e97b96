"""In the making."""

from typing import Any


async def take(*a: Any) -> Any:
    raise AssertionError
