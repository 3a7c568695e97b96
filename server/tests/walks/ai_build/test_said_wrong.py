"""Saying of a step that was made that it is wrong: it is kept with the walk, told, and not given again in it."""

import asyncio
from typing import Any

import pytest
from httpx import AsyncClient, Response

from resolutionflow.main import API
from tests.support.loopback import Loopback
from tests.support.loopback.replies import Fails
from tests.support.people import MadeAccount
from tests.walks.ai_build.led import KNOWN, Led, action, leaf, question
from tests.walks.desk import Json, error

WHY = "There is no such menu in this version"
BAD = "Open the menu Extras and choose Repair."


async def _say(led: Led, walk: Json, by: AsyncClient | None = None, **more: Any) -> Response:
    """Say that the step at hand is wrong."""
    body = {"node_id": walk["pending_node"]["id"], "text": WHY} | more
    return await led.desk.act(walk, "step-reports", body, by=by)


async def test_a_made_step_is_reported_and_stands_with_its_walk_for_engineers(model: Loopback, led: Led) -> None:
    model.script(action(BAD))
    walk = await led.begin()
    made = led.desk.ok(await _say(led, walk, should_say="It is under File"), 201)
    assert (made["flow_id"], made["flow_version"], made["walk_id"]) == (None, None, walk["id"])
    assert (made["node_text"], made["text"], made["should_say"], made["state"]) == (
        BAD,
        WHY,
        "It is under File",
        "open",
    )
    path = f"{API}/l1/sessions/{walk['id']}/step-reports"
    for client in (led.account.l1, led.account.engineer):
        assert led.desk.ok(await client.get(path))["items"] == [made]
    shown = await led.open(walk)
    assert shown["pending_node"]["id"] == walk["pending_node"]["id"], "it stands until another one is asked for"
    assert (shown["making"]["state"], shown["making"]["trouble"]["code"]) == ("ready", "said_wrong")
    assert shown["making"]["trouble"]["detail"] == (
        "This step was reported as wrong and is not given again in this walk. Get another step, go back, or escalate."
    )
    assert (len(model.requests), shown["version"]) == (1, walk["version"])


async def test_those_to_whom_first_line_escalates_are_told(model: Loopback, led: Led) -> None:
    engineer = led.account.by_role("engineer")
    await led.run(
        "update account_settings set default_escalation_recipient_ids = cast(:ids as jsonb)",
        ids=f'["{engineer.id}"]',
    )
    model.script(action(BAD))
    walk = await led.begin()
    led.desk.ok(await _say(led, walk), 201)
    (told,) = await led.rows("notifications")
    assert (told["user_id"], told["link"], told["body"]) == (engineer.id, f"/walks/{walk['id']}", WHY)
    assert "says a step of the walk on #" in told["title"]


async def test_another_step_is_made_in_its_place_and_the_wrong_one_never_again(model: Loopback, led: Led) -> None:
    model.script(question("First?"), action(BAD), action("Please open the menu Extras, and choose Repair!"))
    model.script(action("Restart the program."))
    second = await led.answered(await led.begin())
    led.desk.ok(await _say(led, second), 201)
    other = led.desk.ok(await led.next_node(second))
    assert (other["pending_node"]["text"], other["making"]["trouble"]) == ("Restart the program.", None)
    assert other["step_count"] == 1
    assert [one["question"] for one in other["walked_path"]] == ["First?"]
    asked = str(model.requests[-2]["messages"])
    assert "said_wrong" in asked
    assert WHY in asked
    assert "Give another step" in str(model.requests[-1]["messages"])
    assert (len(model.requests), len(await led.rows("ai_usage")), await led.held()) == (4, 4, 0)
    assert error(await led.answer(second)) == (409, "step_answered_before"), "the wrong one is not there to be answered"


async def test_an_answered_step_that_was_wrong_is_not_given_after_going_back(model: Loopback, led: Led) -> None:
    model.script(question("First?"), action(BAD), question("Third?"), action("Something else."))
    first = await led.begin()
    second = await led.answered(first)
    third = await led.answered(second, 1)
    body = {"node_id": second["pending_node"]["id"], "step_no": 2, "text": WHY}
    made = led.desk.ok(await led.desk.act(first, "step-reports", body), 201)
    assert made["node_text"] == BAD
    assert (await led.open(first))["pending_node"]["id"] == third["pending_node"]["id"], "the walk goes on"
    back = led.desk.ok(await led.desk.act(first, "back", {"to_step": 1}))
    assert (back["pending_node"]["text"], back["making"]["trouble"]["code"]) == (BAD, "said_wrong")
    led.desk.ok(await led.desk.act(first, "back", {"to_step": 0}))
    again = await led.answered(first)
    assert again["pending_node"]["text"] == "Something else."
    assert len(model.requests) == 4


