"""Live updates as a browser hears them, over a real connection."""

import asyncio
import contextlib
import importlib
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import httpx
import pytest
import uvicorn

from resolutionflow.accounts.caller import SESSION_COOKIE
from resolutionflow.kit.ids import new_id
from resolutionflow.main import build_app
from resolutionflow.platform import live
from resolutionflow.platform.db import Database
from resolutionflow.platform.live import Stream, Topic
from resolutionflow.platform.settings import Settings
from tests.security.world import World
from tests.support.people import MadeAccount, Person

SOON = 5.0
HEARTBEAT = 0.2
hubs = importlib.import_module("resolutionflow.platform.live.hub")
streams = importlib.import_module("resolutionflow.platform.live.stream")
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


async def until(what: Callable[[], bool]) -> None:
    async with asyncio.timeout(SOON):
        while True:
            if what():
                return
            await asyncio.sleep(0.01)


@pytest.fixture
async def address(settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """The application, served; a heartbeat takes no 20 seconds."""
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", HEARTBEAT)
    config = uvicorn.Config(build_app(settings, database), port=0, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    live.hub.open()
    serving = asyncio.create_task(server._serve())
    await until(lambda: server.started)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/api/v1/live"
    live.hub.close()
    server.should_exit = True
    await serving
    assert live.hub.listeners == 0


@asynccontextmanager
async def browser_of(address: str, person: Person, headers: dict[str, str] | None = None) -> AsyncIterator[Browser]:
    async with (
        httpx.AsyncClient(headers=headers, cookies=None if headers else {SESSION_COOKIE: person.token}) as client,
        client.stream("GET", address) as response,
    ):
        assert response.status_code == 200
        made = Browser(response)
        assert (await made.hears())[0] == "hello"
        try:
            yield made
        finally:
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


async def test_what_is_rolled_back_is_never_heard(address: str, account: MadeAccount, database: Database) -> None:
    row = new_id()

    async def fails() -> None:
        async with database.transaction(account.id) as session:
            live.announce(session, Topic.TICKETS, new_id())
            raise ZeroDivisionError

    async with browser_of(address, account.by_role("l1_tech")) as browser:
        with pytest.raises(ZeroDivisionError):
            await fails()
        await change(database, account.id, Topic.FLOWS, row)
        assert await browser.hears_changed() == ("flows", str(row))


async def test_of_a_savepoint_that_is_rolled_back_nothing_is_heard(
    address: str, account: MadeAccount, database: Database
) -> None:
    kept, undone, inside = new_id(), new_id(), new_id()
    async with browser_of(address, account.by_role("l1_tech")) as browser:
        async with database.transaction(account.id) as session:
            with contextlib.suppress(ZeroDivisionError):
                async with session.begin_nested():
                    live.announce(session, Topic.FLOWS, undone)
                    async with session.begin_nested():
                        live.announce(session, Topic.FLOWS, inside)
                    raise ZeroDivisionError
            async with session.begin_nested():
                live.announce(session, Topic.FLOWS, kept)
            assert await browser.hears_nothing()
        assert await browser.hears_changed() == ("flows", str(kept))
        assert await browser.hears_nothing()


async def test_another_account_never_hears_of_it(
    address: str, account: MadeAccount, other_account: MadeAccount, database: Database
) -> None:
    row = new_id()
    async with (
        browser_of(address, account.by_role("l1_tech")) as ours,
        browser_of(address, other_account.by_role("owner")) as theirs,
    ):
        for topic in Topic:
            await change(database, account.id, topic, row)
            live.published(account.id, topic, row)
        heard: set[object] = set()
        while heard != set(Topic):
            heard.add((await ours.hears_changed())[0])
        assert await theirs.hears_nothing()


async def test_what_is_meant_for_one_person_is_heard_by_them_alone(
    address: str, account: MadeAccount, database: Database
) -> None:
    person, row = account.by_role("l1_tech"), new_id()
    async with browser_of(address, person) as theirs, browser_of(address, account.by_role("owner")) as another:
        await change(database, account.id, Topic.NOTIFICATIONS, row, person.id)
        assert await theirs.hears_changed() == ("notifications", str(row))
        assert await another.hears_nothing()


async def test_a_browser_is_told_what_it_did_itself_as_its_own(address: str, account: MadeAccount) -> None:
    doer, other = account.by_role("owner"), account.by_role("engineer")
    async with browser_of(address, doer) as mine, browser_of(address, other) as theirs:
        made = await doer.client.post("/api/v1/tickets", json={"title": "No sound"})
        heard = {"topic": "tickets", "id": made.json()["id"]}
        assert await mine.hears() == ("changed", {**heard, "mine": True})
        assert await theirs.hears() == ("changed", heard)


async def test_everything_that_happens_to_a_walk_is_heard(address: str, account: MadeAccount) -> None:
    person = account.by_role("owner")
    world = World(account)
    walk_id = await world.new("walk")
    asked = {"escalation_reason": "No rights", "escalation_reason_category": "needs_access"}
    moves: list[tuple[str, Any]] = [
        ("step", {"node_id": "q", "option_id": "no"}),
        ("back", {}),
        ("waiting", {"waiting_on": "A cable"}),
        ("resolve", {"resolution_notes": "Done"}),
        ("reopen", None),
        ("escalate", asked),
        ("take", None),
    ]
    async with browser_of(address, account.by_role("engineer")) as browser:
        for move, body in moves:
            done = await person.client.post(f"/api/v1/l1/sessions/{walk_id}/{move}", json=body)
            assert done.is_success, done.text
            heard = set()
            while ("walks", walk_id) not in heard:
                heard.add(await browser.hears_changed())
            await asyncio.sleep(2 * hubs.SHORTEST_PAUSE)
            while not browser.heard.empty():
                name, data = browser.heard.get_nowait() or ("", {})
                heard |= {(data["topic"], data["id"])} if name == "changed" else set()
            assert (("escalations", walk_id) in heard) is (move in ("escalate", "take"))


async def test_a_burst_is_gathered_and_each_thing_heard_once(address: str, account: MadeAccount) -> None:
    rows = [new_id() for _ in range(5)]
    async with browser_of(address, account.by_role("l1_tech")) as browser:
        live.published(account.id, Topic.FLOWS)
        assert await browser.hears_changed() == ("flows", None)
        for _ in range(100):
            for row in rows:
                live.published(account.id, Topic.WALKS, row)
        assert [await browser.hears_changed() for _ in rows] == [("walks", str(row)) for row in rows]
        assert await browser.hears_nothing()
        for _ in range(hubs.MOST_HINTS + 1):
            live.published(account.id, Topic.WALKS, new_id())
        assert await browser.hears_changed() == ("walks", None)
        assert await browser.hears_nothing()


async def test_a_slow_reader_is_told_to_read_again_and_takes_no_more_memory() -> None:
    stream = Stream(new_id(), "mark")
    for at in range(10_000):
        stream.offer(b"%d" % at * 100)
    assert len(stream._waiting) <= hubs.MOST_WAITING
    assert await stream.next(0) == hubs.RESYNC + b"".join(b"%d" % at * 100 for at in range(9_985, 10_000))


@pytest.mark.parametrize("how", ["signs out", "is deactivated", "revokes the key"])
async def test_a_stream_ends_when_its_person_may_not_listen_any_more(
    how: str, address: str, account: MadeAccount
) -> None:
    person = account.by_role("l1_tech")
    headers = {}
    if how == "revokes the key":
        made = (await person.client.post("/api/v1/api-keys", json={"name": "Script"})).json()
        headers = {"Authorization": f"Bearer {made['secret']}"}
    async with browser_of(address, person, headers) as browser:
        assert await browser.hears_nothing(3 * HEARTBEAT)
        if how == "signs out":
            await person.client.post("/api/v1/auth/sign-out")
        elif how == "is deactivated":
            assert (await account.owner.post(f"/api/v1/users/{person.id}/deactivate")).is_success
        else:
            assert (await person.client.delete(f"/api/v1/api-keys/{made['id']}")).is_success
        assert await browser.ends()


async def test_a_person_listens_in_so_many_places_and_no_more(address: str, account: MadeAccount) -> None:
    person = account.by_role("l1_tech")
    async with contextlib.AsyncExitStack() as stack:
        for _ in range(hubs.MOST_STREAMS):
            await stack.enter_async_context(browser_of(address, person))
        async with httpx.AsyncClient(cookies={SESSION_COOKIE: person.token}) as client:
            refused = await client.get(address)
        assert (refused.status_code, refused.json()["error"]) == (429, "too_many_streams")
        await stack.enter_async_context(browser_of(address, account.by_role("owner")))
    await until(lambda: not live.hub.listeners)
    async with browser_of(address, person) as again:
        assert await again.hears_nothing(0)


async def test_a_database_that_is_away_ends_no_stream(
    address: str, account: MadeAccount, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browser_of(address, account.by_role("l1_tech")) as browser:
        with monkeypatch.context() as patch:
            patch.setattr(database.lanes, "_open_one", lambda: None)
            patch.setattr(database.lanes, "_arguments", {"host": "/nowhere"})
            await asyncio.sleep(3 * HEARTBEAT)
        live.published(account.id, Topic.FLOWS)
        assert await browser.hears_changed() == ("flows", None)
