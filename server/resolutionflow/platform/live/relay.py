"""Hints between processes: workers beside the server, several servers on one database.

A ``NOTIFY`` in the transaction of the work would hold a lock of the whole database during its commit, one transaction
after the other. So the relay has a connection of its own, on which it sends what others are to hear, gathered.
"""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import AsyncIterator
from uuid import UUID

import asyncpg

from resolutionflow.platform.db import Target, asyncpg_arguments
from resolutionflow.platform.lanes import AWAY
from resolutionflow.platform.live.hub import Hint, Hub, Topic, hub

log = logging.getLogger(__name__)

CHANNEL = "resolutionflow_live"
CONNECTION_NAME = "resolutionflow live updates"
GATHER_SECONDS = 0.05
MOST_KEPT = 2_000
HINTS_A_MESSAGE = 50
"""A message has 8,000 bytes at most; a hint takes up to 150."""
AGAIN_AFTER_SECONDS = 2.0
ALIVE_SECONDS = 30.0

_SEND = "select pg_notify($1, message) from unnest($2::text[]) message"


class Relay:
    """Takes hints of ``hub`` to the database and those of other processes from there."""

    def __init__(self, target: Target, hub: Hub) -> None:
        self._arguments = {**asyncpg_arguments(target), "statement_cache_size": 0}
        self._arguments["server_settings"]["application_name"] = CONNECTION_NAME
        self._hub = hub
        self._own = secrets.token_hex(8)
        self._waiting: dict[Hint, None] = {}
        self._something = asyncio.Event()

    def take(self, hint: Hint) -> None:
        """Keep ``hint`` until it is sent; of very many, one for each account and topic."""
        self._waiting[hint] = None
        if len(self._waiting) > MOST_KEPT:
            self._waiting = {Hint(one.account_id, one.topic): None for one in self._waiting}
        self._something.set()

    async def run(self) -> None:
        """Relay until cancelled; when the database goes away, begin again once it is back."""
        lost = False
        while True:
            try:
                connection = await asyncpg.connect(**self._arguments)
                try:
                    await connection.add_listener(CHANNEL, self._heard)
                    connection.add_termination_listener(lambda _: self._something.set())
                    if lost:
                        log.info("live updates of other processes are heard again")
                        self._hub.resync()
                    lost = False
                    await self._pass_on(connection)
                finally:
                    connection.terminate()
            except (*AWAY, asyncpg.PostgresError, TimeoutError) as error:
                if not lost:
                    log.warning("live updates reach this process only, for now: %s", error)
                lost = True
            await asyncio.sleep(AGAIN_AFTER_SECONDS)

    async def flush(self, connection: asyncpg.Connection) -> None:
        """Send what waits."""
        self._something.clear()
        sending, self._waiting = self._waiting, {}
        lines = ["|".join(str(part or "") for part in hint) for hint in sending]
        batches = [lines[at : at + HINTS_A_MESSAGE] for at in range(0, len(lines), HINTS_A_MESSAGE)]
        try:
            await connection.execute(_SEND, CHANNEL, ["\n".join([self._own, *batch]) for batch in batches])
        except (*AWAY, asyncpg.PostgresError):
            self._waiting = sending | self._waiting
            raise

    async def _pass_on(self, connection: asyncpg.Connection) -> None:
        while True:
            try:
                await asyncio.wait_for(self._something.wait(), ALIVE_SECONDS)
            except TimeoutError:
                await connection.execute("select 1")
                continue
            await asyncio.sleep(GATHER_SECONDS)
            await self.flush(connection)

    def _heard(self, _connection: object, _pid: int, _channel: str, message: object) -> None:
        sender, *lines = str(message).split("\n")
        if sender != self._own:
            for line in lines:
                with contextlib.suppress(ValueError):  # of another version of this program, or of none
                    self._hub.hear(_hint(line))


def _hint(line: str) -> Hint:
    """Return the hint that ``line`` stands for; raise ``ValueError``."""
    account_id, topic, row_id, user_id, by = line.split("|")
    only_for = UUID(user_id) if user_id else None
    return Hint(UUID(account_id), Topic(topic), UUID(row_id) if row_id else None, only_for, by or None)


async def relay(target: Target, hub: Hub = hub) -> None:
    """Relay between this process and others until cancelled."""
    made = Relay(target, hub)
    hub.forward.add(made.take)
    try:
        await made.run()
    finally:
        hub.forward.discard(made.take)


@contextlib.asynccontextmanager
async def send_on(target: Target, hub: Hub = hub) -> AsyncIterator[None]:
    """Send what is announced meanwhile to the processes that serve, at the end: for a command that ends by itself."""
    made = Relay(target, hub)
    hub.forward.add(made.take)
    try:
        yield
    finally:
        hub.forward.discard(made.take)
        with contextlib.suppress(*AWAY, asyncpg.PostgresError, TimeoutError):
            connection = await asyncpg.connect(**asyncpg_arguments(target))
            await made.flush(connection)
            await connection.close()
