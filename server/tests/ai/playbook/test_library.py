"""The problems written by hand: every one is whole, and every branch can be worked out."""

import re

import pytest

from resolutionflow.ai.playbook.choosing import choose
from resolutionflow.ai.playbook.drafting import Wish, draft, wished
from resolutionflow.ai.playbook.library import BadLibrary, Problem, library, read
from resolutionflow.ai.playbook.meaning import alike
from tests.ai.playbook.judged import judge

PROBLEMS = library().problems
each = pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.id)
WORDS: dict[str, object] = {"same": {}, "empty": [], "foreign": [], "alone": [], "plain": [], "short": {}}
WEAKENS = re.compile(
    r"\b(disable|turn off|switch off|stop|pause)\b[^.]*"
    r"\b(antivirus|anti-virus|defender|firewall|bitlocker|mfa|multi-factor|uac)\b"
    r"|\b(diskpart|regedit|registry|reg delete|bcdedit|rm -rf|factory reset|powershell|cmd)\b"
    r"|\btell (us|you|me) (the|their|your) password\b",
    re.IGNORECASE,
)


def test_ids_and_names_are_unique() -> None:
    assert len({problem.id for problem in PROBLEMS}) == len(PROBLEMS)
    assert len({problem.name.casefold() for problem in PROBLEMS}) == len(PROBLEMS)


@each
def test_a_problem_has_four_branches_or_more_with_titles_of_their_own(problem: Problem) -> None:
    assert 4 <= len(problem.branches) <= 8
    assert len({branch.title.casefold() for branch in problem.branches}) == len(problem.branches)
    assert all(branch.when.strip() and branch.fix.strip() and branch.do for branch in problem.branches)
    assert problem.question.endswith("?")


@each
def test_every_branch_works_out_to_a_draft_of_four_to_seven_nodes(problem: Problem) -> None:
    for branch in problem.branches:
        made = draft(problem, branch)
        judge(made)
        assert 3 <= len(made.nodes) <= 7, branch.title
        assert branch.ask.endswith("?"), branch.ask
        assert any(node.type == "action" for node in made.nodes)


def test_what_is_for_one_answer_is_not_asked_after_another() -> None:
    """A printer whose own page is fine has no strip left in its cartridge; what is approved is not asked for again."""
    for problem_id, title in (("print-quality", "Empty pages"), ("folder-permission", "It is approved")):
        problem = next(one for one in PROBLEMS if one.id == problem_id)
        made = draft(problem, next(one for one in problem.branches if one.title == title))
        nodes = {node.ref: node for node in made.nodes}
        yes, no = (nodes[option.to] for option in nodes[made.root].options)
        assert [nodes[option.to].type for option in yes.options] == ["resolution", "escalation"]
        assert no.type == "action"
        assert no.ref not in [option.to for option in yes.options]


@each
def test_every_branch_stays_a_draft_however_it_is_wished(problem: Problem) -> None:
    for branch in problem.branches:
        for wish in (Wish(shorter=True), Wish(no_admin=True), Wish(without=("restar",)), Wish(True, True, ("sign",))):
            judge(draft(problem, wished(branch, wish)))


@each
def test_no_step_destroys_or_weakens_anything(problem: Problem) -> None:
    for branch in problem.branches:
        for text in (branch.ask, *(doing.text for doing in branch.do), branch.fix):
            assert not WEAKENS.search(text), text


@each
def test_a_question_that_stands_twice_in_a_problem_has_the_same_answers(problem: Problem) -> None:
    seen: dict[str, list[str]] = {}
    for branch in problem.branches:
        for node in draft(problem, branch).nodes:
            labels = [option.label for option in node.options]
            assert seen.setdefault(node.text, labels) == labels


@each
def test_a_problem_is_found_by_its_own_name(problem: Problem) -> None:
    found = choose(problem.name)
    assert found is not None
    assert found.problem is problem


@each
def test_nothing_that_people_say_of_a_problem_finds_another_by_its_words(problem: Problem) -> None:
    for said in problem.say:
        found = choose(said)
        assert found is None or found.problem is problem, f"{said!r} finds {found.problem.id}"


@each
def test_nothing_that_people_say_of_a_problem_finds_another_by_its_meaning(problem: Problem) -> None:
    for said in problem.say[:: max(1, len(problem.say) // 4)]:
        found = choose(said, alike)
        assert found is None or found.problem is problem, f"{said!r} finds {found.problem.id}"


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(BadLibrary, match="printer: colour"):
        read({"words.yaml": WORDS, "a.yaml": [{"id": "printer", "colour": "red"}]})


def test_a_missing_field_is_refused() -> None:
    with pytest.raises(BadLibrary, match="printer"):
        read({"words.yaml": WORDS, "a.yaml": [{"id": "printer", "name": "Printer"}]})
