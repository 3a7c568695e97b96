"""How a ticket's text becomes the words that are compared: stems, one name for what means the same, small typos."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

TOKEN = re.compile(r"[a-z0-9]+(?:[.\-/'][a-z0-9]+)*")
SENTENCE = re.compile(r"[.!?;\n]+(?:\s|$)")
SPELLED = 6
"""Letters from which one wrong, missing or swapped letter is forgiven."""
TEXT = 8_000
"""More of a ticket than this is not read."""
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})
_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly")
_ROOM = 3


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return ``word`` without its ending, so that "printing" and "prints" are one."""
    if any(letter.isdigit() for letter in word):
        return word
    word = word.removesuffix("'s").replace("'", "")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _ROOM and not word.endswith("ss"):
            return _settled(word[: -len(ending)], ending)
    return _settled(word, "")


def _settled(root: str, ending: str) -> str:
    if ending == "ies":
        return root + "i"
    if ending in {"ing", "ings", "ed"} and root[-1] == root[-2] and root[-1] not in "lsz":
        root = root[:-1]
    if len(root) > _ROOM and root.endswith("e"):
        return root[:-1]
    return root[:-1] + "i" if len(root) > _ROOM and root.endswith("y") else root


def tokens(text: str) -> list[str]:
    """Return the plain words of ``text`` in their order, in small letters; a compound is also given in its parts."""
    found: list[str] = []
    for token in TOKEN.findall(text[:TEXT].translate(_APOSTROPHES).casefold()):
        if re.search(r"[\-/]", token) and not token.startswith("0x"):
            found += re.split(r"[\-/]", token)
        else:
            found.append(token)
    return found


class Vocabulary:
    """The names that things go by: phrases and words of one meaning become one concept; empty words are left out."""

    def __init__(self, same: Mapping[str, list[str]], empty: list[str]) -> None:
        """``same``: concept and how it is said, in one word or more; ``empty``: words that tell nothing."""
        self._phrases: dict[tuple[str, ...], str] = {}
        for concept, ways in same.items():
            for way in (*ways, concept):
                self._phrases[tuple(stem(token) for token in tokens(way))] = concept
        self._longest = max((len(phrase) for phrase in self._phrases), default=1)
        self._empty = {stem(token) for word in empty for token in tokens(word)}
        self._known: set[str] = {word for phrase in self._phrases for word in phrase} | self._empty
        self._near: dict[str, str] = {}

    def learn(self, text: str) -> None:
        """Take the words of ``text`` as rightly spelled."""
        self._known.update(stem(token) for token in tokens(text))

    def settle(self) -> None:
        """Be done with learning: from now on small typos are mended."""
        seen: dict[str, str] = {}
        for word in sorted(self._known):
            if len(word) >= SPELLED and word.isalpha():
                for shorter in shortened(word):
                    seen[shorter] = word if seen.get(shorter, word) == word else ""
        self._near = {shorter: word for shorter, word in seen.items() if word and shorter not in self._known}

    def concepts(self, text: str) -> list[str]:
        """Return what ``text`` speaks of, in its order."""
        words = [self._mended(stem(token)) for token in tokens(text)]
        found: list[str] = []
        place = 0
        while place < len(words):
            size, concept = self._longest_at(words, place)
            if concept and concept not in self._empty:
                found.append(concept)
            place += size
        return found

    def sentences(self, text: str) -> Iterator[list[str]]:
        """Yield the concepts of each sentence that has any."""
        for sentence in SENTENCE.split(text[:TEXT]):
            found = self.concepts(sentence)
            if found:
                yield found

    def _longest_at(self, words: list[str], place: int) -> tuple[int, str]:
        for size in range(min(self._longest, len(words) - place), 0, -1):
            concept = self._phrases.get(tuple(words[place : place + size]))
            if concept is not None:
                return size, concept
        return 1, words[place]

    def _mended(self, word: str) -> str:
        if word in self._known or len(word) < SPELLED or not word.isalpha():
            return word
        if word in self._near:
            return self._near[word]
        return next((self._near[shorter] for shorter in shortened(word) if shorter in self._near), word)


def shortened(word: str) -> Iterator[str]:
    """Yield ``word`` and what is left when one letter is taken away, never the first."""
    yield word
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]
