"""Note templates of the account, and time entries."""

import asyncio
from typing import Any

import pytest
from httpx import AsyncClient, Response

from resolutionflow.main import API
from tests.support.people import MadeAccount
from tests.walks.desk import Desk, Json, error

BODY = "## Ticket\n{{ticket}}\nCaller: {{contact}}\n## Fix\n{{resolution}}\n## Road\n{{steps}}"
CLIENT_BODY = "Dear {{contact}},\n\nwe have done this:\n{{resolution}}\n{{progress}}"


async def template(by: AsyncClient, **more: Any) -> Response:
    payload = {"name": "Ours", "audience": "internal", "body": BODY} | more
    return await by.post(f"{API}/note-templates", json=payload)


async def summary(desk: Desk, walk: Json, **params: Any) -> Json:
    return desk.ok(await desk.account.l1.get(f"{API}/l1/sessions/{walk['id']}/summary", params=params))


async def resolved(desk: Desk, flow_id: str, **more: Any) -> Json:
    ticket = {"kind": "internal"}
    walk = await desk.start(flow_id, ticket=ticket, **more)
    desk.ok(await desk.step(walk, "power", "no"))
    return desk.ok(await desk.act(walk, "resolve", {"resolution_notes": "Switched it on. pwd=hunter22"}))


async def test_a_default_template_writes_the_note_and_its_empty_headings_are_left_out(desk: Desk, flow_id: str) -> None:
    walk = await resolved(desk, flow_id)
    desk.ok(await template(desk.account.owner, is_default=True), 201)
    told = await summary(desk, walk)
    number = walk["ticket"]["number"]
    assert told["text"] == (
        f"TICKET\n#{number}\n\nFIX\nSwitched it on. pwd=[masked]\n\nROAD\nIs the printer switched on? → No"
    )
    assert told["masked"] == 1


async def test_a_template_may_be_chosen_for_one_note(desk: Desk, flow_id: str) -> None:
    walk = await resolved(desk, flow_id)
    made = desk.ok(await template(desk.account.owner, audience="client", body=CLIENT_BODY), 201)
    assert "YOUR REQUEST" in (await summary(desk, walk, audience="client"))["text"]
    chosen = await summary(desk, walk, audience="client", template_id=made["id"], format="html")
    assert chosen["text"] == "<ul><li>we have done this:</li><li>Switched it on. pwd=[masked]</li></ul>"
    wrong = await desk.account.l1.get(
        f"{API}/l1/sessions/{walk['id']}/summary", params={"template_id": made["id"], "audience": "internal"}
    )
    assert error(wrong) == (404, "note_template_not_found")


@pytest.mark.parametrize(
    ("audience", "body", "line", "words"),
    [
        ("internal", "## A\n{{tiket}}", 2, "no {{tiket}}"),
        ("internal", "{{steps", 1, "pairs"),
        ("internal", "## {{ticket}}", 1, "heading"),
        ("client", "## Fix\n{{resolution}}\n{{steps}}", 3, "no {{steps}}"),
        ("client", "{{notes}}", 1, "no {{notes}}"),
    ],
)
async def test_a_template_that_cannot_be_filled_is_refused_by_line(
    desk: Desk, audience: str, body: str, line: int, words: str
) -> None:
    refused = await template(desk.account.owner, audience=audience, body=body)
    assert error(refused) == (422, "note_template_faulty")
    assert refused.json()["faults"][0]["line"] == line
    assert words in refused.json()["detail"]
    assert desk.ok(await desk.account.owner.get(f"{API}/note-templates"))["items"] == []


async def test_a_template_is_tried_on_a_real_walk_before_it_is_saved(desk: Desk, flow_id: str) -> None:
    trial = {"audience": "internal", "body": "{{ticket}} of {{problem}} {{nothing}}"}
    empty = desk.ok(await desk.account.owner.post(f"{API}/note-templates/try", json=trial))
    assert (empty["text"], empty["faults"][0]["line"]) == (None, 1)
    walk = await resolved(desk, flow_id)
    shown = desk.ok(await desk.account.owner.post(f"{API}/note-templates/try", json=trial))
    assert shown["ticket"] == f"#{walk['ticket']['number']}"
    assert shown["text"].startswith(f"#{walk['ticket']['number']} of The printer on")


async def test_of_each_audience_one_template_is_the_default(desk: Desk) -> None:
    first = desk.ok(await template(desk.account.owner, is_default=True), 201)
    second = desk.ok(await template(desk.account.owner, name="Other", is_default=True), 201)
    desk.ok(
        await template(desk.account.owner, name="Client", audience="client", body="{{ticket}}", is_default=True), 201
    )
    listed = desk.ok(await desk.account.l1.get(f"{API}/note-templates"))
    assert {row["name"]: row["is_default"] for row in listed["items"]} == {
        "Ours": False,
        "Other": True,
        "Client": True,
    }
    back = await desk.account.owner.patch(
        f"{API}/note-templates/{first['id']}", json={"is_default": True}, headers={"If-Match": '"2"'}
    )
    assert back.json()["is_default"]
    stale = await desk.account.owner.patch(
        f"{API}/note-templates/{second['id']}", json={"name": "X"}, headers={"If-Match": '"1"'}
    )
    assert error(stale) == (412, "note_template_changed")


