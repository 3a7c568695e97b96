"""Ranks subjects for a problem and says how likely each is the right one: pure arithmetic."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

TEXT_SHARE = 0.3
VECTOR_SHARE = 0.7
DEFAULT_MATCH_THRESHOLD = 0.6
DEFAULT_SUGGEST_THRESHOLD = 0.15
# Unrelated texts of one language are up to this alike. The second best counts as at least so good: in a library of
# one flow, or of three unrelated ones, to be far ahead of the others proves nothing.
STRANGER = 0.3


@dataclass(frozen=True, slots=True)
class Chance:
    """Coefficients of the logistic that turns the measures of a match into its chance of being right."""

    bias: float
    cosine: float
    margin: float
    share: float

    def of(self, cosine: float, margin: float, share: float) -> float:
        """Return the chance, 0 to 1."""
        return 1 / (1 + math.exp(-(self.bias + self.cosine * cosine + self.margin * margin + self.share * share)))


# Fitted by bench/matching/fit.py; on what, and how well it holds, stands in docs/decisions/0004-matching.md.
WITH_VECTORS = Chance(bias=-8.468, cosine=7.381, margin=16.296, share=8.068)
TEXT_ALONE = Chance(bias=-3.682, cosine=0.0, margin=49.426, share=1.423)


@dataclass(frozen=True, slots=True)
class Hit:
    """A subject that may fit: its place in the library, the number it is ranked by, its chance of being right."""

    place: int
    rank: float
    score: float


def ranks(shares: Floats, cosines: Floats | None) -> Floats:
    """Return 0.3 · text + 0.7 · cosine, the text scaled from 0 to 1 over these subjects and the cosine as it is."""
    low, high = (float(shares.min()), float(shares.max())) if len(shares) else (0.0, 0.0)
    text = (shares - low) / (high - low) if high > low else np.zeros_like(shares)
    return text if cosines is None else TEXT_SHARE * text + VECTOR_SHARE * known(cosines, shares)


def known(cosines: Floats, shares: Floats) -> Floats:
    """Return the cosines; a subject whose vectors are not made yet counts with its share of words instead."""
    return np.where(np.isnan(cosines), shares, cosines)


def hits(shares: Floats, cosines: Floats | None, limit: int) -> list[Hit]:
    """Return the best subjects, best first, at most `limit`; without vectors only such as share a word."""
    rank = ranks(shares, cosines)
    best = np.argsort(-rank, kind="stable")[: max(limit, 2)]
    if cosines is None:
        best = best[shares[best] > 0]
        scores = _text_scores(shares[best].tolist())
    else:
        scores = _vector_scores(known(cosines, shares), shares, best)
    found = [Hit(int(place), float(rank[place]), score) for place, score in zip(best, falling(scores), strict=True)]
    return found[:limit]


def falling(scores: Sequence[float]) -> list[float]:
    """Return the scores, none above the one before: what ranks lower is never shown as likelier."""
    return np.minimum.accumulate(np.array(scores, np.float64)).tolist() if scores else []


def _vector_scores(cosines: Floats, shares: Floats, best: NDArray[np.intp]) -> list[float]:
    top_two = np.argsort(-cosines, kind="stable")[:2].tolist()
    return [WITH_VECTORS.of(float(cosines[p]), _margin(cosines, p, top_two), float(shares[p])) for p in best.tolist()]


def _margin(cosines: Floats, place: int, top_two: Sequence[int]) -> float:
    others = [float(cosines[other]) for other in top_two if other != place]
    return float(cosines[place]) - max([STRANGER, *others[:1]])


def _text_scores(shares: Sequence[float]) -> list[float]:
    others = [
        max([0.0, *(other for position, other in enumerate(shares) if position != place)])
        for place in range(len(shares))
    ]
    return [TEXT_ALONE.of(0.0, share - other, share) for share, other in zip(shares, others, strict=True)]
