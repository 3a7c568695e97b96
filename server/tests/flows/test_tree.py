"""The tree: its shape, the way through it, and what is served to walkers."""

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from resolutionflow.flows.tree import NoSuchAnswer, NoSuchNode, Tree
from tests.flows.strategies import raw_trees, trees
from tests.flows.trees import escalation, option, printer, question, tree


def printers() -> Tree:
    return Tree.model_validate(printer())


def test_an_answer_leads_to_its_node() -> None:
    assert printers().next("power", "no").id == "plug"
    assert printers().root.id == "power"


def test_a_node_an_answer_or_a_target_that_is_not_there_is_named_by_its_error() -> None:
    with pytest.raises(NoSuchNode):
        printers().node("nowhere")
    with pytest.raises(NoSuchAnswer):
        printers().next("power", "maybe")
    loose = Tree.model_validate(tree(a=question("?", option("x", None), option("y", "gone"))))
    for answer in ("x", "y"):
        with pytest.raises(NoSuchNode):
            loose.next("a", answer)


def test_walks_end_at_resolutions_and_escalations() -> None:
    assert [node_id for node_id in printers().nodes if printers().is_leaf(node_id)] == ["fill", "hand"]


@pytest.mark.parametrize(
    ("answers", "exists"),
    [
        ([], True),
        ([("power", "yes")], True),
        ([("power", "no"), ("plug", "on"), ("paper", "no")], True),
        ([("paper", "no")], False),
        ([("power", "no"), ("paper", "no")], False),
        ([("power", "maybe")], False),
        ([("power", "yes"), ("paper", "no"), ("fill", "x")], False),
    ],
)
def test_a_path_exists_when_each_answer_leads_to_the_next_node(answers: list[tuple[str, str]], exists: bool) -> None:
    assert printers().path_exists(answers) is exists


def test_breadth_first_gives_the_nearest_first_and_each_once() -> None:
    assert [node.id for node in printers().breadth_first()] == ["power", "paper", "plug", "hand", "fill"]


def test_a_loop_does_not_keep_breadth_first_from_ending() -> None:
    loop = Tree.model_validate(tree(a=question("?", option("x", "a"), option("y", "b")), b=escalation("!")))
    assert [node.id for node in loop.breadth_first()] == ["a", "b"]


def test_a_walker_is_not_told_where_an_answer_leads() -> None:
    shown = printers().served("power")
    assert shown == {
        "id": "power",
        "type": "question",
        "text": "Is the printer's light on?",
        "needs_review": False,
        "made_by": "person",
        "options": [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}],
    }


def test_a_walker_sees_evidence_and_what_to_hand_over() -> None:
    raw = tree(
        a=question("?", option("x", "b", evidence={"kind": "text", "regex": "ok"}), option("y", "b")),
        b=escalation("!", to="Ann", hand_over="The log"),
    )
    found = Tree.model_validate(raw)
    assert found.served("a")["options"][0]["evidence"] == {"kind": "text", "regex": "ok"}
    assert found.served("b")["hand_over"] == "The log"


def test_a_tree_can_not_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        printers().nodes["power"].text = "?"  # type: ignore[misc]


@settings(max_examples=100, deadline=None)
@given(trees)
def test_a_stored_tree_is_read_back_as_it_was_in_the_same_order(made: Tree) -> None:
    again = Tree.model_validate_json(made.to_json())
    assert again == made
    assert list(again.nodes) == list(made.nodes)


@settings(max_examples=100, deadline=None)
@given(raw_trees())
def test_every_reachable_node_is_visited_once_and_serves_no_targets(raw: dict[str, object]) -> None:
    made = Tree.model_validate(raw)
    visited = [id(node) for node in made.breadth_first()]
    assert len(visited) == len(set(visited))
    for node_id in made.nodes:
        assert all("next_id" not in shown for shown in made.served(node_id)["options"])
