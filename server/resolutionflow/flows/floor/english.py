"""Whether a text is plain English of the help desk: what can't be read can't be judged. Pure."""

import re
import unicodedata

from resolutionflow.flows.floor.vocabulary import knows

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*")
_QUOTED = re.compile(r"[\"“][^\"“”\n]{0,80}[\"”]")
_OTHERS_SAID = (
    "der das den dem des ein eine einen und nicht sie ist auf mit fur bitte zu le les du des une est et pour "
    "avec votre vous dans el los las del una por con para su y il lo gli della di che per non nel het een van "
    "de op uit en niet voor u os um uma com do da nao seu na ze nie się z w på och det att til ikke ja on ei "
    "och af"
)
_OTHERS = frozenset(_OTHERS_SAID.split())
_ENGLISH_SAID = (
    "the a an and or of to in on at is are was be it its this that these with for from by as if when not your their "
    "you they then which what who how does do has have can should will there here into after before"
)
_ENGLISH = frozenset(_ENGLISH_SAID.split())
_LATIN = "LATIN"
SHARE = 0.5
"""So many of the words may be unknown where no small word says that a sentence is English."""
_SENTENCE = re.compile(r"(?<=[.!?;])[\"')\]]*\s+|\n+")


def strange(text: str) -> str:
    """Return the first sentence of ``text`` that can't be judged as English, empty if there is none."""
    return next((one for one in _SENTENCE.split(text) if one and one.strip() and not_english(one)), "")


def not_english(sentence: str) -> bool:
    """Say whether ``sentence`` (or a label) can't be judged as English."""
    if not sentence.isascii() and _strange_letters(sentence):
        return True
    words = _WORD.findall(_QUOTED.sub(" ", sentence))
    plain = [word for at, word in enumerate(words) if word.islower() or (at == 0 and not word.isupper())]
    named = () if sentence.isupper() else {word for word in words if word.isupper()}
    if sum(word.lower() in _OTHERS and word not in named and not knows(word) for word in words) >= 2:
        return True
    unknown = sum(not knows(word) for word in plain)
    accented = sum(not word.isascii() for word in words if "’" not in word)
    if accented and accented + unknown >= 2:
        return True
    is_said = any(word.lower() in _ENGLISH - _OTHERS for word in words)
    return not is_said and unknown > max(1, SHARE * len(plain))


def _strange_letters(text: str) -> bool:
    return any(
        char.isalpha() and ord(char) > 0x24F and char not in "ªº" and _alphabet(char) != _LATIN for char in set(text)
    )


def _alphabet(char: str) -> str:
    return unicodedata.name(char, "?").split()[0]
