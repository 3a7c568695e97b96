"""From a flow to its file: fixed order of keys, one block for each node, blocks of text for what has several lines."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from resolutionflow.flows.flow_file.document import FORMAT, FlowFile
from resolutionflow.flows.tree import Node

_NODE_FIELDS = (
    "type", "text", "help", "minutes", "script", "options", "notes", "to", "reason", "hand_over", "citations",
    "needs_review", "made_by",
)  # fmt: skip
_OPTION_FIELDS = ("id", "label", "next_id", "evidence")
_STEP = "  "

_PLAIN = re.compile(r"[^\W\d_](?:[^\x00-\x1f\x7f-\x9f:#]|:(?=\S)|(?<=\S)#)*")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_RESERVED = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"))
_NO_POINT = re.compile(r"^(-?\d+)e")  # YAML 1.1 takes 5e-7 for a word, 5.0e-7 for a number
_ESCAPED_ONLY = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def to_yaml(flow: FlowFile) -> str:
    """Return ``flow`` as YAML, ending with a line break."""
    return "\n".join(_map(_values(flow), "", spaced=("nodes",))) + "\n"


def to_json(flow: FlowFile) -> str:
    """Return ``flow`` as JSON, the twin of its YAML, ending with a line break."""
    return json.dumps(_values(flow), ensure_ascii=False, indent=2) + "\n"


def _values(flow: FlowFile) -> dict[str, Any]:
    head: dict[str, Any] = {"resolutionflow": FORMAT}
    if flow.id is not None:
        head["id"] = str(flow.id)
    head["title"] = flow.title
    if flow.description:
        head["description"] = flow.description
    if flow.category is not None:
        head["category"] = flow.category
    if flow.tags:
        head["tags"] = list(flow.tags)
    if flow.tree.starts_with is not None:
        head["starts_with"] = str(flow.tree.starts_with)
    head["root_id"] = flow.tree.root_id
    head["nodes"] = {key: _node(key, node) for key, node in flow.tree.nodes.items()}
    return head


def _node(key: str, node: Node) -> dict[str, Any]:
    raw = node.model_dump(mode="json", exclude_defaults=True)
    made: dict[str, Any] = {"id": node.id} if node.id != key else {}
    made |= {name: raw[name] for name in _NODE_FIELDS if name in raw}
    if node.options:
        made["options"] = [{name: o[name] for name in _OPTION_FIELDS if name in o} for o in raw["options"]]
    return made


def _map(values: Mapping[str, Any], indent: str, spaced: Sequence[str] = ()) -> Iterator[str]:
    for key, value in values.items():
        if key in spaced and isinstance(value, Mapping) and value:
            yield f"\n{indent}{key}:"
            yield "\n\n".join("\n".join(_entry(name, node, indent + _STEP)) for name, node in value.items())
        else:
            yield from _entry(key, value, indent)


def _entry(key: str, value: Any, indent: str) -> Iterator[str]:
    name = f"{indent}{_quoted(key)}:"
    if isinstance(value, Mapping) and value:
        yield name
        yield from _map(value, indent + _STEP)
    elif isinstance(value, list) and value:
        yield name
        for item in value:
            yield from _item(item, indent + _STEP)
    else:
        yield f"{name} {_scalar(value, indent + _STEP)}"


def _item(value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        first, *rest = _map(value, indent + _STEP)
        yield f"{indent}- {first[len(indent) + len(_STEP) :]}"
        yield from rest
    else:
        yield f"{indent}- {_scalar(value, indent + _STEP)}"


def _scalar(value: Any, indent: str) -> str:
    if isinstance(value, str):
        return _block(value, indent) if _fits_block(value) else _quoted(value)
    return _NO_POINT.sub(r"\1.0e", json.dumps(value))


def _quoted(text: str) -> str:
    """Return ``text`` bare where every YAML reader takes it for these words, else in quotes.

    Patterns and quotations read better in single quotes, where a backslash is a backslash.
    """
    bare = _PLAIN.fullmatch(text) and not text.endswith((" ", ":")) and text.lower() not in _RESERVED
    if (bare and not _UNPRINTABLE.search(text)) or _UUID.fullmatch(text):
        return text
    if ("\\" in text or '"' in text) and not _ESCAPED_ONLY.search(text):
        return "'" + text.replace("'", "''") + "'"
    return _UNPRINTABLE.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def _fits_block(text: str) -> bool:
    """Say whether ``text`` keeps every character in a block: no odd spaces or ends, nothing that can't be printed."""
    lines = text.removesuffix("\n").split("\n")
    ragged = any(line != line.rstrip() or line.startswith("\t") for line in lines)
    framed = len(lines) > 1 and lines[0][:1].strip() != "" and lines[-1] != ""
    return framed and not ragged and not _UNPRINTABLE.search(text)


def _block(text: str, indent: str) -> str:
    head = "|" if text.endswith("\n") else "|-"
    lines = text.removesuffix("\n").split("\n")
    return "\n".join([head, *(indent + line if line else "" for line in lines)])
