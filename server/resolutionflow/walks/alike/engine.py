"""How much two problems look alike by their words: pure arithmetic."""

import math
from collections.abc import Collection, Mapping

from resolutionflow.flows.matching.library import term
from resolutionflow.flows.matching.words import READ, plain, stems

MOST_WORDS = 60
MOST_ASKED = 24
ENOUGH = 0.25
FEWEST_SHARED = 2
SAME_CLIENT = 0.1


def terms(text: str, most: int = MOST_WORDS) -> list[int]:
    """Return the numbers that stand for the words of a problem, each once, in their order."""
    return list(dict.fromkeys(term(stem) for stem in stems(plain(text[:READ]))))[:most]


def likeness(asked: Collection[int], other: Collection[int], rarity: Mapping[int, float]) -> float:
    """Return from 0 to 1 how alike two problems are: the cosine of their words, each weighing by its rarity.

    A word that is not asked for weighs as much as those that are, on average. One shared word proves nothing, unless
    the problem has no more.
    """
    shared = set(asked) & set(other)
    if len(shared) < min(FEWEST_SHARED, len(asked)) or not shared:
        return 0.0
    usual = sum(rarity.values()) / len(rarity) if rarity else 1.0
    mine = sum(rarity.get(one, usual) ** 2 for one in asked)
    theirs = sum(rarity.get(one, usual) ** 2 for one in other)
    return sum(rarity.get(one, usual) ** 2 for one in shared) / math.sqrt(mine * theirs)
