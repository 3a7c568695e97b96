"""Going on with another flow in the middle of a walk."""

import asyncio

import pytest

from resolutionflow.walks.service import answering, nodes
from tests.support.people import MadeAccount
from tests.walks.desk import RING, Desk, error, said


@pytest.fixture
async def other_flow(desk: Desk) -> str:
    return await desk.flow(RING, "Ask once more")


async def test_the_walk_goes_on_at_the_first_step_of_the_other_flow_with_its_path_and_notes(
    desk: Desk, flow_id: str, other_flow: str
) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "no"))
    desk.ok(await desk.act(walk, "notes", {"walk_notes": ["Red light blinks"]}))
    moved = desk.ok(await desk.act(walk, "switch", {"flow_id": other_flow}))
    assert said(moved) == [("power", "No")]
    assert (moved["flow_title"], moved["pending_node"]["id"], moved["step_count"]) == ("Ask once more", "again", 1)
    assert (moved["version"], moved["walk_notes"]) == (3, ["Red light blinks"])
    assert moved["switches"] == [{"after_step": 1, "flow_title": "Ask once more", "flow_version": 1}]
    answered = desk.ok(await desk.step(walk, "again", "no"))
    assert (answered["pending_node"]["id"], answered["step_count"], answered["version"]) == ("end", 2, 4)
    assert said(await desk.open(walk)) == [("power", "No"), ("again", "No")]


async def test_an_answer_to_the_flow_that_was_left_is_refused(desk: Desk, flow_id: str, other_flow: str) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "no"))
    desk.ok(await desk.act(walk, "switch", {"flow_id": other_flow}))
    assert error(await desk.step(walk, "switch", "done")) == (409, "step_answered_before")


async def test_a_process_that_remembers_the_old_version_answers_on_the_new_one(desk: Desk, flow_id: str) -> None:
    """Both flows have a step of the same id whose answers lead elsewhere: a stale pin would take the wrong way."""
    again = {**RING, "nodes": {**RING["nodes"], "power": {**RING["nodes"]["again"]}}, "root_id": "power"}
    again["nodes"]["power"]["options"] = [
        {"id": "yes", "label": "Yes", "next_id": "again"},
        {"id": "no", "label": "No", "next_id": "end"},
    ]
    other = await desk.flow(again, "The other")
    walk = await desk.start(flow_id)
    stale = dict(nodes._pins)
    desk.ok(await desk.act(walk, "switch", {"flow_id": other}))
    nodes._pins.update(stale)
    answered = desk.ok(await desk.step(walk, "power", "no"))
    assert answered["pending_node"]["id"] == "end"
    assert (await desk.open(walk))["pending_node"]["id"] == "end"


async def test_answers_after_a_switch_take_the_short_way_again(
    desk: Desk, flow_id: str, other_flow: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.act(walk, "switch", {"flow_id": other_flow}))

    async def never(*_: object) -> bytes:
        raise AssertionError("the long way was taken")

    monkeypatch.setattr(answering, "with_care", never)
    desk.ok(await desk.step(walk, "again", "yes"))


async def test_back_takes_the_switch_back_first_and_then_the_answer_before_it(
    desk: Desk, flow_id: str, other_flow: str
) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "no"))
    desk.ok(await desk.act(walk, "switch", {"flow_id": other_flow}))
    desk.ok(await desk.step(walk, "again", "yes"))
    first = desk.ok(await desk.act(walk, "back"))
    assert (first["flow_title"], first["pending_node"]["id"], first["step_count"]) == ("Ask once more", "again", 1)
    second = desk.ok(await desk.act(walk, "back"))
    assert (second["flow_id"], second["pending_node"]["id"], second["step_count"]) == (flow_id, "switch", 1)
    assert second["switches"] == []
    desk.ok(await desk.step(walk, "switch", "done"))
    third = desk.ok(await desk.act(walk, "back", {"to_step": 0}))
    assert (third["pending_node"]["id"], third["flow_id"]) == ("power", flow_id)


async def test_back_to_an_early_step_finds_the_flow_that_it_was_answered_on(
    desk: Desk, flow_id: str, other_flow: str
) -> None:
    third = await desk.flow(title="A third")
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "no"))
    desk.ok(await desk.step(walk, "switch", "done"))
    desk.ok(await desk.act(walk, "switch", {"flow_id": other_flow}))
    desk.ok(await desk.step(walk, "again", "yes"))
    desk.ok(await desk.act(walk, "switch", {"flow_id": third}))
    desk.ok(await desk.step(walk, "power", "yes"))
    back = desk.ok(await desk.act(walk, "back", {"to_step": 1}))
    assert (back["flow_id"], back["pending_node"]["id"], back["switches"]) == (flow_id, "switch", [])
    assert [one["node_id"] for one in back["also_tried"]] == ["switch", "again", "power"]
    desk.ok(await desk.step(walk, "switch", "done"))
    assert (await desk.open(walk))["pending_node"]["id"] == "paper"


async def test_two_switches_in_a_row_are_taken_back_one_by_one(desk: Desk, flow_id: str, other_flow: str) -> None:
    third = await desk.flow(title="A third")
    walk = await desk.start(flow_id)
    for flow in (other_flow, third):
        desk.ok(await desk.act(walk, "switch", {"flow_id": flow}))
    assert desk.ok(await desk.act(walk, "back"))["flow_id"] == other_flow
    assert desk.ok(await desk.act(walk, "back"))["flow_id"] == flow_id
    assert error(await desk.act(walk, "back")) == (409, "nothing_to_undo")


