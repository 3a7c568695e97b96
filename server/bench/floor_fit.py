"""Logistic regression on the numbers of steps' words, by L-BFGS; the same weights come out every time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resolutionflow.flows.floor.features import share

Vector = NDArray[np.float64]
Whole = NDArray[np.int64]
ROUNDS, REMEMBERED, ENOUGH = 25, 10, 1e-6


@dataclass(frozen=True, slots=True)
class Rows:
    """Steps: the numbers of their words, one after the other, where each step's begin, and what each counts."""

    numbers: Whole
    lengths: Whole
    starts: Whole
    sizes: Vector

    @classmethod
    def of(cls, numbers: Sequence[Sequence[int]]) -> "Rows":
        """Return the rows of these steps; each has one number at least."""
        lengths = np.array([len(one) for one in numbers])
        flat = np.fromiter((one for row in numbers for one in row), np.int64, lengths.sum())
        sizes = np.array([share(len(one)) for one in numbers])
        return cls(flat, lengths, np.cumsum(lengths) - lengths, np.repeat(sizes, lengths))

    def scores(self, weights: Vector) -> Vector:
        """Return each step's score; the last weight is the constant."""
        by_words: Vector = np.add.reduceat(self.sizes * weights[self.numbers], self.starts)
        scores: Vector = by_words + weights[-1]
        return scores

    def gradient(self, residue: Vector, many: int) -> Vector:
        """Return what ``residue`` of each step says of each weight."""
        of_words = np.bincount(self.numbers, self.sizes * np.repeat(residue, self.lengths), many)
        return np.concatenate([of_words, [residue.sum()]])


def fitted(rows: Rows, harmful: Vector, counts: Vector, many: int, held: float) -> Vector:
    """Return the weights of ``many`` numbers and the constant; ``held`` says how strongly they are held near zero."""
    holding = np.append(np.full(many, held), 0.0)

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = rows.scores(weights)
        chance = 1 / (1 + np.exp(-scores))
        wrong = counts @ (np.logaddexp(0, scores) - harmful * scores) + 0.5 * holding @ weights**2
        return float(wrong), rows.gradient(counts * (chance - harmful), many) + holding * weights

    return _lowest(loss, np.zeros(many + 1))


def _lowest(loss: Callable[[Vector], tuple[float, Vector]], at: Vector) -> Vector:
    steps: list[tuple[Vector, Vector]] = []
    value, slope = loss(at)
    for _ in range(ROUNDS):
        way = _way(slope, steps)
        length, better, steeper = 1.0, *loss(at - way)
        while better > value - 1e-4 * length * (slope @ way) and length > ENOUGH:
            length /= 2
            better, steeper = loss(at - length * way)
        steps = [*steps, (-length * way, steeper - slope)][-REMEMBERED:]
        done = abs(value - better) < ENOUGH * abs(value)
        at, value, slope = at - length * way, better, steeper
        if done:
            break
    return at


def _way(slope: Vector, steps: list[tuple[Vector, Vector]]) -> Vector:
    way, parts = slope.copy(), []
    for moved, changed in reversed(steps):
        parts.append(moved @ way / (changed @ moved))
        way -= parts[-1] * changed
    way *= steps[-1][0] @ steps[-1][1] / (steps[-1][1] @ steps[-1][1]) if steps else 1 / np.linalg.norm(way)
    for (moved, changed), part in zip(steps, reversed(parts), strict=True):
        way += (part - changed @ way / (changed @ moved)) * moved
    return way
