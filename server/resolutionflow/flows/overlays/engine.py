"""Putting a client's changes on a tree, and what of that tree changed since: pure.

A change names a node of the base and what is said or led otherwise there. Whatever the base becomes, the changes that
still have their node apply to it; the rest is left out and named.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from resolutionflow.flows.findings import Finding
from resolutionflow.flows.tree import MAX_LABEL, MAX_OPTIONS, MAX_TEXT, Id, Label, Node, Option, Tree, TreeText
from resolutionflow.flows.validator import check_tree, has_errors

MAX_CHANGED = 500

Why = Literal["step_gone", "answer_gone", "target_gone"]
InForce = Literal["all", "without_ways", "nothing"]
DriftState = Literal["changed", "step_gone", "answer_gone", "target_gone"]

_Words = Annotated[TreeText, StringConstraints(min_length=1, max_length=MAX_TEXT)]
_Answer = Annotated[Label, StringConstraints(min_length=1, max_length=MAX_LABEL)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OptionChange(_Value):
    """Another label of an answer, or another step that it leads to; null is as in the base."""

    label: _Answer | None = None
    next_id: Id | None = None


class StepChange(_Value):
    """What a step says otherwise; null is as in the base, an empty ``help`` takes the base's away."""

    text: _Words | None = None
    help: TreeText | None = None
    options: dict[Id, OptionChange] = Field({}, max_length=MAX_OPTIONS)


Changes = Annotated[dict[Id, StepChange], Field(max_length=MAX_CHANGED)]
ChangesRead = Mapping[str, StepChange]


class LeftOut(_Value):
    """A part of a change that can't be put on this tree, and why."""

    node_id: str
    option_id: str | None = None
    why: Why


class Drift(_Value):
    """A changed step whose base is another than when it was changed. ``was`` and ``now`` are the base's steps."""

    node_id: str
    state: DriftState
    option_id: str | None = None
    was: Node | None = None
    now: Node | None = None


@dataclass(frozen=True, slots=True)
class Overlaid:
    """A tree with changes on it, the nodes that differ, and what was left out."""

    tree: Tree
    steps: frozenset[str]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Effective:
    """The tree that is walked, and how much of the changes is in force in it."""

    tree: Tree
    in_force: InForce


def trimmed(changes: ChangesRead) -> dict[str, StepChange]:
    """Return the changes without parts that change nothing."""
    kept = {node_id: _trimmed(change) for node_id, change in changes.items()}
    return {node_id: change for node_id, change in kept.items() if change != StepChange()}


def _trimmed(change: StepChange) -> StepChange:
    options = {option_id: option for option_id, option in change.options.items() if option != OptionChange()}
    return change.model_copy(update={"options": options})


def apply(base: Tree, changes: ChangesRead) -> Overlaid:
    """Return ``base`` with the changes on it; nodes that no change names are the very same."""
    nodes = dict(base.nodes)
    left_out: list[LeftOut] = []
    for node_id, change in changes.items():
        node = base.nodes.get(node_id)
        if node is None:
            left_out.append(LeftOut(node_id=node_id, why="step_gone"))
            continue
        left_out += _missing(base, node, change)
        nodes[node_id] = _changed(base, node, change)
    steps = frozenset(node_id for node_id in changes if node_id in nodes and nodes[node_id] != base.nodes[node_id])
    tree = Tree.model_construct(root_id=base.root_id, nodes=nodes, starts_with=base.starts_with)
    return Overlaid(tree.marking(steps), steps, tuple(left_out))


def _missing(base: Tree, node: Node, change: StepChange) -> Iterator[LeftOut]:
    there = {option.id for option in node.options}
    for option_id, option in change.options.items():
        if option_id not in there:
            yield LeftOut(node_id=node.id, option_id=option_id, why="answer_gone")
        elif option.next_id is not None and option.next_id not in base.nodes:
            yield LeftOut(node_id=node.id, option_id=option_id, why="target_gone")


