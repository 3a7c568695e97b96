"""Ranks subjects for a problem and says how likely each is the right one: pure arithmetic."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

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
NOT_ALIKE = -2.0
# "printer" or "it does not work" names no problem: such words may have flows offered, but start none.
LEAST_TELLING = 2
VAGUE = 0.5
# Beside a best one that is offered, others are offered too that are at most so much less alike and share a word. Fitted
# on the pack: the right flow is among those offered for 98.9 % of the problems whose best one is only offered.
CLAIM = 0.15
LEAST_CLAIM = 0.35
CLAIM_BY_WORDS = 0.6
# Where steps would be made for a problem that no flow is likely to fit, a best flow at least so much alike that shares
# a telling word is shown first. Without vectors: with so much of the problem's words.
NEAR = 0.45
NEAR_BY_WORDS = 0.3
# Where nothing else could be done, so much is enough to be named.
SOMEWHAT_NEAR = 0.35


@dataclass(frozen=True, slots=True)
class Compared:
    """A problem compared with each subject: share of its words, how many words, cosine (None: matched by text alone).

    A cosine is NaN where the subject's vectors are not made yet.
    """

    shares: Floats
    counts: Floats
    cosines: Floats | None
    telling: int = 99
    """How many of the problem's words say what it is about."""


@dataclass(frozen=True, slots=True)
class Measures:
    """How well a subject fits: how alike, how far ahead of every other, how many of the problem's words it has."""

    alike: float
    margin: float
    words: float


@dataclass(frozen=True, slots=True)
class Chance:
    """Coefficients of the logistic that turns the measures of a match into its chance of being right."""

    bias: float
    alike: float
    margin: float
    words: float

    def of(self, fit: Measures) -> float:
        """Return the chance, 0 to 1; each further word counts less than the one before."""
        odds = self.bias + self.alike * fit.alike + self.margin * fit.margin + self.words * math.log1p(fit.words)
        return 1 / (1 + math.exp(-odds))


# Fitted by bench/matching/fit.py; on what, and how well it holds, stands in docs/decisions/0005-matching.md.
WITH_VECTORS = Chance(bias=-9.09, alike=8.19, margin=13.81, words=0.84)
TEXT_ALONE = Chance(bias=-7.15, alike=0.0, margin=16.35, words=1.3)


@dataclass(frozen=True, slots=True)
class Hit:
    """A subject that may fit: its place in the library, what it is ranked by, measures, chance of being right."""

    place: int
    rank: float
    fit: Measures
    score: float
    by_words: bool = False


def ranks(shares: Floats, cosines: Floats | None) -> Floats:
    """Return 0.3 · text + 0.7 · cosine, the text scaled from 0 to 1 over these subjects and the cosine as it is."""
    low, high = (float(shares.min()), float(shares.max())) if len(shares) else (0.0, 0.0)
    text = (shares - low) / (high - low) if high > low else np.zeros_like(shares)
    return text if cosines is None else TEXT_SHARE * text + VECTOR_SHARE * cosines


def hits(found: Compared, limit: int) -> list[Hit]:
    """Return the best subjects, best first, at most `limit`; without vectors only such as share a word.

    A subject whose vectors are not made yet is judged by its words, with the chance that was fitted for words alone.
    """
    known = None if found.cosines is None else ~np.isnan(found.cosines)
    if known is None or not known.any():
        best = _by_text(found, limit, np.ones(len(found.shares), bool))
    elif known.all():
        best = _by_vectors(found, limit)
    else:
        both = _by_vectors(found, limit) + _by_text(found, limit, ~known)
        best = sorted(both, key=lambda hit: -hit.score)[:limit]
    return best if found.telling >= LEAST_TELLING else [replace(hit, score=min(hit.score, VAGUE)) for hit in best]


def _by_vectors(found: Compared, limit: int) -> list[Hit]:
    """Return the best of those that have vectors."""
    assert found.cosines is not None
    cosines = np.nan_to_num(found.cosines, nan=NOT_ALIKE)
    rank = ranks(found.shares, cosines)
    best = [place for place in largest(rank, limit) if cosines[place] > NOT_ALIKE]
    fits = _vector_fits(cosines, found.counts, best)
    return _hits(best, rank, fits, WITH_VECTORS)


def _by_text(found: Compared, limit: int, wanted: NDArray[np.bool_]) -> list[Hit]:
    """Return the best of those that are wanted and share a word, each compared with all others."""
    rank = ranks(found.shares, None)
    best = [place for place in largest(np.where(wanted, rank, -1), limit) if wanted[place] and found.shares[place]]
    return _hits(best, rank, _text_fits(found, best), TEXT_ALONE)


def _hits(best: Sequence[int], rank: Floats, fits: Sequence[Measures], chance: Chance) -> list[Hit]:
    scores = falling([chance.of(fit) for fit in fits])
    by_words = chance is TEXT_ALONE
    return [
        Hit(place, float(rank[place]), fit, score, by_words)
        for place, fit, score in zip(best, fits, scores, strict=True)
    ]


def has_a_claim(hit: Hit, best: Hit) -> bool:
    """Say whether a subject that ranks lower is so near to the best that it may be the right one after all."""
    if not hit.fit.words:
        return False
    if hit.by_words or best.by_words:
        return hit.fit.alike >= CLAIM_BY_WORDS * best.fit.alike
    return hit.fit.alike >= max(LEAST_CLAIM, best.fit.alike - CLAIM)


def is_near(hit: Hit) -> bool:
    """Say whether the best subject, though hardly likely, is so near in meaning that a person should look at it."""
    return hit.fit.alike >= (NEAR_BY_WORDS if hit.by_words else NEAR)


def is_somewhat_near(hit: Hit) -> bool:
    """Say whether a subject may be named where a person would otherwise be left with none."""
    return hit.fit.alike >= (NEAR_BY_WORDS if hit.by_words else SOMEWHAT_NEAR)


def largest(values: Floats, count: int) -> list[int]:
    """Return where the largest values stand, the largest first, of equal ones the first first."""
    bound = np.partition(values, -count)[-count] if count < len(values) else -np.inf
    found = np.flatnonzero(values >= bound)
    places: list[int] = found[np.argsort(-values[found], kind="stable")][:count].tolist()
    return places


def falling(scores: Sequence[float]) -> list[float]:
    """Return the scores, none above the one before: what ranks lower is never shown as likelier."""
    return list(accumulate(scores, min))


def _vector_fits(cosines: Floats, counts: Floats, places: Sequence[int]) -> list[Measures]:
    ahead = _margins(cosines, places, floor=STRANGER)
    return [Measures(float(cosines[p]), margin, float(counts[p])) for p, margin in zip(places, ahead, strict=True)]


def _text_fits(found: Compared, places: Sequence[int]) -> list[Measures]:
    ahead = (math.sqrt(max(margin, 0.0)) for margin in _margins(found.shares, places, floor=0.0))
    return [
        Measures(float(found.shares[p]), margin, float(found.counts[p]))
        for p, margin in zip(places, ahead, strict=True)
    ]


def _margins(values: Floats, places: Sequence[int], floor: float) -> list[float]:
    """Return how far each place's value is ahead of the best other one, which counts as `floor` at least."""
    top_two = largest(values, 2)
    others = [[float(values[top]) for top in top_two if top != place][:1] for place in places]
    return [float(values[place]) - max([floor, *other]) for place, other in zip(places, others, strict=True)]
