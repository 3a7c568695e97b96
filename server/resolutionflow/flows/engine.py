"""Pure rules of flows: the texts they are found by, and putting a shared start in front of a tree."""

from collections.abc import Iterable

from resolutionflow.flows.tree import Node, Tree

PREFIX = "intake/"
SEARCHED_DESCRIPTION = 2_000
MARKS = "-\u2010\u2011'\u2019"
"""Hyphens and apostrophes, which are typed or left out."""
_MARKS = str.maketrans(dict.fromkeys(MARKS))


def title_key(title: str) -> str:
    """Return the text that titles are sorted by."""
    return " ".join(title.casefold().split())[:800]


def search_text(title: str, category: str | None, tags: Iterable[str], description: str) -> str:
    """Return the text that the library's search looks into; "wi-fi" is also there as "wifi", "don't" as "dont"."""
    text = "\n".join((title, category or "", *tags, description[:SEARCHED_DESCRIPTION])).casefold()
    closed = dict.fromkeys(searched(word) for word in text.split() if searched(word) != word)
    return "\n".join((text, " ".join(closed))) if closed else text


def searched(word: str) -> str:
    """Return the form of a case-folded word that is looked for: without hyphens and apostrophes."""
    return word.translate(_MARKS) or word


def with_start(tree: Tree, start: Tree) -> Tree:
    """Return ``tree`` with ``start`` in front of it.

    The start's nodes come in under ``intake/…``; answers that led to one of its resolutions lead to our root.
    Raise ``ValueError`` when an id would become too long or the nodes too many.
    """
    if start.root.type == "resolution":
        return tree
    intake = [_moved(node, start, tree.root_id) for node in start.nodes.values() if node.type != "resolution"]
    raw = {
        "root_id": PREFIX + start.root_id,
        "nodes": {node.id: node.model_dump() for node in (*intake, *tree.nodes.values())},
        "starts_with": tree.starts_with,
    }
    return Tree.model_validate(raw)


def _moved(node: Node, start: Tree, root_id: str) -> Node:
    options = [
        option.model_copy(update={"next_id": _target(option.next_id, start, root_id)}) for option in node.options
    ]
    return node.model_copy(update={"id": PREFIX + node.id, "options": tuple(options)})


def _target(next_id: str | None, start: Tree, root_id: str) -> str | None:
    if next_id is None:
        return None
    joins = next_id in start.nodes and start.nodes[next_id].type == "resolution"
    return root_id if joins else PREFIX + next_id
