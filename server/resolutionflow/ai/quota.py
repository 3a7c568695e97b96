"""Billing periods and what a plan still allows; pure.

A period runs from the account's billing anchor, a day of the month, at 00:00 UTC until the next one. Where a month
is shorter than the anchor, its last day stands in: the 31st is 28 or 29 February, then again 31 March.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from resolutionflow.ai.port import Task

CALLS_AT_ONCE = 8
"""Calls of one account that a server process has out at once; others wait for their turn."""
CALLS_PROMISED = 24
"""Calls of one account that are reserved at once in the whole installation; more are refused."""
COST_HELD = 0.05
"""Dollars that stand for a call whose cost is not known yet: more than one takes."""

DEADLINES: dict[Task, float] = {
    Task.SCAFFOLD: 45.0,
    Task.BRANCH: 60.0,
    Task.NEXT_NODE: 25.0,
    Task.AHEAD: 25.0,
    Task.TEST: 15.0,
}
"""Seconds from asking to the answer, all waiting and the one retry included."""
FAN_OUT_DEADLINE = 150.0
LEASE_MARGIN = 60.0
"""Seconds after its deadline for which a reservation is still held: time to write down what came."""


@dataclass(frozen=True, slots=True)
class Period:
    """From ``starts_at`` up to ``ends_at``, which is the start of the next one."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Limits:
    """What a plan allows in a period, and in a flow."""

    flows: int
    calls_per_flow: int
    walks: int
    turns: int
    dollars: float


@dataclass(frozen=True, slots=True)
class Count:
    """What an account used in a period and what it holds now."""

    flows: int = 0
    walks: int = 0
    turns: int = 0
    cost: float = 0.0
    cost_held: float = 0.0
    calls_held: int = 0
    calls_of_flow: int = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reservation asks for: so many calls, and perhaps one more flow, walk or turn."""

    calls: int
    flows: int = 0
    walks: int = 0
    turns: int = 0
    within_flow: bool = False


Lacking = Literal["flows", "walks", "turns", "cost", "calls_of_flow", "calls_at_once"]


def period_at(moment: datetime, anchor: int) -> Period:
    """Return the period of ``moment`` for an account anchored on day ``anchor`` (1 to 31)."""
    moment = moment.astimezone(UTC)
    month = moment.year * 12 + moment.month - 1
    if moment < _start(month, anchor):
        month -= 1
    return Period(_start(month, anchor), _start(month + 1, anchor))


def _start(month: int, anchor: int) -> datetime:
    """Return when the period of ``month`` (counted from year 0) begins."""
    year, index = divmod(month, 12)
    return datetime(year, index + 1, min(anchor, monthrange(year, index + 1)[1]), tzinfo=UTC)


def lacking(limits: Limits, count: Count, wish: Wish) -> Lacking | None:
    """Return the first thing that stands against ``wish``, null when it may be granted.

    The call that reaches the limit of cost is the last one: whatever is held counts as spent.
    """
    over: tuple[tuple[Lacking, bool], ...] = (
        ("flows", wish.flows > 0 and count.flows + wish.flows > limits.flows),
        ("walks", wish.walks > 0 and count.walks + wish.walks > limits.walks),
        ("turns", wish.turns > 0 and count.turns + wish.turns > limits.turns),
        ("calls_of_flow", wish.within_flow and count.calls_of_flow + wish.calls > limits.calls_per_flow),
        ("cost", count.cost + count.cost_held >= limits.dollars),
        ("calls_at_once", wish.calls > 0 and count.calls_held + wish.calls > CALLS_PROMISED),
    )
    return next((name for name, is_over in over if is_over), None)


def lease_seconds(task: Task, calls: int) -> float:
    """Return for how long calls of ``task`` are held before they are given back by themselves."""
    return (FAN_OUT_DEADLINE if calls > 1 else DEADLINES[task]) + LEASE_MARGIN
