"""The product on a PostgreSQL of the installer's own: Debian's 15 where it is installed, else the embedded binaries."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from resolutionflow.main import build_app
from resolutionflow.platform.db import Database
from resolutionflow.platform.embedded import EmbeddedServer
from resolutionflow.platform.migrate import migrate
from resolutionflow.platform.settings import Settings
from resolutionflow.platform.targets import PowerlessRole, Targets, UnsafeRole, check_role, open_targets
from tests.support.declared import Declared
from tests.support.people import make_account
from tests.support.plain_postgresql import installed, plain_postgresql
from tests.support.work import run_jobs


@pytest.fixture(scope="module")
def socket_dir(cluster: EmbeddedServer) -> Iterator[Path]:
    """The socket folder of a server whose superuser is ``postgres``."""
    if not installed():
        yield Path(cluster.socket_dir)
        return
    with plain_postgresql() as folder:
        yield folder


def _targets(socket_dir: Path, database: str, role: str, migration_role: str | None = None) -> Targets:
    def url(name: str) -> str:
        return f"postgresql://{name}@/{database}?host={socket_dir}"

    settings = Settings(database_url=url(role), migration_url=url(migration_role) if migration_role else None)
    with open_targets(settings) as targets:
        return targets


@pytest.fixture(scope="module")
def targets(socket_dir: Path) -> Targets:
    """A database whose one role owns the tables; every connection takes on the run-time role."""
    with psycopg.connect(f"postgresql://postgres@/postgres?host={socket_dir}", autocommit=True) as admin:
        admin.execute("create database own_database")
    made = _targets(socket_dir, "own_database", "postgres")
    migrate(made.owner)
    return made


def test_migrations_make_the_run_time_role_and_run_twice_without_harm(targets: Targets) -> None:
    assert migrate(targets.owner) == migrate(targets.owner)
    check_role(targets.run_time)


def test_a_run_time_role_that_row_level_security_does_not_hold_is_refused(socket_dir: Path, targets: Targets) -> None:
    with pytest.raises(UnsafeRole, match="superuser"):
        check_role(_targets(socket_dir, "own_database", "postgres", "postgres").run_time)


async def test_accounts_are_fenced_there_as_in_the_embedded_one(targets: Targets) -> None:
    database = Database(targets.run_time)
    app = Declared(build_app(Settings(), database))
    ours, theirs = await make_account(app, database), await make_account(app, database)
    async with database.transaction(ours.id) as session:
        seen = (await session.execute(text("select distinct account_id from users"))).scalars().all()
    assert seen == [ours.id]
    assert (await theirs.owner.get("/readyz")).json() == {"status": "ready"}
    await database.close()


TREE = {
    "root_id": "q",
    "nodes": {
        "q": {
            "type": "question",
            "text": "Is the printer switched on?",
            "options": [
                {"id": "yes", "label": "Yes", "next_id": "spooler"},
                {"id": "no", "label": "No", "next_id": "on"},
            ],
        },
        "spooler": {"type": "resolution", "text": "The print spooler was restarted.", "options": []},
        "on": {"type": "resolution", "text": "The printer was switched on.", "options": []},
    },
}


async def test_a_ticket_is_matched_walked_and_resolved_there(targets: Targets) -> None:
    database = Database(targets.run_time)
    account = await make_account(Declared(build_app(Settings(), database)), database)
    new = {"title": "Printer does not print", "description": "Nothing comes out", "category": "Printing", "tree": TREE}
    flow_id = (await account.engineer.post("/api/v1/flows", json=new)).json()["id"]
    assert (await account.engineer.post(f"/api/v1/flows/{flow_id}/publish", json={})).status_code < 300
    await run_jobs(database)

    found = await account.l1.post("/api/v1/flows/match", json={"problem_text": "the printer does not print"})
    assert [candidate["flow_id"] for candidate in found.json()["candidates"]] == [flow_id]

    intake = {"problem_text": "the printer does not print", "ticket": {"kind": "internal"}, "flow_id": flow_id}
    walk = (await account.l1.post("/api/v1/l1/intake", json=intake)).json()["session"]
    at = f"/api/v1/l1/sessions/{walk['id']}"
    step = await account.l1.post(f"{at}/step", json={"node_id": "q", "option_id": "no"})
    assert step.json()["pending_node"]["text"] == "The printer was switched on."
    resolved = await account.l1.post(f"{at}/resolve", json={"resolution_notes": "It was off."})
    assert resolved.json()["status"] == "resolved"
    await database.close()


def test_a_plain_role_works_once_it_is_granted_the_run_time_role(socket_dir: Path, targets: Targets) -> None:
    plain = _targets(socket_dir, "own_database", "desk", "postgres").run_time
    with psycopg.connect(targets.owner.url, autocommit=True) as admin:
        admin.execute("create role desk login")
        with pytest.raises(PowerlessRole, match="grant resolutionflow_app to"):
            check_role(plain)
        admin.execute("grant resolutionflow_app to desk")
        check_role(plain)
