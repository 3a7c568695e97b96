"""Which problem a ticket is about, or none: phrases of people, weighed by how rare their words are; never a guess."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from resolutionflow.ai.playbook.library import Library, Problem, library

NEAR = 0.7
"""Of a phrase's weight, how much must be said for it to count at all."""
FLOOR = 4.0
"""What a phrase said in part, or across sentences, must weigh: two words of some rarity."""
LIGHT = 1.0
"""What a word weighs that half of all problems speak of."""
WHOLLY = 1.3
"""How much more a phrase counts that one sentence says wholly."""
LEAD = 1.12
"""How far it must be ahead of the next best."""
HALF = 0.55
"""What two sentences say together counts less than what one says."""
STRANGE = 2.5
"""What a word weighs that the library does not know."""
EXPLAINED = 0.6
"""Of what the ticket says where it speaks of the problem, how much the problem must account for."""
NEARBY = 12
"""Concepts of a sentence that are looked at together."""
HEAD = 60
"""Concepts at the head of a ticket that it is judged by; what follows is history, signatures and disclaimers."""


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
        self._own = [frozenset(known.words.concepts(_whole(problem))) for problem in known.problems]
        self._unless = [[frozenset(known.words.concepts(text)) for text in each.unless] for each in known.problems]
        self._foreign = [frozenset(known.words.concepts(text)) for text in known.foreign]

    def weight(self, word: str) -> float:
        """Return how much a word tells: the fewer problems speak of it, the more."""
        speak = self._in[word]
        return max(LIGHT, math.log((1 + self._count) / speak)) if speak else STRANGE

    def match(self, text: str) -> Match | None:
        """Return the problem that ``text`` is about, null when none is or when two could be."""
        named = self._names.get(text.casefold().strip())
        if named is not None:
            return Match(named, math.inf, math.inf)
        windows = _windows(self.library.words.sentences(text))
        every = frozenset[str]().union(*windows)
        if any(words <= every for words in self._foreign):
            return None
        scores = self._scores(windows, every)
        if not scores:
            return None
        (best, score), *others = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        lead = score / others[0][1] if others else math.inf
        if lead < LEAD or self._explained(best, windows) < EXPLAINED:
            return None
        return Match(self.library.problems[best], score, lead)

    def _explained(self, problem: int, windows: Sequence[frozenset[str]]) -> float:
        """Return how much of what is said the problem accounts for, where it accounts for the most."""
        shares = [0.0]
        for window in windows:
            own = sum(self.weight(word) for word in window & self._own[problem])
            rest = sum(min(STRANGE, self.weight(word)) for word in window - self._own[problem] - self.library.plain)
            if own >= FLOOR or len(windows) == 1:
                shares.append(own / (own + rest))
        return max(shares)

    def _add(self, number: int, words: frozenset[str]) -> None:
        if not words or (len(words) == 1 and not words <= self.library.alone):
            return
        for word in words:
            self._by_word.setdefault(word, []).append(len(self._phrases))
        self._phrases.append(_Phrase(number, words, sum(map(self.weight, words))))

    def _scores(self, windows: Sequence[frozenset[str]], every: frozenset[str]) -> dict[int, float]:
        scores: dict[int, float] = {}
        for place in {place for word in every for place in self._by_word.get(word, ())}:
            phrase = self._phrases[place]
            worth = max(HALF * self._across(phrase, every), *(self._worth(phrase, each) for each in windows))
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


def _windows(sentences: Iterable[Sequence[str]]) -> list[frozenset[str]]:
    """Return what is said together: sentences, long ones in overlapping pieces, up to the end of the ticket's head."""
    found: list[frozenset[str]] = []
    read = 0
    for sentence in sentences:
        said = sentence[: HEAD - read]
        read += len(said)
        if said:
            starts = range(0, max(1, len(said) - NEARBY // 2), NEARBY // 2)
            found += [frozenset(said[start : start + NEARBY]) for start in starts]
    return found


def _texts(problem: Problem) -> Sequence[str]:
    return (problem.name, *problem.say)


def _whole(problem: Problem) -> str:
    branches = " . ".join(f"{branch.title} . {branch.when}" for branch in problem.branches)
    return " . ".join((*_texts(problem), branches))


@lru_cache(maxsize=1)
def ranking() -> Ranking:
    """Return the ranking over the library that comes with the product."""
    return Ranking(library())
