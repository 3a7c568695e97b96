"""An answer that says that the fault is gone leads to a resolution at once, and nobody is asked or paid for it."""

import pytest

from resolutionflow.walks.ai_build.fixed import says_fixed
from tests.support.loopback import Loopback
from tests.walks.ai_build.led import Led, action, leaf, question

GONE_ANYWHERE = (
    "It works again",
    "Works again.",
    "Yes, it works again!",
    "It works now",
    "It's working again",
    "It\u2019s working now",
    "Everything works again",
    "All works fine again",
    "The problem is fixed now",
    "Back to normal",
)
GONE_AFTER_AN_ACTION = (
    "Fixed",
    "Solved",
    "Resolved",
    "It is fixed",
    "It's solved",
    "The problem is solved",
    "That solved it",
    "That fixed it",
    "Problem gone",
    "The error is gone",
    "That did it",
)
NOT_GONE = (
    "It doesn't work again",
    "It does not work now",
    "Not fixed",
    "Not solved",
    "Isn't working now",
    "It never works again after that",
    "Still the same",
    "It works again for a minute",
    "Works again, then stops",
    "Partly solved",
    "It works",
    "Works now and then",
    "Gone again",
    "It is gone",
    "Nobody knows whether it works again",
    "Almost back to normal",
    "Done",
    "Yes",
    "No",
    "",
)


@pytest.mark.parametrize("label", GONE_ANYWHERE)
def test_whole_answers_that_say_that_it_works_again_say_so_to_any_step(label: str) -> None:
    assert says_fixed({"type": "action"}, label)
    assert says_fixed({"type": "question"}, label)


@pytest.mark.parametrize("label", GONE_AFTER_AN_ACTION)
def test_a_plain_fact_in_answer_to_a_question_is_an_outcome_after_an_action(label: str) -> None:
    assert says_fixed({"type": "action"}, label)
    assert not says_fixed({"type": "question"}, label), "the address may be “Fixed”"


@pytest.mark.parametrize("label", NOT_GONE)
def test_what_is_denied_limited_or_left_open_is_not_gone(label: str) -> None:
    assert not says_fixed({"type": "action"}, label)


async def test_it_works_again_is_a_resolution_at_once_and_costs_no_call(model: Loopback, led: Led) -> None:
    model.script(action())
    walk = await led.begin()
    taken = await led.answered(walk)
    node, making = taken["pending_node"], taken["making"]
    assert (node["type"], node["options"], making["state"], making["calls"]) == ("resolution", [], "ready", 1)
    assert node["text"] == "Have the user restart the device. It works again.", "what is proposed as the resolution"
    assert making["label"] == "Anthropic claude-haiku-5-5"
    assert (len(model.requests), await led.held()) == (1, 0)
    shown = await led.open(walk)
    assert shown["pending_node"]["id"] == node["id"]
    solved = led.desk.ok(await led.desk.act(walk, "resolve", {"resolution_notes": "Restarted"}))
    assert (solved["status"], solved["walked_path"][-1]["answer"]) == ("resolved", "It works again")


async def test_a_slip_is_taken_back_and_the_other_answer_is_asked_on(model: Loopback, led: Led) -> None:
    model.script(action(), question("What else?"))
    walk = await led.begin()
    await led.answered(walk)
    back = led.desk.ok(await led.desk.act(walk, "back", {}))
    other = await led.answered(back, 1)
    assert (other["pending_node"]["text"], len(model.requests)) == ("What else?", 2)
    again = await led.answered(led.desk.ok(await led.desk.act(walk, "back", {})))
    assert (again["pending_node"]["type"], len(model.requests)) == ("resolution", 2)


async def test_also_the_twelfth_answer_resolves_when_it_says_that_it_works(model: Loopback, led: Led) -> None:
    model.script(*(question(f"Question {place}?", "Yes", "It works again") for place in range(12)))
    walk = await led.begin()
    for _ in range(11):
        walk |= await led.answered(walk)
    walk |= await led.answered(walk, 1)
    assert (walk["pending_node"]["type"], walk["making"]["answers_left"], len(model.requests)) == ("resolution", 0, 12)


async def test_nothing_is_made_ahead_for_an_answer_that_ends_the_walk(model: Loopback, led: Led) -> None:
    await led.run("update ai_settings set zero_wait = true")
    model.script(action(), leaf("escalation", "Second line: it hangs."))
    walk = await led.begin()
    await led.until_row("l1_walk_nodes", lambda rows: sum(row["node"] is not None for row in rows) == 2)
    await led.until_row("ai_reservations", lambda rows: all(row["state"] == "settled" for row in rows))
    assert len(model.requests) == 2, "the step itself, and the one after “Still the same”"
    taken = await led.answered(walk)
    assert (taken["pending_node"]["type"], len(model.requests)) == ("resolution", 2)
