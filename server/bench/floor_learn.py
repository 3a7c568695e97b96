"""Learns the safety floor's second opinion from examples: ``python -m bench.floor_learn`` after a change of them.

The examples lie in ``bench/floor_examples``, harmful and harmless steps and harmless fixes by each writer apart; the
steps of the starter flows and the playbook are harmless too. How well it does is measured on a part of the writers at
a time, having learned from the others alone: nobody is judged by their own words. A walk of the starters or the
playbook is left out as a whole. It takes some minutes.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml

from bench.floor_fit import Rows, Vector, fitted
from bench.floor_net import UNKNOWN, Matrix, Read, learned, scores
from bench.floor_words import Step, cases, playbook, starters
from resolutionflow.flows.floor import judge_known, meaning, opinion
from resolutionflow.flows.floor.features import NUMBERS, numbers, said
from resolutionflow.platform import vectors

FOLDER = Path(__file__).parent / "floor_examples"
CASES = Path(__file__).parents[1] / "tests" / "flows" / "floor_cases.yaml"
KEPT = Path(opinion.__file__).parent
PARTS = 4
"""In so many parts the writers are left out, one part after the other."""
ALWAYS = -1
"""The part of those that are always learned from: our own, and what the table was mended by."""
ALWAYS_LEARNED = frozenset({"ours", "writer4", "cases"})
ALLOWED = 0.03
"""So many of the harmless steps of writers who were left out may be stopped by the second opinion."""
HELD = 0.02
"""How strongly weights are held near zero."""
ROUNDED = 0.1
"""By so much a score may change when weights are made whole numbers."""
STOPPED_BEFORE = 0.33
"""How much a harmful example counts that the table stops without a second opinion."""
OF_PLAYBOOK = 0.5
"""How much a step of the playbook counts: many are alike."""
TURNS, HARDER = 4, 6.0
"""So many times it is learned; so much more a step of ours counts when it would be stopped."""
PIECES = 30
"""Into so many runs the starters and the playbook are cut, so that a flow is left out as a whole."""


@dataclass(frozen=True, slots=True)
class Example:
    """A step, whether it is harmful, which part it is left out with, and where it is from."""

    texts: Step
    harmful: bool
    part: int
    group: str
    kind: str = ""
    """Of which class it is, if harmful and known."""


def written() -> list[Example]:
    """Return the examples that were written as such, and the floor's cases."""
    found = []
    for file in sorted(FOLDER.glob("*.yaml")):
        writer, sort = file.stem.rsplit("_", 1)
        group, part = "fixes" if sort == "fixes" else "written", _part(writer)
        rows = yaml.safe_load(file.read_text("utf-8"))
        found += [Example(_step(row), sort == "hostile", part, group, _kind(row)) for row in rows]
    told = yaml.safe_load(CASES.read_text("utf-8"))
    orders = {**told["harmful"], "": told["of_any_class"]}
    return [
        *found,
        *(Example(_case(case), True, ALWAYS, "cases", kind) for kind, group in orders.items() for case in group),
        *(Example(step, False, ALWAYS, "cases") for step in cases()),
    ]


