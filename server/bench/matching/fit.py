"""Run as `python -m bench.matching.fit PACK`: fits the two logistics of the engine and prints how well they hold.

Every problem is matched in libraries of 1 to 300 flows, drawn by a fixed seed: once with its own flow among them,
once without, and in the whole one. Each size weighs the same, so that the chance holds for an account with three
flows too. Real tickets are often short, the pack's problems long: questions of the FAQ, which become flows, and
titles of articles that are not in the library are added to the small libraries.
"""

import math
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.matching.pack import Problem, flows, problems, short_flows, short_problems
from bench.matching.subjects import entry, problem_vectors
from resolutionflow.flows.matching.engine import DEFAULT_MATCH_THRESHOLD, Compared, Measures, hits
from resolutionflow.flows.matching.library import Entry, Floats, Library
from resolutionflow.flows.matching.words import plain, stems

SIZES = (1, 3, 10, 30, 100, 300)
RIDGE = 1e-3
ROUNDS = 50
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best hit of one problem in one library."""

    size: int
    problem: Problem
    known: bool
    right: bool
    fit: Measures


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack with everything made that does not depend on the library drawn."""

    keys: list[str]
    entries: list[Entry]
    problems: list[Problem]
    words: list[list[str]]
    vectors: list[list[Floats]]
    asked: int  # the first problems and flows are the pack's own library and its questions
    listed: int

    @classmethod
    def read(cls, folder: Path) -> "Pack":
        """Read a pack and make all vectors (minutes)."""
        own, asked = flows(folder), problems(folder)
        payloads, found = own | short_flows(folder), asked + short_problems(folder)
        words = [stems(plain(problem.text)) for problem in found]
        entries, vectors = list(map(entry, payloads.values())), list(map(problem_vectors, found))
        return cls(list(payloads), entries, found, words, vectors, len(asked), len(own))

    def outcome(self, number: int, library: Library, places: Sequence[int], *, text_alone: bool) -> Outcome | None:
        """Match one problem in a library of these places; None when not a word is shared."""
        problem = self.problems[number]
        cosines = None if text_alone else library.cosines(self.vectors[number])
        found = hits(Compared(*library.text(self.words[number]), cosines), 1)
        keys = [self.keys[place] for place in places]
        if not found:
            return None
        right = keys[found[0].place] == problem.flow_id
        return Outcome(len(places), problem, problem.flow_id in keys, right, found[0].fit)

    def draws(self) -> Iterator[tuple[int, list[int]]]:
        """Yield the number of a problem and the places of a library to match it in."""
        dice = np.random.default_rng(0)
        for size in SIZES:
            for number, problem in enumerate(self.problems):
                own = self.keys.index(problem.flow_id) if problem.flow_id else -1
                for with_own in (True, False):
                    others = [p for p in dice.choice(len(self.keys), size + 1, replace=False).tolist() if p != own]
                    yield number, [own, *others[: size - 1]] if with_own and own >= 0 else others[:size]

    def outcomes(self, *, text_alone: bool) -> list[Outcome]:
        """Match every problem in every library drawn for it, and in the whole one."""
        everything = list(range(self.listed))
        whole = Library(self.entries[: self.listed])
        small = (
            self.outcome(number, Library([self.entries[p] for p in places]), places, text_alone=text_alone)
            for number, places in self.draws()
        )
        full = (self.outcome(n, whole, everything, text_alone=text_alone) for n in range(self.asked))
        return [found for part in (small, full) for found in part if found is not None]


def columns(found: Sequence[Outcome], *, text_alone: bool) -> Numbers:
    """Return a row of 1 and the measures for each outcome."""
    rows = [[1.0, *([] if text_alone else [o.fit.alike]), o.fit.margin, math.log1p(o.fit.words)] for o in found]
    return np.array(rows, np.float64)


def logistic(x: Numbers, y: Numbers, weight: Numbers) -> Numbers:
    """Fit by Newton's method with a little ridge."""
    b = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        p = chance(x, b)
        slope = x.T @ (weight * (p - y)) + RIDGE * b
        curve = (x.T * (weight * p * (1 - p))) @ x + RIDGE * np.eye(len(b))
        b = b - np.linalg.solve(curve, slope)
    return b


def chance(x: Numbers, b: Numbers) -> Numbers:
    """Return the fitted chance of each row."""
    return np.asarray(1 / (1 + np.exp(-(x @ b))))


def half(outcome: Outcome) -> int:
    """Put problems of one flow on one side, by hash."""
    return zlib.crc32((outcome.problem.flow_id or outcome.problem.id).encode()) % 2


def fitted(found: Sequence[Outcome], *, text_alone: bool) -> None:
    """Fit on all and print; then fit on each half, judge on the other, and print."""
    x, y = columns(found, text_alone=text_alone), np.array([float(o.right) for o in found])
    sizes, side = np.array([o.size for o in found]), np.array([half(o) for o in found])
    weight = np.array([len(sizes) / (sizes == size).sum() for size in sizes])
    weight /= weight.mean()
    whole = logistic(x, y, weight)
    halves = [logistic(x[side != s], y[side != s], weight[side != s]) for s in (0, 1)]
    crossed = np.where(side == 0, chance(x, halves[0]), chance(x, halves[1]))
    print("coefficients: bias,", "" if text_alone else "alike,", "margin, words:", whole.round(3).tolist())
    print("  of the halves:", *(h.round(2).tolist() for h in halves))
    for name, scores in (("fitted on all", chance(x, whole)), ("crossed halves", crossed)):
        judged(name, scores, y > 0, sizes)
    by_size(chance(x, whole), found)


def judged(name: str, scores: Numbers, right: NDArray[np.bool_], sizes: NDArray[np.int_]) -> None:
    """Print the two thresholds that the whole library asks for."""
    full = sizes == sizes.max()
    scores, right = scores[full], right[full]
    order = np.argsort(-scores)
    good = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    start = scores[order][np.flatnonzero(good >= 0.95).max()]
    suggest = np.sort(scores[right])[int(right.sum() * 0.05)]
    print(f"  {name}: 95 % of starts right from {start:.3f} on, 95 % of right flows kept from {suggest:.3f} on")


def by_size(scores: Numbers, found: Sequence[Outcome], start: float = DEFAULT_MATCH_THRESHOLD) -> None:
    """Print for each size of library what the default threshold does."""
    for size in sorted({o.size for o in found}):
        rows = [(s >= start, o) for s, o in zip(scores, found, strict=True) if o.size == size]
        starts = [o.right for started, o in rows if started]
        kept = [started for started, o in rows if o.right]
        wrong = [started for started, o in rows if not o.known]
        print(
            f"  {size:4} flows: {sum(starts) / max(1, len(starts)):6.1%} of starts right, {sum(kept) / len(kept):6.1%} "
            f"of right flows started, {sum(wrong) / len(wrong):6.1%} of problems without a flow started"
        )


def main(folder: Path) -> None:
    """Fit both logistics."""
    pack = Pack.read(folder)
    for name, text_alone in (("With vectors", False), ("Text alone", True)):
        print(name)
        fitted(pack.outcomes(text_alone=text_alone), text_alone=text_alone)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
