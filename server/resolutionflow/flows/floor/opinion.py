"""A second opinion beside the table: how much a step is like harmful examples, by all of its words. Pure.

``opinion.weights`` is learned by ``python -m bench.floor_learn`` from the steps in ``bench/floor_examples``, most of
them written by people who hadn't seen the table: one weight for each number of ``features``.
"""

from array import array
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from math import sqrt
from struct import Struct

from resolutionflow.flows.floor.features import NUMBERS, numbers, said

FILE = "opinion.weights"
LIKE_HARMFUL = "like_harmful"
MESSAGE = (
    "Like harmful steps: it reads like what the first line must not do. Say what to look at or to ask instead, one "
    "harmless thing at a time, or escalate."
)
HEAD = Struct("<32s2d")
"""The fingerprint of the examples, the size of a weight of one, and the constant, less the threshold."""
LONGEST = 1_000
"""Only so many letters of each text are weighed: no step that is shown has more."""


def like_harmful(texts: Sequence[str]) -> bool:
    """Say whether a step is so much like the harmful examples that it is stopped."""
    return likeness(texts) > 0


def likeness(texts: Sequence[str]) -> float:
    """Return by how much a step is more like the harmful examples than is allowed."""
    there = numbers(said([text[:LONGEST] for text in texts]))
    if not there:
        return -1.0
    weights, size, constant = _learned()
    return constant + size * sum(weights[one] for one in there) / sqrt(len(there))


def packed(fingerprint: bytes, weights: Sequence[int], size: float, constant: float) -> bytes:
    """Return the file of what was learned: weights from -127 to 127, to be multiplied with ``size``."""
    return HEAD.pack(fingerprint, size, constant) + array("b", weights).tobytes()


def kept() -> bytes:
    """Return the file as it is kept."""
    return (files("resolutionflow.flows.floor") / FILE).read_bytes()


@lru_cache(maxsize=1)
def _learned() -> tuple[Sequence[int], float, float]:
    stored = kept()
    _, size, constant = HEAD.unpack_from(stored)
    weights = array("b", stored[HEAD.size :])
    assert len(weights) == NUMBERS
    return weights, size, constant
