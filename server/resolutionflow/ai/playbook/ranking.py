"""Which problem a ticket's words are about, or none: phrases, weighed by how rare their words are; never a guess."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
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
PLENTY = 7.0
"""Weight of words in common from which more of them add nothing to closeness."""
APART = 0.7
"""What words count for closeness that stand in several sentences."""


@dataclass(frozen=True, slots=True)
class Match:
    """A problem and how sure the ranking is."""

    problem: Problem
    score: float
    lead: float


@dataclass(frozen=True, slots=True)
class Said:
    """What a ticket speaks of: in each piece of it, and in all; ``foreign``: of a subject that no problem is about."""

    windows: Sequence[frozenset[str]]
    every: frozenset[str]
    foreign: bool


@dataclass(frozen=True, slots=True)
class _Phrase:
    problem: int
    text: str
    words: frozenset[str]
    weight: float


class Ranking:
    """The library's phrases, by the words in them."""

    def __init__(self, known: Library) -> None:
        self.library = known
        texts = [*map(_texts, known.problems), *known.elsewhere]
        said = [[frozenset(known.words.concepts(text)) for text in each] for each in texts]
        self._count = len(said)
        spoken = Counter(word for phrases in said for word in frozenset[str]().union(*phrases))
        self._weights = {word: max(LIGHT, math.log((1 + self._count) / speak)) for word, speak in spoken.items()}
        self._phrases: list[_Phrase] = []
        self._by_word: dict[str, list[int]] = {}
        for number, phrases in enumerate(said):
            for text, words in zip(texts[number], phrases, strict=True):
                self._add(number, text, words)
        self._names = {problem.name.casefold(): problem for problem in known.problems}
        self._own = [frozenset(known.words.concepts(_whole(problem))) for problem in known.problems]
        self._own += [frozenset[str]().union(*phrases) for phrases in said[len(known.problems) :]]
        self._unless = [[frozenset(known.words.concepts(text)) for text in each.unless] for each in known.problems]
        self._foreign = [frozenset(known.words.concepts(text)) for text in known.foreign]

    def weight(self, word: str) -> float:
        """Return how much a word tells: the fewer problems speak of it, the more."""
        return self._weights.get(word, STRANGE)

    def named(self, text: str) -> Match | None:
        """Return the problem that ``text`` is the name of."""
        problem = self._names.get(text.casefold().strip())
        return Match(problem, math.inf, math.inf) if problem else None

    def said(self, text: str) -> Said:
        """Return what ``text`` speaks of."""
        windows = _windows(self.library.words.sentences(text))
        every = frozenset[str]().union(*windows)
        return Said(windows, every, any(words <= every for words in self._foreign))

    def match(self, said: Said) -> Match | None:
        """Return the problem that these words are about, null when none is or when two could be."""
        scores = {} if said.foreign else self._scores(said.windows, said.every)
        left = {number: score for number, score in scores.items() if not self.ruled_out(number, said)}
        if not left or max(left.values()) < max(scores.values()):
            return None
        (best, score), *others = sorted(left.items(), key=lambda item: (-item[1], item[0]))
        lead = score / others[0][1] if others else math.inf
        if best >= len(self.library.problems) or lead < LEAD or self.explained(best, said) < EXPLAINED:
            return None
        return Match(self.library.problems[best], score, lead)

    def closeness(self, said: Said, among: Collection[int], without: str = "") -> dict[int, float]:
        """Return how much of a phrase of each group ``among`` all is said, 0 to 1.

        Groups are numbered: problems first, then what is elsewhere. ``without`` is passed over, as by ``alike``.
        """
        close = dict.fromkeys(among, 0.0)
        for place in {place for word in said.every for place in self._by_word.get(word, ())}:
            phrase = self._phrases[place]
            if phrase.problem not in close or phrase.text == without:
                continue
            near = max(self._near(phrase, window) for window in said.windows)
            close[phrase.problem] = max(close[phrase.problem], near, APART * self._near(phrase, said.every))
        return close

    def ruled_out(self, number: int, said: Said) -> bool:
        """Say whether the words make it another matter than this group's."""
        return number < len(self._unless) and any(words <= said.every for words in self._unless[number])

    def _near(self, phrase: _Phrase, spoken: frozenset[str]) -> float:
        common = sum(self.weight(word) for word in phrase.words & spoken)
        return common / phrase.weight * min(1.0, common / PLENTY)

    def explained(self, problem: int, said: Said) -> float:
        """Return how much of what is said the problem accounts for, where it accounts for the most."""
        shares = [0.0]
        for window in said.windows:
            own = sum(self.weight(word) for word in window & self._own[problem])
            rest = sum(min(STRANGE, self.weight(word)) for word in window - self._own[problem] - self.library.plain)
            if own >= FLOOR or len(said.windows) == 1:
                shares.append(own / (own + rest))
        return max(shares)

    def _add(self, number: int, text: str, words: frozenset[str]) -> None:
        if not words or (len(words) == 1 and not words <= self.library.alone):
            return
        for word in words:
            self._by_word.setdefault(word, []).append(len(self._phrases))
        self._phrases.append(_Phrase(number, text, words, sum(map(self.weight, words))))

    def _scores(self, windows: Sequence[frozenset[str]], every: frozenset[str]) -> dict[int, float]:
        scores: dict[int, float] = {}
        for place in {place for word in every for place in self._by_word.get(word, ())}:
            phrase = self._phrases[place]
            worth = max(HALF * self._across(phrase, every), *(self._worth(phrase, each) for each in windows))
            if worth > scores.get(phrase.problem, 0.0):
                scores[phrase.problem] = worth
        return scores

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
