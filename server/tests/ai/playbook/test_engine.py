"""The playbook answers what features ask from its library, and says nothing where it knows nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolutionflow.ai.playbook.choosing import nothing_known
from resolutionflow.ai.playbook.engine import make
from resolutionflow.ai.playbook.library import library
from resolutionflow.ai.playbook.meaning import alike
from resolutionflow.ai.playbook.walking import UNSURE
from resolutionflow.ai.port import (
    Answered,
    BranchAsked,
    BranchProposed,
    Draft,
    Foundation,
    NextNodeAsked,
    NodeMade,
    Scaffold,
    ScaffoldAsked,
)
from tests.ai.playbook.judged import judge, judge_node, judge_scaffold

PRINTER = Foundation("Printer offline", "Printing", ["Pressed print and nothing comes out"])
NOTHING = Foundation("Coffee machine out of beans", "Kitchen", ["The grinder is empty"])
OFF = "It is off, asleep or asks for something"
PAUSED = "The computer has it as offline or paused"


def scaffold(foundation: Foundation = PRINTER, keep: tuple[str, ...] = ()) -> Scaffold:
    made = make(ScaffoldAsked(foundation, keep))
    assert isinstance(made, Scaffold)
    judge_scaffold(made)
    return made


def branch_of(title: str, remark: str = "", foundation: Foundation = PRINTER) -> Draft | None:
    made = make(BranchAsked(foundation, "?", [], BranchProposed(title, ""), remark))
    assert made is None or isinstance(made, Draft)
    return made


def worked_out(title: str, remark: str = "", foundation: Foundation = PRINTER) -> Draft:
    made = branch_of(title, remark, foundation)
    assert made is not None
    judge(made)
    return made


def node_after(problem: str, path: list[Answered], *, must_end: bool = False) -> NodeMade:
    made = make(NextNodeAsked(problem, "", path, must_end=must_end))
    assert isinstance(made, NodeMade)
    judge_node(made)
    return made


def walk(problem: str, answers: list[str], *, must_end: bool = False) -> list[NodeMade]:
    """Answer each step with what is given; steps past the end of ``answers`` aren't made."""
    path: list[Answered] = []
    nodes = []
    for answer in [*answers, ""]:
        last = len(path) == len(answers)
        made = node_after(problem, path, must_end=must_end and last)
        nodes.append(made)
        path.append(Answered(made.text, answer))
    return nodes


def test_a_known_problem_gets_its_branches() -> None:
    made = scaffold()
    assert made.branches[0].title == OFF
    assert len(made.branches) >= 4


def test_branches_that_the_person_has_are_not_proposed_again() -> None:
    titles = [branch.title for branch in scaffold(keep=(OFF, "the computer has it offline or PAUSED")).branches]
    assert OFF not in titles
    assert PAUSED not in titles
    assert titles


def test_nothing_is_proposed_when_the_person_has_every_branch() -> None:
    assert make(ScaffoldAsked(PRINTER, [branch.title for branch in scaffold().branches])) is None


def test_the_branch_that_the_symptoms_hint_at_comes_first() -> None:
    told = replace(PRINTER, symptoms=["wrong printer chosen"])
    assert scaffold(told).branches[0].title == "The wrong printer is chosen"


def test_an_unknown_subject_gets_no_branches() -> None:
    assert make(ScaffoldAsked(NOTHING)) is None


def test_a_branch_goes_from_a_check_over_actions_to_a_fix_or_a_hand_over() -> None:
    made = worked_out(PAUSED)
    assert made.nodes[0].ref == made.root
    assert [node.type for node in made.nodes] == ["question", "action", "action", "resolution", "escalation"]
    assert "Give them: printer name" in made.nodes[-1].text


def test_a_title_put_otherwise_gets_the_nearest_branch() -> None:
    assert worked_out("Wrong printer chosen on the computer") == worked_out("The wrong printer is chosen")


def test_a_title_that_no_branch_is_near_gets_nothing() -> None:
    assert branch_of("The cartridge's chip counterfeit") is None


def test_a_branch_of_a_flow_with_a_meaningless_name_is_known_by_its_title() -> None:
    assert worked_out(PAUSED, foundation=Foundation("Draft 7")) == worked_out(PAUSED)


def test_a_flow_with_a_meaningless_name_is_known_by_its_branches() -> None:
    proposed = list(scaffold().branches)
    made = make(BranchAsked(Foundation("Draft 7"), "?", proposed, BranchProposed("wrong printer chosen", "")))
    assert made == worked_out("The wrong printer is chosen")


def test_shorter_leaves_one_thing_to_do() -> None:
    made = worked_out(PAUSED, "Please make it shorter")
    assert sum(node.type == "action" for node in made.nodes) == 1


def test_without_admin_rights_leaves_out_what_needs_them() -> None:
    foundation = Foundation("Document stuck in the print queue")
    title = "The computer's print spooler hangs"
    before = worked_out(title, foundation=foundation)
    after = worked_out(title, "our technicians work without admin rights", foundation)
    assert any("administrator" in node.help for node in before.nodes)
    assert not any("administrator" in node.help for node in after.nodes)
    assert len(after.nodes) == len(before.nodes) - 1


def test_a_remark_that_cannot_be_followed_changes_nothing() -> None:
    assert worked_out(PAUSED, "mention our colour codes") == worked_out(PAUSED)


def test_a_walk_begins_with_the_branches_and_a_way_out() -> None:
    (node,) = walk("printer offline in reception", [])
    assert node.type == "question"
    assert node.answers[-1] == UNSURE


