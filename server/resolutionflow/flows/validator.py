"""Does a tree make sense? One judge for the editor, imports, models' output and publishing. Pure, linear, no recursion.

``check`` takes any JSON and never raises; ``check_tree`` takes a tree whose shape is right already.
"""

from collections import Counter
from collections.abc import Iterator

from pydantic import ValidationError

from resolutionflow.flows.evidence import BadPattern, compiled
from resolutionflow.flows.findings import Finding, Severity, has_errors, of_shape, of_unknown_fields
from resolutionflow.flows.graph import back_edges, depths, leading_nowhere
from resolutionflow.flows.tree import MAX_DEPTH, MAX_NODES, Node, Option, Tree

__all__ = ["Finding", "check", "check_tree", "has_errors"]

MAX_FINDINGS = 500
MAX_PATTERNS = 300

_OWN_FIELDS = {
    "question": frozenset[str](),
    "action": frozenset({"script"}),
    "resolution": frozenset({"notes"}),
    "escalation": frozenset({"to", "reason", "hand_over"}),
}
_ALL_OWN = frozenset().union(*_OWN_FIELDS.values())
_FEWEST_OPTIONS = {"question": 2, "action": 1}


def check(raw: object, *, loops_allowed: bool = True) -> list[Finding]:
    """Return what is to be said about any JSON value that is meant to be a tree, errors first."""
    if not isinstance(raw, dict):
        return [_finding("not_a_tree", "A tree is a map with `root_id` and `nodes`.")]
    nodes = raw.get("nodes")
    if isinstance(nodes, dict) and len(nodes) > MAX_NODES:
        return [_too_many_nodes(len(nodes))]
    strange = of_unknown_fields(raw)
    try:
        tree = Tree.model_validate(raw)
    except ValidationError as error:
        complaints = error.errors(include_url=False, include_input=False)
        return _sorted(of_shape(complaints, raw) + strange)
    return _sorted(check_tree(tree, loops_allowed=loops_allowed) + strange)


def check_tree(tree: Tree, *, loops_allowed: bool = True) -> list[Finding]:
    """Return what is to be said about ``tree``, errors first; with ``loops_allowed`` a loop is a warning only."""
    return _sorted([*_each_node(tree), *_patterns(tree), *_whole(tree, loops_allowed)])


def _sorted(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.severity != "error")[:MAX_FINDINGS]


def _finding(
    code: str, message: str, node_id: str | None = None, option_id: str | None = None, severity: Severity = "error"
) -> Finding:
    return Finding(severity=severity, code=code, node_id=node_id, option_id=option_id, message=message)


def _too_many_nodes(count: int) -> Finding:
    return _finding("too_many_nodes", f"The tree has {count} nodes; {MAX_NODES} is the most. Split it into two flows.")


def _each_node(tree: Tree) -> Iterator[Finding]:
    for node_id, node in tree.nodes.items():
        if node.id != node_id:
            yield _finding(
                "id_mismatch",
                f"Node “{node_id}” says its id is “{node.id}”. Make both the same.",
                node_id,
            )
        if not node.text.strip():
            yield _finding(
                "no_text", f"Node “{node_id}” has no text. Write what the technician is asked or told.", node_id
            )
        yield from _fields(node_id, node)
        yield from _options(node_id, node, tree)


def _fields(node_id: str, node: Node) -> Iterator[Finding]:
    for field in sorted(_ALL_OWN - _OWN_FIELDS[node.type]):
        if getattr(node, field) is not None:
            yield _finding(
                "misplaced_field",
                f"Node “{node_id}”: `{field}` is not shown on a node of type {node.type}. Move it into the text.",
                node_id,
                severity="warning",
            )
    if node.needs_review:
        yield _finding(
            "needs_review",
            f"Node “{node_id}” is marked “needs review”. Read it, then take the mark away.",
            node_id,
            severity="warning",
        )