async def test_a_walk_without_a_flow_takes_one_up_and_back_leaves_it_again(desk: Desk, flow_id: str) -> None:
    walk = await desk.start()
    moved = desk.ok(await desk.act(walk, "switch", {"flow_id": flow_id}))
    assert (moved["session_kind"], moved["category"], moved["pending_node"]["id"]) == ("flow", "Printing", "power")
    desk.ok(await desk.step(walk, "power", "yes"))
    desk.ok(await desk.act(walk, "back"))
    left = desk.ok(await desk.act(walk, "back"))
    assert (left["session_kind"], left["flow_id"], left["pending_node"]) == ("adhoc", None, None)
    assert error(await desk.step(walk, "power", "yes")) == (409, "takes_notes_only")
    assert error(await desk.act(walk, "back")) == (409, "takes_notes_only")


async def test_a_parked_walk_goes_on_when_it_switches(desk: Desk, flow_id: str, other_flow: str) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.act(walk, "waiting", {"waiting_on": "a call back"}))
    assert desk.ok(await desk.act(walk, "switch", {"flow_id": other_flow}))["waiting_on"] is None


async def test_what_cant_be_switched_to_is_refused(desk: Desk, flow_id: str, other_account: MadeAccount) -> None:
    walk = await desk.start(flow_id)
    theirs = await Desk(other_account).flow()
    assert error(await desk.act(walk, "switch", {"flow_id": theirs})) == (404, "no_such_flow")
    assert error(await desk.act(walk, "switch", {"flow_id": flow_id})) == (409, "follows_this_flow")
    assert error(await desk.act(walk, "switch", {"flow_id": 3})) == (422, "invalid_input")
    other = await desk.flow(RING)
    desk.ok(await desk.account.engineer.post(f"/api/v1/flows/{other}/archive"))
    assert error(await desk.act(walk, "switch", {"flow_id": other})) == (409, "flow_not_published")
    desk.ok(await desk.act(walk, "resolve", {"resolution_notes": "Done"}))
    assert error(await desk.act(walk, "switch", {"flow_id": theirs})) == (409, "walk_not_active")


async def test_a_newer_version_of_the_same_flow_may_be_gone_on_with(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "no"))
    engineer = desk.account.engineer
    draft = await engineer.get(f"/api/v1/flows/{flow_id}/draft")
    await engineer.put(
        f"/api/v1/flows/{flow_id}/draft", json={"tree": RING}, headers={"If-Match": draft.headers["etag"]}
    )
    await desk.publish(flow_id)
    moved = desk.ok(await desk.act(walk, "switch", {"flow_id": flow_id}))
    assert (moved["flow_version"], moved["pending_node"]["id"]) == (2, "again")


async def test_the_switch_sent_twice_happens_once_and_a_stale_one_not_at_all(
    desk: Desk, flow_id: str, other_flow: str
) -> None:
    walk = await desk.start(flow_id)
    headers = {"If-Match": '"1"', "Idempotency-Key": "switch"}
    first = await desk.act(walk, "switch", {"flow_id": other_flow}, headers=headers)
    again = await desk.act(walk, "switch", {"flow_id": other_flow}, headers=headers)
    assert (again.status_code, again.content) == (200, first.content)
    third = await desk.flow(title="A third")
    stale = await desk.act(walk, "switch", {"flow_id": third}, headers={"If-Match": '"1"'})
    assert error(stale) == (412, "walk_moved_on")


async def test_of_a_switch_and_an_answer_at_once_the_walk_stays_whole(
    desk: Desk, flow_id: str, other_flow: str
) -> None:
    for _ in range(5):
        walk = await desk.start(flow_id)
        both = await asyncio.gather(desk.act(walk, "switch", {"flow_id": other_flow}), desk.step(walk, "power", "no"))
        opened = await desk.open(walk)
        answered = both[1].status_code == 200
        assert both[0].status_code == 200
        assert said(opened) == ([("power", "No")] if answered else [])
        assert opened["pending_node"]["id"] == "again"


async def test_a_lost_reply_from_before_the_switch_is_given_again(desk: Desk, flow_id: str, other_flow: str) -> None:
    walk = await desk.start(flow_id)
    headers = {"Idempotency-Key": "once"}
    first = await desk.step(walk, "power", "no", headers=headers)
    desk.ok(await desk.act(walk, "switch", {"flow_id": other_flow}))
    again = await desk.step(walk, "power", "no", headers=headers)
    assert (again.status_code, again.json()) == (200, first.json())


async def test_the_ticket_note_and_the_hand_over_say_what_the_walk_went_on_with(
    desk: Desk, flow_id: str, other_flow: str
) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "no"))
    desk.ok(await desk.act(walk, "switch", {"flow_id": other_flow}))
    desk.ok(await desk.step(walk, "again", "no"))
    l1 = desk.account.l1
    note = desk.ok(await l1.get(f"/api/v1/l1/sessions/{walk['id']}/summary"))["text"].splitlines()
    at = note.index("Is the printer switched on? → No")
    assert note[at + 1 : at + 3] == ["Went on with another flow → Ask once more (version 1)", "Once more? → No"]
    package = desk.ok(await l1.get(f"/api/v1/l1/sessions/{walk['id']}/package"))["package"]
    assert "→ Ask once more (version 1)" in package["what_has_been_tried"]
