"""A small net on what the sentence model reads of steps, learned by Adam; the same weights come out every time.

It has one hidden layer. It learns of which class a step is; beside that, while it learns, whether it is harmful at
all, which the class of some isn't known of.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from resolutionflow.flows.floor.meaning import Net

Matrix = NDArray[np.float32]
Places = NDArray[np.int64]
TRAITS, NETS = 64, 2
"""Of how many traits each net is, and how many are learned and averaged."""
ROUNDS, AT_ONCE, RATE, LAST_RATE, HELD = 10, 64, 1e-3, 0.05, 1e-4
FORGOTTEN, FORGOTTEN_TRAITS = 0.1, 0.3
"""How much of what it reads, and of its traits, it does without at each step."""
OF_CLASS = 0.5
"""How much the class of a step counts beside whether it is harmful."""
UNKNOWN = -1
"""Stands for the class of a harmful step that nobody said the class of."""
_SMALL = 1e-3


@dataclass(frozen=True, slots=True)
class Read:
    """Steps: what the model reads of each, how harmful it is, its class (0 is harmless) and what it counts."""

    numbers: Matrix
    harmful: Matrix
    kinds: Places
    counts: Matrix


def learned(read: Read) -> Net:
    """Return the net that tells harmful steps from harmless ones."""
    middle, spread = read.numbers.mean(axis=0), read.numbers.std(axis=0) + _SMALL
    evened = Read((read.numbers - middle) / spread, read.harmful, read.kinds, read.counts)
    nets = [_Learner(evened, seed).learned() for seed in range(NETS)]
    inner, inner_constant = (np.concatenate(each, axis=-1) for each in zip(*(net[:2] for net in nets), strict=True))
    outer: Matrix = np.concatenate([net[2][:, 1:] / np.float32(NETS) for net in nets])
    constant: Matrix = np.stack([net[3][1:] for net in nets]).mean(axis=0)
    return Net(middle, spread, inner, inner_constant, outer, constant, np.zeros(1, np.float32))


def scores(net: Net, numbers: Matrix) -> Matrix:
    """Return how harmful each step is."""
    traits: Matrix = np.maximum((numbers - net.middle) / net.spread @ net.inner + net.inner_constant, 0)
    classes = traits @ net.outer + net.constant
    found: Matrix = classes[:, 1:].max(axis=1) - classes[:, 0] - net.allowed[0]
    return found


class _Learner:
    """One net while it learns: weights and constants of both layers, and Adam's two averages of each."""

    def __init__(self, read: Read, seed: int) -> None:
        self.read, self.chance = read, np.random.default_rng(seed)
        width, kinds = read.numbers.shape[1], int(read.kinds.max()) + 2
        self.held = [
            self._random(width, TRAITS),
            np.zeros(TRAITS, np.float32),
            self._random(TRAITS, kinds),
            np.zeros(kinds, np.float32),
        ]
        self.slopes = [np.zeros_like(one) for one in self.held]
        self.squares = [np.zeros_like(one) for one in self.held]

    def _random(self, inputs: int, outputs: int) -> Matrix:
        limit = inputs**-0.5
        return self.chance.uniform(-limit, limit, (inputs, outputs)).astype(np.float32)

    def learned(self) -> list[Matrix]:
        """Go through all steps several times, more and more slowly; return the weights and constants."""
        many = len(self.read.harmful)
        edges = [*range(0, many, AT_ONCE), many]
        steps = ROUNDS * (len(edges) - 1)
        done = 0
        for _ in range(ROUNDS):
            order = self.chance.permutation(many)
            for start, end in pairwise(edges):
                done += 1
                self._step(order[start:end], RATE * max(LAST_RATE, 1 - done / steps), done)
        return self.held

    def _step(self, at: Places, rate: float, done: int) -> None:
        for place, slope in enumerate(self._slope(at)):
            self.slopes[place] = 0.9 * self.slopes[place] + 0.1 * slope
            self.squares[place] = 0.999 * self.squares[place] + 0.001 * slope**2
            way = self.slopes[place] / (1 - 0.9**done)
            size = np.sqrt(self.squares[place] / (1 - 0.999**done)) + 1e-8
            self.held[place] = ((1 - HELD) * self.held[place] - rate * way / size).astype(np.float32)

    def _slope(self, at: Places) -> list[Matrix]:
        inner, inner_constant, outer, constant = self.held
        read = self.read.numbers[at] * self._kept(len(at), len(inner), FORGOTTEN)
        before = read @ inner + inner_constant
        kept = self._kept(len(at), len(outer), FORGOTTEN_TRAITS) * (before > 0)
        traits = before * kept
        wrong = self._wrong(traits @ outer + constant, at)
        back = wrong @ outer.T * kept
        return [read.T @ back, back.sum(axis=0), traits.T @ wrong, wrong.sum(axis=0)]

    def _wrong(self, said: Matrix, at: Places) -> Matrix:
        """Return by how much each output is too high: harm, then each class."""
        wrong = np.zeros_like(said)
        wrong[:, 0] = (1 / (1 + np.exp(-said[:, 0])) - self.read.harmful[at]) * self.read.counts[at] / len(at)
        kinds = self.read.kinds[at]
        known = np.flatnonzero(kinds != UNKNOWN)
        shares = np.exp(said[known, 1:] - said[known, 1:].max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        shares[np.arange(len(known)), kinds[known]] -= 1
        wrong[known, 1:] = OF_CLASS * shares / max(len(known), 1)
        return wrong

    def _kept(self, rows: int, width: int, forgotten: float) -> Matrix:
        kept = self.chance.random((rows, width), np.float32) >= forgotten
        return kept.astype(np.float32) / np.float32(1 - forgotten)