async def test_names_are_unique_whatever_their_case_and_50_is_the_most(desk: Desk) -> None:
    desk.ok(await template(desk.account.owner), 201)
    assert error(await template(desk.account.owner, name="OURS")) == (409, "note_template_name_taken")
    for number in range(49):
        desk.ok(await template(desk.account.owner, name=f"T{number}"), 201)
    assert error(await template(desk.account.owner, name="One more")) == (409, "too_many_note_templates")


async def test_only_managers_write_templates_and_a_deleted_one_is_gone(desk: Desk) -> None:
    for who in (desk.account.l1, desk.account.engineer):
        assert error(await template(who)) == (403, "role_does_not_allow")
    made = desk.ok(await template(desk.account.owner), 201)
    gone = await desk.account.owner.delete(f"{API}/note-templates/{made['id']}")
    assert gone.status_code == 204
    assert error(await desk.account.owner.delete(f"{API}/note-templates/{made['id']}")) == (
        404,
        "note_template_not_found",
    )


async def test_a_template_is_not_seen_by_another_account(desk: Desk, other_account: MadeAccount) -> None:
    made = desk.ok(await template(desk.account.owner), 201)
    foreign = await other_account.owner.patch(
        f"{API}/note-templates/{made['id']}", json={"name": "Mine"}, headers={"If-Match": '"1"'}
    )
    assert error(foreign) == (404, "note_template_not_found")


async def test_a_hostile_template_is_filled_as_text(desk: Desk, flow_id: str) -> None:
    walk = await resolved(desk, flow_id, problem_text="{{steps}} <img src=x onerror=alert(1)>")
    desk.ok(await template(desk.account.owner, body="## <b>\n{{problem}}\n\n\n", is_default=True), 201)
    told = await summary(desk, walk, format="html")
    assert told["text"] == "<h4>&lt;b&gt;</h4><ul><li>{{steps}} &lt;img src=x onerror=alert(1)&gt;</li></ul>"
    assert error(await template(desk.account.owner, name="Big", body="x" * 20_001))[0] == 422
    assert error(await template(desk.account.owner, name="Nul", body="a\x00b"))[0] == 422


async def time_of(desk: Desk, walk: Json, by: AsyncClient | None = None) -> Json:
    return desk.ok(await (by or desk.account.l1).get(f"{API}/l1/sessions/{walk['id']}/time-entries"))


async def record(by: AsyncClient, walk: Json, **more: Any) -> Response:
    payload = {"minutes": 15, "work_type": "Remote support"} | more.pop("payload", {})
    return await by.post(f"{API}/l1/sessions/{walk['id']}/time-entries", json=payload, **more)


async def test_active_minutes_are_proposed_once(desk: Desk, flow_id: str) -> None:
    walk = await resolved(desk, flow_id)
    told = await time_of(desk, walk)
    assert told["proposed"] == {"minutes": 1, "work_type": "Remote support"}
    assert (told["active_minutes"], told["items"]) == (1, [])
    told = desk.ok(await record(desk.account.l1, walk, payload={"work_type": "On-site", "note": "Drove there"}), 201)
    assert (told["recorded_minutes"], told["proposed"]) == (15, None)
    assert "Time: 15 min On-site (L1 Tech" in (await summary(desk, walk))["text"]
    assert "On-site" not in (await summary(desk, walk, audience="client"))["text"]
    next_walk = await resolved(desk, flow_id)
    assert (await time_of(desk, next_walk))["proposed"]["work_type"] == "On-site"


async def test_nothing_is_proposed_to_who_did_not_work_on_it(desk: Desk, flow_id: str) -> None:
    walk = await resolved(desk, flow_id)
    assert (await time_of(desk, walk, desk.account.engineer))["proposed"] is None


async def test_a_lost_reply_records_time_once_and_one_takes_back_only_ones_own(desk: Desk, flow_id: str) -> None:
    walk = await resolved(desk, flow_id)
    key = {"Idempotency-Key": "time-1"}
    replies = await asyncio.gather(*(record(desk.account.l1, walk, headers=key) for _ in range(2)))
    assert {reply.status_code for reply in replies} == {201}
    told = await time_of(desk, walk)
    assert len(told["items"]) == 1
    path = f"{API}/l1/time-entries/{told['items'][0]['id']}"
    assert error(await desk.account.owner.delete(path)) == (404, "time_entry_not_found")
    assert (await desk.account.l1.delete(path)).status_code == 204
    assert (await time_of(desk, walk))["items"] == []


async def test_kinds_of_work_and_rounding_are_the_accounts_own(desk: Desk, flow_id: str) -> None:
    walk = await resolved(desk, flow_id)
    path = f"{API}/account/time-settings"
    first = await desk.account.owner.get(path)
    change = {"work_types": ["Helpdesk", "Helpdesk", "Travel"], "rounding_minutes": 15}
    done = await desk.account.owner.patch(path, json=change, headers={"If-Match": first.headers["etag"]})
    assert done.json()["work_types"] == ["Helpdesk", "Travel"]
    stale = await desk.account.owner.patch(path, json=change, headers={"If-Match": first.headers["etag"]})
    assert error(stale) == (412, "time_settings_stale")
    assert (await time_of(desk, walk))["proposed"] == {"minutes": 15, "work_type": "Helpdesk"}
    assert error(await record(desk.account.l1, walk)) == (422, "unknown_work_type")
    assert error(await desk.account.l1.get(path)) == (403, "role_does_not_allow")
