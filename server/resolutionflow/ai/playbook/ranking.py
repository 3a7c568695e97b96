"""Which problem a ticket is about, or none: phrases of people, weighed by how rare their words are; never a guess."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from resolutionflow.ai.playbook.library import Library, Problem, library

NEAR = 0.7
"""Of a phrase's weight, how much must be said for it to count at all."""
FLOOR = 5.0
"""What a phrase said in part, or across sentences, must weigh: two words of some rarity."""
WHOLLY = 1.3
"""How much more a phrase counts that one sentence says wholly."""
LEAD = 1.12
"""How far it must be ahead of the next best."""
HALF = 0.55
"""What two sentences say together counts less than what one says."""


@dataclass(frozen=True, slots=True)
class Match:
    """A problem and how sure the ranking is."""

    problem: Problem
    score: float
    lead: float


@dataclass(frozen=True, slots=True)
class _Phrase:
    problem: int
    words: frozenset[str]
    weight: float


class Ranking:
    """The library's phrases, by the words in them."""

    def __init__(self, known: Library) -> None:
        self.library = known
        said = [[frozenset(known.words.concepts(text)) for text in _texts(problem)] for problem in known.problems]
        self._count = len(known.problems)
        self._in: Counter[str] = Counter()
        for phrases in said:
            self._in.update(frozenset[str]().union(*phrases))
        self._phrases: list[_Phrase] = []
        self._by_word: dict[str, list[int]] = {}
        for number, phrases in enumerate(said):
            for words in phrases:
                self._add(number, words)
        self._names = {problem.name.casefold(): problem for problem in known.problems}
        self._unless = [[frozenset(known.words.concepts(text)) for text in each.unless] for each in known.problems]
        self._foreign = [frozenset(known.words.concepts(text)) for text in known.foreign]

    def weight(self, word: str) -> float:
        """Return how much a word tells: the fewer problems speak of it, the more."""
        return 1 + math.log((1 + self._count) / (1 + self._in[word]))

    def match(self, text: str) -> Match | None:
        """Return the problem that ``text`` is about, null when none is or when two could be."""
        named = self._names.get(text.casefold().strip())
        if named is not None:
            return Match(named, math.inf, math.inf)
        spoken = list(self.library.words.sentences(text))
        every = frozenset(word for sentence in spoken for word in sentence)
        if any(words <= every for words in self._foreign):
            return None
        scores = self._scores([frozenset(sentence) for sentence in spoken], every)
        if not scores:
            return None
        (best, score), *others = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        lead = score / others[0][1] if others else math.inf
        if score <= 0 or lead < LEAD:
            return None
        return Match(self.library.problems[best], score, lead)

    def _add(self, number: int, words: frozenset[str]) -> None:
        if not words or (len(words) == 1 and not words <= self.library.alone):
            return
        for word in words:
            self._by_word.setdefault(word, []).append(len(self._phrases))
        self._phrases.append(_Phrase(number, words, sum(map(self.weight, words))))

    def _scores(self, sentences: Sequence[frozenset[str]], every: frozenset[str]) -> dict[int, float]:
        scores: dict[int, float] = {}
        for place in {place for word in every for place in self._by_word.get(word, ())}:
            phrase = self._phrases[place]
            worth = max(HALF * self._across(phrase, every), *(self._worth(phrase, each) for each in sentences))
            if worth > scores.get(phrase.problem, 0.0):
                scores[phrase.problem] = worth
        return {number: score for number, score in scores.items() if not self._ruled_out(number, every)}

    def _worth(self, phrase: _Phrase, spoken: frozenset[str]) -> float:
        """Return what one sentence's saying of ``phrase`` weighs."""
        if phrase.words <= spoken:
            return WHOLLY * phrase.weight
        return self._across(phrase, spoken)

    def _across(self, phrase: _Phrase, spoken: frozenset[str]) -> float:
        said = sum(self.weight(word) for word in phrase.words & spoken)
        share = said / phrase.weight
        worth = said * share * share if share >= NEAR else 0.0
        return worth if worth >= FLOOR else 0.0

    def _ruled_out(self, number: int, every: frozenset[str]) -> bool:
        return any(words <= every for words in self._unless[number])


def _texts(problem: Problem) -> Sequence[str]:
    return (problem.name, *problem.say)


@lru_cache(maxsize=1)
def ranking() -> Ranking:
    """Return the ranking over the library that comes with the product."""
    return Ranking(library())
