"""What a step's words look like to the second opinion: numbers of short runs of words and letters. Pure.

Case and blanks make no difference; what is in code or otherwise dressed up has been stopped before (``disguise``). A
word that is forbidden, asked about or offered as an answer gives other numbers than one that is ordered.
"""

import re
from collections.abc import Iterator, Sequence
from zlib import crc32

from resolutionflow.flows.floor.letters import folded, shown
from resolutionflow.kit.visible import visible

NUMBERS = 1 << 16
"""So many numbers there are; two runs that share one are told apart by the others of their step."""
USUAL, EVENED = 150, 0.7
"""How many numbers a step has as a rule; how much less each says in a longer one. At 0.5 long ones look harmful."""
LABELS_FROM = 2
"""What to do and the help come before the labels."""
_SENTENCE = re.compile(r"(?<=[.!?;])[\"')\]]*\s+")
_CLAUSE = re.compile(r"[,:;()]\s|\s[-–—]+\s|\s(?:and|then|so)\s")
_WORD = re.compile(r"[a-z0-9]+|[>\\/|$%]")
_ENDINGS = ("ing", "ed", "es", "s")
_SHORTEST = 3
_LETTERS = 4
MANY, FEW = 9, 3
"""So many words, and parts of a sentence, in a label are many."""
_REACH = 8
"""So many words after a "not" are forbidden."""
_NOT = frozenset({"not", "never", "no", "without", "noth", "nobody", "dont", "neither", "nor", "avoid", "cannot", "t"})


def said(texts: Sequence[str]) -> list[str]:
    """Return the texts of a step on one line each, in small letters."""
    return [" ".join(visible(shown(text)).casefold().split()) for text in texts]


def numbers(plain: Sequence[str]) -> list[int]:
    """Return the numbers of a step whose texts are ``plain``, each once and in order."""
    return sorted({crc32(run.encode()) % NUMBERS for place, text in enumerate(plain) for run in _runs(text, place)})


def share(many: int) -> float:
    """Return what one number says in a step that has so many."""
    return float((many / USUAL) ** -EVENED * USUAL**-0.5)


def _runs(text: str, place: int) -> Iterator[str]:
    for sentence in _SENTENCE.split(folded(text)):
        words = [_stem(word) for word in _WORD.findall(sentence.replace("n't", " not"))]
        if not words:
            continue
        asked = sentence.rstrip().endswith("?")
        yield f"^{'?' if asked else '.'}{words[0]}"
        yield f"^{' '.join(words[:2])}"
        yield from _of_clauses(sentence, offered=place >= LABELS_FROM)
        yield from _of_words(words, asked=asked, offered=place >= LABELS_FROM)
        yield from (f"c{piece}" for word in words if len(word) > _SHORTEST for piece in _pieces(f"<{word}>"))


def _of_clauses(sentence: str, *, offered: bool) -> Iterator[str]:
    """Yield how each part of a sentence begins: an order begins with its verb, and an answer is no order."""
    clauses = [
        words for clause in _CLAUSE.split(sentence) if (words := [_stem(word) for word in _WORD.findall(clause)])
    ]
    sign = "L/" if offered else "/"
    for at, words in enumerate(clauses):
        yield f"{sign}{words[0]}"
        yield f"{sign}{' '.join(words[:2])}"
        if at:
            yield f"{sign},{words[0]}"
    if offered:
        yield f"L#{min(sum(map(len, clauses)), MANY)}"
        yield f"L,{min(len(clauses), FEW)}"


def _of_words(words: list[str], *, asked: bool, offered: bool) -> Iterator[str]:
    forbidden = 0
    for at, word in enumerate(words):
        forbidden = _REACH if word in _NOT else forbidden - 1
        sign = "!" if forbidden > 0 else ""
        yield f"w{word}"
        yield f"{sign}{word}"
        if asked:
            yield f"?{word}"
        if offered:
            yield f"L{word}"
        yield from (f"{sign}{word} {after}" for after in words[at + 1 : at + 2])
        if at + 2 < len(words):
            yield f"{word} {words[at + 1]} {words[at + 2]}"
            yield f"{word} _ {words[at + 2]}"


def _pieces(word: str) -> Iterator[str]:
    return (word[at : at + _LETTERS] for at in range(len(word) - _LETTERS + 1))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > _SHORTEST and word.endswith("e") else word
