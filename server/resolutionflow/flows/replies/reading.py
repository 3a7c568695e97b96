"""Reads a text: its clauses with their negations, and what it says outright. Pure."""

import re
from dataclasses import dataclass

from resolutionflow.flows.matching.words import STOP_WORDS, plain, stem
from resolutionflow.flows.replies import lexicon as words

MOST_READ = 4_000
_TOKEN = re.compile(r"[a-z0-9]+(?:[./][a-z0-9]+)*|[.,;:!?\n]")
_ENDS = frozenset(".;!?\n")
_KEPT = words.STATES
_AFTER_NO = words.PRONOUNS | words.AUXILIARIES | words.AFTER_NO
_JOINED = re.compile(r"\b(wi|e)[- ](fi|mail)\b")
_QUOTED = re.compile(r"(?<!\w)[\"'“‘]([^\"'“”’\n]{2,80})[\"'”’](?!\w)")
_CHECKED = re.compile(
    r"\b(?:i|we|ive|weve|im|just|have|had)\b.*?\b(?:check|checked|checking|inspect|inspected|examined|tested|looked)\b"
)
_APOSTROPHE = re.compile(r"[’'`´]")
_WHETHER = re.compile(r"\b(?:check|tell me|see|confirm|verify|know|say|determine|find out|ensure)\s+(?:if|whether)\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its words (stems, in order), how they were spelled, whether it is denied, whether a condition."""

    stems: tuple[str, ...]
    spelled: tuple[str, ...]
    negated: bool
    condition: bool
    aside: bool
    """Begins with "without": says how, not whether."""
    bare: bool
    """Pronoun and auxiliary and little else: "it does", "I haven't"."""
    emphatic: bool
    tokens: tuple[str, ...]
    denials: tuple[str, ...]

    @property
    def sign(self) -> int:
        """Return -1 for a denied clause, else 1."""
        return -1 if self.negated else 1


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it was read. ``verdict``: 1 yes, -1 no, 0 neither, as it says outright at its beginning."""

    text: str
    words: tuple[str, ...]
    clauses: tuple[Clause, ...]
    verdict: int
    verdict_word: str
    unsure: str
    hedged: str


def normal(text: str) -> str:
    """Return the text small, without mark-up and apostrophes: "doesn't" is "doesnt"."""
    small = _JOINED.sub(r"\1\2", plain(text[:MOST_READ]).casefold())
    return _APOSTROPHE.sub("", _QUOTED.sub(_without_denials, small))


def _without_denials(quoted: re.Match[str]) -> str:
    """A quoted message is a name: its own "no" denies nothing."""
    return " ".join(word for word in quoted.group(1).split() if word not in words.NEGATORS)


def read(text: str) -> Reading:
    """Read a reply or a label. Nothing is kept: a reply is the caller's own words."""
    small = normal(text)
    tokens = _TOKEN.findall(small)
    verdict, word = _verdict(tokens)
    plainly = tuple(token for token in tokens if token[0].isalnum())
    flat = f" {' '.join(plainly)} "
    unsure = next((phrase for phrase in words.UNSURE if f" {phrase} " in flat), "")
    hedged = next((token for token in tokens if token in words.HEDGES), "")
    return Reading(small, plainly, tuple(_clauses(tokens)), verdict, word, unsure, hedged)


def read_question(text: str) -> Reading:
    """Read a question: only the sentences that ask, and of "check whether …" only what is to be checked."""
    small = normal(text)
    asking = [part for part in re.split(r"(?<=[.!?])\s+|\n+", small) if part.rstrip().endswith("?")]
    asked = asking[-1] if asking else small
    found = _WHETHER.search(asked)
    return read(asked[found.end() :] if found else asked)


def _verdict(tokens: list[str]) -> tuple[int, str]:
    """Return what the first word says outright."""
    for place, token in enumerate(tokens[:3]):
        if token in words.YES:
            return 1, token
        if token in words.NO:
            return (-1, token) if _stands_alone(tokens, place) else (0, "")
        if token not in {",", ".", "oh", "well", "um", "uh", "hmm", "hi", "so", "thats", "you", "are"}:
            break
    return 0, ""


def _stands_alone(tokens: list[str], place: int) -> bool:
    """Say whether a "no" answers by itself, and does not belong to the noun after it ("no fuse was blown")."""
    after = tokens[place + 1] if place + 1 < len(tokens) else "."
    return tokens[place] != "no" or not after.isalnum() or after in _AFTER_NO


def _clauses(tokens: list[str]) -> list[Clause]:
    """Cut tokens into clauses at punctuation, at words that join, and at "without"."""
    parts: list[list[str]] = [[]]
    for place, token in enumerate(tokens):
        ends = token in _ENDS or token in {",", ":"}
        joins = token in words.BREAKS or _is_condition(tokens, place) or _goes_without(tokens, place)
        if (ends or joins) and parts[-1]:
            parts.append([])
        if not ends:
            parts[-1].append(token)
    for number, part in reversed(list(enumerate(parts))):
        if part and (cut := _main_after(part)):
            parts[number : number + 1] = [part[:cut], part[cut:]]
    return [_clause(part) for part in parts if part]


def _is_condition(tokens: list[str], place: int) -> bool:
    """Say whether a clause begins here that says when, not whether; "shows as connected" has none."""
    if tokens[place] == "as" and place and tokens[place - 1] in words.SHOWS:
        return False
    return tokens[place] in words.CONDITIONS


def _goes_without(tokens: list[str], place: int) -> bool:
    return tokens[place] == "without" or tokens[place : place + 2] == ["with", "no"]


def _main_after(tokens: list[str]) -> int:
    """Return where the main clause begins in "when I drive I don't notice it", 0 when there is none."""
    if not _is_condition(tokens, 0):
        return 0
    for place in range(3, len(tokens) - 1):
        near = tokens[place + 1 : place + 4]
        if tokens[place] in words.SUBJECTS and any(token in words.FINITE for token in near):
            return place
    return 0


def _clause(tokens: list[str]) -> Clause:
    denials = [token for place, token in enumerate(tokens) if _denies(tokens, place)]
    kept = [token for token in tokens if _counts(token)]
    plainly = [token for token in tokens if token not in words.YES and token not in words.NO]
    bare = bool(plainly) and any(token in words.AUXILIARIES for token in plainly) and not kept
    condition = _is_condition(tokens, 0) or (tokens[0] == "even" and len(tokens) > 1)
    condition = condition or bool(_CHECKED.match(" ".join(tokens[:6])) and not denials)
    return Clause(
        tuple(words.ALIKE.get(stem(token), stem(token)) for token in kept),
        tuple(kept),
        any(token in words.FAILING for token in denials) != any(token not in words.FAILING for token in denials),
        condition,
        _goes_without(tokens, 0),
        bare,
        not denials and any(token in words.EMPHATIC for token in tokens),
        tuple(tokens),
        tuple(denials),
    )


def _denies(tokens: list[str], place: int) -> bool:
    """Say whether the word at this place denies its clause."""
    word, after = tokens[place], tokens[place + 1 : place + 2]
    if word not in words.NEGATORS or (place == 0 and word in words.NO and _stands_alone(tokens, 0)):
        return False
    if word in words.THEN_A_VERB:
        return after == ["to"] or bool(after and word.startswith("stop") and after[0].endswith("ing"))
    return word != "no" or place == 0 or tokens[place - 1] not in {"a", "the", "that", "this"}


def _counts(token: str) -> bool:
    if token in words.NEGATORS or token in words.YES or token in words.NO:
        return token in words.ALSO_A_STATE
    return token in _KEPT or (len(token) > 1 and token not in STOP_WORDS and token not in words.AUXILIARIES)
