"""The text of a Markdown paragraph without its marks, each link into the document kept as a mark of its own. Linear."""

import html
import re
from dataclasses import dataclass
from typing import Final

LINK: Final = "\ue000"
"""Stands in a plain text where a link into the document stood; the links follow in the same order."""

MAX_HREF = 500
_TOKEN = re.compile(r"[^\\`*_\[\]!<&\ue000]+|\\.|`+|.", re.DOTALL)
_TAG = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|div|p|small|sub|sup|br|font|code|kbd|mark|center|ul|ol|li|img|hr|h[1-6]|details"
    r"|summary|table|tr|td|th|tbody|thead)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_HREF = re.compile(r"\(\s{0,3}<?([^\s()<>]{0,500})>?(?:\s{1,3}[\"'(][^\"'()\n]{0,200}[\"')])?\s{0,3}\)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(frozen=True, slots=True)
class Link:
    """A link into the document: its words, the name it leads to, the line it stands on."""

    words: str
    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Inline:
    """A paragraph as plain text, with its links; ``lead`` is how many characters of it stood in bold in front."""

    text: str
    links: tuple[Link, ...]
    lead: int = 0


class _Scan:
    """One pass over a paragraph. Brackets are matched by a stack, so nothing is looked for twice."""

    def __init__(self, source: str, line: int, references: dict[str, str]) -> None:
        self.source, self.line, self.references = source, line, references
        self.out: list[str] = []
        self.links: list[Link] = []
        self.open: list[tuple[int, int]] = []
        self.skip_to = 0
        self.bold: list[bool] = []
        self.lead = 0
        self.runs = _code_runs(source)
        self.counted = (0, line)

    def run(self) -> Inline:
        at = 0
        while (found := _TOKEN.match(self.source, at)) is not None:
            self.skip_to = found.end()
            self._take(found.group(), at)
            at = self.skip_to
        return Inline("".join(self.out), tuple(self.links), self.lead)

    def _take(self, token: str, at: int) -> None:
        first = token[0]
        if first == "\\" and len(token) == 2:
            self.out.append(token[1] if not token[1].isalnum() and token[1] != LINK else token)
        elif first == "`":
            self._code(token, at)
        elif first in "*_":
            self._emphasis(first, at)
        elif first in "[]":
            self._bracket(first, at)
        elif first in "<&":
            self._markup(first, at)
        elif first == "!" and self.source[at + 1 : at + 2] == "[":
            return
        elif first != LINK:
            self.out.append(_unwrapped(token) if "\n" in token else token)

    def _code(self, run: str, at: int) -> None:
        ends = self.runs.get(len(run), [])
        while ends and ends[-1] <= at:
            ends.pop()
        if not ends:
            self.out.append(run)
            return
        end = ends.pop()
        self.out.append(self.source[at + len(run) : end].replace(LINK, ""))
        self.skip_to = end + len(run)

    def _emphasis(self, mark: str, at: int) -> None:
        before, after = self.source[at - 1 : at], self.source[at + 1 : at + 2]
        if (mark == "_" and before.isalnum() and after.isalnum()) or (
            mark == "*" and (before.isspace() or not before) and (after.isspace() or not after)
        ):
            self.out.append(mark)
        elif after == mark:
            self.skip_to = at + 2
            self._strong()

    def _strong(self) -> None:
        """Begin or end bold; remember how far the bold words go with which the paragraph begins."""
        if not self.bold:
            self.bold.append(len(self.out) < 4 and not "".join(self.out).strip())
        elif self.bold.pop():
            self.lead = sum(map(len, self.out))

    def _bracket(self, mark: str, at: int) -> None:
        if mark == "[":
            self.open.append((at, len(self.out)))
            self.out.append("[")
            return
        if not self.open:
            self.out.append("]")
            return
        begun, length = self.open.pop()
        target, end = self._target(self.source[begun + 1 : min(at, begun + 2 + MAX_HREF)], at)
        if target is None:
            self.out.append("]")
            return
        self.skip_to = end
        if target.startswith("#") and self.source[begun - 1 : begun] != "!":
            self._link(target[1:], begun, length)
        else:
            self.out[length] = ""

    def _link(self, name: str, begun: int, length: int) -> None:
        shown = "".join(self.out[length + 1 :]).replace(LINK, "")
        del self.out[length:]
        self.out.append(LINK)
        at, line = self.counted
        if begun > at:
            self.counted = (begun, line + self.source.count("\n", at, begun))
        self.links.append(Link(" ".join(shown.split()), name, self.counted[1]))

    def _target(self, words: str, at: int) -> tuple[str | None, int]:
        """Return where the brackets that end at ``at`` lead, and where their link ends; None if they are no link."""
        if self.source.startswith("(", at + 1):
            found = _HREF.match(self.source, at + 1)
            return (found.group(1), found.end()) if found else (None, 0)
        if self.source.startswith("[", at + 1):
            end = self.source.find("]", at + 2, at + 2 + MAX_HREF)
            name = self.source[at + 2 : end] if end > 0 else ""
            return self.references.get((name or words[:MAX_HREF]).casefold()), end + 1
        return self.references.get(words[:MAX_HREF].casefold()), at + 1

    def _markup(self, first: str, at: int) -> None:
        found = (_TAG if first == "<" else _ENTITY).match(self.source, at)
        if found is None:
            self.out.append(first)
            return
        self.skip_to = found.end()
        word = found.group()
        if first == "&":
            self.out.append(html.unescape(word).replace(LINK, "").replace("\x00", ""))
        elif word[:3].casefold() == "<br":
            self.out.append("\n")


def _unwrapped(text: str) -> str:
    """Return ``text`` with its lines joined, except where two spaces end one."""
    *lines, last = text.split("\n")
    return "".join(line.rstrip() + "\n" if line.endswith("  ") else f"{line.rstrip()} " for line in lines) + last


def _code_runs(source: str) -> dict[int, list[int]]:
    """Return where the runs of each length of back-ticks begin, the last first."""
    runs: dict[int, list[int]] = {}
    for found in re.finditer(r"`+", source):
        runs.setdefault(len(found.group()), []).append(found.start())
    for places in runs.values():
        places.reverse()
    return runs


def read_inline(source: str, line: int, references: dict[str, str]) -> Inline:
    """Return a paragraph's plain text and its links into the document."""
    return _Scan(source, line, references).run()
