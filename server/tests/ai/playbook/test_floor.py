"""No step of the library is one that the safety floor keeps from a first-line technician."""

import pytest

from resolutionflow.ai.playbook.drafting import draft
from resolutionflow.ai.playbook.library import Problem, library
from resolutionflow.ai.playbook.walking import next_node
from resolutionflow.flows.floor import judge_node
from resolutionflow.platform import vectors

READ = vectors.reader()

each = pytest.mark.parametrize("problem", library().problems, ids=lambda problem: problem.id)


@each
def test_every_step_of_every_branch_passes(problem: Problem) -> None:
    for branch in problem.branches:
        for node in draft(problem, branch).nodes:
            found = judge_node([node.text, node.help, *(option.label for option in node.options)], READ)
            assert not found, f"{branch.title} / {node.ref}: {[(one.rule, one.excerpt) for one in found]}"


@each
def test_the_opening_of_a_walk_and_its_hand_over_pass(problem: Problem) -> None:
    for must_end in (False, True):
        node = next_node(problem, problem.branches, [], must_end=must_end)
        found = judge_node([node.text, node.help, *node.answers], READ)
        assert not found, [(one.rule, one.excerpt) for one in found]
