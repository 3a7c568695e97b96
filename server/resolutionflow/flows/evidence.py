"""Evidence: which answer of a node does a pasted text prove? Pure; patterns run in google-re2, in linear time."""

from functools import lru_cache
from typing import Any

import re2

from resolutionflow.flows.tree import Evidence, Node

PATTERN_MEMORY = 256 * 1024
MAX_PASTED = 200_000
MAX_QUOTE = 200
NUMBER = r"[-+]?\d+(?:[.,]\d+)?"


class BadPattern(ValueError):
    """The pattern is not one that google-re2 can run; the message says why."""


@lru_cache(maxsize=2_000)
def compiled(pattern: str) -> Any:
    """Return ``pattern`` ready to search with; ``(?i)`` at its beginning ignores case. Raise ``BadPattern``."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = PATTERN_MEMORY
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        why = error.args[0] if error.args else "not understood"
        raise BadPattern(why.decode("utf-8", "replace") if isinstance(why, bytes) else str(why)) from error


def proven(node: Node, pasted: str) -> tuple[str, str] | None:
    """Return the id of the one option that ``pasted`` proves and the words that prove it.

    None when it proves no option, or several: then the person decides without a hint.
    """
    found = proofs(node, pasted)
    return next(iter(found.items())) if len(found) == 1 else None


def proofs(node: Node, pasted: str) -> dict[str, str]:
    """Return the ids of all options that ``pasted`` proves, each with the words that prove it."""
    text = pasted[:MAX_PASTED]
    return {
        option.id: words
        for option in node.options
        if option.evidence and (words := proof(option.evidence, text)) is not None
    }


def proof(evidence: Evidence, pasted: str) -> str | None:
    """Return the words of ``pasted`` that this evidence asks for, None if none are there."""
    if evidence.kind == "text" and evidence.regex:
        found = compiled(evidence.regex).search(pasted)
        return found.group(0)[:MAX_QUOTE] if found else None
    if evidence.kind == "number":
        return _number_in_range(evidence, pasted)
    return None


def _number_in_range(evidence: Evidence, pasted: str) -> str | None:
    """Return the first number, or the one that the pattern's group (or whole) finds, when it lies within the bounds."""
    found = compiled(evidence.regex or NUMBER).search(pasted)
    if found is None:
        return None
    words = str(found.group(1) if found.re.groups else found.group(0))
    digits = compiled(NUMBER).search(words or "")
    if digits is None:
        return None
    value = float(digits.group(0).replace(",", "."))
    low, high = evidence.min, evidence.max
    within = (low is None or value >= low) and (high is None or value <= high)
    return found.group(0)[:MAX_QUOTE] if within else None
