"""Words that were typed in a hurry, read as the account's flows spell them: one letter wrong is forgiven. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from string import ascii_lowercase

from resolutionflow.flows.matching.words import spelled, stem

Frequencies = Callable[[Sequence[str]], Sequence[int]]
"""How many flows have each of these stems."""

LEAST_LETTERS = 5
"""A shorter word is too near to too many others."""
MOST_MENDED = 8
"""So many unknown words of a problem are looked at; each costs about a millisecond."""
_WIRELESS = re.compile(r"\b(?:wi[-‑ ]?fi|wlan)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


def mended(text: str, frequencies: Frequencies, right: AbstractSet[str]) -> dict[str, str]:
    """Return what is meant by words of ``text`` that are not known, where a word of the flows is one letter away.

    ``right``: stems that are rightly spelled though no flow has them.
    """
    words = list(dict.fromkeys(word for _, word in spelled(text) if _may_be_wrong(word) and stem(word) not in right))
    known = frequencies([stem(word) for word in words])
    unknown = [word for word, flows in zip(words, known, strict=True) if not flows][:MOST_MENDED]
    meant = ((word, _nearest(word, frequencies)) for word in unknown)
    return {word: near for word, near in meant if near is not None}


def _may_be_wrong(word: str) -> bool:
    return len(word) >= LEAST_LETTERS and word.isascii() and word.isalpha()


def _nearest(word: str, frequencies: Frequencies) -> str | None:
    """Return the word one letter away that most flows have; of equal ones the slip that is made most."""
    near = list(dict.fromkeys(edits(word)))
    flows = list(frequencies([stem(one) for one in near]))
    most = max(flows, default=0)
    return near[flows.index(most)] if most else None


def edits(word: str) -> Iterator[str]:
    """Yield what was meant if two letters were swapped, one was missed, doubled, too many or wrong; never the first."""
    places = range(1, len(word))
    for place in places[:-1]:
        if word[place] != word[place + 1]:
            yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    for place in (*places, len(word)):
        yield from (word[:place] + letter + word[place:] for letter in ascii_lowercase)
    for place in places:
        if place < len(word) - 1 or word[place] == word[place - 1]:  # "modem" is not "mode"
            yield word[:place] + word[place + 1 :]
    for place in places:
        yield from (word[:place] + letter + word[place + 1 :] for letter in ascii_lowercase if letter != word[place])


def put_right(text: str, meant: Mapping[str, str]) -> str:
    """Return the text for the sentence model: those words as they are meant, and Wi-Fi in the form it knows best."""
    named = _WIRELESS.sub("Wi-Fi", text)
    return _WORD.sub(lambda found: meant.get(found.group().casefold(), found.group()), named) if meant else named


def as_meant(words: Iterable[tuple[str, str]], meant: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return words with the stems of what is meant, and spelled as they were typed."""
    return [(stem(meant[word]) if word in meant else key, word) for key, word in words]
