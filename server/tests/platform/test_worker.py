"""The worker process: it outlives an absence of its database, and stops when it is told to."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest
from procrastinate.exceptions import ConnectorException

from resolutionflow import worker
from resolutionflow.platform.db import Database, psycopg_conninfo
from resolutionflow.platform.embedded import EmbeddedServer
from resolutionflow.platform.targets import OWNER_ROLE


async def test_a_worker_whose_database_went_away_starts_again(
    fresh_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[None] = []
    third = asyncio.Event()

    async def broken_off(*_: object) -> None:
        tries.append(None)
        if len(tries) == 3:
            third.set()
        raise [ConnectorException, psycopg.OperationalError, ConnectionError][len(tries) % 3]

    monkeypatch.setattr(worker, "run_worker", broken_off)
    monkeypatch.setattr(worker, "RESTART_SECONDS", 0)
    working = asyncio.create_task(worker.work(fresh_database, fresh_database.target))
    await asyncio.wait({working, waiting := asyncio.create_task(third.wait())}, return_when="FIRST_COMPLETED")
    assert waiting.done(), working.exception()
    working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working


def test_a_worker_stops_when_the_service_manager_says_so(fresh_database: Database, cluster: EmbeddedServer) -> None:
    name = fresh_database.target.url.partition("@/")[2].partition("?")[0]
    environment = {
        **os.environ,
        "RESOLUTIONFLOW_DATABASE_URL": fresh_database.target.url,
        "RESOLUTIONFLOW_MIGRATION_URL": cluster.url(OWNER_ROLE, name),
    }
    command = [sys.executable, "-c", "from resolutionflow.cli import main; main()", "worker"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
    with psycopg.connect(psycopg_conninfo(fresh_database.target), autocommit=True) as session:
        deadline = time.monotonic() + 60
        while session.execute("select from procrastinate_workers").fetchone() is None:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=30)
        assert (process.returncode, said) == (0, b"")
        assert session.execute("select from procrastinate_workers").fetchone() is None, "it signed off"
