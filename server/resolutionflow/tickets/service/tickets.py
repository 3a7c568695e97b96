"""In the making."""

from typing import Any


async def list_tickets(*a: Any) -> Any:
    raise AssertionError


async def create_ticket(*a: Any) -> Any:
    raise AssertionError


async def change_ticket(*a: Any) -> Any:
    raise AssertionError
