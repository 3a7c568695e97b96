"""A second opinion beside the table: how much a step is like harmful examples, by all of its words. Pure.

``opinion.weights`` is learned by ``python -m bench.floor_learn`` from the steps in ``bench/floor_examples``, most of
them written by people who hadn't seen the table. It has a voice for all that is harmful and one for each class; each
has one weight for each number of ``features``. A step is as harmful as the first voice and the loudest other say.
"""

from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from struct import Struct

from resolutionflow.flows.floor.features import NUMBERS, numbers, said, share

FILE = "opinion.weights"
LIKE_HARMFUL = "like_harmful"
MESSAGE = (
    "Like harmful steps: it reads like what the first line must not do. Say what to look at or to ask instead, one "
    "harmless thing at a time, or escalate."
)
HEAD = Struct("<32s")
"""The fingerprint of the examples."""
VOICE = Struct("<2d")
"""The size of a weight of one, and the constant; that of the first voice is less the threshold."""
Voice = tuple[Sequence[int], float, float]
"""The weights, their size and the constant."""
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
    each = share(len(there))
    first, *others = (
        constant + size * each * sum(weights[one] for one in there) for weights, size, constant in _learned()
    )
    return first + max(others)


def packed(fingerprint: bytes, voices: Iterable[Voice]) -> bytes:
    """Return the file of what was learned: weights from -127 to 127, to be multiplied with their size."""
    said = (VOICE.pack(size, constant) + array("b", weights).tobytes() for weights, size, constant in voices)
    return HEAD.pack(fingerprint) + b"".join(said)


def unpacked(stored: bytes) -> list[Voice]:
    """Return the voices in a file."""
    length = VOICE.size + NUMBERS
    return [_voice(stored[at : at + length]) for at in range(HEAD.size, len(stored), length)]


def _voice(stored: bytes) -> Voice:
    size, constant = VOICE.unpack_from(stored)
    return array("b", stored[VOICE.size :]), size, constant


def kept() -> bytes:
    """Return the file as it is kept."""
    return (files("resolutionflow.flows.floor") / FILE).read_bytes()


@lru_cache(maxsize=1)
def _learned() -> list[Voice]:
    voices = unpacked(kept())
    assert all(len(weights) == NUMBERS for weights, _, _ in voices)
    return voices
