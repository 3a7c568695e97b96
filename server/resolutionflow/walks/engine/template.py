"""Note templates: headings and lines with placeholders, filled from a walk. Pure.

A line that starts with ``## `` is a heading. ``{{name}}`` stands for a value; a line that is one placeholder alone
becomes as many lines as the value has, elsewhere the value is put on one line. A line whose placeholders are all empty
is left out, and so is a heading with nothing under it: no note says "Client:" and then nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

Section = tuple[str, list[str]]
"""A heading (empty before the first one) and its lines."""

HEADING = "## "
_PLACE = re.compile(r"\{\{\s*([^{}\n]{0,60}?)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a template, on which line (from 1)."""

    line: int
    message: str


def faults(body: str, known: Mapping[str, str]) -> list[Fault]:
    """Return what is wrong with a template that may use the placeholders in ``known``."""
    return [Fault(number, message) for number, line in _numbered(body) for message in _wrong(line, known)]


def _numbered(body: str) -> Iterator[tuple[int, str]]:
    return iter(enumerate(body.splitlines(), 1))


def _wrong(line: str, known: Mapping[str, str]) -> Iterator[str]:
    named = _PLACE.findall(line)
    if line.startswith(HEADING) and named:
        yield "A heading takes no placeholders; put them on a line under it."
    rest = _PLACE.sub("", line)
    if "{{" in rest or "}}" in rest:
        yield "{{ and }} must stand in pairs around one name."
    for name in named:
        if name not in known:
            yield f"There is no {{{{{name}}}}} here. {_nearest(name, known)}"


def _nearest(name: str, known: Mapping[str, str]) -> str:
    alike = get_close_matches(name.replace(" ", "_"), known, 1)
    return f"Did you mean {{{{{alike[0]}}}}}?" if alike else "See the list beside the template."


def filled(body: str, values: Mapping[str, list[str]]) -> list[Section]:
    """Return the sections of a note; a placeholder that ``values`` lacks is empty."""
    sections: list[Section] = [("", [])]
    for line in body.splitlines():
        if line.startswith(HEADING):
            sections.append((line.removeprefix(HEADING).strip(), []))
        else:
            sections[-1][1].extend(_line(line.rstrip(), values))
    return [(heading, _trimmed(lines)) for heading, lines in sections if any(lines)]


def _line(line: str, values: Mapping[str, list[str]]) -> list[str]:
    names = _PLACE.findall(line)
    if not names:
        return [line]
    found = [values.get(name, []) for name in names]
    if not any(found):
        return []
    if len(names) == 1 and _PLACE.fullmatch(line.strip()):
        return found[0]
    return [_PLACE.sub(lambda place: " ".join(values.get(place[1], [])), line)]


def _trimmed(lines: list[str]) -> list[str]:
    first = next(index for index, line in enumerate(lines) if line)
    last = next(index for index in range(len(lines), 0, -1) if lines[index - 1])
    return lines[first:last]
