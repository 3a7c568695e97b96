"""The home tells one's day, the desk's queue, and which flows often end in escalation."""

from datetime import UTC, datetime, timedelta
from typing import Any

from httpx import AsyncClient

from resolutionflow.main import API
from tests.support.people import MadeAccount
from tests.walks.desk import Desk, Json

WHY = {"escalation_reason": "Nothing helped.", "escalation_reason_category": "no_fix_found"}


async def home(desk: Desk, by: AsyncClient | None = None, **params: Any) -> Json:
    return desk.ok(await (by or desk.account.l1).get(f"{API}/home", params=params))


async def test_my_day_counts_my_own_walks(desk: Desk, flow_id: str) -> None:
    await desk.start(flow_id)
    parked = await desk.start(flow_id)
    desk.ok(await desk.act(parked, "waiting", {"waiting_on": "A cable"}))
    done = await desk.start(flow_id)
    desk.ok(await desk.act(done, "resolve", {"resolution_notes": "Fixed."}))
    handed = await desk.start(flow_id)
    desk.ok(await desk.act(handed, "escalate", WHY))
    await desk.start(by=desk.account.owner)
    assert (await home(desk))["my_day"] == {"open": 1, "waiting": 1, "due": 0, "resolved": 1, "escalated": 1}
    later = (datetime.now(UTC) + timedelta(minutes=5)).isoformat()
    assert (await home(desk, since=later))["my_day"]["resolved"] == 0


async def test_what_an_engineer_took_over_is_theirs_too(desk: Desk, flow_id: str) -> None:
    handed = await desk.start(flow_id)
    desk.ok(await desk.act(handed, "escalate", WHY))
    desk.ok(await desk.act(handed, "take", by=desk.account.engineer))
    day = (await home(desk, desk.account.engineer))["my_day"]
    assert (day["open"], day["escalated"]) == (1, 0)


async def test_the_queue_counts_what_is_not_done(desk: Desk, flow_id: str) -> None:
    for priority in ("urgent", "low"):
        desk.ok(await desk.account.l1.post(f"{API}/tickets", json={"title": "x", "priority": priority}), 201)
    done = await desk.start(flow_id)
    desk.ok(await desk.act(done, "resolve", {"resolution_notes": "Fixed."}))
    handed = await desk.start(flow_id)
    desk.ok(await desk.act(handed, "escalate", WHY))
    assert (await home(desk))["queue"] == {"tickets": 3, "unassigned": 2, "urgent": 1, "escalations": 1}


async def test_flows_that_often_end_in_escalation_are_named_to_those_who_edit_them(desk: Desk, flow_id: str) -> None:
    other = await desk.flow(title="Another")
    for number in range(5):
        walk = await desk.start(flow_id)
        verb, body = ("escalate", WHY) if number < 2 else ("resolve", {"resolution_notes": "Fixed."})
        desk.ok(await desk.act(walk, verb, body))
        desk.ok(await desk.act(await desk.start(other), "resolve", {"resolution_notes": "Fixed."}))
    often = (await home(desk, desk.account.engineer))["often_escalated"]
    assert often == [{"flow_id": flow_id, "title": "Printer does not print", "walks": 5, "escalated": 2}]
    assert (await home(desk))["often_escalated"] == []


async def test_a_viewer_has_neither_a_day_nor_a_queue(desk: Desk, other_account: MadeAccount) -> None:
    shown = await home(desk, desk.account.by_role("viewer").client)
    assert (shown["my_day"], shown["queue"], shown["often_escalated"]) == (None, None, [])
    assert (await desk.account.l1.get(f"{API}/home", params={"since": "yesterday"})).status_code == 422
