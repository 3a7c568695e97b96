"""How long a walk may be, what it may cost, and what is given back."""

import re

import pytest

from tests.support.loopback import Loopback
from tests.support.loopback.replies import Fails, Refuses, Reply
from tests.walks.ai_build.led import KNOWN, UNKNOWN, Led, leaf, question
from tests.walks.desk import error


@pytest.mark.parametrize("last", ["an end", "another question", "solved", "refused"])
async def test_after_twelve_answers_the_next_step_is_an_escalation(last: str, model: Loopback, led: Led) -> None:
    replies: dict[str, Reply] = {
        "an end": leaf("escalation", "Second line: it still blinks."),
        "another question": question("And now?", "Yes", "No"),
        "solved": leaf("resolution", "It works."),
        "refused": Refuses(),
    }
    model.script(*(question(f"Question {place}?", "Yes", "No") for place in range(12)), replies[last])
    walk = await led.begin()
    for number in range(1, 12):
        walk |= await led.answered(walk)
        assert (walk["step_count"], walk["making"]["answers_left"]) == (number, 12 - number)
    assert walk["pending_node"]["type"] == "question", "eleven are answered, so one more may be asked"
    walk |= await led.answered(walk)
    node, making = walk["pending_node"], walk["making"]
    assert (walk["step_count"], making["answers_left"], making["state"]) == (12, 0, "ready")
    assert (node["type"], node["options"]) == ("escalation", [])
    if last == "an end":
        assert (node["text"], node["made_by"]) == ("Second line: it still blinks.", "model")
    else:
        assert (node["text"].startswith("12 questions are answered"), node["made_by"]) == (True, "playbook")
    assert len(model.requests) == 13
    thirteenth = await led.desk.step(walk, node["id"], "o1")
    assert error(thirteenth) == (422, "answer_not_on_node")
    shown = await led.open(walk)
    assert (shown["status"], shown["step_count"], len(shown["walked_path"])) == ("active", 12, 12)
    why = {"escalation_reason": "Twelve and no end", "escalation_reason_category": "no_fix_found"}
    assert led.desk.ok(await led.desk.act(walk, "escalate", why))["status"] == "escalated"


async def test_a_model_is_asked_for_thirty_six_steps_of_a_walk_and_no_more(model: Loopback, led: Led) -> None:
    model.script(question(), Refuses())
    walk = await led.begin(problem_text=KNOWN)
    await led.run("update l1_walk_nodes set attempts = 35")
    stuck = await led.answered(walk)
    assert stuck["making"]["trouble"]["code"] == "refused", "the thirty-sixth"
    assert error(await led.next_node(walk)) == (409, "most_steps_made")
    assert (len(model.requests), await led.held()) == (2, 0)
    back = led.desk.ok(await led.desk.act(walk, "back", {}))
    other = await led.answered(back, 1)
    making = other["making"]
    assert (other["step_count"], making["trouble"]["code"], making["may_try_again"]) == (1, "walk_limit", False)
    assert making["playbook_may_go_on"] is True
    assert len(model.requests) == 2
    assert led.desk.ok(await led.next_node(walk, "playbook"))["pending_node"]["made_by"] == "playbook"


async def test_a_walk_counts_from_its_first_paid_call_on_and_not_before(model: Loopback, led: Led) -> None:
    model.script(Fails(400, "invalid_request_error", "Your credit balance is too low to access"), Fails(500))
    walk = await led.begin()
    assert (walk["making"]["trouble"]["code"], await led.walks_used()) == ("budget", 0)
    assert (await led.next_node(walk)).status_code == 502
    assert (await led.walks_used(), await led.rows("ai_units")) == (0, [])
    model.script(question(), Fails(500))
    led.desk.ok(await led.next_node(walk))
    assert await led.walks_used() == 1
    assert (await led.answered(await led.open(walk)))["making"]["state"] == "stuck"
    assert await led.walks_used() == 1, "its first step was paid"


