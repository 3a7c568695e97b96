"""Lets one of several calls with the same head go first, until the provider has that head in its cache."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from resolutionflow.ai.port import Failure

IN_VAIN = frozenset((Failure.MISCONFIGURED, Failure.BUDGET))
"""A key that is refused, or credit that is used up: no other call of the same moment fares better."""
PATIENCE_S = 10.0
"""A provider that starts no stream for so long is not waited for: the others go cold."""


class Prime:
    """Shared by the calls of one fan-out. The first alone; when its stream starts, all others together.

    A first one that fails before its stream starts hands the first place on to the next. ``in_vain`` says why no
    other need be made at all.
    """

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._warm = asyncio.Event()
        self._first = asyncio.Lock()
        self.in_vain: Failure | None = None

    def ended(self, failure: Failure | None) -> None:
        """Learn how a call ended, before its turn is over."""
        if failure in IN_VAIN:
            self.in_vain = failure

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Callable[[], None]]:
        """Wait for one's turn; call what is yielded when the stream starts."""
        held = not self._warm.is_set() and await self._led()

        def release() -> None:
            nonlocal held
            if held:
                held = False
                self._first.release()

        def started() -> None:
            self._warm.set()
            release()

        try:
            yield started
        finally:
            release()

    async def _led(self) -> bool:
        try:
            async with asyncio.timeout(self._patience_s):
                await self._first.acquire()
        except TimeoutError:
            return False
        if self._warm.is_set():
            self._first.release()
        return not self._warm.is_set()
