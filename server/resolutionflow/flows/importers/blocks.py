"""A Markdown document cut into sections by its headings, and their bodies into pieces. Linear, no recursion."""

import re
from dataclasses import dataclass, field

from resolutionflow.flows.importers.parsed import NotReadable

MAX_LINES = 50_000
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`]{0,200})$")
_ITEM = re.compile(r"([ \t]{0,200})([-*+•]|\d{1,9}[.)])(?:[ \t]+|$)")
_RULE = re.compile(r" {0,3}(?:(?:- ?){3,}|(?:\* ?){3,}|(?:_ ?){3,})[ \t]*$")
_ANCHOR = re.compile(
    r"<a\s{1,5}(?:name|id)\s{0,3}=\s{0,3}[\"']?([^\"'>\s]{1,200})[\"']?\s{0,3}/?>(?:\s{0,3}</a>)?", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"\s\{\s{0,3}#([^\s{}]{1,200})\s{0,3}\}\s{0,3}$")
_REFERENCE = re.compile(r" {0,3}\[([^\[\]]{1,200})\]:\s{0,5}<?(#[^\s>]{0,200})")
_TABLE_RULE = re.compile(r"[\s|:-]+$")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")


@dataclass(slots=True)
class Piece:
    """A paragraph, an item of a list, a row of a table (``cells``), or literal text; ``indent`` of an item."""

    kind: str
    text: str
    line: int
    indent: int = 0
    mark: str = ""
    cells: tuple[str, ...] = ()


@dataclass(slots=True)
class Section:
    """A heading and what stands under it up to the next one. Level 0: what stands before the first heading."""

    level: int
    heading: str
    line: int
    anchors: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """The sections of a document, its front matter, and where its reference links lead."""

    sections: list[Section]
    front: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)


def read_blocks(text: str) -> Document:
    """Cut a document into sections and pieces."""
    return _Blocks(text).run()


class _Blocks:
    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.made = Document([Section(0, "", 1)])
        self.piece: Piece | None = None
        self.parts: list[str] = []
        self.fence: str | None = None
        self.comment = False
        self.anchors: list[str] = []
        self.table = False
        self.taken = 0

    def run(self) -> Document:
        begin = self._front_matter()
        for number in range(begin, len(self.lines)):
            self._line(self.lines[number], number + 1)
            if len(self.made.sections) > MAX_LINES or self.taken > MAX_LINES:
                raise NotReadable("this has more headings, items and paragraphs than flows can have. Split it.", number)
        self._close()
        return self.made

    def _front_matter(self) -> int:
        if self.lines[0].rstrip() != "---":
            return 0
        for number, line in enumerate(self.lines[1:200], 1):
            if line.rstrip() in ("---", "..."):
                return number + 1
            name, colon, value = line.partition(":")
            if colon and name.strip().isidentifier():
                self.made.front[name.strip().casefold()] = value.strip().strip("\"'")
        self.made.front.clear()
        return 0

    def _line(self, raw: str, number: int) -> None:
        if self.fence is not None:
            self._fenced(raw)
            return
        line = self._without_comments(raw)
        if not line.strip():
            self._close(blank=True)
        elif fence := _FENCE.match(line):
            self._open(Piece("code", "", number))
            self.fence = fence.group(1)
        elif not self._is_structure(line, number):
            self._text(line, number)

    def _fenced(self, raw: str) -> None:
        assert self.fence is not None
        bare = raw.strip()
        if bare.startswith(self.fence) and not bare.strip(self.fence[0]):
            self.fence = None
            self._close()
        else:
            self.parts.append(raw)

    def _without_comments(self, line: str) -> str:
        if not self.comment and "<!--" not in line:
            return line
        kept: list[str] = []
        at = 0
        while at < len(line):
            mark = "-->" if self.comment else "<!--"
            found = line.find(mark, at)
            if not self.comment:
                kept.append(line[at : found if found >= 0 else len(line)])
            if found < 0:
                break
            self.comment = not self.comment
            at = found + len(mark)
        return "".join(kept)

    def _is_structure(self, line: str, number: int) -> bool:
        """Take a heading, a rule, a reference or an anchor on a line of its own; say whether it was one."""
        if heading := _HEADING.match(line):
            self._heading(len(heading.group(1)), line[heading.end() :], number)
        elif self._is_setext(line):
            assert self.piece is not None
            self._setext(line.strip()[0])
        elif _RULE.match(line):
            self._close(blank=True)
        elif reference := _REFERENCE.match(line):
            self.made.references[reference.group(1).casefold()] = reference.group(2)
        elif (anchor := _ANCHOR.match(line.strip())) and anchor.end() == len(line.strip()):
            self._close()
            self.anchors.append(anchor.group(1))
        else:
            return False
        return True

    def _is_setext(self, line: str) -> bool:
        piece = self.piece
        return piece is not None and piece.kind == "para" and len(self.parts) == 1 and bool(_SETEXT.match(line))

    def _setext(self, mark: str) -> None:
        assert self.piece is not None
        text, number = self.parts[0], self.piece.line
        self.piece, self.parts = None, []
        self._heading(1 if mark == "=" else 2, text, number)

    def _heading(self, level: int, rest: str, number: int) -> None:
        self._close(blank=True)
        text = _closed(rest.strip())
        anchors, self.anchors = self.anchors, []
        if (attribute := _ATTRIBUTE.search(text[-250:])) is not None:
            anchors.append(attribute.group(1))
            text = text[: len(text) - len(attribute.group())].rstrip()
        anchors += _ANCHOR.findall(text)
        self.made.sections.append(Section(level, _ANCHOR.sub("", text).strip(), number, anchors))

    def _text(self, line: str, number: int) -> None:
        anchors = _ANCHOR.findall(line) if "<a" in line or "<A" in line else []
        self.made.sections[-1].anchors += anchors
        line = _unquoted(line)
        if item := _ITEM.match(line):
            self._open(Piece("item", "", number, len(item.group(1).expandtabs(4)), item.group(2)))
            self.parts.append(line[item.end() :])
        elif line.lstrip().startswith("|") or (self.table and "|" in line) or self._begins_table(line):
            self._row(line, number)
        else:
            if self.piece is None or self.piece.kind == "row":
                self._open(Piece("para", "", number, len(line) - len(line.lstrip())))
            self.parts.append(line.strip(" \t") + ("  " if line.endswith("  ") else ""))

    def _begins_table(self, line: str) -> bool:
        """Say whether ``line`` rules off the heads of a table without outer bars; those become a row then."""
        piece, parts = self.piece, self.parts
        if piece is None or piece.kind != "para" or len(parts) != 1 or "|" not in parts[0] or "|" not in line:
            return False
        if not _TABLE_RULE.match(line):
            return False
        piece.kind, piece.cells = "row", _cells(parts[0])
        return True

    def _row(self, line: str, number: int) -> None:
        self._close()
        self.table = True
        if _TABLE_RULE.match(line):
            pieces = self.made.sections[-1].pieces
            if pieces and pieces[-1].kind == "row":
                pieces[-1].kind = "head"
            return
        self._open(Piece("row", "", number, cells=_cells(line)))

    def _open(self, piece: Piece) -> None:
        self._close()
        self.piece = piece
        if piece.kind != "row":
            self.table = False

    def _close(self, *, blank: bool = False) -> None:
        if self.piece is not None:
            self.taken += 1
            self.piece.text = "\n".join(self.parts)
            self.made.sections[-1].pieces.append(self.piece)
        self.piece, self.parts = None, []
        self.table = self.table and not blank


def _closed(text: str) -> str:
    """Return a heading without the signs that close it."""
    bare = text.rstrip("#")
    return bare.rstrip() if bare != text and (not bare or bare[-1].isspace()) else text


def _unquoted(line: str) -> str:
    """Return a line without the marks of quotations in front of it."""
    bare = line.lstrip(" ")
    return bare.lstrip("> \t") if bare.startswith(">") else line


def _cells(row: str) -> tuple[str, ...]:
    """Return the cells of a row; a bar with a back-slash in front of it is a letter."""
    return tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|")))


_SLUG_DROPPED = re.compile(r"[^\w\- ]")


def slug_of(heading: str) -> str:
    """Return the name under which the usual renderers link to a heading."""
    return _SLUG_DROPPED.sub("", heading.strip().lower()).replace(" ", "-")
