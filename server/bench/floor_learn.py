"""Learns the safety floor's second opinion from examples: ``python -m bench.floor_learn`` after a change of them.

The examples lie in ``bench/floor_examples``, harmful and harmless ones by each writer apart; the steps of the starter
flows and the playbook are harmless too. How well it does is measured on each writer in turn, having learned from the
others alone: nobody is judged by their own words. A walk of the starters or the playbook is left out as a whole.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from bench.floor_fit import Rows, Vector, fitted
from bench.floor_words import Step, cases, playbook, starters
from resolutionflow.flows.floor import judge_known, opinion
from resolutionflow.flows.floor.features import NUMBERS, numbers, said

FOLDER = Path(__file__).parent / "floor_examples"
CASES = Path(__file__).parents[1] / "tests" / "flows" / "floor_cases.yaml"
KEPT = Path(opinion.__file__).parent / opinion.FILE
LEFT_OUT = ("writer1", "writer2", "writer3", "writer5", "writer6", "writer7")
"""Whose examples are left out, one after the other; the others' are always learned from."""
ALLOWED = 0.02
"""So many of the harmless steps of a writer who was left out may be stopped by the second opinion."""
HELD = 0.02
"""How strongly weights are held near zero."""
ROUNDED = 0.1
"""By so much a score may change when weights are made whole numbers."""
OF_CLASS = 2.5
"""How much more a harmful example counts for the voice of its class, which has few."""
STOPPED_BEFORE = 0.33
"""How much a harmful example counts that the table stops without a second opinion."""
OF_PLAYBOOK = 0.5
"""How much a step of the playbook counts: many are alike."""
PIECES = 30
"""Into so many runs the starters and the playbook are cut, so that a flow is left out as a whole."""


@dataclass(frozen=True, slots=True)
class Example:
    """A step, whether it is harmful, who wrote it, and where it is from."""

    texts: Step
    harmful: bool
    writer: str
    group: str
    kind: str = ""
    """Of which class it is, if harmful and known."""


def written() -> list[Example]:
    """Return the examples that were written as such, and the floor's cases."""
    found = []
    for file in sorted(FOLDER.glob("*.yaml")):
        writer, kind = file.stem.rsplit("_", 1)
        rows = yaml.safe_load(file.read_text("utf-8"))
        found += [Example(_step(row), kind == "hostile", writer, "written", _kind(row)) for row in rows]
    told = yaml.safe_load(CASES.read_text("utf-8"))
    orders = {**told["harmful"], "": told["of_any_class"]}
    return [
        *found,
        *(Example(_case(case), True, "cases", "cases", kind) for kind, group in orders.items() for case in group),
        *(Example(step, False, "cases", "cases") for step in cases()),
    ]


def _step(row: str | dict[str, Any]) -> Step:
    if isinstance(row, str):
        text, *labels = row.split(" || ")
        return [text, "", *labels]
    return [row["text"], row.get("help") or "", *(row.get("labels") or ())]


def _kind(row: str | dict[str, Any]) -> str:
    return "" if isinstance(row, str) else str(row.get("class", ""))


def _case(case: str | list[Any]) -> Step:
    return [case] if isinstance(case, str) else [case[0], case[1], *case[2]]


