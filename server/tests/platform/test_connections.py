"""When the database has no connection to spare, callers are told to come back, and are served again afterwards."""

import os
from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest

from resolutionflow.kit.errors import Unavailable
from resolutionflow.main import build_app
from resolutionflow.platform.db import APP_ROLE, Database, Target, asyncpg_arguments
from resolutionflow.platform.embedded import EmbeddedServer
from resolutionflow.platform.lanes import Lanes
from resolutionflow.platform.settings import Settings
from tests.support.declared import Declared
from tests.support.people import client_for

Admin = psycopg.Connection[tuple[object, ...]]


@pytest.fixture
def name() -> str:
    return f"t_{os.urandom(6).hex()}"


@pytest.fixture
def full(cluster: EmbeddedServer, name: str) -> Iterator[Admin]:
    """An administrator of a database called ``name`` that takes no more connections."""
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as admin:
        admin.execute(f"create database {name} connection limit 0")
        yield admin
        admin.execute(f"drop database {name} with (force)")


async def test_a_lane_that_could_not_be_opened_is_opened_later(full: Admin, cluster: EmbeddedServer, name: str) -> None:
    lanes = Lanes(asyncpg_arguments(Target(cluster.url(APP_ROLE, name))), 1)
    for _ in range(2):
        with pytest.raises(Unavailable):
            async with lanes.lend():
                pass
    full.execute(f"alter database {name} connection limit -1")
    async with lanes.lend() as connection:
        assert await connection.fetchval("select 1") == 1
    await lanes.close()


@pytest.mark.usefixtures("full")
async def test_a_request_that_gets_no_connection_is_asked_to_come_back(cluster: EmbeddedServer, name: str) -> None:
    database = Database(Target(cluster.url(APP_ROLE, name)))
    answer = await client_for(Declared(build_app(Settings(), database))).get("/readyz")
    assert (answer.status_code, answer.json()["error"], answer.headers["retry-after"]) == (503, "unavailable", "2")
    await database.close()


async def test_a_database_whose_socket_is_missing_is_away_and_any_other_missing_file_is_a_fault() -> None:
    database = Database(Target("postgresql://nobody@/none?host=/nowhere"))
    app = build_app(Settings(), database)

    @app.get("/api/missing")
    async def missing() -> None:
        raise FileNotFoundError("a file of ours")

    @app.get("/api/away")
    async def away() -> None:
        async with database.transaction():
            pass  # no statement, so no connection
        async with database.transaction(UUID(int=1)):
            pass

    for _ in range(2):
        app.router.routes.insert(0, app.router.routes.pop())  # before the web app, which takes every address
    client = client_for(Declared(app))
    told = await client.get("/api/away")
    assert (told.status_code, told.json()["error"]) == (503, "unavailable")
    fault = await client.get("/api/missing")
    assert (fault.status_code, fault.json()["error"]) == (500, "server_fault")
    await database.close()
