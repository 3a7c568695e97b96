"""Words and phrases that mean the same, found in a text in one pass whatever its length.

A phrase is written as its words: ``disabl*`` is the beginning of a word, ``~`` stands for up to five words between
("turn ~ off"), ``~~`` for up to fifteen. All letters are put through ``letters.folded``, as texts are.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from resolutionflow.flows.floor.letters import folded, skeleton

GAPS = {"~": 5, "~~": 15}
SENTENCE, QUESTION, PART, ASKED_PART = 2, 3, 4, 5
"""What ends before a word, beside 1 for a part of a sentence: an ``ASKED_PART`` is a text that ends with a question."""
PARTED = "\ue000"
"""Stands between the texts of a step; no text can hold it, since ``visible`` takes it out."""
WIDER = 4
"""German and Dutch put the second half of a verb at the end of the sentence."""
JOINED_FROM = 5
JOINED_TO = 24
PIECES = 8
FOREIGN = 2
"""So many words that only other languages have make a text one in such a language."""
_TOKEN = re.compile(r"[^\W_]+|\||(?<= )[>→➔»›](?= )")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
_SENTENCE = re.compile(r"[.!?;。！？](?=\s|$)|[。！？;]|\n\s*(?:[-*•]|\d+[.)])\s")
_ENDED = re.compile(r"[.!?][\"')\]]*\s*$")
_CLAUSE = re.compile(r"[,:()–—…、，]|\s-\s|\n\s*\n")
_ANSWERS = frozenset({"on", "off", "empty", "open"})
_EDGE = 40
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a meaning was found: its first word, and one past its last."""

    start: int
    end: int


def _start(hit: Hit) -> int:
    return hit.start


@dataclass(slots=True)
class Reading:
    """A text as words. ``breaks``: what ends before each word, and at last after the last one: a text, a
    question, a sentence, 1 a part of one, 0 nothing. ``sentences``: which sentence each word is in.
    """

    words: list[str]
    breaks: list[int]
    sentences: list[int]
    hits: dict[str, list[Hit]] = field(default_factory=dict)
    english: bool = True

    def same_sentence(self, one: int, other: int) -> bool:
        """Say whether two words stand in one sentence."""
        return self.sentences[one] == self.sentences[other]

    def sentence_start(self, at: int) -> int:
        """Return the first word of the sentence that the word at ``at`` is in."""
        return bisect_left(self.sentences, self.sentences[at])

    def sentence_end(self, at: int) -> int:
        """Return one past the last word of the sentence that the word at ``at`` is in."""
        return bisect_right(self.sentences, self.sentences[at])

    def is_question(self, at: int) -> bool:
        """Say whether the sentence of the word at ``at`` ends with a question mark."""
        return self.breaks[bisect_right(self.sentences, self.sentences[at])] in {QUESTION, ASKED_PART}

    def is_whole(self, at: int) -> bool:
        """Say whether the word at ``at`` is a text of the step by itself, such as a label."""
        last = at + 1 == len(self.words)
        return at > 0 and self.breaks[at] >= PART and (last or self.breaks[at + 1] >= PART)

    def near(self, meaning: str, begin: int, end: int) -> bool:
        """Say whether ``meaning`` begins from ``begin`` to before ``end``."""
        hits = self.hits.get(meaning, ())
        at = bisect_left(hits, begin, key=_start)
        return at < len(hits) and hits[at].start < end

    def before(self, meaning: str, at: int, reach: int) -> list[Hit]:
        """Return where ``meaning`` stands before the word at ``at``, ending at most ``reach`` words before it."""
        hits = self.hits.get(meaning, [])
        last = bisect_left(hits, at, key=_start)
        return [hit for hit in hits[max(0, last - 3) : last] if at - reach <= hit.end <= at]


def read(text: str) -> Reading:
    """Cut a folded text into words."""
    words: list[str] = []
    breaks: list[int] = []
    sentences: list[int] = []
    end = sentence = 0
    text = _WIDE.sub(r" \g<0> ", text) if not text.isascii() else text
    for found in _TOKEN.finditer(text):
        words.append(found[0])
        breaks.append(_break(text[end : found.start()]))
        sentence += breaks[-1] >= SENTENCE
        sentences.append(sentence)
        end = found.end()
    breaks.append(_break(text[end:]))
    return Reading(words, breaks, sentences)


def _break(between: str) -> int:
    if len(between) > 2 * _EDGE:  # what is written beside the words decides; patterns stay quick on a million blanks
        between = f"{between[:_EDGE]}{PARTED if PARTED in between else ''}{between[-_EDGE:]}"
    return _known_break(between)


