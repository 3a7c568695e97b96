"""How many calls of one account a server process has out at once; the others wait for their turn."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID
from weakref import WeakValueDictionary

from resolutionflow.ai.quota import CALLS_AT_ONCE


class Gate:
    """Lets up to ``room`` calls through at once; many that go together wait until there is room for all of them."""

    def __init__(self, room: int = CALLS_AT_ONCE) -> None:
        self._room = room
        self._changed = asyncio.Condition()

    @asynccontextmanager
    async def through(self, calls: int = 1) -> AsyncIterator[None]:
        """Wait for room, take it, and give it back at the end."""
        wanted = min(calls, CALLS_AT_ONCE)
        async with self._changed:
            await self._changed.wait_for(lambda: self._room >= wanted)
            self._room -= wanted
        try:
            yield
        finally:
            async with self._changed:
                self._room += wanted
                self._changed.notify_all()


_gates: "WeakValueDictionary[UUID, Gate]" = WeakValueDictionary()


def gate_of(account_id: UUID) -> Gate:
    """Return the account's gate, which lasts as long as somebody goes through it."""
    found = _gates.get(account_id)
    if found is None:
        _gates[account_id] = found = Gate()
    return found
