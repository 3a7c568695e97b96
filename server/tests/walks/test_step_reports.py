"""Saying that a step is wrong: it reaches who mends flows, and whoever said it hears when it is done."""

import pytest
from httpx import Response
from sqlalchemy import select

from resolutionflow.notifications.models import Notification
from tests.support.people import MadeAccount
from tests.walks.desk import RING, Desk, Json, error

WRONG = {"node_id": "power", "text": "It has no switch since the last model", "should_say": "Is the cable in?"}


async def _report(desk: Desk, walk: Json, **more: object) -> Response:
    return await desk.act(walk, "step-reports", {**WRONG, **more})


async def _listed(desk: Desk, flow_id: str, state: str = "open", **more: str) -> Json:
    path = f"/api/v1/flows/{flow_id}/step-reports"
    return desk.ok(await desk.account.engineer.get(path, params={"state": state, **more}))


async def _told(desk: Desk) -> list[tuple[str, str]]:
    """Who was told what, as (role, title), oldest first."""
    roles = {desk.account.by_role(role).id: role for role in ("owner", "admin", "engineer", "l1_tech")}
    async with desk.account.database.transaction(desk.account.id) as session:
        rows = await session.execute(select(Notification.user_id, Notification.title).order_by(Notification.id))
        return [(roles.get(user_id, "?"), title) for user_id, title in rows]


async def test_a_report_reaches_the_flows_owner_and_its_page(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    made = desk.ok(await _report(desk, walk), 201)
    assert (made["state"], made["node_text"], made["flow_version"]) == ("open", "Is the printer switched on?", 1)
    listed = await _listed(desk, flow_id)
    assert [one["id"] for one in listed["items"]] == [made["id"]]
    assert listed["open"] == {"power": 1}
    ((role, title),) = await _told(desk)
    assert (role, title.endswith("says a step of “Printer does not print” is wrong")) == ("engineer", True)


async def test_several_reports_on_one_step_are_counted(desk: Desk, flow_id: str) -> None:
    for _ in range(3):
        desk.ok(await _report(desk, await desk.start(flow_id)), 201)
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "yes"))
    desk.ok(await _report(desk, walk, node_id="paper"), 201)
    listed = await _listed(desk, flow_id)
    assert listed["open"] == {"power": 3, "paper": 1}
    assert [one["on_step"] for one in listed["items"]] == [1, 3, 3, 3]


async def test_an_answered_step_is_reported_by_its_number_also_one_from_before_a_switch(
    desk: Desk, flow_id: str
) -> None:
    other = await desk.flow(RING, "Another")
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "no"))
    desk.ok(await desk.act(walk, "switch", {"flow_id": other}))
    made = desk.ok(await _report(desk, walk, step_no=1), 201)
    assert made["flow_id"] == flow_id
    assert desk.ok(await _report(desk, walk, node_id="again"), 201)["flow_id"] == other
    assert (await _listed(desk, flow_id))["open"] == {"power": 1}


@pytest.mark.parametrize(
    "more", [{"node_id": "paper"}, {"step_no": 1}, {"step_no": 99}, {"node_id": "nowhere", "step_no": 1}]
)
async def test_a_step_that_the_walk_did_not_come_to_is_not_reported(
    desk: Desk, flow_id: str, more: dict[str, object]
) -> None:
    assert error(await _report(desk, await desk.start(flow_id), **more)) == (404, "step_not_walked")


async def test_a_step_of_a_flow_that_was_left_by_going_back_is_not_put_on_the_other_flow(
    desk: Desk, flow_id: str
) -> None:
    other = await desk.flow(RING, "Another")
    walk = await desk.start(flow_id)
    desk.ok(await desk.act(walk, "switch", {"flow_id": other}))
    desk.ok(await desk.step(walk, "again", "yes"))
    desk.ok(await desk.act(walk, "back"))
    desk.ok(await desk.act(walk, "back"))
    assert error(await _report(desk, walk, node_id="again", step_no=1)) == (404, "step_not_walked")


async def test_a_walk_without_a_flow_has_no_step_to_report(desk: Desk) -> None:
    assert error(await _report(desk, await desk.start())) == (404, "step_not_walked")


@pytest.mark.parametrize(
    "more", [{"text": ""}, {"text": "  "}, {"text": "x" * 4_001}, {"text": "a\x00"}, {"step_no": 0}, {"node_id": ""}]
)
async def test_a_report_needs_words_that_can_be_kept(desk: Desk, flow_id: str, more: dict[str, object]) -> None:
    assert error(await _report(desk, await desk.start(flow_id), **more)) == (422, "invalid_input")


async def test_a_report_sent_twice_is_one(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    headers = {"Idempotency-Key": "once"}
    first = await desk.act(walk, "step-reports", WRONG, headers=headers)
    again = await desk.act(walk, "step-reports", WRONG, headers=headers)
    assert (first.status_code, again.content) == (201, first.content)
    assert (await _listed(desk, flow_id))["open"] == {"power": 1}


async def test_what_is_done_leaves_the_list_and_whoever_reported_it_hears_of_it(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    made = desk.ok(await _report(desk, walk), 201)
    path = f"/api/v1/flows/{flow_id}/step-reports/{made['id']}"
    done = desk.ok(await desk.account.engineer.post(f"{path}/done", json={"note": "It asks for the cable now."}))
    assert (done["state"], done["on_step"]) == ("done", 0)
    assert (await _listed(desk, flow_id))["items"] == []
    assert [one["id"] for one in (await _listed(desk, flow_id, "done"))["items"]] == [made["id"]]
    assert (await _told(desk))[-1] == ("l1_tech", "Done: what you reported on “Printer does not print”")
    seen = desk.ok(await desk.account.l1.get(f"/api/v1/l1/sessions/{walk['id']}/step-reports"))["items"]
    assert [(one["state"], one["done_note"]) for one in seen] == [("done", "It asks for the cable now.")]
    desk.ok(await desk.account.engineer.post(f"{path}/reopen"))
    assert (await _listed(desk, flow_id))["open"] == {"power": 1}


async def test_the_list_is_read_page_by_page(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    made = [desk.ok(await _report(desk, walk, text=f"No. {number}"), 201)["id"] for number in range(5)]
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        page = await _listed(desk, flow_id, limit="2", **({"after": after} if after else {}))
        found += [one["id"] for one in page["items"]]
        after = page["next"]
    assert found == made[::-1]


async def test_only_who_mends_flows_reads_the_list_and_only_who_sees_the_walk_reports(
    desk: Desk, flow_id: str, other_account: MadeAccount
) -> None:
    walk = await desk.start(flow_id)
    made = desk.ok(await _report(desk, walk), 201)
    path = f"/api/v1/flows/{flow_id}/step-reports"
    assert (await desk.account.l1.get(path)).status_code == 403
    assert (await desk.account.l1.post(f"{path}/{made['id']}/done")).status_code == 403
    assert error(await other_account.engineer.get(path)) == (404, "no_such_flow")
    other = await desk.flow(RING)
    wrong = f"/api/v1/flows/{other}/step-reports/{made['id']}/done"
    assert error(await desk.account.engineer.post(wrong)) == (404, "no_such_step_report")
    colleague = await desk.account.add_person("l1_tech")
    for client, status in ((colleague.client, 404), (other_account.owner, 404)):
        assert (await desk.act(walk, "step-reports", WRONG, by=client)).status_code == status
    viewer = desk.account.by_role("viewer").client
    assert (await desk.act(walk, "step-reports", WRONG, by=viewer)).status_code == 403
