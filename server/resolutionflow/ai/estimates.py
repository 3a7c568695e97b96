"""What something will take, said before it is asked for: typical tokens of each task times the price of the model."""

from collections.abc import Mapping
from dataclasses import dataclass

from resolutionflow.ai.port import Task
from resolutionflow.ai.prices import Tokens, cost

KEEP_SHORT_HEADS = {"claude-haiku-5-5", "claude-sonnet-5-5"}
"""Models whose cache takes heads as short as ours. Of any other it is reckoned that nothing is found in the cache."""


@dataclass(frozen=True, slots=True)
class Typical:
    """Tokens of one call: the head, which is the same for all calls of a task, the evidence, and the answer."""

    head: int
    evidence: int
    output: int

    @property
    def all(self) -> int:
        """Everything that is read and written."""
        return self.head + self.evidence + self.output


TYPICAL: Mapping[Task, Typical] = {
    Task.SCAFFOLD: Typical(2_350, 200, 400),
    Task.BRANCH: Typical(2_620, 590, 700),
    Task.NEXT_NODE: Typical(820, 290, 110),
    Task.TEST: Typical(150, 10, 10),
}
"""Measured on flows of six branches and walks of a few steps; a test holds them against what is charged."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """So many calls, about so many tokens, and their price in dollars: null where it is not known."""

    calls: int = 0
    tokens: int = 0
    cost: float | None = 0.0

    def __add__(self, other: "Estimate") -> "Estimate":
        known = self.cost is not None and other.cost is not None
        both = (self.cost or 0.0) + (other.cost or 0.0) if known else None
        return Estimate(self.calls + other.calls, self.tokens + other.tokens, both)


@dataclass(frozen=True, slots=True)
class Priced:
    """Whose price is asked."""

    provider: str
    model: str
    base_url: str | None


def estimated(model: Priced, task: Task, calls: int) -> Estimate:
    """Return what ``calls`` calls of ``task`` take that go together: the first writes the head, the others find it."""
    if calls < 1:
        return Estimate()
    typical = TYPICAL[task]
    keeps = model.provider == "anthropic" and model.model in KEEP_SHORT_HEADS
    first = _priced(model, typical, written=typical.head if keeps else 0)
    later = _priced(model, typical, read=typical.head if keeps else 0)
    dollars = None if first is None or later is None else first + (calls - 1) * later
    return Estimate(calls, calls * typical.all, dollars)


def _priced(model: Priced, typical: Typical, *, written: int = 0, read: int = 0) -> float | None:
    rest = typical.head - written - read
    tokens = Tokens(typical.evidence + rest, typical.output, cache_read=read, cache_write=written)
    return cost(model.provider, model.model, model.base_url, tokens)