async def test_a_step_of_the_playbook_gives_way_to_its_next(led: Led) -> None:
    walk = await led.begin(problem_text=KNOWN)
    seen = []
    while walk["pending_node"]["options"]:
        assert walk["pending_node"]["text"] not in seen
        seen.append(walk["pending_node"]["text"])
        led.desk.ok(await _say(led, walk), 201)
        walk = led.desk.ok(await led.next_node(walk))
        assert (walk["pending_node"]["made_by"], walk["step_count"]) == ("playbook", 0)
    assert len(seen) > 3
    led.desk.ok(await _say(led, walk), 201)
    end = led.desk.ok(await led.next_node(walk))["pending_node"]
    assert end["text"].startswith("Everything that the playbook has on this was given in this walk already.")


async def test_a_model_that_insists_gives_way_to_an_escalation(model: Loopback, led: Led) -> None:
    model.script(action(BAD), action(BAD), action(BAD))
    walk = await led.begin()
    led.desk.ok(await _say(led, walk), 201)
    other = led.desk.ok(await led.next_node(walk))
    assert (other["pending_node"]["type"], other["making"]["calls"]) == ("escalation", 3)
    assert BAD not in str(other["pending_node"])


async def test_an_end_that_was_wrong_is_not_given_again(model: Loopback, led: Led) -> None:
    end = leaf("resolution", "The cable was loose. Note what helped.")
    model.script(end, end, leaf("escalation", "Somebody on site has to look."))
    walk = await led.begin()
    led.desk.ok(await _say(led, walk), 201)
    assert led.desk.ok(await led.next_node(walk))["pending_node"]["type"] == "escalation"


async def test_when_no_other_step_can_be_made_the_walk_stands_stuck_with_its_path(model: Loopback, led: Led) -> None:
    model.script(question("First?"), action(BAD), Fails(500))
    second = await led.answered(await led.begin(problem_text=KNOWN))
    led.desk.ok(await _say(led, second), 201)
    assert error(await led.next_node(second)) == (502, "step_not_made")
    shown = await led.open(second)
    assert (shown["pending_node"], shown["making"]["state"], shown["step_count"]) == (None, "stuck", 1)
    assert shown["making"]["trouble"]["code"] == "unavailable"
    gone_on = led.desk.ok(await led.next_node(second, "playbook"))
    assert gone_on["pending_node"]["made_by"] == "playbook"


async def test_with_the_quota_spent_the_step_stays_and_nothing_is_paid(model: Loopback, led: Led) -> None:
    model.script(action(BAD))
    walk = await led.begin()
    led.desk.ok(await _say(led, walk), 201)
    await led.run("update ai_periods set cost = 20")
    assert error(await led.next_node(walk)) == (429, "quota_spent")
    assert (await led.open(walk))["pending_node"]["text"] == BAD
    assert len(model.requests) == 1


async def test_several_who_ask_for_another_step_at_once_pay_once(model: Loopback, led: Led) -> None:
    model.script(action(BAD), action("Restart the program."))
    walk = await led.begin()
    led.desk.ok(await _say(led, walk), 201)
    shown = [led.desk.ok(one) for one in await asyncio.gather(*(led.next_node(walk) for _ in range(4)))]
    assert {one["making"]["state"] for one in shown} <= {"ready", "making"}
    assert (await led.open(walk))["pending_node"]["text"] == "Restart the program."
    assert len(model.requests) == 2


async def test_the_hand_over_says_which_steps_were_wrong(model: Loopback, led: Led) -> None:
    model.script(question("First?"), action(BAD))
    second = await led.answered(await led.begin())
    led.desk.ok(await _say(led, second), 201)
    package = led.desk.ok(await led.account.l1.get(f"{API}/l1/sessions/{second['id']}/package"))["package"]
    assert package["what_has_been_tried"].endswith(f"Steps that were reported as wrong:\n- {BAD}: {WHY}")


async def test_words_of_a_report_stay_here_where_ticket_words_do(model: Loopback, led: Led) -> None:
    await led.run("update ai_settings set send_no_ticket_text = true")
    model.script(action(BAD), action("Restart the program."))
    walk = await led.begin(category="Hardware")
    led.desk.ok(await _say(led, walk, text="Zelda says so"), 201)
    led.desk.ok(await led.next_node(walk))
    assert BAD in str(model.requests[-1]["messages"])
    assert "Zelda" not in str(model.requests)


