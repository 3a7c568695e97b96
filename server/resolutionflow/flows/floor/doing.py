"""Which orders a step gives, and to what: only those pass that the first line gives every day. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from resolutionflow.flows.floor.vocabulary import Vocabulary

WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:['’-][A-Za-z0-9]+)*|[,;:()–—>→|/]|\"")
SENTENCE = re.compile(r"(?<=[.!?;])[\"')\]]*\s+|\n+")
_DETERMINERS_SAID = "the a an all your their his her its this that these those every any each both our my"
DETERMINERS = frozenset(_DETERMINERS_SAID.split())
_PRONOUNS_SAID = "it them him one everything nothing something"
PRONOUNS = frozenset(_PRONOUNS_SAID.split())
_LEADS_SAID = (
    "to please and then or can could should must may might you let's just now first next also so will would us"
)
LEADS = frozenset(_LEADS_SAID.split())
_SKIP_SAID = "please then now first next also and or but just so if not afterwards finally simply always"
SKIP = frozenset(_SKIP_SAID.split())
_NOT_SAID = (
    "not never don't don’t no without nobody cannot can't can’t isn't doesn't didn't nor neither avoid instead "
    "refuse whether"
)
NOT = frozenset(_NOT_SAID.split())
_BREAKS_SAID = (
    ", ; : ( ) – — > → | and or then but so until when if while because that which who where before after "
    "since as unless whether is are was were has have does than what how why"
)
BREAKS = frozenset(_BREAKS_SAID.split())
_PREPOSITIONS_SAID = (
    "in on at to from for with by of into onto through over under off out up down about between beside behind "
    "inside outside without against during via back again away"
)
PREPOSITIONS = frozenset(_PREPOSITIONS_SAID.split())
EMPTY = (
    DETERMINERS
    | PRONOUNS
    | frozenset(
        [
            "caller",
            "callers",
            "person",
            "user",
            "users",
            "they",
            "he",
            "she",
            "you",
            "we",
            "i",
            "me",
            "person's",
            "caller's",
            "user's",
            "yourself",
            "themselves",
            "same",
            "new",
            "old",
            "own",
            "only",
            "once",
            "more",
            "here",
            "there",
            "still",
            "closer",
            "overnight",
            "firmly",
            "carefully",
            "gently",
            "briefly",
            "together",
            "twice",
            "yet",
            "not",
            "no",
            "other",
            "another",
            "then",
            "also",
            "just",
            "first",
            "next",
        ]
    )
)
_BE_SAID = (
    "is are was were has have had does do did can can't cannot will would should must may isn't aren't didn't "
    "doesn't says shows keeps"
)
BE = frozenset(_BE_SAID.split())
CLOSED = DETERMINERS | PRONOUNS | LEADS | SKIP | NOT | BREAKS | PREPOSITIONS | EMPTY | BE
"""Words that are neither verbs nor things."""
REACH = 9
FAR = 4


@dataclass(slots=True)
class Doing:
    """A verb in a sentence and what it is done to: ``named`` right after it, ``further`` in the rest of the clause."""

    verb: str
    at: int
    named: list[str] = field(default_factory=list)
    further: list[str] = field(default_factory=list)
    it: bool = False


def sentences(text: str) -> list[str]:
    """Cut a text where its sentences end."""
    return [one for one in SENTENCE.split(text) if one and one.strip()]


def words_of(sentence: str) -> list[str]:
    """Return the words and signs of a sentence in lower case."""
    return [word.casefold().replace("’", "'") for word in WORD.findall(sentence)]


def doings(words: list[str], known: Vocabulary) -> Iterator[Doing]:
    """Yield what a sentence says to do, in the order of its words."""
    for at, word in enumerate(words):
        verb = known.verbs.get(word)
        if verb and _is_verb(words, at, word == verb) and not NOT & set(words[max(0, at - FAR) : at]):
            yield _clause(verb, words, at)


def _is_verb(words: list[str], at: int, base: bool) -> bool:
    """Say whether the word at ``at`` stands where an order does, and isn't the name of a thing."""
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if not base:
        return words[at].endswith("ing") and (
            after in DETERMINERS or not before or before in {"try", "by", "of", "help", "helps", ">", ",", ":"}
        )
    return (
        at == starts(words)
        or before in LEADS
        or before in BREAKS
        or after in DETERMINERS | PRONOUNS
        or before in {"caller", "person", "user", "them"}
    )


def starts(words: list[str]) -> int:
    """Return where the first word stands that isn't a mere lead-in."""
    return next((at for at, word in enumerate(words) if word not in SKIP and word.isalpha()), 0)


def _clause(verb: str, words: list[str], at: int) -> Doing:
    done = Doing(verb, at)
    target = done.named
    for place in range(at + 1, min(len(words), at + 1 + REACH)):
        word = words[place]
        if word in BREAKS:
            break
        if word in PREPOSITIONS:
            target = done.further if done.named or done.it or word in {"to", "for"} else target
            if place == at + 1 and word in {"off", "out", "down"} and f"{verb}-{word}" != verb:
                done.verb = "turn-off" if verb in {"turn", "switch"} and word == "off" else verb
            continue
        if word in PRONOUNS:
            done.it, target = True, target if done.named else done.further
        if word not in EMPTY and word[0].isalpha():
            target.append(word)
        elif word == "off":
            done.verb = "turn-off"
    return done
