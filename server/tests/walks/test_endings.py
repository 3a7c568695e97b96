"""Resolving, abandoning, reopening, parking."""

import pytest
from sqlalchemy import select

from resolutionflow.accounts.models import AuditEvent
from resolutionflow.platform.db import Database
from tests.walks.desk import Desk, Json, error


async def audited(database: Database, desk: Desk, walk: Json) -> list[str]:
    """What the audit log says of a walk."""
    async with database.transaction(desk.account.id) as session:
        wanted = select(AuditEvent.action).where(
            AuditEvent.account_id == desk.account.id, AuditEvent.subject_id == walk["id"]
        )
        return list((await session.scalars(wanted.order_by(AuditEvent.id))).all())


async def ticket(desk: Desk, walk: Json) -> Json:
    return desk.ok(await desk.account.l1.get(f"/api/v1/tickets/{walk['ticket']['row_id']}"))


async def test_resolving_ends_the_walk_and_its_ticket_and_leaves_one_audit_row(
    desk: Desk, flow_id: str, database: Database
) -> None:
    walk = await desk.start(flow_id)
    assert (await ticket(desk, walk))["status"] == "in_progress"
    done = desk.ok(await desk.act(walk, "resolve", {"resolution_notes": "Filled the tray", "helpful": True}))
    assert (done["status"], done["resolution_notes"], done["helpful"]) == ("resolved", "Filled the tray", True)
    assert done["resolved_at"] is not None
    assert (await ticket(desk, walk))["status"] == "resolved"
    assert await audited(database, desk, walk) == ["walk.resolve"]
    assert error(await desk.act(walk, "resolve", {"resolution_notes": "Again"})) == (409, "walk_not_active")
    assert await audited(database, desk, walk) == ["walk.resolve"]


async def test_a_resolution_needs_words(desk: Desk) -> None:
    walk = await desk.start()
    assert error(await desk.act(walk, "resolve", {"resolution_notes": "  "})) == (422, "invalid_input")


async def test_abandoning_ends_the_walk_and_gives_the_ticket_back(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    done = desk.ok(await desk.act(walk, "abandon"))
    assert (done["status"], done["resolved_at"]) == ("abandoned", None)
    assert done["ended_at"] is not None
    assert (await ticket(desk, walk))["status"] == "open"


async def test_abandoning_leaves_the_ticket_to_whoever_still_walks_it(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    await desk.start(flow_id, desk.account.owner, ticket={"kind": "internal", "id": walk["ticket_id"]})
    desk.ok(await desk.act(walk, "abandon"))
    assert (await ticket(desk, walk))["status"] == "in_progress"


async def test_reopening_goes_on_where_the_walk_stood_and_is_audited(
    desk: Desk, flow_id: str, database: Database
) -> None:
    walk = await desk.start(flow_id)
    assert error(await desk.act(walk, "reopen")) == (409, "walk_not_ended")
    desk.ok(await desk.step(walk, "power", "yes"))
    desk.ok(await desk.act(walk, "resolve", {"resolution_notes": "Fine"}))
    again = desk.ok(await desk.act(walk, "reopen"))
    assert (again["status"], again["pending_node"]["id"], again["resolved_at"]) == ("active", "paper", None)
    assert (await ticket(desk, walk))["status"] == "in_progress"
    assert await audited(database, desk, walk) == ["walk.resolve", "walk.reopen"]
    desk.ok(await desk.step(walk, "paper", "no"))


async def test_a_parked_walk_is_in_the_waiting_list_until_somebody_goes_on(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    other = await desk.start(flow_id)
    parked = desk.ok(
        await desk.act(walk, "waiting", {"waiting_on": "A new toner", "waiting_until": "2030-01-01T08:00:00+01:00"})
    )
    assert (parked["waiting_on"], parked["status"]) == ("A new toner", "active")
    assert (await ticket(desk, walk))["status"] == "waiting"
    listed = desk.ok(await desk.account.l1.get("/api/v1/l1/sessions", params={"waiting": True}))
    assert [item["id"] for item in listed["items"]] == [walk["id"]]
    rest = desk.ok(await desk.account.l1.get("/api/v1/l1/sessions", params={"waiting": False}))
    assert [item["id"] for item in rest["items"]] == [other["id"]]
    desk.ok(await desk.step(walk, "power", "yes"))
    opened = await desk.open(walk)
    assert (opened["waiting_on"], opened["waiting_until"], opened["step_count"]) == (None, None, 1)
    assert (await ticket(desk, walk))["status"] == "in_progress"


async def test_a_parked_walk_can_be_taken_out_of_the_list_without_an_answer(desk: Desk) -> None:
    walk = await desk.start()
    desk.ok(await desk.act(walk, "waiting", {"waiting_on": "A call back"}))
    assert desk.ok(await desk.act(walk, "waiting", {"waiting_on": None}))["waiting_on"] is None


@pytest.mark.parametrize("psa_id", [None, "INC-7781"])
async def test_the_audit_log_names_the_ticket_of_a_walk_as_people_call_it(
    desk: Desk, flow_id: str, database: Database, psa_id: str | None
) -> None:
    walk = await desk.start(flow_id, ticket={"kind": "psa", "id": psa_id} if psa_id else {"kind": "internal"})
    desk.ok(await desk.act(walk, "resolve", {"resolution_notes": "Fine"}))
    desk.ok(await desk.act(walk, "reopen"))
    desk.ok(await desk.act(walk, "escalate", {"escalation_reason": "No", "escalation_reason_category": "other"}))
    desk.ok(await desk.act(walk, "take", by=desk.account.engineer))
    desk.ok(await desk.act(walk, "abandon"))
    called = psa_id or f"#{walk['ticket']['number']}"
    async with database.transaction(desk.account.id) as session:
        wanted = select(AuditEvent.action, AuditEvent.details["ticket"].astext).where(
            AuditEvent.account_id == desk.account.id, AuditEvent.subject_id == walk["id"]
        )
        told = [tuple(row) for row in await session.execute(wanted.order_by(AuditEvent.id))]
    assert told == [(f"walk.{verb}", called) for verb in ("resolve", "reopen", "escalate", "take", "abandon")]
