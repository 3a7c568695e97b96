"""Whether a text is plain English of the help desk: what can't be read can't be judged. Pure."""

import re
import unicodedata

from resolutionflow.flows.floor.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*")
_QUOTED = re.compile(r"[\"“][^\"“”\n]{0,80}[\"”]")
_OTHERS_SAID = (
    "der das den dem des ein eine einen und nicht sie ist auf mit fur bitte zu le les du des une est et pour "
    "avec votre vous dans el los las del una por con para su y il lo gli della di che per non nel het een van "
    "de op uit en niet voor u os um uma com do da nao seu na ze nie się z w på och det att til ikke ja on ei "
    "och af"
)
_OTHERS = frozenset(_OTHERS_SAID.split())
_LATIN = "LATIN"
SHARE = 0.34
"""So many of the words may be unknown; more, and the sentence is not English as this desk speaks it."""
SHORT = 3


def not_english(sentence: str, known: Vocabulary) -> bool:
    """Say whether ``sentence`` (or a label) can't be judged as English."""
    if not sentence.isascii() and _strange_letters(sentence):
        return True
    words = _WORD.findall(_QUOTED.sub(" ", sentence))
    plain = [word for at, word in enumerate(words) if word.islower() or (at == 0 and not word.isupper())]
    if sum(word.lower() in _OTHERS and not known.has(word) for word in words) >= 2:
        return True
    strange = sum(not known.has(word) for word in plain)
    accented = sum(not word.isascii() for word in words if "’" not in word)
    if accented and accented + strange >= 2:
        return True
    return strange > max(1, SHARE * len(plain)) or (
        len(plain) == 1 and len(words) <= SHORT and strange == 1 and words[0].islower()
    )


def _strange_letters(text: str) -> bool:
    return any(
        char.isalpha() and ord(char) > 0x24F and char not in "ªº" and _alphabet(char) != _LATIN for char in set(text)
    )


def _alphabet(char: str) -> str:
    return unicodedata.name(char, "?").split()[0]
