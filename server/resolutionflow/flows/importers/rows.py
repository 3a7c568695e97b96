"""Rows of an outline, from a table or an indented text, as a flow. Pure, linear."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from resolutionflow.flows.importers.parsed import DONE, MAX_LINES, Step, Way, Written, shortened
from resolutionflow.flows.importers.words import escalates, kind_of

KINDS = {
    "question": "question", "q": "question", "decision": "question", "ask": "question",
    "action": "action", "task": "action", "do": "action", "do this": "action", "step": "action",
    "instruction": "action",
    "resolution": "resolution", "resolved": "resolution", "solution": "resolution", "end": "resolution",
    "done": "resolution", "fix": "resolution", "solved": "resolution",
    "escalation": "escalation", "escalate": "escalation", "escalated": "escalation", "hand over": "escalation",
}  # fmt: skip
_LEADING_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,6}){0,20}")


@dataclass(slots=True)
class Row:
    """A row as it stands: how deep, what answer of the step above leads to it, its words, where it sends on."""

    line: int
    depth: int
    answer: str
    text: str
    number: str = ""
    kind: str = ""
    goto: str = ""
    help: str = ""
    minutes: float | None = None
    to: str = ""


def made_of_rows(rows: Sequence[Row], title: str) -> Written:
    """Return the flow of these rows: each with words is a step, each without is an answer that leads elsewhere."""
    written = Written(title)
    maker = _Maker(written)
    for row in rows[:MAX_LINES]:
        maker.take(row)
    if len(rows) > MAX_LINES:
        written.problem = f"this has {len(rows)} rows. Split it into several flows."
    maker.finish()
    return written


class _Maker:
    def __init__(self, written: Written) -> None:
        self.written = written
        self.above: list[tuple[int, Step]] = []
        self.by_number: dict[str, str] = {}
        self.by_text: defaultdict[str, list[str]] = defaultdict(list)
        self.later: list[tuple[Step, Way, str]] = []

    def take(self, row: Row) -> None:
        """Take the next row."""
        while self.above and self.above[-1][0] >= row.depth:
            self.above.pop()
        parent = self.above[-1][1] if self.above else None
        if not row.text:
            self._answer_only(row, parent)
            return
        step = self._step(row)
        if parent is not None:
            parent.ways.append(Way(row.answer, step.key, row.line))
        if row.goto:
            way = Way(DONE, None, row.line)
            step.ways.append(way)
            self.later.append((step, way, row.goto))
        self.above.append((row.depth, step))

    def _answer_only(self, row: Row, parent: Step | None) -> None:
        if parent is None or not row.goto:
            words = "this row has no words of a step" + ("." if parent is None else ", and says not where to go.")
            self.written.remark(row.line, "no_text", f"{words} It is left out.", "error")
            return
        way = Way(row.answer, None, row.line)
        parent.ways.append(way)
        self.later.append((parent, way, row.goto))

    def _step(self, row: Row) -> Step:
        key = f"s{row.number}" if row.number else f"s{len(self.written.steps) + 1}"
        if key in self.written.steps:
            words = f"the number {row.number} stands twice. A table program may make 1.10 into 1.1: write it as text."
            self.written.remark(row.line, "same_number", words, "error")
            key = f"{key}-line-{row.line}"
        step = Step(key, row.line, row.text, self._kind_given(row), row.help or None, row.minutes, row.to or None)
        self.written.steps[key] = step
        if row.number:
            self.by_number.setdefault(row.number, key)
        self.by_text[" ".join(row.text.casefold().split())].append(key)
        return step

    def _kind_given(self, row: Row) -> str | None:
        kind = KINDS.get(row.kind.casefold().strip())
        if row.kind.strip() and kind is None:
            words = f"“{shortened(row.kind, 40)}” is no type of step: question, action, resolution or escalation."
            self.written.remark(row.line, "unknown_type", f"{words} It is worked out from the row.")
        return kind

    def finish(self) -> None:
        """Lead the answers that name a step to it, and work out the kinds that are not given."""
        for step, way, name in self.later:
            way.target = self._found(name)
            if way.target is None:
                words = f"“go to {shortened(name, 60)}”: no step has this number or these words."
                self.written.remark(way.line, "dangling", words, "error", step.key)
        for step in self.written.steps.values():
            self._label(step)
            step.kind = self._kind(step)
        self.written.root = next(iter(self.written.steps), None)

    def _found(self, name: str) -> str | None:
        bare = name.strip().strip("\"“”'").rstrip(".")
        words = bare.casefold().removeprefix("step ").strip()
        number = _LEADING_NUMBER.fullmatch(words)
        if number is not None:
            return self.by_number.get(number.group())
        same = self.by_text.get(" ".join(bare.casefold().split()), [])
        return same[0] if len(same) == 1 else None

    def _label(self, step: Step) -> None:
        unnamed = [way for way in step.ways if not way.label]
        if len(step.ways) == 1 and unnamed:
            unnamed[0].label = DONE
            return
        for way in unnamed:
            words = f"a way on from “{shortened(step.text, 60)}” has no answer. Write the words of the answer."
            self.written.remark(way.line, "no_label", words, "error", step.key)

    @staticmethod
    def _kind(step: Step) -> str:
        if not step.ways:
            given = step.kind if step.kind in {"resolution", "escalation"} else None
            return given or ("escalation" if escalates(step.text) else "resolution")
        if step.kind in {"question", "action"} and not (step.kind == "question" and len(step.ways) == 1):
            return step.kind
        labels = [way.label for way in step.ways]
        return "action" if len(step.ways) == 1 else kind_of(step.text, step.help or "", labels)
