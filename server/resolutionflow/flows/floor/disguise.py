"""Any sign that a text was dressed up is a reason of its own: what is honest has no need of it. Pure."""

import re
import unicodedata
from collections.abc import Iterator

from resolutionflow.flows.floor.decoding import rotated

_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_STYLED = re.compile("[\u1d00-\u1dbf\u2460-\u24ff\ua730-\ua731\uff01-\uff5e\U0001d400-\U0001d7ff\U0001f100-\U0001f1ff]")
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")
_WORD = re.compile(r"[^\W\d_]{2,80}")
_LEET = re.compile(
    r"(?<![\w./\\:@-])(?=[A-Za-z]{1,12}[01345$@!][a-z])(?=\w*[a-z])[A-Za-z]+(?:[01345$@!]+[A-Za-z]+)+(?![\w/\\:@-]|\.\w)"
)
_SPACED = re.compile(r"(?<![A-Za-z])[A-Za-z](?:[ .\-_*·|\t]{1,3}[A-Za-z](?![A-Za-z])){4,60}")
_ENCODED = re.compile(
    r"(?<![\w/\\.:-])(?:(?=[A-Za-z+/]{0,60}\d)(?=[^a-z]{0,60}[a-z])(?=[^A-Z]{0,60}[A-Z])[A-Za-z0-9+/]{24,}={0,2}|[A-Za-z0-9+/]{14,}={1,2})"
    r"|(?<![\w-])(?:[0-9A-Fa-f]{2}[ ,:]?){12,}(?![\w-])"
    r"|(?:%[0-9A-Fa-f]{2}){3,}|(?:\\x[0-9A-Fa-f]{2}){2,}|(?:\\u[0-9A-Fa-f]{4}){2,}|(?:&#x?[0-9A-Fa-f]{2,6};?\s?){2,}"
    r"|(?<!\w)(?:[01]{8}\s?){3,}"
)
_COMMON_SAID = (
    "ask the and then open close with from your their please turn off disable delete remove password firewall "
    "antivirus caller user settings account files folder restart phone computer give send reset wipe erase "
    "format drive backup quarantine mailbox policy device all data for run install"
)
_COMMON = frozenset(_COMMON_SAID.split())
_ASCII = re.compile(r"[a-z]{3,20}")
BACKWARDS = 2
"""So many common words that only stand there backwards are no chance."""


def disguised(text: str) -> str:
    """Return the part of ``text`` that is dressed up, empty if none is."""
    return next(iter(_signs(text)), "")


def _signs(text: str) -> Iterator[str]:
    if not text.isascii():
        for pattern in (_HIDDEN, _STYLED, _MARKS):
            if found := pattern.search(text):
                yield _around(text, found)
        yield from (word for word in _WORD.findall(text) if not word.isascii() and _mixed(word))
    for pattern in (_LEET, _SPACED, _ENCODED):
        if found := pattern.search(text):
            yield _around(text, found)
    if _backwards(text):
        yield text


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 20) : found.end() + 20]


def _mixed(word: str) -> bool:
    """Say whether the letters of one word are of several alphabets."""
    return len({unicodedata.name(char, "?").split()[0] for char in set(word)} - {"DIGIT"}) > 1


def _backwards(text: str) -> bool:
    """Say whether words make sense only backwards, or 13 places on in the alphabet."""
    words = [word for word in _ASCII.findall(text.casefold()) if word not in _COMMON]
    for told in ([word[::-1] for word in words], [rotated(word) for word in words]):
        turned = sum(word in _COMMON for word in told)
        if turned >= BACKWARDS or (turned > 0 and turned >= len(words) / 2):
            return True
    return False
