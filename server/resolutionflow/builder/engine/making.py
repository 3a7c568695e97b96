"""From the wizard's state to what is asked, and from what was made into the state."""

from collections.abc import Collection
from typing import Any

from resolutionflow.ai.port import (
    BranchAsked,
    BranchProposed,
    Draft,
    DraftNode,
    DraftOption,
    Finding,
    Foundation,
    Made,
    Scaffold,
    ScaffoldAsked,
    Source,
)
from resolutionflow.builder.engine.state import MOST_BRANCHES, MOST_CHOSEN, BranchState, WizardState, same_words
from resolutionflow.flows import validator
from resolutionflow.flows.tree import MAX_LABEL, MAX_MINUTES, MadeBy, Node, Tree
from resolutionflow.kit.plain import plain

MOST_NODES = 60
"""Of one branch; a person may add to it by hand later, in the editor."""
LONGEST_DESCRIPTION = 1_000
FEWEST_BRANCHES = 2


def foundation_of(state: WizardState) -> Foundation:
    """Return stage 1 as it is asked with."""
    given = state.foundation
    return Foundation(given.name, given.category, tuple(given.symptoms), given.environment, given.audience)


def scaffold_asked(state: WizardState, keep: Collection[str]) -> ScaffoldAsked:
    """Ask for branches besides those kept."""
    titles = tuple(branch.title for branch in state.branches if branch.id in keep)
    return ScaffoldAsked(foundation_of(state), titles, tuple(branch.title for branch in state.dropped))


def branch_asked(state: WizardState, branch: BranchState, remark: str = "") -> BranchAsked:
    """Ask for the detail of a branch; with a remark also shows what there is of it."""
    proposed = BranchProposed(branch.title, branch.description)
    others = tuple(BranchProposed(one.title, one.description) for one in state.chosen)
    before = as_draft(branch.tree) if remark and branch.tree is not None else None
    question = state.question or f"What is it? ({state.foundation.name})"
    return BranchAsked(foundation_of(state), question, others, proposed, remark, before)


def proposals(made: Scaffold, kept: Collection[str], dropped: Collection[str] = ()) -> list[BranchProposed]:
    """Return the branches that are new and can be shown, as many as there is room for beside the kept titles.

    ``dropped`` are titles that the person took out: those are not new.
    """
    found: list[BranchProposed] = []
    for one in made.branches:
        title, description = " ".join(plain(one.title).split())[:MAX_LABEL], plain(one.description)
        titles = [*kept, *dropped, *(other.title for other in found)]
        if title and not any(same_words(title, other) for other in titles):
            found.append(BranchProposed(title, description[:LONGEST_DESCRIPTION]))
    return found[: max(0, MOST_CHOSEN - len(kept))]


def put_scaffold(state: WizardState, made: Scaffold, source: Source, keep: Collection[str]) -> None:
    """Take proposals in after the branches that are kept; one that a person worked on since stays too."""
    state.branches = [branch for branch in state.branches if branch.id in keep or branch.tree is not None]
    room = MOST_BRANCHES - len(state.branches)
    dropped = [branch.title for branch in state.dropped]
    for one in proposals(made, [branch.title for branch in state.branches], dropped)[:room]:
        state.branches.append(
            BranchState(id=state.new_branch_id(), title=one.title, description=one.description, proposed_by=source)
        )
    if not state.question or state.question_by != "person":
        state.question, state.question_by = plain(made.question), source
    state.scaffolded_by, state.failure = source, None


def put_draft(branch: BranchState, made: Draft, source: Source, remark: str) -> None:
    """Make a draft the detail of the branch, its nodes with ids of ours."""
    branch.tree = Tree.model_validate(_raw(made, source, _ids(branch, [node.ref for node in made.nodes])))
    branch.detailed_by, branch.remark, branch.failure = source, remark, None
    branch.version += 1


def put_tree(branch: BranchState, tree: Tree | None) -> None:
    """Make what a person edited the detail: nodes that differ are theirs from now on, new ones get ids of ours."""
    branch.version += 1
    branch.making = branch.failure = None
    if tree is None:
        branch.tree, branch.detailed_by, branch.remark = None, None, ""
        return
    before = branch.tree.nodes if branch.tree is not None else {}
    new = _ids(branch, [node_id for node_id in tree.nodes if node_id not in before])
    ids = {node_id: new.get(node_id, node_id) for node_id in tree.nodes}
    nodes = {ids[node_id]: _edited(node, ids, before) for node_id, node in tree.nodes.items()}
    branch.tree = Tree(root_id=ids.get(tree.root_id, tree.root_id), nodes=nodes)
    if any(node.made_by == "person" for node in nodes.values()):
        branch.detailed_by = "person"


