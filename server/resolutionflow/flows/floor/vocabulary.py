"""What harmless steps say: their words, what their sentences begin with, and what they do to what. Pure.

``allowed/verbs.yaml`` is written by hand; ``allowed/mined.yaml`` is read off the starter flows and the playbook by
``python -m bench.floor_allowed``, which has to be run again when they are given new steps.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

_FOLD = str.maketrans("’‘", "''")
_SUFFIXES = ("'s", "s'", "s", "es", "ed", "d", "ing", "ly", "er", "est", "n't", "'t", "'ve", "'re", "'ll", "'m")


@dataclass(frozen=True)
class Vocabulary:
    """Words in lower case. ``done`` says to what each verb of ``changing`` and ``handling`` may be done."""

    words: frozenset[str]
    first: frozenset[str]
    before: frozenset[str]
    ends: frozenset[str]
    seeing: frozenset[str]
    handling: frozenset[str]
    changing: frozenset[str]
    sensitive: frozenset[str]
    secrets: frozenset[str]
    off: frozenset[str]
    everyday: frozenset[str]
    done: Mapping[str, frozenset[str]]
    verbs: Mapping[str, str]

    def has(self, word: str) -> bool:
        """Say whether harmless steps use ``word``, in any form, or the parts of it."""
        word = word.casefold().translate(_FOLD)
        return _has(self.words, word) or (
            "-" in word and all(_has(self.words, part) for part in word.split("-") if part)
        )


def _has(words: frozenset[str], word: str) -> bool:
    return word in words or any(stem in words for stem in stems(word)) or f"{word}s" in words


def stems(word: str) -> Iterable[str]:
    """Yield what ``word`` may be a form of."""
    if word.endswith(("ies", "ied")):
        yield f"{word[:-3]}y"
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            stem = word[: -len(suffix)]
            yield stem
            yield f"{stem}e"
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]


def forms(verb: str) -> Iterable[str]:
    """Yield ``verb`` as an order and as a name of what is done: "remove", "removes", "removing"."""
    yield verb
    yield f"{verb}s"
    yield f"{verb}ing"
    if verb.endswith("e"):
        yield f"{verb[:-1]}ing"
    if re.fullmatch(r"[a-z]*[^aeiou][aeiou][bdgklmnprt]", verb):
        yield f"{verb}{verb[-1]}ing"


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the lists that come with the product, read when they are first asked for."""
    folder = files("resolutionflow.flows.floor") / "allowed"
    return built(*(yaml.safe_load((folder / name).read_text("utf-8")) for name in ("verbs.yaml", "mined.yaml")))


def built(written: Mapping[str, Any], mined: Mapping[str, Any]) -> Vocabulary:
    """Put the list written by hand and what was read off harmless steps together."""
    groups = {name: frozenset(said.casefold().split()) for name, said in written.items() if name != "also"}
    lists = {name: frozenset(str(mined[name]).split()) for name in ("words", "first", "before")}
    lists["ends"] = frozenset(mined["ends"])
    told = {verb: frozenset(str(objects).split()) for verb, objects in mined["done"].items()}
    for verb, objects in written["also"].items():
        told[verb] = told.get(verb, frozenset()) | frozenset(objects.split())
    for verb in groups["mild"]:
        told[verb] = told.get(verb, frozenset()) | groups["everyday"]
    verbs = {form: verb for name in ("seeing", "handling", "changing") for verb in groups[name] for form in forms(verb)}
    lists["words"] |= groups["words"] | groups["seeing"] | groups["handling"] | groups["everyday"] | groups["mild"]
    kinds = {
        name: groups[name] for name in ("seeing", "handling", "changing", "sensitive", "secrets", "off", "everyday")
    }
    return Vocabulary(**lists, **kinds, done=told, verbs=verbs)
