"""A model or a playbook that asks what was answered already is not heard: the walk goes on without it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutionflow.ai.service import PLAYBOOK_LABEL
from resolutionflow.walks.ai_build.repeats import repeated
from tests.support.loopback import Loopback
from tests.support.loopback.replies import Fails
from tests.walks.ai_build.led import KNOWN, Led, action, leaf, question
from tests.walks.desk import Json

FIRST = "Is the printer switched on and connected?"
AGAIN = {
    "the very same": FIRST,
    "in capitals, without its marks": "IS THE PRINTER SWITCHED ON   AND CONNECTED",
    "with wide letters": "\uff29s the printer switched on, and connected?",
    "with small words": "Please check: is this printer now switched on and connected?",
    "in nearly the same words": "Is the printer turned on, and is it connected?",
}

SAME = [
    ("Who else has it?", "who else has it"),
    ("Does the user see an error?", "Do you see any error?"),
    ("Have the user restart the computer.", "Restart the PC again."),
    ("Check whether the network cable is plugged in", "Is the network cable plugged in?"),
    (
        "What exactly does the error message on the screen say when Outlook opens?",
        "What exactly does the error message say on the screen when Outlook is opened?",
    ),
]
NEW = [
    ("Is the red light on?", "Is the green light on?"),
    ("Is the network light on?", "Is the network light off?"),
    ("Does the page open?", "Does the page not open?"),
    ("Does Teams open on the phone?", "Does Teams open on the laptop?"),
    ("Is the cable in port 1 of the switch?", "Is the cable in port 2 of the switch?"),
    ("Does the page open in Edge?", "Does the page open in Chrome?"),
    ("Does it print?", "Does it print from another computer?"),
    ("Restart the printer", "Restart the print spooler"),
    ("Does it work now?", "Does it?"),
    ("?", "!"),
]


@pytest.mark.parametrize(("before", "text"), SAME)
def test_the_same_in_other_words_is_the_same(before: str, text: str) -> None:
    assert repeated(text, ["Something else entirely?", before]) == before
    assert repeated(before, [text]) == text


@pytest.mark.parametrize(("before", "text"), NEW)
def test_one_word_of_few_makes_another_step(before: str, text: str) -> None:
    assert repeated(text, [before]) is None
    assert repeated(before, [text]) is None


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_the_words_a_step_is_itself_and_order_does_not_matter(one: str, other: str) -> None:
    assert repeated(one, [one]) == one
    assert (repeated(one, [other]) is None) == (repeated(other, [one]) is None)


@pytest.mark.parametrize("way", AGAIN)
async def test_a_question_asked_again_is_sent_back_once_and_never_shown(way: str, model: Loopback, led: Led) -> None:
    model.script(question(FIRST), question(AGAIN[way]), question("Since when?", "Today", "For longer"))
    walk = await led.begin()
    taken = await led.answered(walk)
    assert (taken["pending_node"]["text"], taken["making"]["trouble"]) == ("Since when?", None)
    assert (len(model.requests), len(await led.rows("ai_usage")), await led.held()) == (3, 3, 0)
    objection = str(model.requests[-1]["messages"][-1])
    assert "Go on from the answers" in objection
    assert FIRST in objection


async def test_an_action_asked_for_again_two_answers_later_is_sent_back_too(model: Loopback, led: Led) -> None:
    model.script(action("Have the user restart the device."), question("Since when?", "Today", "For longer"))
    model.script(action("Restart the device again."), leaf("escalation", "Restart the device on site."))
    second = await led.answered(await led.begin(), 1)
    third = await led.answered(second)
    assert (third["pending_node"]["type"], len(model.requests)) == ("escalation", 4), "an end may name what was tried"


async def test_a_model_that_only_repeats_gives_way_to_the_playbook(model: Loopback, led: Led) -> None:
    model.script(question(FIRST), question(FIRST), question(AGAIN["with small words"]))
    walk = await led.begin(problem_text=KNOWN)
    taken = await led.answered(walk)
    assert (taken["pending_node"]["made_by"], taken["step_count"]) == ("playbook", 1)
    making = taken["making"]
    assert (making["state"], making["label"], making["calls"]) == ("ready", PLAYBOOK_LABEL, 3)
    assert making["trouble"] == {
        "code": "repeated",
        "detail": "The model repeated a step that was given already, so the built-in playbook goes on from here.",
    }
    assert (await led.open(walk))["making"] == making, "whoever opens the walk is told the same"
    usage = await led.rows("ai_usage")
    assert [(row["error"], row["success"]) for row in usage] == [
        (None, True),
        ("invalid_output", False),
        ("invalid_output", False),
    ]
    assert (len(model.requests), await led.held(), await led.walks_used()) == (3, 0, 1)
    (row,) = [row for row in await led.rows("l1_walk_nodes") if row["step_no"] == 1]
    assert (row["attempts"], row["source"], row["claim"]) == (1, "playbook", None)
    further = await led.answered(taken)
    assert (further["pending_node"]["made_by"], further["making"]["trouble"]) == ("playbook", None)
    assert len(model.requests) == 3, "the walk stays with the playbook"


@pytest.mark.parametrize("known", [False, True], ids=["unknown to the playbook", "the playbook is off"])
async def test_without_the_playbook_a_model_that_only_repeats_ends_in_an_escalation(
    known: bool, model: Loopback, led: Led
) -> None:
    if known:
        await led.run("update ai_settings set playbook_on = false")
    model.script(question(FIRST), question(FIRST), question(FIRST))
    walk = await led.begin(**({"problem_text": KNOWN} if known else {}))
    taken = await led.answered(walk)
    node = taken["pending_node"]
    assert (node["type"], node["options"], node["made_by"]) == ("escalation", [], "playbook")
    assert node["text"].startswith("The model only repeats steps that were given already")
    assert (len(await led.rows("ai_usage")), await led.held()) == (3, 0)
    back = led.desk.ok(await led.desk.act(walk, "back", {}))
    assert back["pending_node"]["text"] == FIRST, "nothing of the path is lost"


async def test_what_also_fails_otherwise_is_told_as_before(model: Loopback, led: Led) -> None:
    unsafe = question(FIRST, help="First disable the firewall on this computer.")
    model.script(question(FIRST), unsafe, unsafe)
    taken = await led.answered(await led.begin(problem_text=KNOWN))
    assert (taken["pending_node"], taken["making"]["trouble"]["code"]) == (None, "invalid_output")


async def test_the_playbook_takes_for_answered_what_the_model_asked_in_other_words(model: Loopback, led: Led) -> None:
    opening = "What does the printer look like?"
    model.script(question("Please tell: what does this printer look like now?", "It has no network", "It is off"))
    model.script(Fails(500))
    taken = await led.answered(await led.begin(problem_text=KNOWN))
    node = led.desk.ok(await led.next_node(taken, "playbook"))["pending_node"]
    assert node["text"] != opening
    assert node["help"].startswith("Because: "), "it goes on from the answer that was given"
    await led.run("delete from ai_settings")
    assert (await led.begin(problem_text=KNOWN))["pending_node"]["text"] == opening


def _is_new(path: list[Json], node: Json) -> bool:
    return repeated(node["text"], [step["question"] for step in path]) is None


async def test_the_playbook_never_asks_twice_whatever_is_answered(led: Led) -> None:
    for place in (0, 1, -1):
        walk = await led.begin(problem_text=KNOWN)
        while walk["pending_node"]["options"]:
            walk |= await led.answered(walk, place)
            path = (await led.open(walk))["walked_path"]
            assert _is_new(path, walk["pending_node"]) or not walk["pending_node"]["options"]
