"""A walk that the playbook makes as it is walked: it always ends, repeats nothing, and follows what was answered."""

import random
from collections.abc import Callable, Iterator, Sequence

import pytest

from resolutionflow.ai.playbook.drafting import draft
from resolutionflow.ai.playbook.library import Branch, Problem, library
from resolutionflow.ai.playbook.walking import UNSURE, next_node
from resolutionflow.ai.port import Answered, Draft, DraftNode, NodeMade
from tests.ai.playbook.judged import judge_node

PROBLEMS = library().problems
each = pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.id)
LEAVES = {"resolution", "escalation"}
LONGEST = 60
Choose = Callable[[Sequence[str]], str]


def made_after(problem: Problem, path: Sequence[Answered], *, must_end: bool = False) -> NodeMade:
    node = next_node(problem, problem.branches, path, must_end=must_end)
    judge_node(node)
    return node


def walked(problem: Problem, choose: Choose) -> tuple[list[Answered], NodeMade]:
    """Answer each step by ``choose`` until a leaf; a step that was taken before fails."""
    path: list[Answered] = []
    for _ in range(LONGEST):
        node = made_after(problem, path)
        assert node.text not in {step.question for step in path}, f"asked twice: {node.text}"
        if node.type in LEAVES:
            return path, node
        path.append(Answered(node.text, choose(node.answers)))
    pytest.fail(f"no leaf after {LONGEST} steps of {problem.id}")


def branch_paths(drafted: Draft) -> Iterator[tuple[list[Answered], DraftNode]]:
    """Yield every way through a branch: what was answered, and the leaf that it comes to."""
    nodes = {node.ref: node for node in drafted.nodes}

    def below(ref: str, path: list[Answered]) -> Iterator[tuple[list[Answered], DraftNode]]:
        node = nodes[ref]
        if not node.options:
            yield path, node
        for option in node.options:
            yield from below(option.to, [*path, Answered(node.text, option.label)])

    yield from below(drafted.root, [])


def first(answers: Sequence[str]) -> str:
    return answers[0]


def last(answers: Sequence[str]) -> str:
    return answers[-1]


@each
def test_walking_ends_and_repeats_nothing_whatever_is_answered(problem: Problem) -> None:
    dice = random.Random(problem.id)
    for choose in (first, last):
        assert walked(problem, choose)[1].type in LEAVES
    for _ in range(8):
        assert walked(problem, dice.choice)[1].type in LEAVES


@each
def test_a_chosen_branch_is_walked_as_it_was_drafted(problem: Problem) -> None:
    for branch in problem.branches:
        opening = Answered(problem.question, branch.title)
        for path, leaf in branch_paths(draft(problem, branch)):
            for done, step in enumerate(path):
                assert made_after(problem, [opening, *path[:done]]).text == step.question
            ended = made_after(problem, [opening, *path])
            if leaf.ref == "hand-over":
                assert ended.type == "escalation" or ended.text in _questions_of(problem, branch)
            elif leaf.type == "escalation":
                assert f"{ended.text} {ended.reason} Give them: {ended.hand_over}" == leaf.text
            else:
                assert (ended.type, ended.text) == (leaf.type, leaf.text)


def _questions_of(problem: Problem, walked_through: Branch) -> set[str]:
    """Return where the walk may go on when this branch did not help."""
    others = [branch for branch in problem.branches if branch is not walked_through]
    return {node.text for branch in others for node in draft(problem, branch).nodes}


@each
def test_a_walk_that_must_end_ends_wherever_it_is(problem: Problem) -> None:
    dice = random.Random(problem.id)
    path, _ = walked(problem, dice.choice)
    for done in range(len(path) + 1):
        assert made_after(problem, path[:done], must_end=True).type in LEAVES


@each
def test_what_helped_ends_the_walk_with_its_fix(problem: Problem) -> None:
    for branch in problem.branches:
        for path, leaf in branch_paths(draft(problem, branch)):
            if leaf.ref == "solved":
                ended = made_after(problem, [Answered(problem.question, branch.title), *path])
                assert (ended.type, ended.text) == ("resolution", branch.fix)


@each
def test_when_nothing_helps_every_branch_has_had_its_turn(problem: Problem) -> None:
    """What is handed over at once by a branch ends the walk before the others; else all are asked for."""
    path, leaf = walked(problem, lambda answers: UNSURE if UNSURE in answers else answers[-1])
    asked = {step.question for step in path}
    at_once = leaf.reason == "This is not for the first line."
    assert leaf.type == "escalation"
    assert at_once or {branch.ask for branch in problem.branches} <= asked


@each
def test_each_check_says_why_it_comes(problem: Problem) -> None:
    """The chosen branch because of what was chosen, any other one as what else it could be."""
    chosen = problem.branches[-1]
    opening = Answered(problem.question, chosen.title)
    assert made_after(problem, [opening]).help == f"Because: {chosen.when}"
    unsure = made_after(problem, [Answered(problem.question, UNSURE)])
    assert unsure.help == f"Possible cause: {problem.branches[0].title}. {problem.branches[0].when}"
    path, _ = walked(problem, lambda answers: UNSURE if UNSURE in answers else answers[-1])
    asked = [made_after(problem, path[:done]) for done in range(2, len(path))]
    others = {branch.ask: f"Next possible cause: {branch.title}. {branch.when}" for branch in problem.branches[1:]}
    assert all(node.help == others[node.text] for node in asked if node.text in others)


@each
def test_the_opening_offers_each_branch_with_how_to_tell_it(problem: Problem) -> None:
    opening = made_after(problem, [])
    assert list(opening.answers) == [*(branch.title for branch in problem.branches), UNSURE]
    assert all(branch.when in opening.help for branch in problem.branches)
