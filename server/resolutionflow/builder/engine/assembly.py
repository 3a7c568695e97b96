"""One tree out of the branches."""

import re
from collections.abc import Sequence

from resolutionflow.builder.engine.state import BranchState, WizardState
from resolutionflow.flows.tree import MAX_OPTIONS, MAX_TEXT, Node, Option, Tree

ROOT, WAY_OUT = "start", "none-of-these"
NONE_OF_THESE = "None of these, or not sure"
HANDED_OVER = (
    "Hand over to the second line: {}. None of the answers fitted. Give them: what the person sees, word for word, "
    "since when, and what was tried."
)
_LEADS_OUT = re.compile(r"\b(none of|not sure|unsure|don.?t know|other|others|else)\b", re.IGNORECASE)


def assembled(state: WizardState, branches: Sequence[BranchState]) -> Tree:
    """Return the tree of these branches, which are worked out: one question first, unless there is one branch.

    Whoever finds no answer that fits hands over, unless a branch is for that already or there is no room.
    """
    trees = [(branch, branch.tree) for branch in branches if branch.tree is not None]
    if len(trees) == 1:
        return trees[0][1]
    options = tuple(Option(id=branch.id, label=branch.title, next_id=tree.root_id) for branch, tree in trees)
    described = "\n".join(f"{branch.title}: {branch.description}" for branch, _ in trees if branch.description)
    root = Node(
        id=ROOT,
        type="question",
        text=state.question or f"{state.foundation.name}: what is it?",
        help=described[:MAX_TEXT] or None,
        options=options,
        made_by=state.question_by if state.question else "person",
    )
    nodes = {ROOT: root}
    if len(trees) < MAX_OPTIONS and not any(_LEADS_OUT.search(branch.title) for branch, _ in trees):
        way_out = Option(id=WAY_OUT, label=NONE_OF_THESE, next_id=WAY_OUT)
        nodes[ROOT] = root.model_copy(update={"options": (*options, way_out)})
        over = HANDED_OVER.format(state.foundation.name)
        nodes[WAY_OUT] = Node(id=WAY_OUT, type="escalation", text=over, made_by="playbook")
    for _, tree in trees:
        nodes |= tree.nodes
    return Tree(root_id=ROOT, nodes=nodes)


def described(state: WizardState) -> str:
    """Return what the library says about the flow."""
    given = state.foundation
    parts = [f"Symptoms: {'; '.join(given.symptoms)}." if given.symptoms else "", given.environment]
    return "\n".join(part for part in parts if part)
