"""Live updates as a browser hears them, over a real connection."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import httpx
import psycopg
import pytest
import uvicorn

from resolutionflow.accounts.caller import SESSION_COOKIE
from resolutionflow.kit.ids import new_id
from resolutionflow.main import build_app
from resolutionflow.platform import live
from resolutionflow.platform.db import Database, Target, psycopg_conninfo
from resolutionflow.platform.live import Hint, Hub, Topic
from resolutionflow.platform.live import hub as hubs
from resolutionflow.platform.live import stream as streams
from resolutionflow.platform.settings import Settings
from tests.support.people import MadeAccount, Person

SOON = 5.0


Event = tuple[str, dict[str, object]]


class Browser:
    """What one browser hears."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self.heard: asyncio.Queue[Event | None] = asyncio.Queue()
        self.reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        name = ""
        try:
            async for line in self.response.aiter_lines():
                key, _, value = line.partition(": ")
                if key == "event":
                    name = value
                elif key == "data":
                    self.heard.put_nowait((name, json.loads(value)))
        finally:
            self.heard.put_nowait(None)

    async def hears(self) -> Event:
        """The next event but heartbeats."""
        async with asyncio.timeout(SOON):
            while True:
                event = await self.heard.get()
                assert event is not None, "the stream ended"
                if event[0] != "heartbeat":
                    return event

    async def hears_changed(self) -> tuple[object, object]:
        name, data = await self.hears()
        assert name == "changed"
        return data["topic"], data["id"]

    async def hears_nothing(self, seconds: float = 0.3) -> bool:
        await asyncio.sleep(seconds)
        return all(one is not None and one[0] == "heartbeat" for one in self.heard._queue)  # type: ignore[attr-defined]

    async def ends(self) -> bool:
        """Whether the server ends it."""
        async with asyncio.timeout(SOON):
            while await self.heard.get() is not None:
                pass
        return True


@pytest.fixture
async def address(settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """The application, served; a heartbeat takes no 20 seconds."""
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", 0.2)
    config = uvicorn.Config(build_app(settings, database), port=0, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    live.hub.open()
    serving = asyncio.create_task(server._serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/api/v1/live"
    live.hub.close()
    server.should_exit = True
    await serving
    assert live.hub.listeners == 0


@asynccontextmanager
async def browser_of(address: str, person: Person) -> AsyncIterator[Browser]:
    async with (
        httpx.AsyncClient(cookies={SESSION_COOKIE: person.token}) as client,
        client.stream("GET", address) as response,
    ):
        assert response.status_code == 200
        made = Browser(response)
        assert (await made.hears())[0] == "hello"
        yield made
        made.reading.cancel()


async def change(database: Database, account_id: UUID, topic: Topic, row: UUID, user_id: UUID | None = None) -> None:
    async with database.transaction(account_id) as session:
        live.announce(session, topic, row, user_id=user_id)


async def test_a_change_is_heard_once_it_is_committed(address: str, account: MadeAccount, database: Database) -> None:
    row = new_id()
    async with browser_of(address, account.by_role("l1_tech")) as browser:
        async with database.transaction(account.id) as session:
            live.announce(session, Topic.TICKETS, row)
            assert await browser.hears_nothing()
        assert await browser.hears_changed() == ("tickets", str(row))
