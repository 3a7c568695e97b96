"""Without any WHERE, and without the product's code, the database still shows an account its own rows alone."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Role
from resolutionflow.ai.port import Answer, Task, Used
from resolutionflow.ai.service import reserve, settle
from resolutionflow.flows.matching.indexing import index_flow
from resolutionflow.kit.ids import new_id
from resolutionflow.platform.db import Base, Database, Target, psycopg_conninfo
from resolutionflow.platform.embedded import DATABASE, SUPERUSER, EmbeddedServer
from tests.security.world import MAKERS, World
from tests.support.declared import Declared
from tests.support.people import MadeAccount, make_account
from tests.test_house_rules import GLOBAL_TABLES

Connection = psycopg.Connection[tuple[Any, ...]]
TABLES = sorted(name for name in Base.metadata.tables if name not in GLOBAL_TABLES)


async def fill(account: MadeAccount) -> None:
    """Rows in the account by everything that can be made."""
    world = World(account)
    for kind in MAKERS:
        await world.new(kind)
    headers = {"Idempotency-Key": uuid4().hex}
    async with account.database.transaction(account.id) as session:
        await index_flow(session, account.id, UUID(await world.new("flow")))  # a job does it later
    assert (await account.owner.post(f"/api/v1/l1/sessions/{await world.new('walk')}/here")).is_success
    for path, body in (
        ("notifications/preferences", {"choices": {"reminder": {"in_app": True, "by_mail": False}}}),
        ("account/time-settings", {"rounding_minutes": 15}),
        ("account/ai-settings", {"provider": "openai", "model": "m", "base_url": "http://127.0.0.1:9"}),
    ):
        tag = (await account.owner.get(f"/api/v1/{path}")).headers["ETag"]
        changed = await account.owner.patch(f"/api/v1/{path}", json=body, headers={"If-Match": tag})
        assert changed.is_success, changed.text
    await use_a_model(account)
    team = {"name": "With somebody", "member_ids": [await world.new("user")]}
    assert (await account.owner.post("/api/v1/teams", json=team, headers=headers)).is_success


async def use_a_model(account: MadeAccount) -> None:
    """A flow begun with a model, one call settled."""
    owner = Actor(account.id, account.by_role("owner").id, "Owner", Role.OWNER, False)
    async with account.database.transaction(account.id) as session:
        leave = await reserve(session, owner, Task.SCAFFOLD, conversation_id=new_id(), counts="flow")
        await settle(session, leave, [Answer(None, "model", calls=[Used("m", 1, 1)])])


@pytest.fixture(scope="session")
async def filled(application: Declared, database: Database) -> MadeAccount:
    """An account with rows in every table; nothing changes it."""
    account = await make_account(application, database)
    await fill(account)
    return account


@pytest.fixture
def everything(cluster: EmbeddedServer) -> Iterator[Connection]:
    """The database as a superuser sees it."""
    with psycopg.connect(cluster.url(SUPERUSER, DATABASE), autocommit=True) as connection:
        yield connection


def as_server(target: Target, account_id: UUID | None) -> Connection:
    """The database as the server sees it while it works for the account, or for none."""
    connection = psycopg.connect(psycopg_conninfo(target))
    connection.execute("select set_config('app.account_id', %s, true)", [str(account_id) if account_id else ""])
    return connection


def count(connection: Connection, table: str, account_id: UUID | None = None) -> int:
    where = sql.SQL(" where account_id = {}").format(sql.Literal(str(account_id))) if account_id else sql.SQL("")
    row = connection.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table)) + where).fetchone()
    assert row is not None
    return int(row[0])


async def test_no_table_shows_or_gives_up_the_rows_of_another_account(
    filled: MadeAccount, other_account: MadeAccount, everything: Connection, run_time_target: Target
) -> None:
    empty = [table for table in TABLES if not count(everything, table, filled.id)]
    assert not empty, f"These tables have no row, so nothing is shown about them; make some in fill(): {empty}"
    own = {table: count(everything, table, other_account.id) for table in TABLES}
    for account_id in (other_account.id, new_id(), None):
        with as_server(run_time_target, account_id) as connection:
            seen = {table: count(connection, table) for table in TABLES}
        assert seen == (own if account_id == other_account.id else dict.fromkeys(TABLES, 0))


@pytest.mark.parametrize("table", TABLES)
async def test_rows_of_another_account_cannot_be_written(
    table: str, filled: MadeAccount, other_account: MadeAccount, everything: Connection, run_time_target: Target
) -> None:
    before = count(everything, table, filled.id)
    name = sql.Identifier(table)
    for command in ("update {} set account_id = account_id", "delete from {} where account_id = account_id"):
        with as_server(run_time_target, new_id()) as connection:
            try:
                assert connection.execute(sql.SQL(command).format(name)).rowcount == 0
            except psycopg.errors.InsufficientPrivilege:
                continue  # a table that is only ever added to
    assert count(everything, table, filled.id) == before
    row = everything.execute(
        sql.SQL("select to_jsonb(t)::text from {} t where account_id = %s").format(name), [filled.id]
    ).fetchone()
    assert row is not None
    own_columns = [column.name for column in Base.metadata.tables[table].columns if column.computed is None]
    copy = sql.SQL("insert into {0} ({1}) select {1} from jsonb_populate_record(null::{0}, %s::jsonb)").format(
        name, sql.SQL(", ").join(map(sql.Identifier, own_columns))
    )
    with (
        as_server(run_time_target, other_account.id) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"),
    ):
        connection.execute(copy, [row[0]])
