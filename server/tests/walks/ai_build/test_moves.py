"""Going back, switching, handing over: nothing that was made is paid again."""

from tests.support.loopback import Loopback
from tests.support.loopback.replies import Fails
from tests.walks.ai_build.led import KNOWN, Led, action, question
from tests.walks.desk import error

WHY = {"escalation_reason": "Needs rights", "escalation_reason_category": "needs_access"}


async def test_going_back_asks_the_same_step_again_and_pays_nothing(model: Loopback, led: Led) -> None:
    model.script(question("First?"), question("Second?"), question("Third?"))
    walk = await led.begin()
    second = await led.answered(walk)
    third = await led.answered(second)
    back = led.desk.ok(await led.desk.act(walk, "back", {"to_step": 0}))
    assert (back["pending_node"]["id"], back["step_count"]) == (walk["pending_node"]["id"], 0)
    assert [one["question"] for one in back["also_tried"]] == ["First?", "Second?"]
    assert back["making"]["answers_left"] == 12
    again = await led.answered(back)
    assert again["pending_node"]["id"] == second["pending_node"]["id"], "the same way leads to the same step"
    assert (await led.answered(again))["pending_node"]["id"] == third["pending_node"]["id"]
    assert (len(model.requests), len(await led.rows("ai_usage"))) == (3, 3)


async def test_another_answer_or_another_note_is_another_way(model: Loopback, led: Led) -> None:
    model.script(question("First?"), question("Second?"), action("Other."), action("With what the note says."))
    walk = await led.begin()
    second = await led.answered(walk)
    back = led.desk.ok(await led.desk.act(walk, "back", {}))
    other = await led.answered(back, 1)
    assert (other["pending_node"]["text"], len(model.requests)) == ("Other.", 3)
    led.desk.ok(await led.desk.act(walk, "back", {}))
    noted = await led.answered(walk, note="It smells of smoke")
    assert (noted["pending_node"]["text"], len(model.requests)) == ("With what the note says.", 4)
    assert "It smells of smoke" in str(model.requests[-1])
    led.desk.ok(await led.desk.act(walk, "back", {}))
    assert (await led.answered(walk))["pending_node"]["id"] == second["pending_node"]["id"]
    assert len(model.requests) == 4


async def test_going_back_from_where_it_is_stuck_leads_on_another_way(model: Loopback, led: Led) -> None:
    model.script(question(), Fails(500), action())
    walk = await led.begin()
    stuck = await led.answered(walk)
    assert stuck["pending_node"] is None
    back = led.desk.ok(await led.desk.act(walk, "back", {}))
    assert (back["pending_node"]["id"], back["making"]["state"]) == (walk["pending_node"]["id"], "ready")
    assert (await led.answered(back, 1))["pending_node"]["type"] == "action"


async def test_switching_to_a_flow_and_back_over_it_finds_the_step_again(model: Loopback, led: Led) -> None:
    flow_id = await led.desk.flow()
    model.script(question("First?"), question("Second?"), question("Third?"))
    walk = await led.begin(none_fit=True)
    second = await led.answered(walk, key="before the switch")
    switched = led.desk.ok(await led.desk.act(walk, "switch", {"flow_id": flow_id}))
    assert (switched["session_kind"], switched["making"], switched["pending_node"]["id"]) == ("flow", None, "power")
    assert error(await led.next_node(walk)) == (409, "steps_not_made")
    assert led.desk.ok(await led.answer(walk, key="before the switch"))["pending_node"] == second["pending_node"]
    on_flow = await led.desk.step(walk, "power", "yes", headers={"Idempotency-Key": "on the flow"})
    assert led.desk.ok(on_flow)["making"] is None
    back = led.desk.ok(await led.desk.act(walk, "back", {"to_step": 1}))
    assert (back["session_kind"], back["pending_node"]["id"]) == ("flow", "power")
    home = led.desk.ok(await led.desk.act(walk, "back", {}))
    assert (home["session_kind"], home["pending_node"]["id"]) == ("ai_build", second["pending_node"]["id"])
    assert (home["making"]["state"], home["making"]["answers_left"]) == ("ready", 11)
    lost = await led.desk.step(walk, "power", "yes", headers={"Idempotency-Key": "on the flow"})
    assert error(lost) == (409, "step_answered_before")
    assert (await led.answered(home))["pending_node"]["text"] == "Third?"
    assert len(model.requests) == 3


