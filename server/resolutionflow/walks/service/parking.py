"""In the making."""

from typing import Any


async def park(*a: Any) -> Any:
    raise AssertionError
