"""Renaming at the very moment of escalating."""

import asyncio

import pytest
from sqlalchemy import text

from resolutionflow.platform.db import Database
from tests.walks.desk import Desk
from tests.walks.finding.test_finding import WHY, client_of, found

WAITING = text(
    "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')"
)


async def _until_it_waits(database: Database, task: "asyncio.Task[object]") -> None:
    """Wait until somebody waits for a lock; a task that ends meanwhile waited for none."""
    waits = False
    while not waits and not task.done():
        async with database.transaction() as session:
            waits = bool(await session.scalar(WAITING))
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("table", ["clients", "flows", "tickets"])
async def test_who_escalates_while_a_name_changes_is_found_by_the_new_one(
    desk: Desk, flow_id: str, database: Database, table: str
) -> None:
    client = await client_of(desk)
    walk = await desk.start(flow_id, client_id=client["id"])
    named = {"clients": client["id"], "flows": flow_id, "tickets": walk["ticket"]["row_id"]}[table]
    name = "name" if table == "clients" else "title"
    async with database.transaction(desk.account.id) as session:
        await session.execute(text(f"update {table} set {name} = 'Zebra' where id = :id"), {"id": named})
        escalating = asyncio.create_task(desk.act(walk, "escalate", WHY))
        await _until_it_waits(database, escalating)
    desk.ok(await escalating)
    assert await found(desk, "zebra") == [walk["id"]]
