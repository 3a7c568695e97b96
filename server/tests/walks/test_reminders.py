"""Parked walks: whom they wait for, which is due first, and one reminder of each."""

from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import select, text

from resolutionflow.kit import clock
from resolutionflow.notifications.models import Notification
from resolutionflow.platform.db import Target, enter_account, psycopg_conninfo
from resolutionflow.walks.service import reminding
from tests.walks.desk import Desk, Json, error


async def _park(desk: Desk, walk: Json, hours: float | None, **more: Any) -> Json:
    until = (clock.now() + timedelta(hours=hours)).isoformat() if hours is not None else None
    return desk.ok(await desk.act(walk, "waiting", {"waiting_on": "a call back", "waiting_until": until, **more}))


async def _remind(desk: Desk) -> None:
    async with desk.account.database.transaction(desk.account.id) as session:
        await reminding.remind(session, desk.account.id)


async def _reminders(desk: Desk) -> list[tuple[str, str]]:
    """Who was reminded, and of which page, oldest first."""
    async with desk.account.database.transaction(desk.account.id) as session:
        rows = select(Notification.user_id, Notification.link).where(Notification.kind == "reminder")
        return [(str(user_id), link) for user_id, link in await session.execute(rows.order_by(Notification.id))]


@pytest.fixture
def hours_later(monkeypatch: pytest.MonkeyPatch) -> Any:
    def turn(hours: float) -> None:
        moment = clock.now() + timedelta(hours=hours)
        monkeypatch.setattr(reminding, "now", lambda: moment)

    return turn


async def test_a_walk_says_whom_it_waits_for(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    assert (await _park(desk, walk, 2, waiting_for="vendor"))["waiting_for"] == "vendor"
    bad = await desk.act(walk, "waiting", {"waiting_on": "x", "waiting_for": "godot"})
    assert error(bad) == (422, "invalid_input")
    assert desk.ok(await desk.act(walk, "waiting", {"waiting_on": None}))["waiting_for"] is None


async def test_the_owner_is_reminded_once_when_the_moment_comes(desk: Desk, flow_id: str, hours_later: Any) -> None:
    walk = await desk.start(flow_id)
    await _park(desk, walk, 2)
    await _remind(desk)
    assert await _reminders(desk) == []
    hours_later(2.1)
    await _remind(desk)
    await _remind(desk)
    assert await _reminders(desk) == [(walk["created_by"]["id"], f"/walks/{walk['id']}")]
    assert (await desk.open(walk))["waiting_on"] == "a call back"


async def test_a_new_moment_brings_a_new_reminder_and_going_on_brings_none(
    desk: Desk, flow_id: str, hours_later: Any
) -> None:
    walk = await desk.start(flow_id)
    await _park(desk, walk, 2)
    hours_later(2.1)
    await _remind(desk)
    await _park(desk, walk, 5)
    await _remind(desk)
    assert len(await _reminders(desk)) == 1
    hours_later(5.1)
    await _remind(desk)
    assert len(await _reminders(desk)) == 2
    await _park(desk, walk, 1)
    desk.ok(await desk.act(walk, "waiting", {"waiting_on": None}))
    await _remind(desk)
    assert len(await _reminders(desk)) == 2


async def test_whoever_took_the_walk_over_is_reminded(desk: Desk, flow_id: str, hours_later: Any) -> None:
    walk = await desk.start(flow_id)
    desk.ok(
        await desk.act(
            walk, "escalate", {"escalation_reason": "Needs rights", "escalation_reason_category": "needs_access"}
        )
    )
    engineer = desk.account.by_role("engineer")
    desk.ok(await desk.act(walk, "take", by=engineer.client))
    until = (clock.now() + timedelta(hours=1)).isoformat()
    parked = {"waiting_on": "the vendor", "waiting_until": until}
    desk.ok(await desk.act(walk, "waiting", parked, by=engineer.client))
    hours_later(2)
    await _remind(desk)
    assert [user for user, _ in await _reminders(desk)] == [str(engineer.id)]


async def test_parking_plans_the_look_for_the_moment_and_not_before(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    await _park(desk, walk, 3)
    async with desk.account.database.transaction() as session:
        rows = await session.execute(
            text(
                "select scheduled_at from procrastinate_jobs where task_name = 'walks.remind'"
                " and args->>'account_id' = :id"
            ),
            {"id": str(desk.account.id)},
        )
        (planned,) = [row.scheduled_at for row in rows]
    assert timedelta(hours=2.9) < planned - clock.now() < timedelta(hours=3.1)


async def test_parked_walks_are_listed_the_first_due_first_page_by_page(desk: Desk, flow_id: str) -> None:
    hours = [5, None, 1, 3, None, 2]
    walks = [await desk.start(flow_id) for _ in hours]
    for walk, until in zip(walks, hours, strict=True):
        await _park(desk, walk, until)
    await desk.start(flow_id)
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        query = {"waiting": "true", "limit": "2"} | ({"after": after} if after else {})
        page = desk.ok(await desk.account.l1.get("/api/v1/l1/sessions", params=query))
        found += [one["id"] for one in page["items"]]
        after = page["next"]
    assert found == [walks[number]["id"] for number in (2, 5, 3, 0, 1, 4)]


REMINDED_LONG_AGO = """
insert into l1_walk_sessions (account_id, id, created_by_user_id, ticket_id, ticket_kind, session_kind,
                              waiting_on, waiting_for, waiting_until, reminded_at)
select account_id, gen_random_uuid(), created_by_user_id, ticket_id, ticket_kind, 'adhoc',
       'a call back', 'customer', now() - interval '1 day', now()
  from l1_walk_sessions, generate_series(1, 5000) where account_id = :a
"""


async def test_due_walks_are_found_by_their_index_among_many(desk: Desk, flow_id: str, owner_target: Target) -> None:
    await desk.start(flow_id)
    async with desk.account.database.transaction(desk.account.id) as session:
        await session.execute(text(REMINDED_LONG_AGO), {"a": desk.account.id})
    with psycopg.connect(psycopg_conninfo(owner_target), autocommit=True) as owner:
        owner.execute("analyze l1_walk_sessions")
    async with desk.account.database.transaction() as session:
        await enter_account(session, desk.account.id)
        plan = await session.execute(
            text(
                "explain select 1 from l1_walk_sessions where account_id = :a and waiting_until <= :m"
                " and waiting_on is not null and reminded_at is null order by waiting_until limit 200"
            ),
            {"a": desk.account.id, "m": datetime.now(UTC)},
        )
        assert "ix_l1_walk_sessions_to_remind" in "\n".join(row[0] for row in plan)