def _changed(base: Tree, node: Node, change: StepChange) -> Node:
    options = tuple(_option(base, option, change.options.get(option.id)) for option in node.options)
    update: dict[str, Any] = {"options": options}
    if change.text is not None:
        update["text"] = change.text
    if change.help is not None:
        update["help"] = change.help or None
    return node.model_copy(update=update)


def _option(base: Tree, option: Option, change: OptionChange | None) -> Option:
    if change is None:
        return option
    update: dict[str, Any] = {}
    if change.label is not None:
        update["label"] = change.label
    if change.next_id is not None and change.next_id in base.nodes:
        update["next_id"] = change.next_id
    return option.model_copy(update=update)


def effective(base: Tree, changes: ChangesRead) -> Effective:
    """Return the tree to walk: with all changes; where they no longer make a sound flow, without their ways on.

    A base without errors never gets one by its overlay: the last resort is the base as it is.
    """
    whole = apply(base, changes).tree
    if not has_errors(_of_walking(whole)):
        return Effective(whole, "all")
    words = apply(base, {node_id: _without_ways(change) for node_id, change in changes.items()}).tree
    if not has_errors(_of_walking(words)):
        return Effective(words, "without_ways")
    return Effective(base, "nothing")


def _without_ways(change: StepChange) -> StepChange:
    options = {name: option.model_copy(update={"next_id": None}) for name, option in change.options.items()}
    return change.model_copy(update={"options": options})


def _of_walking(tree: Tree) -> list[Finding]:
    """Return findings as they matter to a walk: a step that a client's way passes by is no error."""
    return [
        finding.model_copy(
            update={
                "severity": "warning",
                "message": f"Step “{finding.node_id}” is never reached in this client's version.",
            }
        )
        if finding.code == "unreachable"
        else finding
        for finding in check_tree(tree)
    ]


def judge(base: Tree, changes: ChangesRead, before: ChangesRead) -> list[Finding]:
    """Return what is to be said about changes to be saved, errors first.

    What the base itself is told is not said again. What ``before`` held already and the base has lost since is a
    warning; new changes of something that is not there are errors.
    """
    overlaid = apply(base, changes)
    known = check_tree(base)
    found = [finding for finding in _of_walking(overlaid.tree) if finding not in known]
    found += [_finding_of(one, known=changes[one.node_id] == before.get(one.node_id)) for one in overlaid.left_out]
    return sorted(found, key=lambda finding: finding.severity != "error")


_SAID: Mapping[Why, str] = {
    "step_gone": "The flow has no step “{node}” any more. Take this change away.",
    "answer_gone": "Step “{node}” has no answer “{option}” any more. Take this change away.",
    "target_gone": "Step “{node}”: the step that answer “{option}” is to lead to does not exist. Choose another.",
}


def _finding_of(one: LeftOut, *, known: bool) -> Finding:
    return Finding(
        severity="warning" if known else "error",
        code=one.why,
        node_id=one.node_id,
        option_id=one.option_id,
        message=_SAID[one.why].format(node=one.node_id, option=one.option_id),
    )


def remembered(base: Tree, changes: ChangesRead) -> dict[str, Any]:
    """Return the base's nodes that are changed, as JSON: what drift is held against."""
    there = {node_id: base.nodes[node_id] for node_id in changes if node_id in base.nodes}
    return {node_id: node.model_dump(mode="json", exclude_defaults=True) for node_id, node in there.items()}


def drifted(base: Tree, changes: ChangesRead, before: Mapping[str, Any]) -> list[Drift]:
    """Return the changed steps whose base is another than ``before`` (made by ``remembered``), in their order."""
    lost = {one.node_id: one for one in reversed(apply(base, changes).left_out)}
    found: list[Drift] = []
    for node_id in changes:
        was = Node.model_validate(before[node_id]) if node_id in before else None
        now = base.nodes.get(node_id)
        if node_id in lost:
            one = lost[node_id]
            found.append(Drift(node_id=node_id, state=one.why, option_id=one.option_id, was=was, now=now))
        elif was != now:
            found.append(Drift(node_id=node_id, state="changed", was=was, now=now))
    return found
