"""Words as people type them in a hurry, put as the library writes them: short forms, and one letter wrong. Pure."""

import re
from collections.abc import Iterable, Mapping

from resolutionflow.ai.playbook.words import SPELLED, shortened, tokens

_WORD = re.compile(r"[a-z0-9']+(?:/[a-z]{1,3}\b)?", re.IGNORECASE)


class Spelling:
    """The short forms known, and the words that count as rightly spelled."""

    def __init__(self, short: Mapping[str, str], texts: Iterable[str]) -> None:
        """``short``: how a word is cut short, and the word; ``texts``: where every word is right."""
        self._short = dict(short)
        self._known = {word for text in texts for word in tokens(text)}
        near: dict[str, str] = {}
        for word in sorted(self._known):
            if len(word) >= SPELLED and word.isalpha():
                for shorter in shortened(word):
                    near[shorter] = word if near.get(shorter, word) == word else ""
        self._near = {shorter: word for shorter, word in near.items() if word}

    @property
    def known(self) -> frozenset[str]:
        """The words that count as rightly spelled."""
        return frozenset(self._known)

    def right(self, text: str) -> str:
        """Return ``text`` with its words put right; those that nothing here is near stay as they are."""
        return _WORD.sub(lambda found: self._word(found.group()), text)

    def _word(self, typed: str) -> str:
        word = typed.casefold()
        if word in self._short:
            return self._short[word]
        if word in self._known or len(word) < SPELLED or not (word.isascii() and word.isalpha()):
            return typed
        return next((self._near[shorter] for shorter in shortened(word) if shorter in self._near), typed)
