"""Time in walks: the active minutes of a ticket note, and how long a walk has been idle."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

PAUSE = timedelta(minutes=10)
"""A longer gap between two events is a pause: of it, only ``COUNTED`` counts."""

COUNTED = timedelta(minutes=2)
"""What of a pause is taken for work on the last thing that was done."""

ACTIVE_AFTER = {"park": False, "resolve": False, "escalate": False, "abandon": False}
"""Kinds of events after which nobody works on the walk; after every other kind somebody does."""


def active_minutes(events: Iterable[tuple[str, datetime]]) -> int:
    """Return the minutes of work between events (kind, moment), rounded up, pauses and parked time left out.

    A walk with any event has taken at least one minute.
    """
    spent = time_by_person((kind, moment, None) for kind, moment in events)
    return rounded(sum(spent.values(), timedelta())) if spent else 0


def time_by_person(events: Iterable[tuple[str, datetime, UUID | None]]) -> dict[UUID | None, timedelta]:
    """Return each person's time of work between events (kind, moment, who).

    The time before an event is the work of whoever made it; of a pause, the counted part is that of whoever began it.
    """
    spent: dict[UUID | None, timedelta] = {}
    before: tuple[str, datetime, UUID | None] | None = None
    for kind, moment, who in events:
        spent.setdefault(who, timedelta())
        if before is not None and ACTIVE_AFTER.get(before[0], True):
            gap = moment - before[1]
            worker, counted = (who, gap) if gap <= PAUSE else (before[2], COUNTED)
            spent[worker] += counted
        before = (kind, moment, who)
    return spent


def rounded(spent: timedelta, step: int = 1) -> int:
    """Return whole minutes, rounded up to a multiple of ``step`` minutes; work of any length is at least one step."""
    return step * max(1, -(-int(spent.total_seconds()) // (60 * step)))


def counted_idle(since: datetime, until: datetime, active_days: Collection[date]) -> timedelta:
    """Return how much of the time from ``since`` to ``until`` (UTC) lies on days on which the owner did something.

    The day of ``since`` always counts: that is when they did it.
    """
    total = timedelta()
    day = since.date()
    while day <= until.date():
        if day == since.date() or day in active_days:
            begins = datetime.combine(day, time(), since.tzinfo)
            total += max(min(until, begins + timedelta(days=1)) - max(since, begins), timedelta())
        day += timedelta(days=1)
    return total
