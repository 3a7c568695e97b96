"""In the making."""

from typing import Any


async def list_clients(*a: Any) -> Any:
    raise AssertionError


async def create_client(*a: Any) -> Any:
    raise AssertionError


async def open_client(*a: Any) -> Any:
    raise AssertionError


async def change_client(*a: Any) -> Any:
    raise AssertionError


async def archive_client(*a: Any) -> Any:
    raise AssertionError
