"""Words by which an escalation is found: pure text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

LENGTH = 40
MOST_WORDS = 300
MOST_OF_REASON = 100
MOST_ASKED = 12
AFTER_ALL = "\U0010ffff"
"""Sorts after every character that a word can have."""

_ALONE = "\u3040-\u30ff\u3400-\u9fff"
"""Scripts that set no space between words: each character begins one."""
_BEGINNING = re.compile(f"[{_ALONE}]|[^\\W_{_ALONE}]+")
_APOSTROPHES = str.maketrans("", "", "'’")
_BEFORE = re.compile(r"^[\W_]+")
_BEHIND = re.compile(r"[\W_]+$")


def _chunks(text: str) -> list[str]:
    """Return what stands between spaces, in one form: small letters, without accents and apostrophes."""
    apart = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    return "".join(char for char in apart if not unicodedata.combining(char)).casefold().split()


def _cut(word: str) -> str:
    return _BEHIND.sub("", word[:LENGTH])


def _words(text: str) -> Iterator[str]:
    for chunk in _chunks(text):
        for beginning in _BEGINNING.finditer(chunk):
            yield _cut(chunk[beginning.start() : beginning.start() + LENGTH])


def words(texts: Iterable[str | None], most: int = MOST_WORDS) -> list[str]:
    """Return the words of some texts, each once, in their order: of "bob@example.com" also "example.com" and "com".

    Whatever begins where a word begins is then the beginning of one of them, with the signs inside it: an address, an
    error code, a path.
    """
    found: dict[str, None] = {}
    for text in texts:
        for word in _words(text or ""):
            if len(found) == most:
                return list(found)
            found[word] = None
    return list(found)


def asked(search: str) -> list[str]:
    """Return the words that are searched for; one that another begins with says nothing more."""
    given = dict.fromkeys(filter(None, (_cut(_BEFORE.sub("", chunk)) for chunk in _chunks(search))))
    telling = [word for word in given if not any(other != word and other.startswith(word) for other in given)]
    return telling[:MOST_ASKED]


def span(word: str) -> tuple[str, str]:
    """Return between what the words lie that begin with this one."""
    return word, word + AFTER_ALL