@lru_cache(maxsize=4_000)
def _known_break(between: str) -> int:
    if between in {" ", "", "-", "/", " ."}:  # " .": the name of a kind of file follows
        return 0
    if PARTED in between:
        return ASKED_PART if "?" in between.partition(PARTED)[0] else PART
    if _SENTENCE.search(between) or _ENDED.search(between):
        return QUESTION if "?" in between or "？" in between else SENTENCE
    return int(_CLAUSE.search(between) is not None)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase after its first word; ``needs`` is a word that a text must have for it, empty where any may do."""

    meaning: str
    rest: tuple[str, ...]
    english: bool
    needs: str


class Lexicon:
    """All phrases by their first word."""

    def __init__(
        self, meanings: Mapping[str, Mapping[str, Iterable[str]]], english: Iterable[str], others: Iterable[str]
    ) -> None:
        """Learn the phrases of each meaning in each language.

        ``english``: words that mean nothing in an English text, though a word of another language begins like them;
        ``others``: words that only texts in other languages have.
        """
        self._english = frozenset(english)
        self._others = frozenset(others)
        self._whole: dict[str, dict[tuple[str, tuple[str, ...]], _Phrase]] = {}
        self._begin: dict[str, dict[tuple[str, tuple[str, ...]], _Phrase]] = {}
        self._alike: dict[str, str] = {}
        self._begin_alike: dict[str, str] = {}
        self.known: set[str] = set()
        for meaning, languages in meanings.items():
            for language, phrases in languages.items():
                for phrase in phrases:
                    for spelling in {folded(phrase), folded(phrase.translate(_UMLAUTS))}:
                        self._learn(meaning, spelling, language == "en")
        self._starting = lru_cache(maxsize=20_000)(self._find_starting)
        self.plain = lru_cache(maxsize=20_000)(self._plain)

    def _learn(self, meaning: str, phrase: str, english: bool) -> None:
        first, *rest = _parts(phrase)
        table = self._begin if first.endswith("*") else self._whole
        same = table.setdefault(first.rstrip("*"), {})
        key = (meaning, tuple(rest))
        needs = next((part for part in reversed(rest) if part not in GAPS and not part.endswith("*")), "")
        same[key] = _Phrase(meaning, tuple(rest), english or (key in same and same[key].english), needs)
        for part in (first, *rest):
            self._know(part)

    def _know(self, part: str) -> None:
        word = part.rstrip("*")
        if part in GAPS or not word.isalpha():
            return
        if part.endswith("*"):
            self._begin_alike[skeleton(word)] = word
            self.known.update(f"{word}{ending}" for ending in _ENDINGS)
        self.known.add(word)
        self._alike[skeleton(word)] = word

    def _plain(self, word: str) -> str:
        """Return the known word that ``word`` was dressed up from ("d1sabIe"), else ``word``."""
        return _undressed(self, word)

    def dressed(self, word: str) -> str | None:
        """Return the known word, or beginning of one, that looks like ``word``."""
        alike = skeleton(word)
        if alike in self._alike:
            return self._alike[alike]
        for length in range(min(len(alike), JOINED_TO), 3, -1):
            if alike[:length] in self._begin_alike:
                return self._begin_alike[alike[:length]] + word[length:]
        return None

    def starts(self, word: str) -> bool:
        """Say whether a phrase begins with ``word``."""
        return bool(self._starting(word))

    def _find_starting(self, word: str) -> tuple[_Phrase, ...]:
        found = list(self._whole.get(word, {}).values())
        for length in range(2, min(len(word), JOINED_TO) + 1):
            found += self._begin.get(word[:length], {}).values()
        return tuple(found)

    def mark(self, reading: Reading) -> None:
        """Note in ``reading`` where each meaning stands."""
        reading.english = sum(word in self._others for word in reading.words) < FOREIGN
        there = {*reading.words, ""}
        for at, word in enumerate(reading.words):
            plain = reading.english and word in self._english
            for phrase in self._starting(word):
                if phrase.needs in there and (phrase.english or not plain):
                    _note(reading, at, phrase)


def _note(reading: Reading, at: int, phrase: _Phrase) -> None:
    end = _rest(reading, at + 1, phrase.rest) if phrase.rest else at + 1
    if not end:
        return
    hit, hits = Hit(at, end), reading.hits.setdefault(phrase.meaning, [])
    if hit not in hits[-4:]:
        hits.append(hit)


_ENDINGS = ("e", "ed", "es", "ing", "s", "en", "er", "ion", "t")


def _parts(phrase: str) -> list[str]:
    """Cut a phrase of the list into its parts."""
    spaced = _WIDE.sub(r" \g<0> ", phrase)
    return [part for piece in spaced.split() for part in _pieces(piece)]


def _pieces(piece: str) -> Iterator[str]:
    if piece in GAPS or piece == "|":
        yield piece
        return
    found = _TOKEN.findall(piece)
    yield from found[:-1]
    yield from (f"{word}*" if piece.endswith("*") else word for word in found[-1:])


def _rest(reading: Reading, at: int, parts: tuple[str, ...]) -> int:
    """Return one past the last word if ``parts`` follow at ``at``, else 0."""
    reach = 0
    for part in parts:
        if part in GAPS:
            reach = GAPS[part] + (0 if reading.english else WIDER)
            continue
        found = _next(reading, at, part, reach)
        if found < 0:
            return 0
        at, reach = found + 1, 0
    return at


def _next(reading: Reading, at: int, part: str, reach: int) -> int:
    begin = part.removesuffix("*") if part.endswith("*") else None
    for place in range(at, min(at + reach + 1, len(reading.words))):
        if reading.breaks[place] >= SENTENCE and place > at:
            return -1
        word = reading.words[place]
        if word in _ANSWERS and reading.is_whole(place):
            return -1  # a label that says how things are is no end of what stands before it
        if word == part or (begin is not None and word.startswith(begin)):
            return place
    return -1


def _undressed(lexicon: Lexicon, word: str) -> str:
    if word in lexicon.known or lexicon.starts(word) or word.isdigit():
        return word
    if len(word) < JOINED_FROM and word.isalpha():
        return word
    return lexicon.dressed(word) or word
