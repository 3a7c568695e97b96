"""What kind of document a text is: as it is named, else as it looks. Pure, linear."""

import re
from typing import Literal, get_args

from resolutionflow.flows.importers.outline_csv import heads_of

Kind = Literal["flow_file", "walkthrough", "mermaid", "csv", "outline"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_BY_ENDING: dict[str, Kind] = {
    "yaml": "flow_file", "yml": "flow_file", "json": "flow_file", "mmd": "mermaid", "mermaid": "mermaid",
    "csv": "csv", "tsv": "csv",
}  # fmt: skip
_MARKDOWN = frozenset({"md", "markdown", "mdown", "mkd"})
ENDINGS = frozenset({*_BY_ENDING, *_MARKDOWN, "txt"})
"""Endings of files that hold flows, or may."""
_LOOKED_AT = 100_000
_CHART = re.compile(
    r"\s{0,200}(?:---\n(?:[^\n]{0,2000}\n){0,50}?---\s{0,50})?(?:%%[^\n]{0,2000}\n\s{0,50}){0,20}(?:flowchart|graph)\b"
)
_FIELD = re.compile(r"^(?:resolutionflow|title|root_id|nodes|tree):(?:\s|$)", re.MULTILINE)
_FENCED_CHART = re.compile(r"^ {0,3}(?:`{3}|~{3})[ \t]*mermaid\b", re.MULTILINE | re.IGNORECASE)
_LINK = re.compile(r"\]\(#[^)\s]")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]\S|^[^\n]{1,200}\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)
_DEEPER = re.compile(r"^(?: {2,}|\t)\s*\S", re.MULTILINE)


def kind_of(name: str, text: str) -> Kind:
    """Return the kind of a document, by the ending of its name and by what stands in it."""
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    if ending in _BY_ENDING:
        return _BY_ENDING[ending]
    start = text[:_LOOKED_AT].removeprefix("\ufeff").replace("\r\n", "\n")
    if ending in _MARKDOWN:
        return _of_markdown(text, start)
    return _by_content(text, start)


def _of_markdown(text: str, start: str) -> Kind:
    if _CHART.match(start) or (_FENCED_CHART.search(text) and not _LINK.search(text)):
        return "mermaid"
    return "walkthrough"


def _by_content(text: str, start: str) -> Kind:
    if start.lstrip()[:1] in {"{", "["} or (_FIELD.search(start) and not _CHART.match(start)):
        return "flow_file"
    if heads_of(start):
        return "csv"
    if _CHART.match(start) or _FENCED_CHART.search(start) or _HEADING.search(start):
        return _of_markdown(text, start)
    return "outline" if _DEEPER.search(start) else "flow_file"
