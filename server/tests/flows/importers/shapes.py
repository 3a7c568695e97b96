"""What a flow is like as a shape: steps by their first line, kinds, and answers with what they lead to."""

from typing import Any

from hypothesis import strategies as st

from resolutionflow.flows.importers import Kind, read
from resolutionflow.flows.tree import Tree

Shape = dict[str, tuple[str, list[tuple[str, str | None]]]]


def flow_of(kind: Kind, text: str, name: str = "guide.md") -> Tree:
    """Return the one flow of a document that has one."""
    (made,) = read(kind, text, name)
    assert made.flow is not None, made.problem
    return made.flow.tree


def codes_of(kind: Kind, text: str, name: str = "guide.md") -> list[tuple[str, int | None]]:
    """Return what is said about a document's only flow, but not about its loops: code and line."""
    (made,) = read(kind, text, name)
    return [(finding.code, finding.line) for finding in made.findings if finding.code != "loop"]


def first_line(text: str) -> str:
    return " ".join((text.strip().splitlines() or [""])[0].split())


def shape_of(tree: Tree) -> Shape:
    names = {key: first_line(node.text) for key, node in tree.nodes.items()}
    return {
        names[key]: (node.type, [(option.label, names.get(option.next_id or "")) for option in node.options])
        for key, node in tree.nodes.items()
    }


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp", "Zs")), max_size=20)


def numbered(order: list[int], tree: Tree) -> list[tuple[Any, ...]]:
    """Return the steps of ``tree`` in order, answers by the number of the step they lead to."""
    keys = list(tree.nodes)
    return [
        (node.type, [(option.label, keys.index(option.next_id or "")) for option in node.options])
        for node in (tree.nodes[keys[number]] for number in order)
    ]


@st.composite
def sound_trees(draw: st.DrawFn) -> Tree:
    """Any tree that may be published: every step is reached, ends are ends; loops and joins are among it.

    Words are of any kind, each with a letter in front; keys stand in the order in which pages and pictures number them.
    """
    count = draw(st.integers(1, 7))
    kinds = [draw(st.sampled_from(["question", "action"])) for _ in range(count - 1)] + ["resolution"]
    nodes: dict[str, Any] = {}
    for number, kind in enumerate(kinds):
        text = f"t{number} {draw(words)}"
        if kind == "resolution":
            ending = draw(st.sampled_from(["resolution", "escalation"]))
            nodes[f"k{number}"] = {"type": ending, "text": text}
            continue
        targets = [number + 1, *draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=3))]
        options = [
            {"id": f"o{at}", "label": f"l{at} {draw(words)}".strip(), "next_id": f"k{target}"}
            for at, target in enumerate(targets)
        ]
        nodes[f"k{number}"] = {"type": kind, "text": text, "options": options}
    return Tree.model_validate({"root_id": "k0", "nodes": nodes})
