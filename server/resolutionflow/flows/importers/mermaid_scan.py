"""The statements of a Mermaid flowchart: its nodes with shapes and texts, and its arrows. Hand-written, linear."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from resolutionflow.flows.importers.parsed import MAX_LINES, NotReadable, shortened

_HEAD = re.compile(
    r"\s*(?:flowchart|graph)(?:-elk)?\b[ \t]*(?:TB|TD|BT|RL|LR|>|<|\^|v)?[ \t]*(?=[;\n]|$|%%)", re.IGNORECASE
)
_SPACE = re.compile(r"[ \t]*")
_BETWEEN = re.compile(r"(?:[\s;]+|%%[^\n]*)*")
_WORD = re.compile(r"(subgraph|end|direction|classDef|class|style|linkStyle|click|accTitle|accDescr)(?=[\s:;{]|$)")
_SUBGRAPH = re.compile(r"[ \t]*([\w.-]{1,200})?[ \t]*")
_ID = re.compile(r"[^\W_](?:\w|[-./](?=\w))*|_(?:\w|[-./](?=\w))*|[^\W\d]+|\d+")
_CLASS = re.compile(r":::[\w,-]{1,200}")
_ARROW = re.compile(
    r"(?:\w{1,60}@)?(?:<|[xo](?=-|=))?(?P<line>~~~+|--+>|--+[xo](?=[\s|])|---+|==+>|==+[xo](?=[\s|])|===+|-\.+->?)"
)
_BEGUN = re.compile(r"(?:\w{1,60}@)?(?:<|[xo](?=-|=))?(--|==|-\.)(?![->=.])")
_ENDED = {
    "--": re.compile(r"--+>|--+[xo](?=\s)|---+"),
    "==": re.compile(r"==+>|==+[xo](?=\s)|===+"),
    "-.": re.compile(r"\.+->?"),
}
_SHAPES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("(((", (")))",), "circle"),
    ("((", ("))",), "circle"),
    ("([", ("])",), "stadium"),
    ("(", (")",), "round"),
    ("[[", ("]]",), "routine"),
    ("[(", (")]",), "store"),
    ("[/", ("/]", "\\]"), "slanted"),
    ("[\\", ("\\]", "/]"), "slanted"),
    ("[", ("]",), "box"),
    ("{{", ("}}",), "hexagon"),
    ("{", ("}",), "diamond"),
    (">", ("]",), "flag"),
)
_NAMED_SHAPES = {
    "diam": "diamond", "diamond": "diamond", "decision": "diamond", "question": "diamond", "hex": "hexagon",
    "hexagon": "hexagon", "prepare": "hexagon", "stadium": "stadium", "terminal": "stadium", "pill": "stadium",
}  # fmt: skip
_SHAPE = re.compile(r"\bshape\s{0,3}:\s{0,3}\"?([\w-]{1,40})")
_LABEL = re.compile(r"\blabel\s{0,3}:\s{0,3}\"([^\"]{0,5000})\"")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|span|div|p|small|sub|sup|font|code|center)\b[^<>]{0,200}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_ENTITY = re.compile(r"#(\d{1,7}|[A-Za-z]\w{1,31});|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[A-Za-z]\w{1,31});", re.IGNORECASE)
MAX_TEXT = 20_000
MAX_UNQUOTED = 5_000
MAX_SKIPPED = 200


@dataclass(slots=True)
class ChartNode:
    """A node: its text and shape as far as the chart gives them, and the line on which it first stands."""

    key: str
    line: int
    text: str | None = None
    shape: str = "box"
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow from one node to another with its label."""

    begin: str
    end: str
    label: str
    line: int


@dataclass(slots=True)
class Chart:
    """What stands in a flowchart. ``groups``: the first node of each subgraph; ``skipped``: what is not understood."""

    nodes: dict[str, ChartNode] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    ignored: dict[str, int] = field(default_factory=dict)


class _NotUnderstood(ValueError):
    """What stands here is no part of a flowchart that is known."""


