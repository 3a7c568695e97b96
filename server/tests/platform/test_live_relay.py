"""Live updates between processes: what one announces is heard in the others."""

import asyncio
import importlib
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import httpx
import psycopg
import pytest

from resolutionflow.kit.ids import new_id
from resolutionflow.main import DRAIN_SECONDS
from resolutionflow.platform import live
from resolutionflow.platform.db import Database, Target, psycopg_conninfo
from resolutionflow.platform.embedded import EmbeddedServer
from resolutionflow.platform.live import Hint, Hub, Stream, Topic, send_on
from tests.support.people import MadeAccount
from tests.support.serving import serving

SOON = 5.0

relays = importlib.import_module("resolutionflow.platform.live.relay")


@asynccontextmanager
async def process(target: Target, account_id: UUID, mark: str = "") -> AsyncIterator[tuple[Hub, Stream]]:
    """Another process on the same database: its hub, and one who listens there."""
    hub = Hub()
    hub.open()
    relaying = asyncio.create_task(live.relay(target, hub))
    stream = hub.join(account_id, new_id(), mark)
    yield hub, stream
    relaying.cancel()
    await asyncio.wait([relaying])


async def heard_by(stream: Stream) -> str:
    return (await stream.next(asyncio.get_running_loop().time() + SOON)).decode()


async def connected(hubs_: list[Hub], streams_: list[Stream], account_id: UUID) -> None:
    """Wait until each hears the others."""
    for hub in hubs_:
        for stream in streams_:
            heard = ""
            while "flows" not in heard:
                hub.publish(Hint(account_id, Topic.FLOWS))
                heard = (await stream.next(asyncio.get_running_loop().time() + 0.1)).decode()
    await asyncio.sleep(0.3)
    for stream in streams_:
        stream._waiting.clear()


async def test_a_change_in_one_process_is_heard_in_the_others_once(
    run_time_target: Target, account: MadeAccount, other_account: MadeAccount
) -> None:
    rows = [new_id() for _ in range(120)]
    async with (
        process(run_time_target, account.id) as (here, mine),
        process(run_time_target, account.id) as (
            there,
            theirs,
        ),
    ):
        stranger = there.join(other_account.id, new_id(), "")
        await connected([here, there], [mine, theirs], account.id)
        for row in rows[:60]:
            here.publish(Hint(account.id, Topic.WALKS, row, None, "by somebody"))
        for stream in (mine, theirs):
            heard = ""
            while heard.count("event: changed") < 60:
                heard += await heard_by(stream)
            assert all(heard.count(str(row)) == 1 for row in rows[:60])
        assert not stranger._waiting


async def test_a_relay_goes_on_when_its_connection_was_lost_and_has_everything_read_again(
    run_time_target: Target, cluster: EmbeddedServer, account: MadeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relays, "AGAIN_AFTER_SECONDS", 0.1)
    async with (
        process(run_time_target, account.id) as (here, mine),
        process(run_time_target, account.id) as (
            there,
            theirs,
        ),
    ):
        await connected([here, there], [mine, theirs], account.id)
        with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as admin:
            admin.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = %s",
                [relays.CONNECTION_NAME],
            )
        assert "event: resync" in await heard_by(theirs)
        await connected([here], [theirs], account.id)


async def test_a_message_that_is_none_of_ours_is_let_pass(run_time_target: Target, account: MadeAccount) -> None:
    async with process(run_time_target, account.id) as (_, mine):
        with psycopg.connect(psycopg_conninfo(run_time_target), autocommit=True) as other:
            while "flows" not in (await mine.next(asyncio.get_running_loop().time() + 0.1)).decode():
                for message in ("", "x\ny", f"x\n{account.id}|weather|||", f"x\n{account.id}|flows|||"):
                    other.execute("select pg_notify(%s, %s)", [relays.CHANNEL, message])


async def test_a_command_sends_what_it_announced_before_it_ends(run_time_target: Target, account: MadeAccount) -> None:
    row = new_id()
    async with process(run_time_target, account.id) as (there, theirs):
        await connected([there], [theirs], account.id)
        command = Hub()
        async with send_on(run_time_target, command):
            command.publish(Hint(account.id, Topic.FLOWS, row))
        assert str(row) in await heard_by(theirs)


def test_a_server_that_is_told_to_stop_does_not_wait_for_those_who_listen(
    fresh_database: Database, cluster: EmbeddedServer
) -> None:
    with serving(fresh_database, cluster) as (process_, port):
        form = {"account_name": "N", "name": "Nina", "email": "n@example.com", "password": "correct horse battery"}
        with httpx.Client(base_url=f"http://127.0.0.1:{port}/api/v1") as client:
            assert client.post("/setup", json=form).status_code == 201
            with client.stream("GET", "/live") as response:
                lines = response.iter_lines()
                assert next(lines) == "event: hello"
                began = time.monotonic()
                process_.send_signal(signal.SIGTERM)
                assert [line for line in lines if line.startswith("event")] == []
            assert process_.wait(timeout=20) in (0, -signal.SIGTERM)
            assert time.monotonic() - began < DRAIN_SECONDS / 2