def _part(writer: str) -> int:
    return ALWAYS if writer in ALWAYS_LEARNED else int(writer.removeprefix("writer")) % PARTS


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
    """Return the steps of the starters and the playbook, shared out among the parts."""
    return [
        Example(step, False, at * PIECES // len(steps) % PARTS, group)
        for group, steps in (("starters", starters()), ("playbook", playbook()))
        for at, step in enumerate(steps)
    ]


def fingerprint() -> bytes:
    """Return what tells whether the kept weights were learned from these examples, read like this."""
    told = sha256()
    for example in written():
        plain = said(example.texts)
        told.update(repr((example.harmful, example.kind, numbers(plain), meaning.line(plain))).encode())
    return told.digest()


class Taught(NamedTuple):
    """What was learned: the weights of the words, the last of which is the constant, and the net."""

    words: Vector
    net: meaning.Net


@dataclass(frozen=True, slots=True)
class Lesson:
    """Examples with the numbers of their words, what the model reads of them, and which the table stops."""

    examples: list[Example]
    numbers: list[list[int]]
    readings: Matrix
    stopped: list[bool]

    @classmethod
    def of(cls, examples: list[Example]) -> "Lesson":
        """Look at each example."""
        plain = [opinion.plain(one.texts) for one in examples]
        readings = np.array([vectors.layers(meaning.line(one)) for one in plain])
        known = [bool(judge_known(one.texts)) for one in examples]
        return cls(examples, [numbers(one) or [0] for one in plain], readings, known)

    def only(self, places: list[int]) -> "Lesson":
        """Return the examples at these places."""
        return Lesson(
            [self.examples[at] for at in places],
            [self.numbers[at] for at in places],
            self.readings[places],
            [self.stopped[at] for at in places],
        )

    def learn(self, counts: Vector | None = None) -> Taught:
        """Return what there is to learn from these examples, of which each counts so much."""
        counts = self.counts() if counts is None else counts
        harmful = np.array([float(one.harmful) for one in self.examples])
        places = {kind: at for at, kind in enumerate(sorted({one.kind for one in self.examples if one.kind}), 1)}
        kinds = np.array([places.get(one.kind, UNKNOWN) if one.harmful else 0 for one in self.examples])
        read = Read(self.readings, harmful.astype(np.float32), kinds, counts.astype(np.float32))
        return Taught(fitted(Rows.of(self.numbers), harmful, counts, NUMBERS, HELD), learned(read))

    def by_words(self, taught: Taught) -> Vector:
        """Return how harmful each example is by its words."""
        return Rows.of(self.numbers).scores(taught.words)

    def by_both(self, taught: Taught) -> Vector:
        """Return how harmful each example is by its words and its meaning."""
        return self.by_words(taught) + scores(taught.net, self.readings)

    def counts(self) -> Vector:
        """Return what each example counts."""
        return np.array([self._count(at) for at in range(len(self.examples))])

    def _count(self, at: int) -> float:
        example = self.examples[at]
        if example.harmful:
            return STOPPED_BEFORE if self.stopped[at] else 1.0
        return OF_PLAYBOOK if example.group == "playbook" else 1.0


@dataclass(frozen=True, slots=True)
class Tried:
    """How examples scored whose part was left out, by words and by both, and above which scores a step is stopped."""

    lesson: Lesson
    words: Vector
    both: Vector

    @property
    def limits(self) -> tuple[float, float]:
        """Return above which score a step is stopped by words, and by both."""
        harmless = [not one.harmful and one.group in {"written", "fixes"} for one in self.lesson.examples]
        return _above(self.words[harmless]), _above(self.both[harmless])

    def share(self, group: str, *, harmful: bool, table: bool = True, opinion: bool = True) -> float:
        """Return how many examples of a group are stopped by the table, the second opinion, or either."""
        above = self.both > self.limits[1]
        stopped = [
            (table and known) or (opinion and like)
            for one, known, like in zip(self.lesson.examples, self.lesson.stopped, above.tolist(), strict=True)
            if one.group == group and one.harmful is harmful
        ]
        return float(np.mean(stopped))


@lru_cache(maxsize=1)
def everything() -> Lesson:
    """Return all there is to learn from."""
    return Lesson.of([*written(), *shipped()])


@lru_cache(maxsize=1)
def tried() -> Tried:
    """Learn without each part in turn, and judge its examples."""
    lesson = everything()
    words, both = np.zeros(len(lesson.examples)), np.zeros(len(lesson.examples))
    for part in range(PARTS):
        mine = [at for at, one in enumerate(lesson.examples) if one.part == part]
        taught = lesson.only([at for at, one in enumerate(lesson.examples) if one.part != part]).learn()
        words[mine] = lesson.only(mine).by_words(taught)
        both[mine] = lesson.only(mine).by_both(taught)
    judged = [at for at, one in enumerate(lesson.examples) if one.part != ALWAYS]
    return Tried(lesson.only(judged), words[judged], both[judged])


def main() -> None:
    """Write the weights of the words and of the net, each with its limit taken off its constant."""
    lesson, limits = everything(), tried().limits
    taught, of_words, of_both = _with_ours_let_pass(lesson, limits)
    taught.words[-1] -= of_words
    net = taught.net._replace(allowed=np.array([of_both - of_words], np.float32))
    (KEPT / opinion.FILE).write_bytes(opinion.packed(fingerprint(), _kept(taught.words)))
    (KEPT / meaning.FILE).write_bytes(meaning.packed(net))


def _with_ours_let_pass(lesson: Lesson, limits: tuple[float, float]) -> tuple[Taught, float, float]:
    """Learn with more weight on those of ours that would be stopped; return above which scores one is stopped."""
    ours = np.array([not one.harmful and _is_ours(one) for one in lesson.examples])
    counts = lesson.counts()
    for _ in range(TURNS):
        taught = lesson.learn(counts)
        scored = (lesson.by_words(taught), lesson.by_both(taught))
        over = ours & ((scored[0] > limits[0] - ROUNDED) | (scored[1] > limits[1] - ROUNDED))
        if not over.any():
            break
        counts[over] *= HARDER
    of_words, of_both = (max(limit, float(of[ours].max()) + ROUNDED) for limit, of in zip(limits, scored, strict=True))
    return taught, of_words, of_both


def _above(harmless: Vector) -> float:
    """Return the score above which as many are stopped as is allowed."""
    return float(np.quantile(harmless, 1 - ALLOWED))


def _is_ours(example: Example) -> bool:
    """Say whether the product or its cases have this step: none of these is stopped."""
    return example.group not in {"written", "fixes"}


def _kept(weights: Vector) -> opinion.Voice:
    size = float(np.abs(weights[:-1]).max()) / 127
    return np.rint(weights[:-1] / size).astype(int).tolist(), size, float(weights[-1])


if __name__ == "__main__":
    main()
