"""Bare driver connections for statements that are transactions of their own: the hot path.

Checking a connection out of SQLAlchemy's pool costs 0.05 ms of CPU, a tenth of what answering a step takes; this costs
a hundredth. There is no reset: nothing is left behind by one statement in a transaction of its own.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from resolutionflow.kit.errors import Unavailable

AWAY = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
)
"""What the driver raises when the database goes away, the fourth when it is killed in the middle of a message."""


class Lanes:
    """Up to ``size`` connections, opened when they are first needed."""

    def __init__(self, arguments: dict[str, Any], size: int) -> None:
        self._arguments = arguments
        self._free: list[asyncpg.Connection] = []
        self._turn = asyncio.Semaphore(size)

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[asyncpg.Connection]:
        """Lend a connection for one statement; raise ``Unavailable`` when the database is away.

        A statement that was broken off (the client hung up, the database went) takes its connection with it.
        """
        async with self._turn:
            connection = self._open_one() or await self._connect()
            try:
                yield connection
            except asyncpg.QueryCanceledError:
                self._free.append(connection)
                raise
            except AWAY as error:
                connection.terminate()
                raise Unavailable from error
            except asyncpg.PostgresError:
                self._free.append(connection)
                raise
            except BaseException:
                connection.terminate()
                raise
            self._free.append(connection)

    def _open_one(self) -> asyncpg.Connection | None:
        while self._free:
            connection = self._free.pop()
            if not connection.is_closed():
                return connection
        return None

    async def _connect(self) -> asyncpg.Connection:
        try:
            return await asyncpg.connect(**self._arguments)
        except AWAY as error:
            raise Unavailable from error

    async def close(self) -> None:
        """Close every connection."""
        while self._free:
            await self._free.pop().close()
