"""The problems that were written by hand, as data: ``library/*.yaml``, read once when first asked for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from resolutionflow.ai.playbook.spelling import Spelling
from resolutionflow.ai.playbook.words import Vocabulary

WORDS, ELSEWHERE = "words.yaml", "elsewhere.yaml"
OUTCOME = "It works now | Still the same"


class BadLibrary(ValueError):
    """A file of the library does not have the form that it must have."""


HAND_OVER, HAND_OVER_AT_ONCE = -1, -2
"""In place of the number of a thing to do: nothing is left to try; this is not for the first line."""


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing to do. ``admin``: it needs rights that not everybody has; ``last``: hand over after it; ``only``: what
    stands below is for another answer, so hand over when it did not help.
    """

    text: str
    admin: bool = False
    last: bool = False
    only: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a branch's question, and the number of the thing to do for it."""

    label: str
    to: int


@dataclass(frozen=True, slots=True)
class Branch:
    """One cause: how one tells, what to ask, what to do for each answer, and after that the things below it.

    ``outcome``: how one says that it helped, and that it did not.
    """

    title: str
    when: str
    ask: str
    answers: tuple[Reply, ...]
    do: tuple[Doing, ...]
    fix: str
    minutes: float
    outcome: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """One common problem; ``say`` is how people put it, ``unless`` what makes it another matter."""

    id: str
    name: str
    category: str
    say: tuple[str, ...]
    unless: tuple[str, ...]
    question: str
    hand_over: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """All problems, and the words that they are found by; ``foreign`` are subjects that none of them is about.

    ``alone`` are the words that name a problem without a second one, ``plain`` those that make nothing another matter;
    ``elsewhere`` is what else desks are asked for, as people put it: what is nearest to that is none of the problems.
    ``spelling`` puts right what was typed in a hurry.
    """

    problems: tuple[Problem, ...]
    words: Vocabulary
    foreign: tuple[str, ...]
    alone: frozenset[str]
    plain: frozenset[str]
    elsewhere: tuple[tuple[str, ...], ...]
    spelling: Spelling


@lru_cache(maxsize=1)
def library() -> Library:
    """Return the library that comes with the product."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # knows text only: no "no" that means false
    folder = files("resolutionflow.ai.playbook") / "library"
    loaded = {
        entry.name: yaml.load(entry.read_text("utf-8"), Loader=loader)  # noqa: S506  makes no objects
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".yaml")
    }
    return read(loaded)


def read(loaded: Mapping[str, Any]) -> Library:
    """Return the library in these files' contents. Raise ``BadLibrary``."""
    said = loaded[WORDS]
    problems = tuple(_problem(row) for name, rows in loaded.items() if name not in {WORDS, ELSEWHERE} for row in rows)
    elsewhere = tuple(tuple(phrases) for phrases in loaded.get(ELSEWHERE, {}).values())
    texts = [text for problem in problems for text in (problem.name, *problem.say)]
    texts += [text for phrases in elsewhere for text in phrases]
    words = Vocabulary(said["same"], said["empty"])
    for text in texts:
        words.learn(text)
    words.settle()
    everyday = [*said["empty"], *said["plain"], *said["same"], *(way for ways in said["same"].values() for way in ways)]
    spelling = Spelling(said["short"], [*texts, *everyday])
    plain = frozenset(concept for word in said["plain"] for concept in words.concepts(word))
    return Library(problems, words, tuple(said["foreign"]), frozenset(said["alone"]), plain, elsewhere, spelling)


def _problem(row: Mapping[str, Any]) -> Problem:
    _known(row, {"id", "name", "category", "say", "unless", "question", "hand_over", "outcome", "branches"})
    try:
        helped, same = row.get("outcome", OUTCOME).split(" | ")
        return Problem(
            id=row["id"],
            name=row["name"],
            category=row["category"],
            say=tuple(row["say"]),
            unless=tuple(row.get("unless", ())),
            question=row["question"],
            hand_over=row["hand_over"],
            branches=tuple(_branch(branch, (helped, same)) for branch in row["branches"]),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as fault:
        raise BadLibrary(f"{row.get('id')}: {fault}") from fault


def _branch(row: Mapping[str, Any], outcome: tuple[str, str]) -> Branch:
    _known(row, {"title", "when", "ask", "do", "fix", "minutes"})
    ask, *labels = row["ask"].split(" | ")
    return Branch(
        title=row["title"],
        when=row["when"],
        ask=ask,
        answers=tuple(_replies(labels, len(row["do"]))),
        do=tuple(_doing(text) for text in row["do"]),
        fix=row["fix"],
        minutes=float(row.get("minutes", 3)),
        outcome=outcome,
    )


def _replies(labels: Sequence[str], things: int) -> Iterator[Reply]:
    """Lead the first answer to the first thing to do and so on; those marked "!" hand over at once."""
    to = 0
    for label in labels:
        if label.startswith("!"):
            yield Reply(label.removeprefix("!"), HAND_OVER_AT_ONCE)
        elif to >= things:
            yield Reply(label, HAND_OVER)
        else:
            yield Reply(label, to)
            to += 1


def _doing(text: str) -> Doing:
    """Read the marks before the text: "(admin)", "(last)", "(only)"."""
    marks = re.match(r"(?:\((?:admin|last|only)\) )*", text)
    said = marks.group() if marks else ""
    return Doing(text.removeprefix(said), "(admin)" in said, "(last)" in said, "(only)" in said)


def _known(row: Mapping[str, Any], names: set[str]) -> None:
    unknown = row.keys() - names
    if unknown:
        raise BadLibrary(f"{row.get('id', row.get('title'))}: {', '.join(sorted(unknown))}")