async def test_a_walk_that_was_stuck_when_it_switched_is_stuck_when_it_comes_back(model: Loopback, led: Led) -> None:
    flow_id = await led.desk.flow()
    model.script(question(), Fails(500), action())
    walk = await led.begin(none_fit=True)
    await led.answered(walk)
    led.desk.ok(await led.desk.act(walk, "switch", {"flow_id": flow_id}))
    home = led.desk.ok(await led.desk.act(walk, "back", {}))
    assert (home["session_kind"], home["pending_node"], home["making"]["state"]) == ("ai_build", None, "stuck")
    assert led.desk.ok(await led.next_node(walk))["pending_node"]["type"] == "action"


async def test_an_engineer_goes_on_at_the_same_step(model: Loopback, led: Led) -> None:
    model.script(question("First?"), question("Second?"), action())
    walk = await led.begin()
    second = await led.answered(walk)
    escalated = led.desk.ok(await led.desk.act(walk, "escalate", WHY))
    assert (escalated["pending_node"], escalated["stopped_at"]["text"]) == (None, "Second?")
    assert (escalated["making"]["state"], escalated["making"]["trouble"]) == ("ended", None)
    assert "Second?" in escalated["escalation"]["package"]["what_to_verify_first"]
    assert "First?" in escalated["escalation"]["package"]["what_has_been_tried"]
    taken = led.desk.ok(await led.desk.act(walk, "take", by=led.account.engineer))
    assert taken["pending_node"]["id"] == second["pending_node"]["id"]
    gone_on = await led.answered(taken, by=led.account.engineer)
    assert gone_on["pending_node"]["type"] == "action"
    assert len(model.requests) == 3


async def test_ending_and_reopening_keep_the_step(model: Loopback, led: Led) -> None:
    model.script(question(), action())
    walk = await led.begin()
    second = await led.answered(walk)
    ended = led.desk.ok(await led.desk.act(walk, "resolve", {"resolution_notes": "Restarted it", "helpful": True}))
    assert (ended["pending_node"], ended["making"]["state"]) == (None, "ended")
    opened = led.desk.ok(await led.desk.act(walk, "reopen"))
    assert (opened["pending_node"]["id"], opened["making"]["state"]) == (second["pending_node"]["id"], "ready")
    assert len(model.requests) == 2


async def test_notes_parking_joining_and_the_ticket_note_work_as_on_a_flow(led: Led) -> None:
    walk = await led.begin(problem_text=KNOWN)
    await led.answered(walk, note="Zelda said so")
    assert led.desk.ok(await led.desk.act(walk, "notes", {"walk_notes": ["Zelda waits"]}))["notes_version"] == 2
    parked = led.desk.ok(await led.desk.act(walk, "waiting", {"waiting_on": "a call back"}))
    assert (parked["waiting_on"], parked["pending_node"] is not None) == ("a call back", True)
    gone_on = await led.answered(parked)
    assert (await led.open(walk))["waiting_on"] is None
    assert gone_on["step_count"] == 2
    note = led.desk.ok(await led.account.l1.get(f"/api/v1/l1/sessions/{walk['id']}/summary"))
    assert walk["pending_node"]["text"] in note["text"]
    joined = led.desk.ok(await led.desk.act(walk, "join", by=led.account.owner))
    assert joined["pending_node"]["id"] == gone_on["pending_node"]["id"]


async def test_what_a_caller_says_is_read_against_the_step_that_was_made(model: Loopback, led: Led) -> None:
    model.script(question("Does the light blink?", "Yes", "No"))
    walk = await led.begin()
    read = led.desk.ok(await led.desk.act(walk, "read-reply", {"text": "yes, it does"}))
    assert read["selected"] == "o1"


async def test_versions_guard_steps_and_stale_ones_are_refused(model: Loopback, led: Led) -> None:
    model.script(question(), action())
    walk = await led.begin()
    node = walk["pending_node"]
    stale = await led.desk.step(walk, node["id"], "o1", headers={"If-Match": '"7"'})
    assert error(stale) == (412, "walk_moved_on")
    assert error(await led.desk.step(walk, node["id"], "o9")) == (422, "answer_not_on_node")
    assert error(await led.desk.step(walk, "n1", "o1")) == (409, "step_answered_before")
    good = await led.desk.step(walk, node["id"], "o1", headers={"If-Match": '"1"'})
    assert led.desk.ok(good)["version"] == 2
    assert len(model.requests) == 2
