"""A tree as a picture (Mermaid) and as a page to read (Markdown). Pure; every text is escaped for its format."""

import json
import re
from collections.abc import Iterator, Mapping

from resolutionflow.flows.graph import depths
from resolutionflow.flows.tree import Node, Option, Tree

_SHAPES: Mapping[str, tuple[str, str]] = {
    "question": ("{{", "}}"),
    "action": ("[", "]"),
    "resolution": ("([", "])"),
    "escalation": ("[/", "/]"),
}
_KINDS: Mapping[str, str] = {
    "question": "Question",
    "action": "Do this",
    "resolution": "Resolved",
    "escalation": "Escalate",
}
_MERMAID_SPECIAL = re.compile(r"""["#<>&`%{}\\;]""")
_MARKDOWN_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$^])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def mermaid(tree: Tree, title: str) -> str:
    """Return ``tree`` as a Mermaid flowchart, nodes in the order they are reached."""
    order = _numbered(tree)
    lines = ["---", f"title: {json.dumps(_line(title), ensure_ascii=True)}", "---", "flowchart TD"]
    for node_id, number in order.items():
        begin, end = _SHAPES[tree.nodes[node_id].type]
        lines.append(f'    n{number}{begin}"{_mermaid_text(tree.nodes[node_id].text)}"{end}')
    for node_id, number in order.items():
        for option, target in _led(tree.nodes[node_id], order):
            lines.append(f"    n{number} {_arrow(option)} n{target}")
    return "\n".join(lines) + "\n"


def _numbered(tree: Tree) -> dict[str, int]:
    """Return the number of each node: those that are reached breadth first, then the others."""
    reached = depths(tree) if tree.root_id in tree.nodes else {}
    return {key: number for number, key in enumerate(dict.fromkeys((*reached, *tree.nodes)), 1)}


def _led(node: Node, order: Mapping[str, int]) -> list[tuple[Option, int]]:
    """Return the options that lead somewhere, with the number of the node they lead to."""
    found = ((option, order.get(option.next_id or "")) for option in node.options)
    return [(option, number) for option, number in found if number is not None]


def _arrow(option: Option) -> str:
    return f'-->|"{_mermaid_text(option.label)}"|'


def _line(text: str) -> str:
    return " ".join(text.split())


def _mermaid_text(text: str) -> str:
    lines = [_line(line) for line in text.splitlines()]
    return "<br/>".join(_MERMAID_SPECIAL.sub(_entity, line) for line in lines if line) or " "


def _entity(found: re.Match[str]) -> str:
    return f"#{ord(found.group())};"


def markdown(tree: Tree, title: str, description: str = "") -> str:
    """Return ``tree`` as a Markdown page: a numbered section for each node, with links along the answers."""
    order = _numbered(tree)
    blocks = [f"# {_inline(title)}"]
    if description.strip():
        blocks.append(_paragraphs(description))
    for node_id, number in order.items():
        blocks += _section(tree.nodes[node_id], number, tree, order)
    return "\n\n".join(blocks) + "\n"


def _section(node: Node, number: int, tree: Tree, order: Mapping[str, int]) -> Iterator[str]:
    first, *more = node.text.strip().splitlines() or [""]
    yield f'<a id="step-{number}"></a>\n\n## {number}. {_inline(first)}'
    time = f", about {node.minutes:g} min" if node.minutes is not None else ""
    yield f"*{_KINDS[node.type]}{time}*"
    texts = ("\n".join(more), node.help, node.reason and f"Why: {node.reason}", node.to and f"To: {node.to}",
             node.hand_over and f"Hand over: {node.hand_over}", node.notes)  # fmt: skip
    yield from (_paragraphs(text) for text in texts if text and text.strip())
    if node.options:
        yield "\n".join(_answer(option, tree, order) for option in node.options)
    yield from (_paragraphs(f"Source: {c.source}. {c.passage or ''}") for c in node.citations)


def _answer(option: Option, tree: Tree, order: Mapping[str, int]) -> str:
    label = f"- **{_inline(option.label) or '…'}**"
    if option.next_id is None or option.next_id not in order:
        return f"{label} → nowhere yet"
    number = order[option.next_id]
    first = tree.nodes[option.next_id].text.strip().splitlines()[:1] or [""]
    return f"{label} → [step {number}](#step-{number}): {_inline(first[0])}"


def _escaped(line: str) -> str:
    return _LINE_START.sub(_start, _MARKDOWN_SPECIAL.sub(r"\\\1", line))


def _start(found: re.Match[str]) -> str:
    mark = found.group(2)
    return f"\\{mark}" if not mark[0].isdigit() else f"{mark}\\"


def _inline(text: str) -> str:
    return _escaped(_line(text))


def _paragraphs(text: str) -> str:
    """Return ``text`` with its line breaks kept; blank lines part paragraphs."""
    parts = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join("\\\n".join(_escaped(line.strip()) for line in part.splitlines()) for part in parts)
