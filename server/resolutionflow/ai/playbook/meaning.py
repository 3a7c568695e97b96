"""How near a ticket is in meaning to what people say of each problem: sentence vectors of the local model, if there.

The vectors of the library's phrases are kept beside it, so that no process has to make two thousand of them. After a
change of the library run ``python -m resolutionflow.ai.playbook.meaning``; until then the words alone decide.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from resolutionflow.ai.playbook.library import Library, library
from resolutionflow.platform import vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

KEPT = "phrases.vectors"
SCALE = 300.0
"""A number of a vector, times this, is kept as one byte; none is larger than 0.42 in size."""
NEAREST, OTHERS = 0.6, 3
"""What the nearest phrase counts beside the mean of the nearest three: one odd phrase alone is no proof."""
WHOLE = 0.5
"""What the middle of all phrases counts beside that."""
PASSED_OVER = -2.0
"""Stands for the nearness of a phrase that is left out."""
TEXT = 400
"""Letters at the head of a ticket that are compared; what follows tells the story, not the trouble."""


def groups(known: Library) -> list[tuple[str, ...]]:
    """Return what people say of each problem, then of each matter that none of the problems is about."""
    return [(problem.name, *problem.say) for problem in known.problems] + list(known.elsewhere)


def alike(text: str, without: str = "") -> list[float] | None:
    """Return how near ``text`` is to each group, 1.5 at most; null where vectors can't be made or compared.

    The phrase ``without`` is passed over, to measure what is found of words that nobody wrote down.
    """
    kept = _kept()
    if kept is None or not text.strip():
        return None
    import numpy as np

    matrix, starts, sizes = kept
    near = np.einsum("pd,d->p", matrix, vectors.embed(text[:TEXT]))  # not "@", whose threads wait for busy cores
    if without:
        said = [phrase for phrases in groups(library()) for phrase in phrases]
        near[[place for place, phrase in enumerate(said) if phrase == without]] = PASSED_OVER
    parts = zip(starts, [*starts[1:], len(near)], sizes, strict=True)
    return [_near(near[start:end], size) for start, end, size in parts]


def _near(values: NDArray[np.float32], size: float) -> float:
    """Return how near a group is whose phrases are as near as ``values``; ``size`` is that of their mean vector."""
    best: list[float] = sorted((value for value in values.tolist() if value > PASSED_OVER), reverse=True)
    nearest = sum(best[:OTHERS]) / len(best[:OTHERS])
    return NEAREST * best[0] + (1 - NEAREST) * nearest + WHOLE * sum(best) / len(best) / size


@lru_cache(maxsize=1)
def _kept() -> tuple[NDArray[np.float32], list[int], list[float]] | None:
    """Return the vectors of all phrases and where each group begins, and the size of each group's mean; null when they
    aren't those of this library.
    """
    if not vectors.available():
        return None
    import numpy as np

    said = groups(library())
    stored = (files("resolutionflow.ai.playbook") / "library" / KEPT).read_bytes()
    if stored[:32] != fingerprint(said):
        return None
    matrix = np.frombuffer(stored, np.int8, offset=32).reshape(-1, vectors.DIMENSIONS).astype(np.float32) / SCALE
    starts = list(accumulate((len(phrases) for phrases in said[:-1]), initial=0))
    means = np.add.reduceat(matrix, starts, axis=0) / [[len(phrases)] for phrases in said]
    return matrix, starts, np.linalg.norm(means, axis=1).tolist()


def fingerprint(said: Sequence[Sequence[str]]) -> bytes:
    """Return what tells whether kept vectors are those of these phrases and this model."""
    return sha256("\n".join((vectors.MODEL, *("\t".join(phrases) for phrases in said))).encode()).digest()


def make() -> bytes:
    """Return the file with the vectors of the library as it is now."""
    import numpy as np

    said = groups(library())
    made = np.array(vectors.embed_all(text for phrases in said for text in phrases)) * SCALE
    bytes_made: bytes = np.clip(np.rint(made), -127, 127).astype(np.int8).tobytes()
    return fingerprint(said) + bytes_made


if __name__ == "__main__":
    (Path(__file__).parent / "library" / KEPT).write_bytes(make())
