"""The pure part: ways, categories, passages, what a step becomes."""

import pytest

from resolutionflow.ai.port import NodeMade
from resolutionflow.flows.tree import Node, Tree
from resolutionflow.walks.ai_build.engine import Place, allowed, category_of, judge_form, node_of, passages


def test_a_way_is_told_by_step_answer_and_note() -> None:
    ways = {
        Place.after(1, "n", "o1", None),
        Place.after(1, "n", "o1", ""),
        Place.after(1, "n", "o2", None),
        Place.after(1, "m", "o1", None),
        Place.after(1, "n", "o1", "a note \ud800"),
        Place.after(2, "n", "o1", None),
        Place.start(),
    }
    assert len(ways) == 6
    assert all(len(place.way) <= 64 for place in ways)


@pytest.mark.parametrize(
    ("near", "playbook", "names", "expected"),
    [
        ([], None, [], None),
        ([], "Printing", [], "Printing"),
        ([("Mail", 0.3), ("Printing", 0.2)], "Printing", [], "Mail"),
        ([("Mail", 0.3), ("Printing", 0.2), ("Printing", 0.2)], None, [], "Printing"),
        ([("Mail", 0.01)], "Printing", [], "Printing"),
        ([("Mail", 0.01)], None, [], None),
        ([("Mail", 0.9)], "Printing", ["PRINTING", "Phones"], "PRINTING"),
        ([("Mail", 0.9)], None, ["Printing"], None),
        ([(None, 0.9)], None, [], None),
    ],
)
def test_a_problem_s_category_is_that_of_what_is_near_it(
    near: list[tuple[str | None, float]], playbook: str | None, names: list[str], expected: str | None
) -> None:
    assert category_of(near, playbook, names) == expected


@pytest.mark.parametrize(
    ("category", "names", "may"),
    [
        (None, [], True),
        ("Mail", [], True),
        ("Mail", ["mail"], True),
        (" mail ", ["Mail"], True),
        ("Mail", ["Printing"], False),
        (None, ["Printing"], False),
    ],
)
def test_an_account_without_named_categories_allows_all_and_one_with_them_those_alone(
    category: str | None, names: list[str], may: bool
) -> None:
    assert allowed(category, names) is may


@pytest.mark.parametrize(
    ("made", "codes"),
    [
        (NodeMade("question", "A?", ("Yes", "No")), []),
        (NodeMade("action", "Do it.", ("Done",)), []),
        (NodeMade("resolution", "Done."), []),
        (NodeMade("question", "A?", ("Yes",)), ["answers"]),
        (NodeMade("action", "Do it."), ["answers"]),
        (NodeMade("question", "A?", tuple("abcdefghij")), ["answers"]),
        (NodeMade("question", "A?", ("Yes", " yes\u200b")), ["same_answers"]),
        (NodeMade("question", "A?", ("Yes", "<b></b>")), ["same_answers"]),
        (NodeMade("question", "A?", ("Yes", "n" * 201)), ["long_answer"]),
        (NodeMade("escalation", "Over.", ("Yes",)), ["leaf_with_answers"]),
        (NodeMade("escalation", "<p></p>"), ["no_text"]),
        (NodeMade("escalation", "x" * 1_001), ["too_long"]),
    ],
)
def test_the_form_of_a_step_is_judged(made: NodeMade, codes: list[str]) -> None:
    assert [one.code for one in judge_form(made)] == codes


def test_what_was_made_becomes_a_step_that_the_editor_could_hold() -> None:
    knowledge = [{"id": "k1", "title": "Printing", "text": "Clear the queue."}]
    made = NodeMade("question", "<b>Which?</b>", ("One", "Two\nlines"), "Look.", ("k1", "k1", "k2"))
    node = node_of(made, "model", "an-id", knowledge)
    assert Node.model_validate(node).served() == node
    assert (node["text"], [one["label"] for one in node["options"]]) == ("Which?", ["One", "Two lines"])
    assert node["citations"] == [{"source": "Printing", "passage": "Clear the queue."}]
    assert (node["id"], node["needs_review"], node["made_by"]) == ("an-id", True, "model")


def test_passages_are_those_that_share_most_words_with_the_problem() -> None:
    nodes = {
        "a": {"type": "question", "text": "Is it plugged in?", "options": []},
        "b": {"type": "resolution", "text": "Clear the printer queue and print again."},
        "c": {"type": "escalation", "text": "Call the vendor of the printer."},
    }
    tree = Tree.model_validate({"root_id": "a", "nodes": nodes})
    found = passages("Printing", tree, "The printer queue is full")
    assert [one["text"] for one in found] == [
        "Clear the printer queue and print again.",
        "Call the vendor of the printer.",
    ]
    assert {one["title"] for one in found} == {"Printing"}
