"""Words of a problem or a flow: what counts as the same word, and what is too common to count."""

import html
import re
import unicodedata
from collections.abc import Iterable

_COMMON = """
a about after again all also am an and any are as at be because been before being below between both but by can
cannot could did do does doing don down during each few for from further get got had has have having he her here
hers him his how i if in into is it its itself just me more most my myself no nor not now of off on once only or
other our ours out over own please same she should so some such than that the their theirs them then there these
they this those through to too under until up us very was we were what when where which while who whom why will with
would you your yours re ve ll
"""
STOP_WORDS = frozenset(_COMMON.split())
_VAGUE_WORDS = """
problem problems issue issues trouble troubles help please thanks thank hi hello hey dear need needs want wants
computer computers pc laptop machine device system thing things stuff something anything everything nothing someone
user users client customer caller work works working worked broken broke break wrong bad error errors fail fails failed
doesnt dont wont cant isnt didnt not fix fixed get gets got getting use using try tried urgent asap today morning now
still again since always sometimes morning yesterday strange weird odd
"""
WINDOW = 1_000
MOST_WINDOWS = 4
READ = WINDOW * MOST_WINDOWS
LEAST_WORDS = 2
LONGEST_WORD = 45

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_SAME = {
    "wifi": r"wi[-‑ ]?fi|wlan",
    "mail": r"e[-‑ ]?mails?",
    "login": r"(?:log|sign)(?:s|ged|ed|ging|ing)?[-‑ ]?(?:in|on)(?:to)?s?",
}
"""What is written in several ways, as one word or two, and the stem that it counts as."""
_WORD = re.compile("|".join((*(rf"(?P<{name}>(?:{ways})\b)" for name, ways in _SAME.items()), r"[^\W_]+")))
_LETTERS = re.compile(r"[^\W\d_]+")
_WITHOUT_SPACES = "\u2e80"
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_ENDINGS = (("sses", "ss"), ("ies", "y"), ("ing", ""), ("edly", ""), ("ed", ""), ("ly", ""), ("es", ""), ("s", ""))
_SHORT = 3


def plain(text: str) -> str:
    """Return the text without mark-up, its characters and quotes in one form."""
    return unicodedata.normalize("NFKC", html.unescape(_TAG.sub(" ", text))).replace("’", "'").strip()


def stem(word: str) -> str:
    """Return the word without its English ending; words that share a stem count as the same."""
    if len(word) <= _SHORT or not word.isascii():
        return word
    word = _without_ending(word)
    if word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    if len(word) > _SHORT and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > _SHORT and word.endswith("y") else word


def _without_ending(word: str) -> str:
    for ending, left in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORT and not word.endswith("ss"):
            return word[: -len(ending)] + left
    return word


def spelled(text: str) -> list[tuple[str, str]]:
    """Return stem and spelling of every word that counts, in order; "won't" is one word, "user's" is "user"."""
    joined = re.sub(r"n't\b", "nt", text.casefold())
    found = ((match.lastgroup, match.group()) for match in _WORD.finditer(joined))
    return [(same or stem(word), word) for same, word in found if same or (len(word) > 1 and word not in STOP_WORDS)]


_VAGUE = frozenset(stem(word) for word in _VAGUE_WORDS.split())


def stems(text: str) -> list[str]:
    """Return the stem of every word that counts, in order, repeated ones too."""
    return [found for found, _ in spelled(text)]


def telling(stemmed: Iterable[str]) -> int:
    """Return how many different words say what a problem is about; "my computer has a problem" has none."""
    return len(set(stemmed) - _VAGUE)


def says_enough(text: str) -> bool:
    """Say whether a problem has two words or more, of which one says what it is about; "help" and "xxxx…" have not."""
    named = plain(text[:READ])
    told = sum(_words_in(group) for group in {found.casefold() for found in _LETTERS.findall(named)})
    return told >= LEAST_WORDS and telling(stems(named)) > 0


def _words_in(letters: str) -> int:
    """Return how many words a group of letters may be: in scripts without spaces about one for two letters."""
    if letters >= _WITHOUT_SPACES:
        return max(len(letters) // 2, 1)
    return int(1 < len(letters) <= LONGEST_WORD)


def pieces(text: str, size: int) -> list[str]:
    """Cut a text at ends of sentences into pieces of at most `size` characters; a longer sentence is cut hard."""
    found: list[str] = []
    for sentence in _SENTENCE.split(text):
        for start in range(0, len(sentence), size):
            part = sentence[start : start + size].strip()
            if found and len(found[-1]) + len(part) < size:
                found[-1] = f"{found[-1]} {part}".strip()
            elif part:
                found.append(part)
    return found


def windows(text: str) -> list[str]:
    """Return the problem in pieces that the sentence model can read whole; of a very long text the beginning."""
    return pieces(text[:READ], WINDOW)[:MOST_WINDOWS]