def read_chart(text: str, first_line: int = 1) -> Chart:
    """Return what stands in a flowchart; raise ``NotReadable`` if it does not begin as one."""
    begin = _BETWEEN.match(text)
    head = _HEAD.match(text, begin.end() if begin else 0)
    if head is None:
        raise NotReadable("this is no Mermaid flowchart. It begins with “flowchart TD” or “graph LR”.", first_line)
    return _Scan(text, head.end(), first_line).run()


class _Scan:
    def __init__(self, text: str, at: int, first_line: int) -> None:
        self.text, self.at, self.chart = text, at, Chart()
        self.counted, self.line = 0, first_line
        self.open_groups: list[str] = []

    def run(self) -> Chart:
        while True:
            self._skip(_BETWEEN)
            if self.at >= len(self.text):
                return self.chart
            self._count()
            if max(len(self.chart.arrows), len(self.chart.nodes)) > MAX_LINES or len(self.chart.skipped) > MAX_SKIPPED:
                raise NotReadable("this has too many arrows, or too much that is no flowchart.", self.line)
            begin = self.at
            try:
                self._statement()
            except _NotUnderstood:
                end = self.text.find("\n", max(begin, self.at))
                self.at = len(self.text) if end < 0 else end
                self.chart.skipped.append((self.line, shortened(self.text[begin : begin + 80].split("\n")[0], 60)))

    def _count(self) -> None:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _statement(self) -> None:
        word = _WORD.match(self.text, self.at)
        if word is not None:
            self._directive(word)
            return
        begins = self._nodes()
        while (label := self._arrow()) is not None:
            ends = self._nodes()
            if label != "~~~":
                self.chart.arrows += [Arrow(one, two, label, self.line) for one in begins for two in ends]
            begins = ends
            if len(self.chart.arrows) > MAX_LINES:
                return
        self._skip(_SPACE)
        if self.at < len(self.text) and self.text[self.at] not in ";\n%":
            raise _NotUnderstood

    def _directive(self, word: re.Match[str]) -> None:
        name, end = word.group(1), self.text.find("\n", word.end())
        end = len(self.text) if end < 0 else end
        if name == "subgraph":
            self._subgraph(word.end(), end)
        elif name == "end":
            if self.open_groups:
                self.open_groups.pop()
            end = word.end()
        elif name == "accDescr" and self.text[word.end() : word.end() + 3].lstrip().startswith("{"):
            closed = self.text.find("}", word.end())
            end = closed + 1 if closed >= 0 else len(self.text)
        elif name == "click":
            self.chart.ignored.setdefault(name, self.line)
        self.at = end

    def _subgraph(self, begin: int, end: int) -> None:
        rest = self.text[begin:end]
        found = _SUBGRAPH.match(rest)
        key = (found.group(1) if found else None) or rest.strip()[:100]
        title = rest[found.end() :].strip(' []";') if found else ""
        self.open_groups.append(key)
        self.chart.titles.append(cleaned(title or key))
        self.chart.ignored.setdefault("subgraph", self.line)

    def _nodes(self) -> list[str]:
        found = [self._node()]
        while True:
            self._skip(_SPACE)
            if not self.text.startswith("&", self.at):
                return found
            self.at += 1
            found.append(self._node())

    def _node(self) -> str:
        self._skip(_BETWEEN if self.text.startswith("\n", self.at) else _SPACE)
        found = _ID.match(self.text, self.at)
        if found is None:
            raise _NotUnderstood
        key = found.group()
        self.at = found.end()
        node = self.chart.nodes.get(key) or ChartNode(key[:100], self.line)
        self.chart.nodes[key] = node
        for group in self.open_groups[-20:]:
            self.chart.groups.setdefault(group, key)
        self._shape(node)
        self._skip(_CLASS)
        return key

    def _shape(self, node: ChartNode) -> None:
        if self.text.startswith("@{", self.at):
            self._named_shape(node)
            return
        for opening, closings, shape in _SHAPES:
            if self.text.startswith(opening, self.at):
                text, node.quoted = self._inside(self.at + len(opening), closings)
                node.text, node.shape = cleaned(text), shape
                return

    def _named_shape(self, node: ChartNode) -> None:
        end = self.text.find("}", self.at, self.at + MAX_UNQUOTED)
        if end < 0:
            raise _NotUnderstood
        inside = self.text[self.at : end]
        self.at = end + 1
        shape, label = _SHAPE.search(inside), _LABEL.search(inside)
        node.shape = _NAMED_SHAPES.get(shape.group(1), "box") if shape else node.shape
        node.text = cleaned(label.group(1)) if label else node.text

    def _inside(self, begin: int, closings: tuple[str, ...]) -> tuple[str, bool]:
        """Return what stands between the signs of a shape, and whether in quotes."""
        space = _SPACE.match(self.text, begin)
        start = space.end() if space else begin
        if self.text.startswith('"', start):
            end = self.text.find('"', start + 1, start + MAX_TEXT)
            after = _SPACE.match(self.text, end + 1)
            closing = next((sign for sign in closings if after and self.text.startswith(sign, after.end())), None)
            if end < 0 or after is None or closing is None:
                raise _NotUnderstood
            self.at = after.end() + len(closing)
            return self.text[start + 1 : end], True
        ends = ((self.text.find(sign, begin, begin + MAX_UNQUOTED), sign) for sign in closings)
        end, closing = min(((place, sign) for place, sign in ends if place >= 0), default=(-1, ""))
        if end < 0:
            raise _NotUnderstood
        self.at = end + len(closing)
        return self.text[begin:end], False

    def _arrow(self) -> str | None:
        """Return the label of the arrow that stands here; None if none does."""
        space = _SPACE.match(self.text, self.at)
        begin = space.end() if space else self.at
        if (found := _ARROW.match(self.text, begin)) is not None:
            self.at = found.end()
            return "~~~" if found.group("line").startswith("~") else self._barred()
        begun = _BEGUN.match(self.text, begin)
        if begun is None:
            return None
        ended = _ENDED[begun.group(1)].search(self.text, begun.end(), begun.end() + MAX_UNQUOTED)
        if ended is None:
            raise _NotUnderstood
        self.at = ended.end()
        return cleaned(self.text[begun.end() : ended.start()]) or self._barred()

    def _barred(self) -> str:
        """Return the label between bars that follows an arrow, if one does."""
        space = _SPACE.match(self.text, self.at)
        begin = space.end() if space else self.at
        if not self.text.startswith("|", begin):
            return ""
        start = begin + 1
        if self.text[start : start + 20].lstrip().startswith('"'):
            start = self.text.find('"', self.text.index('"', start) + 1, start + MAX_TEXT)
        end = self.text.find("|", start, start + MAX_UNQUOTED) if start >= 0 else -1
        if end < 0:
            raise _NotUnderstood
        self.at = end + 1
        return cleaned(self.text[begin + 1 : end])


def cleaned(text: str) -> str:
    """Return a label as plain text: quotes and formatting gone, entities as letters, breaks as new lines."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    if len(text) > 1 and text[0] == text[-1] == "`":
        text = text[1:-1]
    text = _BREAK.sub("\n", _TAG.sub("", text))
    lines = (" ".join(line.split()) for line in text.replace("\\n", "\n").split("\n"))
    return _ENTITY.sub(_letter, "\n".join(line for line in lines if line))


_NAMES: Mapping[str, str] = {"quot": '"', "amp": "&", "lt": "<", "gt": ">", "nbsp": " ", "apos": "'", "semi": ";"}


def _letter(found: re.Match[str]) -> str:
    name = found.group(1)
    if name is None:
        return html.unescape(found.group())
    if name.isdigit():
        return html.unescape(f"&#{name};")
    return _NAMES.get(name) or html.unescape(f"&{name};")