def _edited(node: Node, ids: dict[str, str], before: dict[str, Node]) -> Node:
    known = before.get(node.id)
    options = tuple(o.model_copy(update={"next_id": ids.get(o.next_id or "")}) for o in node.options)
    made_by: MadeBy = known.made_by if known is not None else "person"
    now = node.model_copy(update={"id": ids.get(node.id, node.id), "options": options, "made_by": made_by})
    return now if now == known else now.model_copy(update={"made_by": "person"})


def _ids(branch: BranchState, names: list[str]) -> dict[str, str]:
    """Return an id for each name that no node of the conversation ever had."""
    ids = {name: f"{branch.id}-{number}" for number, name in enumerate(names, branch.next_node)}
    branch.next_node += len(names)
    return ids


def judge(made: Made) -> list[Finding]:
    """Return what keeps something made from being kept; it is told to whoever made it, once."""
    if isinstance(made, Scaffold):
        return _judge_scaffold(made)
    return _judge_draft(made) if isinstance(made, Draft) else [Finding("wrong_kind", "", "A branch is asked for.")]


def judge_beside(kept: Collection[str], dropped: Collection[str] = ()) -> Any:
    """Return the judge of a scaffold that is made beside kept branches and without those that were taken out."""

    def judged(made: Made) -> list[Finding]:
        return _judge_scaffold(made, kept, dropped) if isinstance(made, Scaffold) else judge(made)

    return judged


def _judge_scaffold(made: Scaffold, kept: Collection[str] = (), dropped: Collection[str] = ()) -> list[Finding]:
    found = []
    if not plain(made.question):
        found.append(Finding("no_text", "", "Write the first question of the flow."))
    if len(plain(made.question)) > MAX_LABEL * 5:
        found.append(Finding("too_long", "", f"Make the question shorter than {MAX_LABEL * 5} characters."))
    if len(proposals(made, kept, dropped)) < max(1, FEWEST_BRANCHES - len(kept)):
        found.append(Finding("too_few_branches", "", "Propose branches that are not there yet, each with a title."))
    return found


def _judge_draft(made: Draft) -> list[Finding]:
    refs = [node.ref for node in made.nodes]
    twice = {ref for ref in refs if refs.count(ref) > 1}
    found = [Finding("same_ref", ref, "Two nodes have this ref. Give each node its own.") for ref in sorted(twice)]
    if len(refs) > MOST_NODES:
        found.append(Finding("too_many_nodes", "", f"Use {MOST_NODES} nodes at most."))
    if found:
        return found
    names = {ref: f"n{place}" for place, ref in enumerate(refs, 1)}
    refs_of = {name: ref for ref, name in names.items()}
    judged = validator.check(_raw(made, "model", names), loops_allowed=False)
    return [
        Finding(one.code, refs_of.get(one.node_id or "", ""), _with_refs(one.message, refs_of))
        for one in judged
        if one.severity == "error"
    ]


def _with_refs(message: str, refs_of: dict[str, str]) -> str:
    for name, ref in refs_of.items():
        message = message.replace(f"“{name}”", f"“{ref}”")
    return message


def _raw(made: Draft, source: Source, ids: dict[str, str]) -> dict[str, Any]:
    """Return a draft as a tree's JSON under these ids, its texts plain; what does not exist leads to itself by name."""
    nodes = {ids[node.ref]: _raw_node(node, source, ids) for node in made.nodes}
    return {"root_id": ids.get(made.root, made.root or "-"), "nodes": nodes}


def _raw_node(node: DraftNode, source: Source, ids: dict[str, str]) -> dict[str, Any]:
    raw: dict[str, Any] = {"id": ids[node.ref], "type": node.type, "text": plain(node.text), "made_by": source}
    if plain(node.help):
        raw["help"] = plain(node.help)
    if node.minutes:
        raw["minutes"] = max(0, min(node.minutes, MAX_MINUTES))
    raw["options"] = [
        {"id": f"o{place}", "label": " ".join(plain(option.label).split()), "next_id": ids.get(option.to, option.to)}
        for place, option in enumerate(node.options, 1)
    ]
    return raw


def as_draft(tree: Tree) -> Draft:
    """Return a branch's tree as what is shown when it is to be made again."""
    nodes = [
        DraftNode(
            node.id,
            node.type,
            node.text,
            [DraftOption(option.label, option.next_id or "") for option in node.options],
            node.help or "",
            node.minutes,
        )
        for node in tree.nodes.values()
    ]
    return Draft(tree.root_id, nodes)
