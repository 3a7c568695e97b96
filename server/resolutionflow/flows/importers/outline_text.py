"""An outline as indented text: under each step its answers, one line each. Pure, linear."""

import re
from collections.abc import Iterator

from resolutionflow.flows.importers.parsed import Written
from resolutionflow.flows.importers.rows import Row, made_of_rows

_BULLET = re.compile(r"(?:[-*+•]|\d{1,4}[.)])[ \t]+")
_ANSWER = re.compile(r"([^:→]{1,200}?)\s*(?:->|=>|→|⇒|:(?=\s|$))\s*")
_GOTO = re.compile(
    r"\(?(?:then )?(?:go|back|return|continue|jump)(?: back| on)? (?:to|with)[ \t:]+(.{1,500}?)\)?$", re.IGNORECASE
)


def read_outline(text: str, name: str) -> list[Written]:
    """Return the flow of an indented text. Its first line without anything deeper may be its title."""
    rows = list(_rows(text))
    title = name
    if len(rows) > 1 and rows[0].depth == rows[1].depth == min(row.depth for row in rows):
        title = rows.pop(0).text
    return [made_of_rows(_answered(rows), title)]


def _rows(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if bare and not bare.startswith("#"):
            indent = len(line[:400].expandtabs(4)) - len(line[:400].expandtabs(4).lstrip())
            yield Row(number, indent, "", bare[bullet.end() :] if (bullet := _BULLET.match(bare)) else bare)


def _answered(rows: list[Row]) -> list[Row]:
    """Part the answer from the step in each row that stands under another."""
    top = min((row.depth for row in rows), default=0)
    for row in rows:
        found = _ANSWER.match(row.text) if row.depth > top else None
        if found is not None:
            row.answer, row.text = found.group(1).strip(), row.text[found.end() :].strip()
        if (goto := _GOTO.fullmatch(row.text[:600])) is not None:
            row.goto, row.text = goto.group(1), ""
        elif found is not None and not row.text:
            row.text, row.answer = row.answer, ""
    return rows
