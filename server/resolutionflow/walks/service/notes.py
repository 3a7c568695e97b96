"""In the making."""

from typing import Any


async def update_notes(*a: Any) -> Any:
    raise AssertionError
