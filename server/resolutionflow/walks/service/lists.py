"""In the making."""

from typing import Any


async def list_walks(*a: Any) -> Any:
    raise AssertionError


async def list_escalations(*a: Any) -> Any:
    raise AssertionError