def test_a_walk_follows_the_branch_that_was_chosen_to_its_fix() -> None:
    nodes = walk("printer offline in reception", [PAUSED, "Yes", "It works now"])
    assert [node.type for node in nodes] == ["question", "question", "action", "resolution"]


def test_a_walk_goes_on_with_the_other_branches_when_one_does_not_help() -> None:
    nodes = walk("printer offline in reception", [PAUSED, "No", "Still the same"])
    assert nodes[-1].type == "question"
    assert nodes[-1].text == "What does the printer's own display say?"


def test_a_walk_in_which_nothing_helps_ends_in_a_hand_over_and_repeats_nothing() -> None:
    path: list[Answered] = []
    made = walk("printer offline in reception", [])[0]
    while made.answers:
        assert made.text not in {step.question for step in path}
        path.append(Answered(made.text, made.answers[-1]))
        made = node_after("printer offline in reception", path)
    assert made.type == "escalation"
    assert made.hand_over


def test_a_walk_that_must_end_ends() -> None:
    assert walk("printer offline in reception", [], must_end=True)[-1].type == "escalation"
    nodes = walk("printer offline in reception", [PAUSED, "Yes"], must_end=True)
    assert nodes[-1].type == "escalation"
    assert PAUSED in nodes[-1].text


def test_steps_that_the_playbook_did_not_make_are_passed_over() -> None:
    path = [Answered("Which floor are you on?", "Third")]
    assert make(NextNodeAsked("printer offline in reception", "", path)) == walk("printer offline in reception", [])[0]


def test_an_unknown_problem_gets_no_step() -> None:
    assert make(NextNodeAsked("the coffee machine takes no cards", "Kitchen")) is None


def test_the_same_question_gets_the_same_answer() -> None:
    assert scaffold() == scaffold()
    assert worked_out(PAUSED) == worked_out(PAUSED)


TEXT = st.text(max_size=200) | st.sampled_from([said for problem in library().problems for said in problem.say])
TITLES = TEXT | st.sampled_from([branch.title for problem in library().problems for branch in problem.branches])
ANSWERS = TEXT | st.sampled_from(["Yes", "No", "It works now", "Still the same", "Done", UNSURE])
FOUNDATIONS = st.builds(Foundation, TEXT, TEXT, st.lists(TEXT, max_size=3), TEXT)
PROPOSED = st.builds(BranchProposed, TITLES, TEXT)


@settings(max_examples=300, deadline=None)
@given(foundation=FOUNDATIONS, keep=st.lists(TITLES, max_size=5))
def test_whatever_is_asked_a_scaffold_is_whole(foundation: Foundation, keep: list[str]) -> None:
    made = make(ScaffoldAsked(foundation, keep))
    if made is not None:
        assert isinstance(made, Scaffold)
        judge_scaffold(made)


@settings(max_examples=300, deadline=None)
@given(
    foundation=FOUNDATIONS,
    branches=st.lists(PROPOSED, max_size=4),
    branch=PROPOSED,
    remark=TEXT | st.sampled_from(["shorter", "no admin", "without restarting, no admin"]),
)
def test_whatever_is_asked_a_branch_is_whole(
    foundation: Foundation, branches: list[BranchProposed], branch: BranchProposed, remark: str
) -> None:
    made = make(BranchAsked(foundation, "?", branches, branch, remark))
    if made is not None:
        assert isinstance(made, Draft)
        judge(made)


@settings(max_examples=200, deadline=None)
@given(problem=TEXT, answers=st.lists(st.integers(0, 8) | ANSWERS, max_size=14), must_end=st.booleans())
def test_whatever_is_answered_a_walk_goes_on(problem: str, answers: list[int | str], must_end: bool) -> None:
    path: list[Answered] = []
    for answer in answers:
        made = make(NextNodeAsked(problem, "", path))
        if made is None:
            return
        assert isinstance(made, NodeMade)
        judge_node(made)
        if not made.answers:
            return
        given = made.answers[answer % len(made.answers)] if isinstance(answer, int) else answer
        path.append(Answered(made.text, given))
    ended = make(NextNodeAsked(problem, "", path, must_end=must_end))
    assert ended is None or isinstance(ended, NodeMade)
    assert ended is None or not must_end or ended.type in {"resolution", "escalation"}


@pytest.mark.parametrize("text", ["", " ", "\x00", "💥" * 9, "a" * 1_000_000, "can't " * 50_000, "x-" * 100_000])
def test_odd_and_huge_texts_do_no_harm(text: str) -> None:
    for knows in (alike, nothing_known):
        assert make(ScaffoldAsked(Foundation(text, text, [text])), knows) is None
        assert make(NextNodeAsked(text, text), knows) is None
        assert make(BranchAsked(Foundation(text), text, [], BranchProposed(text, text), text), knows) is None


@pytest.mark.parametrize(
    "text",
    [
        "The irrigation controller's printer offline relay trips the greenhouse boiler pump at dusk",
        "Orchestrator pods crash after the ingress mailbox full webhook exhausts its replica budget",
        "The loom's mouse not working spindle tears cotton yarn whenever humidity exceeds sixty percent",
        "Telescope dome shutter motors lose torque, encoder drift, no sound amplitude from the gearbox sensor",
    ],
)
def test_a_known_phrase_in_the_midst_of_another_matter_is_no_match(text: str) -> None:
    assert make(ScaffoldAsked(Foundation(text))) is None
    assert make(ScaffoldAsked(Foundation(text)), alike) is None
