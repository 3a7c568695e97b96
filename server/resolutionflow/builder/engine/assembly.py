"""One tree out of the branches."""

from collections.abc import Sequence

from resolutionflow.builder.engine.state import BranchState, WizardState
from resolutionflow.flows.tree import MAX_TEXT, Node, Option, Tree

ROOT = "start"


def assembled(state: WizardState, branches: Sequence[BranchState]) -> Tree:
    """Return the tree of these branches, which are worked out: one question first, unless there is one branch."""
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
    for _, tree in trees:
        nodes |= tree.nodes
    return Tree(root_id=ROOT, nodes=nodes)


def described(state: WizardState) -> str:
    """Return what the library says about the flow."""
    given = state.foundation
    parts = [f"Symptoms: {'; '.join(given.symptoms)}." if given.symptoms else "", given.environment]
    return "\n".join(part for part in parts if part)
