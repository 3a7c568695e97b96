"""In the making."""

from typing import Any


async def escalate(*a: Any) -> Any:
    raise AssertionError


async def escalate_from_intake(*a: Any) -> Any:
    raise AssertionError
