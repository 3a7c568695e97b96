"""What a step means, to the second opinion: a small net over what the sentence model reads in each of its layers. Pure.

The words of ``opinion`` know only what has been said before in the same words. The sentence model knows what is alike,
and its lower layers tell an order from a warning of it. ``meaning.weights`` is learned with the words' weights by
``python -m bench.floor_learn``; whoever has a step judged brings the model, and where it is missing the words judge
alone.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

FILE = "meaning.weights"
LONGEST = 700
"""The model reads so many letters of a step, in 10 ms; the table and the words read all of it."""
STEPS = 127
"""A weight between the model and the net is kept as one of so many steps, up or down."""


class Reader(Protocol):
    """The sentence model."""

    def __call__(self, text: str, /) -> Array:
        """Return what it reads of a text in each of its layers (``platform.vectors.layers``)."""


class Net(NamedTuple):
    """The net: ``[n]`` numbers of the model are put into proportion, weighed into ``[m]`` traits, these into classes.

    The first class is that of what is harmless, the others are the floor's twelve. A step is as harmful as the
    likeliest of the twelve is likelier than the first.
    """

    middle: Array
    """What each of the model's numbers is on the whole."""
    spread: Array
    """By how much it differs as a rule."""
    inner: Array
    """What each number says of each trait, ``[n, m]``."""
    inner_constant: Array
    outer: Array
    """What each trait says of each class, ``[m, 13]``; one below zero says nothing."""
    constant: Array
    allowed: Array
    """So harmful a step may be, ``[1]``."""

    def score(self, reading: Array) -> float:
        """Return by how much a step is more harmful than is allowed of which the model reads these numbers."""
        import numpy as np

        # not "@", whose threads wait for busy cores
        traits = np.einsum("n,nm->m", (reading - self.middle) / self.spread, self.inner) + self.inner_constant
        harmless, *classes = (np.maximum(traits, 0) @ self.outer + self.constant).tolist()
        return float(max(classes) - harmless - self.allowed[0])


def line(plain: Sequence[str]) -> str:
    """Return what the model reads of a step whose texts are ``plain``: what to do, the help, then the answers."""
    said, answers = [text for text in plain[:2] if text], [text for text in plain[2:] if text]
    return " ".join([*said, "answers: " + " / ".join(answers)] if answers else said)[:LONGEST]


def harm(plain: Sequence[str], read: Reader) -> float:
    """Return by how much the meaning of a step makes its words more harmful, or less."""
    return _learned().score(read(line(plain)))


def packed(net: Net) -> bytes:
    """Return the file of a net; the weights of the traits are rounded."""
    import numpy as np

    size = np.abs(net.inner).max(axis=0) / STEPS
    held = BytesIO()
    kept = {**net._asdict(), "inner": np.rint(net.inner / size).astype(np.int8), "size": size}
    np.savez(held, allow_pickle=False, **kept)
    return held.getvalue()


def unpacked(stored: bytes) -> Net:
    """Return the net in a file."""
    import numpy as np

    with np.load(BytesIO(stored), allow_pickle=False) as kept:
        found = {name: kept[name] for name in kept.files}
    size = found.pop("size")
    return Net(**{**found, "inner": found["inner"] * size})


@lru_cache(maxsize=1)
def _learned() -> Net:
    return unpacked((files("resolutionflow.flows.floor") / FILE).read_bytes())
