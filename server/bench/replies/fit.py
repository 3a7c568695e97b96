"""Run as `python -m bench.replies.fit PACK`: fits the weights of the reply engine and prints how well they hold.

The weights for yes come from the pack's answers: each flow is left out once and judged by the others. A question that
occurs often weighs less (by the root of its number), and those for answers' own words come from `written.py`.
"""

import math
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.matching.pack import Row, rows
from bench.replies.written import WRITTEN
from resolutionflow.flows.replies.engine import softmax
from resolutionflow.flows.replies.measures import Sign, for_answer, for_yes
from resolutionflow.flows.replies.question import asked
from resolutionflow.flows.replies.reading import read

Numbers = NDArray[np.float64]
ROUNDS = 60
STEPS = 4_000
RIDGE = 0.5
SMALL_RIDGE = 0.003
YES = ("verdict", "bare", "denied", "denied_asked", "affirmed_more", "same", "opposite", "valence", "emphasis")
GIVEN = {"number": 4.0, "outright": 2.5}
"""The pack has no replies of numbers and hardly one of a mere yes or no; both are as good as certain."""
OWN = ("named", "words", "against", "outcome", "number", "unsure")


def unique(folder: Path) -> list[Row]:
    """Return the pack's answers, each reply to a question once, as its score counts them."""
    return list({(row["question"], row["reply"]): row for row in reversed(rows(folder, "answers"))}.values())


def column(signs: Sequence[Sign], names: Sequence[str]) -> list[float]:
    """Return the measures of one reply in the order of the names."""
    found = {sign.name: sign.value for sign in signs}
    return [float(found.get(name, 0.0)) for name in names]


def logistic(x: Numbers, y: Numbers, weight: Numbers) -> Numbers:
    """Fit by Newton's method with a ridge."""
    b = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-x @ b))
        curve = (x.T * (weight * p * (1 - p))) @ x + RIDGE * np.eye(len(b))
        b = b - np.linalg.solve(curve, x.T @ (weight * (p - y)) + RIDGE * b)
    return b


def for_yes_fitted(folder: Path) -> dict[str, float]:
    """Fit the weights for yes, print how they hold on flows left out, return those fitted on all."""
    found = unique(folder)
    signs = [for_yes(read(row["reply"]), asked(row["question"], row["options"])) for row in found]
    x = np.array([[1.0, *column(each, YES)] for each in signs])
    y = np.array([float(row["gold"] == "yes") for row in found])
    often = Counter(row["question"] for row in found)
    weight = np.array([1 / math.sqrt(often[row["question"]]) for row in found])
    weight *= len(weight) / weight.sum()
    flow = np.array([row["flow"] for row in found])
    chance = np.zeros(len(found))
    for left_out in sorted(set(flow)):
        rest = flow != left_out
        chance[~rest] = 1 / (1 + np.exp(-x[~rest] @ logistic(x[rest], y[rest], weight[rest])))
    judged(chance, y)
    right = (chance > 0.5) == (y > 0)
    print("  by flow left out:", {str(name): round(float(right[flow == name].mean()), 3) for name in sorted(set(flow))})
    fitted = logistic(x, y, weight)
    return {"start": round(float(fitted[0]), 2)} | {
        name: round(float(value), 2) for name, value in zip(YES, fitted[1:], strict=True)
    }


def judged(chance: Numbers, y: Numbers) -> None:
    """Print accuracy, and what each bound selects."""
    right = (chance > 0.5) == (y > 0)
    sure = np.maximum(chance, 1 - chance)
    print(f"  right: {right.mean():.4f}")
    for bound in (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9):
        kept = sure >= bound
        print(f"  from {bound:.2f} on: {right[kept].mean():.3f} of {kept.mean():.3f} right")


@dataclass(frozen=True, slots=True)
class Case:
    """A written reply: what its yes or no adds to each answer, the measures of each answer, and the right one."""

    fixed: Numbers
    own: Numbers
    gold: int

    def chances(self, b: Numbers) -> Numbers:
        """Return the chance of each answer under these weights."""
        return np.array(softmax((self.fixed + self.own @ b).tolist()))


def written_cases(for_yes_weights: dict[str, float]) -> list[Case]:
    """Return the written replies that mean an answer."""
    found = []
    for question, labels, reply, gold in WRITTEN:
        if gold is None:
            continue
        step, said = asked(question, labels), read(reply)
        yes = sum(for_yes_weights.get(s.name, 0.0) * s.value for s in for_yes(said, step)) + for_yes_weights["start"]
        fixed = [answer.polarity * yes / 2 if step.is_polar else 0.0 for answer in step.answers]
        others = [[other for other in step.answers if other is not answer] for answer in step.answers]
        own = [
            column(for_answer(said, answer, rest, place), OWN)
            for place, (answer, rest) in enumerate(zip(step.answers, others, strict=True))
        ]
        found.append(Case(np.array(fixed), np.array(own), gold))
    return found


def own_fitted(for_yes_weights: dict[str, float]) -> dict[str, float]:
    """Fit the weights of answers' own words by gradient descent on the replies of `written.py`."""
    cases = written_cases(for_yes_weights)
    b = np.zeros(len(OWN))
    for _ in range(STEPS):
        slopes = [case.own.T @ (case.chances(b) - np.eye(len(case.fixed))[case.gold]) for case in cases]
        b = b - 0.5 * (SMALL_RIDGE * b + np.mean(slopes, axis=0))
    right = sum(int(np.argmax(case.chances(b))) == case.gold for case in cases)
    print(f"  right: {right} of {len(cases)} written replies")
    return {name: round(float(value), 2) for name, value in zip(OWN, b, strict=True)}


def main(folder: Path) -> None:
    """Fit and print both tables."""
    print("For yes")
    fitted = for_yes_fitted(folder) | GIVEN
    print(" ", fitted)
    print("Answers' own words")
    print(" ", own_fitted(fitted))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