def _options(node_id: str, node: Node, tree: Tree) -> Iterator[Finding]:
    if node.is_leaf:
        if node.options:
            yield _finding(
                "leaf_with_options",
                f"Node “{node_id}” ends the walk ({node.type}), so it takes no answers. Remove them.",
                node_id,
            )
        return
    fewest = _FEWEST_OPTIONS[node.type]
    if len(node.options) < fewest:
        yield _finding(
            "too_few_options",
            f"Node “{node_id}” is {'an' if node.type == 'action' else 'a'} {node.type} and needs "
            f"{'two answers' if fewest == 2 else 'one answer'} or more; it has {len(node.options)}. Add answers.",
            node_id,
        )
    ids = Counter(option.id for option in node.options)
    labels = Counter(_plain(option.label) for option in node.options)
    for option in node.options:
        yield from _option(node_id, option, tree)
        if ids[option.id] > 1:
            yield _finding(
                "same_option_id",
                f"Node “{node_id}” has the option id “{option.id}” twice. Give each option its own id.",
                node_id,
                option.id,
            )
        if labels[_plain(option.label)] > 1 and option.label.strip():
            yield _finding(
                "same_label",
                f"Node “{node_id}” has the answer “{option.label}” twice. Give each answer different words.",
                node_id,
                option.id,
            )


def _plain(label: str) -> str:
    return " ".join(label.casefold().split())


def _option(node_id: str, option: Option, tree: Tree) -> Iterator[Finding]:
    if not option.label.strip():
        yield _finding(
            "no_label", f"Node “{node_id}”: option “{option.id}” has no label. Write the answer.", node_id, option.id
        )
    if option.next_id is None:
        yield _finding(
            "no_target",
            f"Node “{node_id}”: the answer “{option.label}” leads nowhere yet. Choose its next step.",
            node_id,
            option.id,
        )
    elif option.next_id not in tree.nodes:
        yield _finding(
            "unknown_target",
            f"Node “{node_id}”: the answer “{option.label}” leads to “{option.next_id}”, which does not exist. "
            "Choose another next step or add that node.",
            node_id,
            option.id,
        )


def _patterns(tree: Tree) -> Iterator[Finding]:
    seen: set[str] = set()
    for node_id, node in tree.nodes.items():
        for option in node.options:
            if option.evidence is None:
                continue
            if option.evidence.regex is not None:
                seen.add(option.evidence.regex)
            if len(seen) > MAX_PATTERNS:
                yield _finding("too_many_patterns", f"The tree has more than {MAX_PATTERNS} patterns. Remove some.")
                return
            problem = _evidence_problem(option)
            if problem:
                yield _finding("bad_evidence", f"Node “{node_id}”, option “{option.id}”: {problem}", node_id, option.id)


def _evidence_problem(option: Option) -> str | None:
    evidence = option.evidence
    assert evidence is not None
    if evidence.regex is not None:
        try:
            compiled(evidence.regex)
        except BadPattern as error:
            return f"its pattern does not work ({error}). Correct it, or remove it."
    if evidence.kind == "text" and not evidence.regex:
        return "evidence of kind text needs a `regex`. Add it, or remove the evidence."
    if evidence.kind == "number" and evidence.min is None and evidence.max is None:
        return "evidence of kind number needs `min` or `max`. Add one, or remove the evidence."
    if evidence.min is not None and evidence.max is not None and evidence.min > evidence.max:
        return f"`min` {evidence.min} is above `max` {evidence.max}. Swap them."
    return None


def _whole(tree: Tree, loops_allowed: bool) -> Iterator[Finding]:
    if tree.root_id not in tree.nodes:
        yield _finding(
            "no_root",
            f"The first step “{tree.root_id}” (`root_id`) does not exist. Name one of the nodes as the first.",
        )
        return
    depth = depths(tree)
    for node_id in tree.nodes:
        if node_id not in depth:
            yield _finding(
                "unreachable",
                f"Node “{node_id}” can't be reached from the first step. Lead an answer to it, or remove it.",
                node_id,
            )
    too_deep = next((node_id for node_id, steps in depth.items() if steps > MAX_DEPTH), None)
    if too_deep is not None:
        yield _finding(
            "too_deep",
            f"Node “{too_deep}” is more than {MAX_DEPTH} steps from the first one. Shorten the way to it.",
            too_deep,
        )
    yield from _loops(tree, loops_allowed)


def _loops(tree: Tree, loops_allowed: bool) -> Iterator[Finding]:
    for node_id in leading_nowhere(tree):
        yield _finding(
            "no_way_out",
            f"From node “{node_id}” no answer ever leads to a resolution or an escalation. Add a way out.",
            node_id,
        )
    for node_id, option in back_edges(tree):
        yield _finding(
            "loop",
            f"Node “{node_id}”: the answer “{option.label}” goes back to “{option.next_id}”. "
            + ("Check that the walk can't go round for ever." if loops_allowed else "Lead it to a new step instead."),
            node_id,
            option.id,
            "warning" if loops_allowed else "error",
        )