@pytest.mark.parametrize("more", [{"node_id": "nowhere"}, {"step_no": 1}, {"step_no": 99}])
async def test_a_step_that_the_walk_did_not_come_to_is_not_reported(more: Json, model: Loopback, led: Led) -> None:
    model.script(question())
    walk = await led.begin()
    assert error(await _say(led, walk, **more)) == (404, "step_not_walked")
    assert await led.rows("step_reports") == []


async def test_only_who_sees_the_walk_reports_and_one_report_sent_twice_is_one(
    model: Loopback, led: Led, other_account: MadeAccount
) -> None:
    model.script(action(BAD))
    walk = await led.begin()
    colleague = await led.account.add_person("l1_tech")
    for client, status in ((colleague.client, 404), (other_account.owner, 404)):
        assert (await _say(led, walk, by=client)).status_code == status
    assert (await _say(led, walk, by=led.account.by_role("viewer").client)).status_code == 403
    body = {"node_id": walk["pending_node"]["id"], "text": WHY}
    first, again = [
        await led.desk.act(walk, "step-reports", body, headers={"Idempotency-Key": "once"}) for _ in range(2)
    ]
    assert (first.status_code, again.content) == (201, first.content)
    assert len(await led.rows("step_reports")) == 1


async def test_a_step_from_before_a_switch_of_flow_is_a_made_one_and_one_after_it_the_flow_s(
    model: Loopback, led: Led
) -> None:
    flow_id = await led.desk.flow()
    model.script(question("First?"), action(BAD))
    walk = await led.begin(none_fit=True)
    await led.answered(walk)
    led.desk.ok(await led.desk.act(walk, "switch", {"flow_id": flow_id}))
    first = {"node_id": walk["pending_node"]["id"], "step_no": 1, "text": WHY}
    assert led.desk.ok(await led.desk.act(walk, "step-reports", first), 201)["flow_id"] is None
    of_flow = {"node_id": "power", "text": WHY}
    assert led.desk.ok(await led.desk.act(walk, "step-reports", of_flow), 201)["flow_id"] == flow_id
    assert len(led.desk.ok(await led.account.l1.get(f"{API}/l1/sessions/{walk['id']}/step-reports"))["items"]) == 2


async def test_an_engineer_marks_a_report_on_a_made_step_as_done_and_whoever_made_it_is_told(
    model: Loopback, led: Led
) -> None:
    model.script(action(BAD))
    walk = await led.begin()
    made = led.desk.ok(await _say(led, walk), 201)
    path = f"{API}/l1/sessions/{walk['id']}/step-reports"
    done = led.desk.ok(await led.account.engineer.post(f"{path}/{made['id']}/done", json={"note": "Added to a flow"}))
    assert (done["state"], done["done_note"], done["on_step"]) == ("done", "Added to a flow", 0)
    assert done["done_by"]
    again = led.desk.ok(await led.account.engineer.post(f"{path}/{made['id']}/done", json={"note": "Twice"}))
    assert again == done, "it is done once"
    assert led.desk.ok(await led.account.l1.get(path))["items"] == [done]
    (told,) = await led.rows("notifications")
    technician = led.account.by_role("l1_tech").id
    assert (told["user_id"], told["link"], told["body"]) == (technician, f"/walks/{walk['id']}", "Added to a flow")
    shown = await led.open(walk)
    assert shown["making"]["trouble"]["code"] == "said_wrong", "the step is not given again in this walk all the same"

    opened = led.desk.ok(await led.account.engineer.post(f"{path}/{made['id']}/reopen"))
    assert (opened["state"], opened["done_by"], opened["done_note"], opened["on_step"]) == ("open", None, None, 1)


async def test_who_edits_no_flows_marks_no_report_as_done_and_each_address_has_its_own_reports(
    model: Loopback, led: Led
) -> None:
    model.script(action(BAD), action(BAD))
    walk, other = await led.begin(), await led.begin()
    made = led.desk.ok(await _say(led, walk), 201)
    path = f"{API}/l1/sessions/{{}}/step-reports/{made['id']}/{{}}"
    for verb in ("done", "reopen"):
        assert (await led.account.l1.post(path.format(walk["id"], verb))).status_code == 403
        elsewhere = await led.account.engineer.post(path.format(other["id"], verb))
        assert error(elsewhere) == (404, "no_such_step_report")


async def test_a_report_on_a_step_of_a_flow_is_done_with_the_flow_alone(
    model: Loopback, led: Led, flow_id: str
) -> None:
    walk = await led.desk.start(flow_id)
    made = led.desk.ok(await led.desk.act(walk, "step-reports", {"node_id": "power", "text": WHY}), 201)
    path = f"{API}/l1/sessions/{walk['id']}/step-reports/{made['id']}/done"
    assert error(await led.account.engineer.post(path)) == (404, "no_such_step_report")
    assert model.requests == []
