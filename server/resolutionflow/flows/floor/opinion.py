"""A second opinion beside the table: by how much a step is like harmful ones, in its words and its meaning. Pure.

``opinion.weights`` is learned by ``python -m bench.floor_learn`` from the steps in ``bench/floor_examples``, most of
them written by people who hadn't seen the table. It has one weight for each number of ``features``. A step is as
harmful as its words say and its ``meaning`` says, taken together.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from struct import Struct
from typing import TYPE_CHECKING

from resolutionflow.flows.floor import meaning
from resolutionflow.flows.floor.features import NUMBERS, numbers, said, share

if TYPE_CHECKING:
    from resolutionflow.flows.floor.meaning import Reader

FILE = "opinion.weights"
LIKE_HARMFUL = "like_harmful"
MESSAGE = (
    "Like harmful steps: it reads like what the first line must not do. Say what to look at or to ask instead, one "
    "harmless thing at a time, or escalate."
)
HEAD = Struct("<32s")
"""The fingerprint of the examples."""
VOICE = Struct("<2d")
"""The size of a weight of one, and the constant, less what is allowed."""
Voice = tuple[Sequence[int], float, float]
"""The weights, their size and the constant."""
LONGEST = 1_000
"""Only so many letters of each text are weighed: no step that is shown has more."""


def like_harmful(texts: Sequence[str], read: Reader | None) -> bool:
    """Say whether a step is so much like the harmful examples that it is stopped."""
    return likeness(texts, read) > 0


def likeness(texts: Sequence[str], read: Reader | None) -> float:
    """Return by how much a step is more like the harmful examples than is allowed; without ``read``, by its words."""
    there = plain(texts)
    found = numbers(there)
    if not found:
        return -1.0
    return _by_words(found) + (meaning.harm(there, read) if read else 0.0)


def plain(texts: Sequence[str]) -> list[str]:
    """Return the texts of a step as they are weighed."""
    return said([text[:LONGEST] for text in texts])


def _by_words(found: Sequence[int]) -> float:
    weights, size, constant = _learned()
    return constant + size * share(len(found)) * sum(weights[one] for one in found)


def packed(fingerprint: bytes, voice: Voice) -> bytes:
    """Return the file of what was learned: weights from -127 to 127, to be multiplied with their size."""
    weights, size, constant = voice
    return HEAD.pack(fingerprint) + VOICE.pack(size, constant) + array("b", weights).tobytes()


def unpacked(stored: bytes) -> Voice:
    """Return the weights in a file."""
    size, constant = VOICE.unpack_from(stored, HEAD.size)
    return array("b", stored[HEAD.size + VOICE.size :]), size, constant


def kept() -> bytes:
    """Return the file as it is kept."""
    return (files("resolutionflow.flows.floor") / FILE).read_bytes()


@lru_cache(maxsize=1)
def _learned() -> Voice:
    voice = unpacked(kept())
    assert len(voice[0]) == NUMBERS
    return voice
