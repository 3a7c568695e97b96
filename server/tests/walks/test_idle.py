"""Idle walks are abandoned by a job."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from resolutionflow.platform.db import Database, Target
from resolutionflow.walks.service import idle
from resolutionflow.walks.service.idle import abandon_idle
from resolutionflow.walks.tasks import abandon_idle as abandon_idle_job
from resolutionflow.walks.tasks import find_idle
from tests.support.people import Person
from tests.support.work import run_jobs
from tests.walks.desk import Desk, Json

DAY = timedelta(days=1)


@pytest.fixture
async def owner_database(owner_target: Target) -> AsyncIterator[Database]:
    """The database as the owner of its tables, who alone may change events."""
    made = Database(owner_target, pool_size=2)
    yield made
    await made.close()


async def _age(owner: Database, desk: Desk, walk: Json, by: timedelta, waiting_until: datetime | None = None) -> None:
    """Let a walk look as if everything in it had happened ``by`` earlier."""
    values = {"by": by, "id": UUID(walk["id"]), "until": waiting_until}
    async with owner.transaction(desk.account.id) as session:
        for statement in (
            (
                "update l1_walk_sessions set last_step_at = last_step_at - cast(:by as interval),"
                " started_at = started_at - cast(:by as interval), waiting_until = :until where id = :id"
            ),
            "update l1_walk_events set created_at = created_at - cast(:by as interval) where walk_id = :id",
        ):
            await session.execute(text(statement), values)


async def _seen(database: Database, desk: Desk, person: Person, moment: datetime | None) -> None:
    async with database.transaction(desk.account.id) as session:
        await session.execute(
            text("update users set last_seen_at = :moment where id = :id"), {"moment": moment, "id": person.id}
        )


async def _abandon(database: Database, desk: Desk) -> int:
    async with database.transaction(desk.account.id) as session:
        return (await abandon_idle(session, desk.account.id)).abandoned


async def test_a_walk_idle_beyond_the_limit_is_abandoned_and_its_ticket_open_again(
    desk: Desk, flow_id: str, database: Database, owner_database: Database
) -> None:
    old, fresh = await desk.start(flow_id), await desk.start(flow_id, by=desk.account.owner)
    await _age(owner_database, desk, old, 3 * DAY)
    technician = desk.account.by_role("l1_tech")
    await _seen(database, desk, technician, None)
    assert await _abandon(database, desk) == 0, "its owner did nothing at all since"
    await _seen(database, desk, technician, datetime.now(UTC) - DAY)
    assert await _abandon(database, desk) == 1
    assert (await desk.open(old))["status"] == "abandoned"
    assert (await desk.open(fresh, desk.account.owner))["status"] == "active"
    assert desk.ok(await desk.account.l1.get(f"/api/v1/tickets/{old['ticket_id']}"))["status"] == "open"


async def test_a_parked_walk_waits_until_its_day_and_the_limit_after_it(
    desk: Desk, flow_id: str, database: Database, owner_database: Database
) -> None:
    walk = await desk.start(flow_id)
    technician = desk.account.by_role("l1_tech")
    await _age(owner_database, desk, walk, 9 * DAY, datetime.now(UTC) - timedelta(hours=20))
    await _seen(database, desk, technician, datetime.now(UTC))
    assert await _abandon(database, desk) == 0
    await _age(owner_database, desk, walk, timedelta(0), datetime.now(UTC) - 2 * DAY)
    await _seen(database, desk, technician, datetime.now(UTC) - 5 * DAY)
    assert await _abandon(database, desk) == 0, "what was done while it waited is no idle time"
    await _seen(database, desk, technician, datetime.now(UTC) - DAY)
    assert await _abandon(database, desk) == 1


async def test_of_somebody_who_has_left_every_day_counts(
    desk: Desk, flow_id: str, database: Database, owner_database: Database
) -> None:
    walk = await desk.start(flow_id)
    technician = desk.account.by_role("l1_tech")
    await _age(owner_database, desk, walk, 3 * DAY)
    await _seen(database, desk, technician, None)
    assert await _abandon(database, desk) == 0
    desk.ok(await desk.account.owner.post(f"/api/v1/users/{technician.id}/deactivate"))
    assert await _abandon(database, desk) == 1


async def test_walks_that_stay_open_do_not_keep_the_job_from_those_behind_them(
    desk: Desk, flow_id: str, database: Database, owner_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "AT_ONCE", 2)
    away, here = desk.account.by_role("l1_tech"), desk.account.by_role("owner")
    for _ in range(4):
        await _age(owner_database, desk, await desk.start(flow_id), 9 * DAY)
    late = await desk.start(flow_id, by=here.client)
    await _age(owner_database, desk, late, 3 * DAY)
    await _seen(database, desk, away, None)
    await _seen(database, desk, here, datetime.now(UTC) - DAY)
    await abandon_idle_job(database, account_id=desk.account.id)
    assert (await desk.open(late, here.client))["status"] == "abandoned"


async def test_the_job_looks_through_every_account(fresh_database: Database) -> None:
    await find_idle(fresh_database)
    await run_jobs(fresh_database)
