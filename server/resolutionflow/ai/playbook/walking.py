"""The next step of a walk: the problem's branches one after the other, from the answers that were given."""

import re
from collections.abc import Sequence

from resolutionflow.ai.playbook.drafting import AT_ONCE, PASSED_ON, SOLVED, HandingOver, draft, handing_over
from resolutionflow.ai.playbook.library import Branch, Problem
from resolutionflow.ai.port import Answered, Draft, DraftNode, NodeMade

UNSURE = "Not sure, or none of these"
_SPACE = re.compile(r"\W+")


def next_node(problem: Problem, branches: Sequence[Branch], path: Sequence[Answered], *, must_end: bool) -> NodeMade:
    """Return the step after ``path``; steps in it that are not the playbook's are passed over."""
    answers = {_plain(step.question): step.answer for step in path}
    order, chosen = _order(problem, branches, answers)
    if chosen is None and not must_end:
        return _opening(problem, branches)
    last = None
    for branch in order:
        drafted = draft(problem, branch)
        node = _reached(drafted, answers)
        if _is_next(node, must_end=must_end):
            if node.ref == AT_ONCE:
                return _ended(handing_over(problem, branch, at_once=True))
            return _made(node, _why(branch, chosen, order) if node is _first(drafted) else node.help)
        if node is not _first(drafted):
            last = branch
        if must_end and node.type != "escalation":
            break
    return _ended(handing_over(problem, last))


def _order(
    problem: Problem, branches: Sequence[Branch], answers: dict[str, str]
) -> tuple[Sequence[Branch], str | None]:
    """Return the branches in the order to go through them, the one that the technician chose first."""
    chosen = answers.get(_plain(problem.question))
    if chosen is None:
        return branches, None
    first = [branch for branch in branches if _plain(branch.title) == _plain(chosen)]
    return [*first, *(branch for branch in branches if branch not in first)], chosen


def _opening(problem: Problem, branches: Sequence[Branch]) -> NodeMade:
    hints = "\n".join(f"{branch.title}: {branch.when}" for branch in branches)
    return NodeMade("question", problem.question, (*(branch.title for branch in branches), UNSURE), hints)


def _is_next(node: DraftNode, *, must_end: bool) -> bool:
    """Say whether the walk goes on, or ends, at ``node``; at a branch that has nothing left it goes to the next one."""
    return node.ref in {SOLVED, AT_ONCE} or (node.ref != PASSED_ON and not must_end)


def _first(drafted: Draft) -> DraftNode:
    return drafted.nodes[0]


def _reached(drafted: Draft, answers: dict[str, str]) -> DraftNode:
    """Follow ``answers`` from the root; an answer that is none of the node's counts as its last."""
    nodes = {node.ref: node for node in drafted.nodes}
    node = nodes[drafted.root]
    while node.options and (answer := answers.get(_plain(node.text))) is not None:
        given = next((option for option in node.options if _plain(option.label) == _plain(answer)), node.options[-1])
        node = nodes[given.to]
    return node


def _why(branch: Branch, chosen: str | None, order: Sequence[Branch]) -> str:
    """Return why a branch is asked about: it was chosen, or it is the next that it could be."""
    if chosen is not None and _plain(branch.title) == _plain(chosen):
        return f"Because: {branch.when}"
    which = "Possible cause" if branch is order[0] else "Next possible cause"
    return f"{which}: {branch.title}. {branch.when}"


def _made(node: DraftNode, hint: str) -> NodeMade:
    return NodeMade(node.type, node.text, tuple(option.label for option in node.options), hint)


def _ended(over: HandingOver) -> NodeMade:
    return NodeMade("escalation", over.text, reason=over.reason, hand_over=over.give)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text.casefold()).strip()
