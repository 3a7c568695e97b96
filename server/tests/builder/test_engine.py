"""What is kept of what was made, and what of what a person edited."""

import pytest

from resolutionflow.ai.port import BranchProposed, Draft, DraftNode, DraftOption, Scaffold
from resolutionflow.builder.engine.assembly import NONE_OF_THESE, WAY_OUT, assembled
from resolutionflow.builder.engine.making import judge, put_draft, put_scaffold, put_tree
from resolutionflow.builder.engine.state import BranchState, FoundationState, Given, WizardState, advanced, put_list
from resolutionflow.flows.tree import Tree
from resolutionflow.flows.validator import check_tree

END = DraftNode("end", "resolution", "Done.")
ASK = DraftNode("ask", "question", "Is it on?", [DraftOption("Yes", "end"), DraftOption("No", "end")])
GOOD = Draft("ask", [ASK, END])


def branch(number: int = 1) -> BranchState:
    """A branch that is not worked out."""
    return BranchState(id=f"b{number}", title=f"Cause {number}")


def test_nodes_get_ids_of_ours_and_say_who_made_them() -> None:
    made = branch()
    put_draft(made, GOOD, "model", "")
    assert made.tree is not None
    assert list(made.tree.nodes) == ["b1-1", "b1-2"]
    assert {node.made_by for node in made.tree.nodes.values()} == {"model"}
    put_draft(made, GOOD, "model", "shorter")
    assert list(made.tree.nodes) == ["b1-3", "b1-4"], "an id never means another step than before"


def test_html_and_invisible_characters_do_not_stay() -> None:
    made = branch()
    hostile = DraftNode("end", "resolution", "<img src=x onerror=y>Done\u202e.\u200b", help="<script>x</script>")
    put_draft(made, Draft("end", [hostile]), "model", "")
    assert made.tree is not None
    assert (made.tree.root.text, made.tree.root.help) == ("Done.", "x")


@pytest.mark.parametrize(
    ("draft", "code", "ref"),
    [
        (Draft("ask", [ASK, END, END]), "same_ref", "end"),
        (Draft("ask", [ASK]), "unknown_target", "ask"),
        (Draft("nobody", [END]), "no_root", ""),
        (Draft("end", [END, DraftNode("lost", "resolution", "Nobody comes here.")]), "unreachable", "lost"),
        (Draft("end", [DraftNode("end", "resolution", "<b></b>")]), "no_text", "end"),
        (
            Draft(
                "ask", [DraftNode("ask", "question", "?", [DraftOption("Yes", "ask"), DraftOption("No", "end")]), END]
            ),
            "loop",
            "ask",
        ),
        (
            Draft(
                "ask", [DraftNode("ask", "question", "?", [DraftOption("Yes", "end"), DraftOption("yes", "end")]), END]
            ),
            "same_label",
            "ask",
        ),
        (Draft("e0", [DraftNode(f"e{n}", "resolution", "Done.") for n in range(61)]), "too_many_nodes", ""),
    ],
)
def test_what_is_wrong_with_a_draft_is_named_by_its_refs(draft: Draft, code: str, ref: str) -> None:
    assert (code, ref) in [(one.code, one.ref) for one in judge(draft)]


def test_a_good_draft_passes() -> None:
    assert judge(GOOD) == []


def test_an_edited_step_is_the_persons_and_the_others_stay_whose_they_were() -> None:
    made = branch()
    put_draft(made, GOOD, "playbook", "")
    assert made.tree is not None
    raw = made.tree.model_dump(mode="json")
    raw["nodes"]["b1-2"]["text"] = "Done at last."
    raw["nodes"]["new"] = {"id": "new", "type": "escalation", "text": "Second line.", "made_by": "model"}
    raw["nodes"]["b1-1"]["options"][1]["next_id"] = "new"
    raw["nodes"]["b1-1"]["made_by"] = "model"
    put_tree(made, Tree.model_validate(raw))
    assert {node.id: node.made_by for node in made.tree.nodes.values()} == {
        "b1-1": "person",
        "b1-2": "person",
        "b1-3": "person",
    }
    assert check_tree(made.tree) == []
    before = made.tree
    put_tree(made, before)
    assert made.tree == before


def test_a_step_that_was_not_touched_stays_the_models() -> None:
    made = branch()
    put_draft(made, GOOD, "model", "")
    assert made.tree is not None
    raw = made.tree.model_dump(mode="json")
    raw["nodes"]["b1-2"]["text"] = "Done at last."
    put_tree(made, Tree.model_validate(raw))
    assert [node.made_by for node in made.tree.nodes.values()] == ["model", "person"]


def test_branches_that_are_kept_or_worked_out_stay_when_others_are_proposed() -> None:
    state = WizardState(foundation=FoundationState(name="Printing"), branches=[branch(1), branch(2), branch(3)])
    state.next_branch = 4
    put_draft(state.branches[1], GOOD, "model", "")
    put_scaffold(
        state,
        Scaffold("What is it?", [BranchProposed("CAUSE  1", ""), BranchProposed("New", ""), BranchProposed("new", "")]),
        "model",
        {"b1"},
    )
    assert [(one.id, one.title) for one in state.branches] == [("b1", "Cause 1"), ("b2", "Cause 2"), ("b4", "New")]


def test_the_list_is_put_in_the_order_given_and_detail_stays_with_its_branch() -> None:
    state = WizardState(foundation=FoundationState(name="Printing"), branches=[branch(1), branch(2)], next_branch=3)
    put_draft(state.branches[1], GOOD, "model", "")
    put_list(state, [Given("b2", "Second", "", True), Given(None, "Third", "", False)])
    assert [(one.id, one.title, one.tree is not None) for one in state.branches] == [
        ("b2", "Second", True),
        ("b3", "Third", False),
    ]
    assert advanced("detailing", state) == "reviewing", "what is not chosen need not be worked out"
    assert advanced("scaffolding", state) == "scaffolding"


@pytest.mark.parametrize("title", ["Something else", "None of these", "Not sure", "I don't know", "Other"])
def test_a_branch_that_is_the_way_out_gets_no_second_one_beside_it(title: str) -> None:
    state = WizardState(foundation=FoundationState(name="Printing"), question="What is it?")
    state.branches = [branch(1), branch(2)]
    state.branches[1].title = title
    for one in state.branches:
        put_draft(one, GOOD, "model", "")
    assert WAY_OUT not in assembled(state, state.branches).nodes


def test_nine_answers_leave_no_room_for_a_tenth() -> None:
    state = WizardState(foundation=FoundationState(name="Printing"), question="What is it?")
    state.branches = [branch(number) for number in range(1, 10)]
    for one in state.branches:
        put_draft(one, GOOD, "model", "")
    tree = assembled(state, state.branches)
    assert check_tree(tree) == []
    assert len(tree.root.options) == 9


def test_one_question_leads_to_the_branches_and_one_branch_needs_none() -> None:
    state = WizardState(foundation=FoundationState(name="Printing"), question="What is it?")
    state.branches = [branch(1), branch(2)]
    for one in state.branches:
        put_draft(one, GOOD, "model", "")
    tree = assembled(state, state.branches)
    assert check_tree(tree) == []
    assert [option.next_id for option in tree.root.options] == ["b1-1", "b2-1", WAY_OUT]
    assert (tree.root.options[-1].label, tree.nodes[WAY_OUT].type) == (NONE_OF_THESE, "escalation")
    assert assembled(state, state.branches[:1]).root_id == "b1-1"
