"""The words of harmless steps: what English of a help desk is made of. Pure.

``english_words.yaml`` holds words written by hand, and those read off the starter flows and the playbook by
``python -m bench.floor_words``, which is to be run again when they are given new steps.
"""

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import yaml

_FOLD = str.maketrans("’‘", "''")
_SUFFIXES = ("'s", "s'", "s", "es", "ed", "d", "ing", "ly", "er", "est", "n't", "'t", "'ve", "'re", "'ll", "'m")


def knows(word: str) -> bool:
    """Say whether harmless steps use ``word``, in any form, or the parts of it."""
    word = word.casefold().translate(_FOLD)
    return _has(word) or ("-" in word and all(_has(part) for part in word.split("-") if part))


def _has(word: str) -> bool:
    known = _words()
    return word in known or any(stem in known for stem in _stems(word)) or f"{word}s" in known


def _stems(word: str) -> Iterable[str]:
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


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    lists = yaml.safe_load((files("resolutionflow.flows.floor") / "english_words.yaml").read_text("utf-8"))
    return frozenset(word for said in lists.values() for word in said.split())
