"""Whether a step asks again what was asked: the same words, or nearly the same; pure.

It is judged by the words that carry meaning. Two steps that differ in one word of few are two steps ("Is the red
light on?", "Is the green light on?"), for it may be the one word that tells the causes apart.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

NEARLY = 0.85
"""Share of the words of both that two steps have in common from which on they are nearly the same."""
FEW = 2
"""Of steps with fewer words than this only the very same words are the same: "Does it work now?" tells little."""

_WORD = re.compile(r"\w+")
_SMALL = frozenset(
    _WORD.findall(
        "a an any some there the this that these those it its is are was were be been being am do does did done has "
        "have had can could will would shall should may might must you your yours user users they them their we our "
        "he she his her please now then still again just also currently already yet really of to for and ask tell "
        "check verify confirm whether if make sure me let s t re ve ll"
    )
)
"""Words that a step may gain or lose and ask the same. Where, when, not, on and off are none of them."""

_TWO_WAYS = {"switched": "turned", "switch": "turn", "switches": "turn", "powered": "turned", "pc": "computer"}
_ENDINGS = (("ies", 4, "y"), ("ing", 6, ""), ("ed", 5, ""), ("es", 5, "e"), ("s", 4, ""))
_KEPT_DOUBLE = ("ss", "us", "is")


def repeated(text: str, before: Iterable[str]) -> str | None:
    """Return the first of ``before`` that ``text`` says again, null when it is new."""
    said = _Said(text)
    return next((one for one in before if said.is_like(_Said(one))), None)


class _Said:
    """A step's words as they are compared."""

    __slots__ = ("plain", "words")

    def __init__(self, text: str) -> None:
        folded = unicodedata.normalize("NFKC", text).casefold()
        self.plain = " ".join(_WORD.findall(folded)) or folded.strip()
        self.words = Counter(_stem(word) for word in self.plain.split() if word not in _SMALL)

    def is_like(self, other: "_Said") -> bool:
        if self.plain == other.plain:
            return True
        if min(self.words.total(), other.words.total()) < FEW:
            return False
        both, either = (self.words & other.words).total(), (self.words | other.words).total()
        return both >= NEARLY * either and not _tells_apart(self.words, other.words)


def _tells_apart(one: Counter[str], other: Counter[str]) -> bool:
    """Say whether a number or a word like "not" stands in one alone: then it is another step."""
    alone = (one - other) + (other - one)
    return any(word in _TURNS or any(sign.isdigit() for sign in word) for word in alone)


_TURNS = frozenset(_WORD.findall("not no never without before after on off in out up down other another else"))


def _stem(word: str) -> str:
    word = _TWO_WAYS.get(word, word)
    for ending, least, instead in _ENDINGS:
        if word.endswith(ending) and len(word) >= least and not word.endswith(_KEPT_DOUBLE):
            return word[: -len(ending)] + instead
    return word
