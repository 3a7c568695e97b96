"""Time in walks: the active minutes of a ticket note, and how long a walk has been idle."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

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
    total = timedelta()
    before: tuple[str, datetime] | None = None
    for kind, moment in events:
        if before is not None and ACTIVE_AFTER.get(before[0], True):
            gap = moment - before[1]
            total += gap if gap <= PAUSE else COUNTED
        before = (kind, moment)
    return 0 if before is None else max(1, -(-int(total.total_seconds()) // 60))


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
