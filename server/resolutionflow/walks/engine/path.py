"""A walked path in words, with the switches of flow between its steps."""

from collections.abc import Iterable
from itertools import chain

from resolutionflow.walks.engine.package import Tried

WENT_ON = "Went on with another flow"


def with_switches(steps: Iterable[tuple[int, Tried]], switches: Iterable[tuple[int, str]]) -> list[Tried]:
    """Return steps (number, words) and switches (after which step, to what) as one list in the order of the walk."""
    placed = chain(
        ((number, 0, step) for number, step in steps),
        ((after, 1, Tried(WENT_ON, flow)) for after, flow in switches),
    )
    return [words for _, _, words in sorted(placed, key=lambda one: one[:2])]