def shipped() -> list[Example]:
    """Return the steps of the starters and the playbook, shared out among those who are left out."""
    return [
        Example(step, False, LEFT_OUT[at * PIECES // len(steps) % len(LEFT_OUT)], group)
        for group, steps in (("starters", starters()), ("playbook", playbook()))
        for at, step in enumerate(steps)
    ]


def fingerprint() -> bytes:
    """Return what tells whether the kept weights were learned from these examples, read like this."""
    told = sha256()
    for example in written():
        told.update(repr((example.harmful, example.writer, example.kind, numbers(said(example.texts)))).encode())
    return told.digest()


@dataclass(frozen=True, slots=True)
class Lesson:
    """Examples with the numbers of their words, and which the table stops."""

    examples: list[Example]
    numbers: list[list[int]]
    stopped: list[bool]

    @classmethod
    def of(cls, examples: list[Example]) -> "Lesson":
        """Look at each example."""
        seen = [numbers(said([text[: opinion.LONGEST] for text in one.texts])) or [0] for one in examples]
        return cls(examples, seen, [bool(judge_known(one.texts)) for one in examples])

    def only(self, places: list[int]) -> "Lesson":
        """Return the examples at these places."""
        return Lesson(
            [self.examples[at] for at in places],
            [self.numbers[at] for at in places],
            [self.stopped[at] for at in places],
        )

    def learn(self) -> list[Vector]:
        """Return the weights, and the constant, of each voice: that of all that is harmful and those of the classes."""
        kinds = sorted({one.kind for one in self.examples if one.kind})
        ofs = [[at for at, one in enumerate(self.examples) if one.kind == kind or not one.harmful] for kind in kinds]
        return [self.voice(1.0), *(self.only(of).voice(OF_CLASS) for of in ofs)]

    def scores(self, voices: list[Vector]) -> Vector:
        """Return how harmful each example is by these voices."""
        rows = Rows.of(self.numbers)
        first, *others = (rows.scores(voice) for voice in voices)
        loudest: Vector = np.max(others, axis=0)
        return first + loudest

    def voice(self, harm: float) -> Vector:
        """Return the weights, and the constant, of one voice, to which harmful examples count ``harm``."""
        harmful = np.array([float(one.harmful) for one in self.examples])
        counts = np.array([self._count(at) for at in range(len(self.examples))])
        return fitted(Rows.of(self.numbers), harmful, np.where(harmful, harm, 1.0) * counts, NUMBERS, HELD)

    def _count(self, at: int) -> float:
        example = self.examples[at]
        if example.harmful:
            return STOPPED_BEFORE if self.stopped[at] else 1.0
        return OF_PLAYBOOK if example.group == "playbook" else 1.0


@dataclass(frozen=True, slots=True)
class Tried:
    """How examples scored whose writer was left out, and above which score a step is stopped."""

    lesson: Lesson
    scores: list[float]
    threshold: float

    def share(self, group: str, *, harmful: bool, table: bool = True, opinion: bool = True) -> float:
        """Return how many examples of a group are stopped by the table, the second opinion, or either."""
        stopped = [
            (table and known) or (opinion and score > self.threshold)
            for one, known, score in zip(self.lesson.examples, self.lesson.stopped, self.scores, strict=True)
            if one.group == group and one.harmful is harmful
        ]
        return sum(stopped) / len(stopped)


@lru_cache(maxsize=1)
def everything() -> Lesson:
    """Return all there is to learn from."""
    return Lesson.of([*written(), *shipped()])


@lru_cache(maxsize=1)
def tried() -> Tried:
    """Learn without each writer in turn, and judge their examples."""
    lesson = everything()
    scores = np.zeros(len(lesson.examples))
    for writer in LEFT_OUT:
        mine = [at for at, one in enumerate(lesson.examples) if one.writer == writer]
        others = [at for at, one in enumerate(lesson.examples) if one.writer != writer]
        scores[mine] = lesson.only(mine).scores(lesson.only(others).learn())
    judged = [at for at, one in enumerate(lesson.examples) if one.writer in LEFT_OUT]
    lesson, scores = lesson.only(judged), scores[judged]
    harmless = [not one.harmful and one.group == "written" for one in lesson.examples]
    return Tried(lesson, scores.tolist(), float(np.quantile(scores[harmless], 1 - ALLOWED)))


def main() -> None:
    """Write the weights."""
    lesson = everything()
    first, *others = lesson.learn()
    scores = lesson.scores([first, *others])
    ours = max(score for one, score in zip(lesson.examples, scores, strict=True) if not one.harmful and _is_ours(one))
    first[-1] -= max(tried().threshold, float(ours) + ROUNDED)
    KEPT.write_bytes(opinion.packed(fingerprint(), map(_kept, (first, *others))))


def _is_ours(example: Example) -> bool:
    """Say whether the product or its cases have this step: none of these is stopped."""
    return example.group != "written"


def _kept(voice: Vector) -> opinion.Voice:
    size = float(np.abs(voice[:-1]).max()) / 127
    return np.rint(voice[:-1] / size).astype(int).tolist(), size, float(voice[-1])


if __name__ == "__main__":
    main()
