"""One quick PostgreSQL a test process, one migrated database, and clients of the whole application."""

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from httpx import AsyncClient

from resolutionflow.ai import wire
from resolutionflow.ai.service import vault
from resolutionflow.main import build_app
from resolutionflow.platform import embedded
from resolutionflow.platform.db import APP_ROLE, Database, Target
from resolutionflow.platform.embedded import EmbeddedServer
from resolutionflow.platform.migrate import migrate
from resolutionflow.platform.settings import Settings
from resolutionflow.platform.targets import DATABASE, OWNER_ROLE
from tests.support.declared import Declared
from tests.support.people import MadeAccount, client_for, make_account


@pytest.fixture(autouse=True)
def no_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test reach a provider of models: what forgot its loopback server meets a closed port."""
    monkeypatch.setattr(wire, "HOMES", {"anthropic": "http://127.0.0.1:9", "openai": "http://127.0.0.1:9/v1"})


@pytest.fixture(scope="session")
def cluster() -> Iterator[EmbeddedServer]:
    """A PostgreSQL of this test process, in memory where there is room, migrated once."""
    memory = Path("/dev/shm")
    room = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    with (
        tempfile.TemporaryDirectory(prefix="rf-test-", dir=room, ignore_cleanup_errors=True) as folder,
        embedded.throwaway(Path(folder) / "pg") as server,
    ):
        migrate(Target(server.url(OWNER_ROLE, DATABASE)))
        yield server


@pytest.fixture(scope="session")
def owner_target(cluster: EmbeddedServer) -> Target:
    """The migrated database as the owner of its tables."""
    return Target(cluster.url(OWNER_ROLE, DATABASE))


@pytest.fixture(scope="session")
def run_time_target(cluster: EmbeddedServer) -> Target:
    """The migrated database as the server sees it."""
    return Target(cluster.url(APP_ROLE, DATABASE))


@pytest.fixture(scope="session")
async def database(run_time_target: Target) -> AsyncIterator[Database]:
    """The run-time pool on the migrated database."""
    made = Database(run_time_target, pool_size=20)
    yield made
    await made.close()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of the application under test, none from the environment."""
    return Settings(data_dir=tmp_path_factory.mktemp("data"), database_url=None, public_url=None, smtp_url=None)


@pytest.fixture(scope="session", autouse=True)
def keys_under_test(settings: Settings) -> Iterator[None]:
    """Providers' keys are stored under the key of the installation that is tested."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "settings", lambda: settings)
        yield


@pytest.fixture(scope="session")
def application(settings: Settings, database: Database) -> Declared:
    """The whole application, watched for refusals that are not declared."""
    return Declared(build_app(settings, database, setup_token="set-up-token"))


@pytest.fixture
def app(application: Declared) -> Iterator[Declared]:
    """The application; the test fails when a route answered with an undeclared refusal."""
    application.complaints.clear()
    yield application
    assert application.complaints == []


@pytest.fixture
def stranger(app: Declared) -> AsyncClient:
    """Somebody who is not signed in."""
    return client_for(app)


@pytest.fixture
async def account(app: Declared, database: Database) -> MadeAccount:
    """A new account with one person of each role."""
    return await make_account(app, database)


@pytest.fixture
async def other_account(app: Declared, database: Database) -> MadeAccount:
    """Another account, which must never see the first one."""
    return await make_account(app, database, "Contoso Support")


@pytest.fixture
async def fresh_database(cluster: EmbeddedServer) -> AsyncIterator[Database]:
    """A database of its own, migrated and empty: for first-run set-up and for jobs."""
    name = f"t_{os.urandom(6).hex()}"
    admin = psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True)
    with admin:
        admin.execute(f"create database {name} template {_template(cluster, admin)} owner {OWNER_ROLE}")
        made = Database(Target(cluster.url(APP_ROLE, name)), pool_size=10)
        yield made
        await made.close()
        admin.execute(f"drop database {name} with (force)")


def _template(cluster: EmbeddedServer, admin: psycopg.Connection[tuple[object, ...]]) -> str:
    """The name of a migrated database to which nobody is connected."""
    name = "migrated_template"
    if not admin.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
        admin.execute(f"create database {name} owner {OWNER_ROLE}")
        with psycopg.connect(cluster.url("postgres", name), autocommit=True) as inside:
            for extension in ("vector", "pg_trgm", "unaccent", "btree_gin"):
                inside.execute(f"create extension if not exists {extension}")
        migrate(Target(cluster.url(OWNER_ROLE, name)))
    return name
