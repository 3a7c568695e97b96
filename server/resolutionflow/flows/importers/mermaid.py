"""A Mermaid flowchart as a flow: nodes are steps, arrows with their labels are the answers. Pure, linear."""

import json
import re
from collections import Counter

from resolutionflow.flows.importers.mermaid_scan import Arrow, Chart, ChartNode, read_chart
from resolutionflow.flows.importers.parsed import DONE, NotReadable, Step, Way, Written, shortened
from resolutionflow.flows.importers.words import escalates

_OWN_ID = re.compile(r"n[1-9]\d*")
_OWN_KINDS = {"hexagon": "question", "box": "action", "stadium": "resolution", "slanted": "escalation"}
_ASKING = frozenset({"diamond", "hexagon"})
_STARTS = frozenset({"start", "begin", "start here", "begin here", "entry", "start point"})
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[ \t]*mermaid\b[^\n]*$", re.MULTILINE | re.IGNORECASE)
_TITLE = re.compile(r"^title:[ \t]*(.{1,2000})$", re.MULTILINE)


def read_flowcharts(text: str, name: str) -> list[Written]:
    """Return the flows of a document: the chart itself, or each that stands in a fence. Raise ``NotReadable``."""
    charts = list(_fenced(text)) if _FENCE.search(text) else [(text, 1, "")]
    if not charts:
        raise NotReadable("there is no flowchart in this document.")
    found: list[Written] = []
    for number, (chart, line, heading) in enumerate(charts, 1):
        title, body, begun = _without_front(chart)
        made = read_chart(body, line + begun)
        default = name if len(charts) == 1 else f"{name} {number}"
        written = _Maker(made, title or heading or default).run()
        written.line = line
        found.append(written)
    return found


def _fenced(text: str) -> "list[tuple[str, int, str]]":
    """Return each chart in a fence with the line it begins on and the heading above it."""
    found: list[tuple[str, int, str]] = []
    heading, fence, begun, lines = "", "", 0, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        opened = _FENCE.match(line) if not fence else None
        if opened is not None:
            fence, begun, lines = opened.group(1), number + 1, []
        elif fence and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            found.append(("\n".join(lines), begun, heading))
            fence = ""
        elif fence:
            lines.append(line)
        elif line.startswith("#"):
            heading = line.strip("# \t")
    return [*found, ("\n".join(lines), begun, heading)] if fence else found


def _without_front(text: str) -> tuple[str, str, int]:
    """Return the title in front of a chart, the chart, and how many lines stand before it."""
    lead = len(text) - len(text.lstrip())
    if not text.startswith("---\n", lead):
        return "", text, 0
    end = text.find("\n---", lead + 3)
    if end < 0:
        return "", text, 0
    after = text.find("\n", end + 1)
    found = _TITLE.search(text, lead, end)
    title = _unquoted(found.group(1).strip()) if found else ""
    body = text[after:] if after >= 0 else ""
    return title, body, text.count("\n", 0, after) if after >= 0 else 0


def _unquoted(title: str) -> str:
    if title.startswith('"'):
        try:
            return str(json.loads(title)).encode("utf-8", "replace").decode()
        except ValueError:
            return title.strip('"')
    return title.strip("'")


class _Maker:
    """Makes a flow out of a chart."""

    def __init__(self, chart: Chart, title: str) -> None:
        self.chart = chart
        self.written = Written(title.replace("\x00", ""))
        self.arrows = self._arrows()
        self.own = self._is_own()

    def run(self) -> Written:
        chart, written = self.chart, self.written
        for line, words in chart.skipped:
            written.remark(line, "not_understood", f"“{words}” is not understood and left out.", "error")
        if "subgraph" in chart.ignored:
            titles = "”, “".join(shortened(title, 40) for title in chart.titles[:5])
            words = f"subgraphs are not kept, the steps in them are: “{titles}”."
            written.remark(chart.ignored["subgraph"], "subgraph", words)
        if "click" in chart.ignored:
            written.remark(chart.ignored["click"], "click", "`click` is left out: a step takes no address to open.")
        leaving = Counter(arrow.begin for arrow in self.arrows)
        for key, node in chart.nodes.items():
            self._step(key, node, leaving[key])
        for arrow in self.arrows:
            self._way(arrow, leaving[arrow.begin])
        written.root = self._root()
        return written

    def _arrows(self) -> list[Arrow]:
        """Return the arrows, each once; those of a subgraph begin and end at its first node."""
        groups, nodes = self.chart.groups, self.chart.nodes
        found: dict[Arrow, None] = {}
        for arrow in self.chart.arrows:
            begin, end = (self._inner(key, groups) for key in (arrow.begin, arrow.end))
            found[Arrow(begin, end, arrow.label, arrow.line)] = None
        for group in [key for key in groups if key in nodes and nodes[key].text is None and groups[key] != key]:
            del nodes[group]
        return list(found)

    def _inner(self, key: str, groups: dict[str, str]) -> str:
        node = self.chart.nodes.get(key)
        return groups[key] if key in groups and (node is None or node.text is None) else key

    def _is_own(self) -> bool:
        """Say whether this product drew the chart: then shapes say the kinds."""
        nodes = self.chart.nodes
        shapes = all(node.quoted and node.shape in _OWN_KINDS for node in nodes.values())
        return shapes and bool(nodes) and list(nodes) == [f"n{number}" for number in range(1, len(nodes) + 1)]

    def _step(self, key: str, node: ChartNode, leaving: int) -> None:
        text = node.text if node.text is not None else key
        self.written.steps[key] = Step(key, node.line, text, self._kind(node, text, leaving))

    def _kind(self, node: ChartNode, text: str, leaving: int) -> str:
        if self.own:
            return _OWN_KINDS[node.shape]
        if leaving == 0:
            return "escalation" if escalates(text) else "resolution"
        asks = node.shape in _ASKING or text.rstrip().endswith("?")
        return "question" if asks and leaving > 1 else "action"

    def _way(self, arrow: Arrow, leaving: int) -> None:
        label = " ".join(arrow.label.split())
        if not label and leaving == 1:
            label = DONE
        elif not label:
            target = self.written.steps[arrow.end].text
            label = shortened(target, 100)
            words = f"the arrow to “{shortened(target, 60)}” has no words; the step's own stand for the answer."
            self.written.remark(arrow.line, "no_words", words, node=arrow.begin)
        self.written.steps[arrow.begin].ways.append(Way(label, arrow.end, arrow.line))

    def _root(self) -> str | None:
        """Return the first step that no arrow leads to; one that only says “Start” is left out."""
        steps = self.written.steps
        if self.own:
            return next(iter(steps), None)
        aimed = {arrow.end for arrow in self.arrows}
        free = [key for key in steps if key not in aimed]
        root = next((key for key in free if steps[key].ways), next(iter(free or steps), None))
        while root is not None and self._only_starts(steps[root], root in aimed):
            following = steps.pop(root).ways[0].target
            root = following
        return root

    @staticmethod
    def _only_starts(step: Step, aimed: bool) -> bool:
        words = step.text.casefold().strip(" .:!")
        return words in _STARTS and not aimed and len(step.ways) == 1 and step.ways[0].label == DONE