async def test_a_walk_without_a_paid_call_is_given_back_also_when_it_ends(model: Loopback, led: Led) -> None:
    ends: tuple[tuple[str, dict[str, str]], ...] = (
        ("abandon", {}),
        ("resolve", {"resolution_notes": "By itself"}),
        ("escalate", {"escalation_reason": "Stuck", "escalation_reason_category": "other"}),
    )
    for verb, payload in ends:
        model.script(Fails(500))
        walk = await led.begin()
        assert (walk["making"]["state"], await led.walks_used()) == ("stuck", 0)
        led.desk.ok(await led.desk.act(walk, verb, payload))
        assert await led.walks_used() == 0


async def test_over_the_plan_nothing_is_paid_and_the_walk_stands(model: Loopback, led: Led) -> None:
    model.script(question())
    walk = await led.begin(problem_text=KNOWN)
    await led.run("update ai_periods set cost = 20")
    taken = await led.answered(walk)
    making = taken["making"]
    assert (taken["step_count"], making["state"], making["trouble"]["code"]) == (1, "stuck", "quota_spent")
    assert (making["may_try_again"], making["playbook_may_go_on"], making["resets_at"] is not None) == (
        False,
        True,
        True,
    )
    refused = await led.next_node(walk)
    assert error(refused) == (429, "quota_spent")
    assert "resets_at" in refused.json()
    assert (len(model.requests), await led.held()) == (1, 0)
    assert led.desk.ok(await led.next_node(walk, "playbook"))["pending_node"]["made_by"] == "playbook"


async def test_over_the_plan_a_new_walk_is_led_by_the_playbook_where_it_knows_the_problem(
    model: Loopback, led: Led
) -> None:
    model.script(question())
    await led.begin()
    await led.run("update ai_periods set cost = 20")
    started = await led.begin(problem_text=KNOWN)
    assert (started["pending_node"]["made_by"], started["making"]["source"]) == ("playbook", "playbook")
    taken = await led.answered(started)
    assert (taken["pending_node"]["made_by"], taken["making"]["state"]) == ("playbook", "ready")
    assert (len(model.requests), await led.held(), await led.walks_used()) == (1, 0, 1)


async def test_over_the_plan_what_nobody_knows_starts_nothing_and_says_why_and_until_when(
    model: Loopback, led: Led
) -> None:
    model.script(question())
    await led.begin()
    await led.run("update ai_periods set cost = 20")
    for switch, problem in (("true", UNKNOWN), ("false", KNOWN)):
        await led.run(f"update ai_settings set playbook_on = {switch}")
        told = led.desk.ok(await led.take_in(problem_text=problem))
        assert told["outcome"] == "out_of_scope"
        assert re.fullmatch(
            r"No flow fits, and what your plan allows for AI is used up until \d+ \w+ \d{4}, 00:00 UTC\. "
            r"Work on it without a flow, or escalate it\.",
            told["reason"],
        ), told["reason"]
    assert (len(model.requests), len(await led.rows("tickets"))) == (1, 1)


async def test_of_walks_over_the_plan_only_those_that_began_are_made(model: Loopback, led: Led) -> None:
    model.script(question(), question())
    await led.begin()
    await led.run("update ai_periods set walks = 499")
    assert (await led.begin())["making"]["state"] == "ready"
    assert led.desk.ok(await led.take_in())["outcome"] == "out_of_scope"
    assert (len(model.requests), await led.walks_used()) == (2, 500)


async def test_when_all_is_switched_off_in_the_middle_the_answer_is_kept(model: Loopback, led: Led) -> None:
    model.script(question())
    walk = await led.begin(problem_text=KNOWN)
    await led.run("update ai_settings set provider = null, api_key = null, playbook_on = false")
    taken = await led.answered(walk)
    making = taken["making"]
    assert (taken["step_count"], making["state"], making["trouble"]["code"]) == (1, "stuck", "switched_off")
    assert (making["may_try_again"], making["playbook_may_go_on"]) == (False, False)
    assert error(await led.next_node(walk)) == (409, "ai_switched_off")
    assert led.desk.ok(await led.desk.act(walk, "notes", {"walk_notes": ["By hand"]}))
