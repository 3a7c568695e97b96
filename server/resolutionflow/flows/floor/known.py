"""Says of a step's sentences and labels what in them is no order that the first line knows. Pure."""

import re

from resolutionflow.flows.floor.doing import (
    BE,
    CLOSED,
    DETERMINERS,
    LEADS,
    NOT,
    Doing,
    doings,
    sentences,
    starts,
    words_of,
)
from resolutionflow.flows.floor.vocabulary import Vocabulary, stems

_QUESTION = re.compile(
    r"^(?:is|are|was|were|has|have|had|does|do|did|which|what|who|whose|where|when|why|how|since|in which|on which|at"
    r"|can (?:the|they|it|he|she|a))\b.*\?",
    re.IGNORECASE | re.DOTALL,
)
_CHUNK = re.compile(r"[.;]\s|\n|, then\b")
_STEP = re.compile(r"\s[>→]\s")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
BACK = 12
"""So many words before "it" may say what it is."""
NEAR = 3
SHOWN = 8
_SWITCHED = frozenset({"on", "enable", "enabled", "save", "apply"})
SAID_TO = frozenset({"tell", "ask", "inform", "warn", "remind", "advise", "convince", "invite"})


def not_known(text: str, known: Vocabulary, *, label: bool) -> str:
    """Return the words of an order in ``text`` that isn't one of the first line's, empty if there is none."""
    for path in _CHUNK.split(text):
        if _STEP.search(path) and _bad_path(path, known):
            return path.strip()
    before: list[str] = []
    for sentence in sentences(text):
        words = words_of(sentence)
        if words and (found := _in_sentence(sentence, words, before, known, label=label)):
            return found
        before = words
    return ""


def _in_sentence(sentence: str, words: list[str], before: list[str], known: Vocabulary, *, label: bool) -> str:
    if _QUESTION.match(sentence.strip()):
        return ""
    if stranger := _unknown_verb(sentence, words, known, label=label):
        return stranger
    for doing in doings(words, known):
        if not _passes(doing, [*before[-BACK:], *words[max(0, doing.at - BACK) : doing.at]], known):
            return " ".join(words[doing.at : doing.at + 8])
    return ""


def _passes(doing: Doing, before: list[str], known: Vocabulary) -> bool:
    may = known.done.get(doing.verb, frozenset())
    said = [*doing.named, *doing.further]
    if doing.verb in SAID_TO and any(known.has(word) and not _in(word, may) for word in doing.named):
        return False
    if doing.verb in known.seeing:
        return True
    grave = [word for word in said if _in(word, known.sensitive)]
    if doing.verb in known.handling:
        return all(_in(word, may) for word in grave)
    if doing.it and not doing.named:
        grave += meant(before, known)
        return "it" in may and all(_in(word, may) for word in grave)
    return (bool(may) or not said) and all(_in(word, may) for word in [*(doing.named or doing.further), *grave])


def meant(before: list[str], known: Vocabulary) -> list[str]:
    """Return the sensitive things that "it" may stand for."""
    return [word for word in before[-BACK:] if _in(word, known.sensitive)]


def _in(word: str, words: frozenset[str]) -> bool:
    return word in words or any(stem in words for stem in stems(word)) or f"{word}s" in words


def _unknown_verb(sentence: str, words: list[str], known: Vocabulary, *, label: bool) -> str:
    """Return what looks like an order whose verb no harmless step has."""
    at = starts(words)
    asked = "?" in sentence and len(words) <= NEAR
    if at + 1 < len(words) and not asked and _strange_start(words, at, known, label=label):
        return " ".join(words[at : at + SHOWN])
    capital = {word.casefold() for word in _WORD.findall(sentence)[1:] if not word.islower()}
    for place in range(at, len(words) - 1):
        word = words[place]
        name = word in capital or word in known.verbs or not word[0].isalpha()
        if not name and not NOT & set(words[max(0, place - NEAR) : place]) and _strange(words, place, known):
            return " ".join(words[place : place + SHOWN])
    return ""


def _strange_start(words: list[str], at: int, known: Vocabulary, *, label: bool) -> bool:
    first, after = words[at], words[at + 1]
    if after in BE or len(first) == 1 or not first.isalpha() or first in known.verbs:
        return False
    if _in(first, known.first) or (first in known.everyday and after not in DETERMINERS):
        return False
    return not label or after in DETERMINERS or not known.has(first)


def _strange(words: list[str], place: int, known: Vocabulary) -> bool:
    word = words[place]
    if (
        word not in CLOSED
        and words[place + 1] in DETERMINERS
        and not word.endswith("ed")
        and not _in(word, known.before)
    ):
        return True
    return place > 0 and words[place - 1] in LEADS and not known.has(word) and not word.endswith(("ed", "ly"))


def _bad_path(path: str, known: Vocabulary) -> bool:
    """Say whether a way through menus ends with a change of something that isn't everyday."""
    steps = [[word.casefold() for word in _WORD.findall(step)] for step in _STEP.split(path)]
    last = steps[-1]
    if not last or " ".join(last) in known.ends:
        return False
    if set(last) & known.off:
        return not all(_in(word, known.everyday) or word in known.off for word in [*steps[-2], *last])
    changes = any(word in _SWITCHED or known.verbs.get(word) in known.changing for word in last)
    return changes and any(_in(word, known.sensitive) for step in steps for word in step)
