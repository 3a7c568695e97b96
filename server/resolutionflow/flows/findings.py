"""Findings: what is wrong with a tree, in words that name the node and say what to do."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from resolutionflow.flows.tree import MAX_ID, Citation, Evidence, Node, Option, Tree

Severity = Literal["error", "warning"]
Place = tuple[int | str, ...]

FIELDS: Mapping[str, frozenset[str]] = {
    "tree": frozenset(Tree.model_fields),
    "node": frozenset(Node.model_fields),
    "option": frozenset(Option.model_fields),
    "evidence": frozenset(Evidence.model_fields),
    "citation": frozenset(Citation.model_fields),
}


class Finding(BaseModel):
    """Something about a tree that a person should know. An ``error`` keeps it from being published."""

    model_config = ConfigDict(frozen=True)

    severity: Severity
    code: str
    node_id: str | None = None
    option_id: str | None = None
    message: str


def has_errors(findings: Iterable[Finding]) -> bool:
    """Say whether there is an error among these findings."""
    return any(finding.severity == "error" for finding in findings)


def shown(value: object) -> str:
    """Return a short form of a foreign value that can be stored and sent (no NUL, no half surrogates)."""
    text = value if isinstance(value, str) else repr(value)[: MAX_ID + 1]
    cut = text if len(text) <= MAX_ID else text[: MAX_ID - 1] + "…"
    return cut.encode("utf-8", "replace").decode("utf-8").replace("\x00", "�")


_WORDS: Mapping[str, str] = {
    "missing": "is missing. Add it",
    "string_unicode": "contains half of a surrogate pair. Send valid Unicode",
    "string_type": "must be text. Put it in quotes",
    "string_too_short": "is empty. Fill it in",
    "string_too_long": "is longer than {max_length} characters. Shorten it",
    "string_pattern_mismatch": "contains a NUL character. Remove it",
    "too_long": "has more than {max_length} entries. Take some away",
    "literal_error": "must be {expected}",
    "int_type": "must be a number",
    "float_type": "must be a number",
    "finite_number": "must be a finite number",
    "bool_type": "must be true or false",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "dict_type": "must be a map",
    "model_type": "must be a map of fields",
    "model_attributes_type": "must be a map of fields",
    "tuple_type": "must be a list",
    "uuid_parsing": "must be the id of a flow",
    "uuid_type": "must be the id of a flow",
}
_CODES: Mapping[str, str] = {
    "missing": "missing",
    "string_too_long": "too_long",
    "string_pattern_mismatch": "bad_characters",
    "string_unicode": "bad_characters",
    "too_long": "too_many",
}
_IDS = frozenset({"id", "next_id", "root_id", "[key]"})


def of_shape(errors: Sequence[Mapping[str, Any]], raw: Mapping[Any, Any], subject: str = "The tree") -> list[Finding]:
    """Return pydantic's complaints about ``raw``, which is ``subject``, as findings, one for each place."""
    first: dict[Place, Finding] = {}
    for error in errors:
        place = tuple(part for part in error["loc"] if part not in ("int", "float"))
        first.setdefault(place, _of_place(place, error, raw, subject))
    return list(first.values())


def _of_place(place: Place, error: Mapping[str, Any], raw: Mapping[Any, Any], subject: str) -> Finding:
    kind, context = str(error["type"]), error.get("ctx", {})
    field = str(place[-1]) if place else "tree"
    words = _WORDS.get(kind, "is not what is expected here").format_map(context)
    if kind == "string_pattern_mismatch" and field in _IDS:
        words = "must not hold control characters, nor begin or end with a space"
    code = "unknown_type" if kind == "literal_error" and field == "type" else _CODES.get(kind, "wrong_value")
    name = "its id" if field == "[key]" else f"`{shown(field)}`"
    node_id = shown(place[1]) if len(place) > 1 and place[0] == "nodes" else None
    option_id = _option_id(place, raw)
    where = subject if node_id is None else f"Node “{node_id}”"
    inside = f", option “{option_id}”" if option_id is not None else ""
    return Finding(
        severity="error", code=code, node_id=node_id, option_id=option_id, message=f"{where}{inside}: {name} {words}."
    )


def _option_id(place: Place, raw: Mapping[Any, Any]) -> str | None:
    if len(place) < 4 or place[2] != "options" or not isinstance(place[3], int):
        return None
    try:
        given = raw["nodes"][place[1]]["options"][place[3]]["id"]
    except (KeyError, TypeError, IndexError):
        return str(place[3] + 1)
    return shown(given)


def of_unknown_fields(raw: Mapping[Any, Any]) -> list[Finding]:
    """Return a warning for each field of ``raw`` that trees don't have; such fields are left out."""
    found = _unknown(raw, "tree", None, None)
    nodes = raw.get("nodes")
    for node_id, node in nodes.items() if isinstance(nodes, dict) else ():
        found += _unknown(node, "node", node_id, None)
        for option in _entries(node, "options"):
            option_id = option.get("id") if isinstance(option, dict) else None
            found += _unknown(option, "option", node_id, option_id)
            if isinstance(option, dict):
                found += _unknown(option.get("evidence"), "evidence", node_id, option_id)
        for citation in _entries(node, "citations"):
            found += _unknown(citation, "citation", node_id, None)
    return found


def _entries(node: object, field: str) -> Sequence[object]:
    entries = node.get(field) if isinstance(node, dict) else None
    return entries if isinstance(entries, list) else ()


def _unknown(raw: object, what: str, node_id: object, option_id: object) -> list[Finding]:
    strange = [key for key in raw if key not in FIELDS[what]] if isinstance(raw, dict) else []
    return [
        Finding(
            severity="warning",
            code="unknown_field",
            node_id=None if node_id is None else shown(node_id),
            option_id=None if option_id is None else shown(option_id),
            message=f"{'The tree' if node_id is None else f'Node “{shown(node_id)}”'}: `{shown(key)}` is not a field"
            f" of {'an' if what[0] in 'aeiou' else 'a'} {what} and is left out.{_hint(key, what)}",
        )
        for key in strange[:20]
    ]


def _hint(key: object, what: str) -> str:
    near = get_close_matches(key[:50], FIELDS[what], 1) if isinstance(key, str) else []
    return f" Did you mean `{near[0]}`?" if near else ""
