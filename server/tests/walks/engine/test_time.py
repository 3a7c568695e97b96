"""Active minutes and idle time."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from resolutionflow.walks.engine.time import active_minutes, counted_idle, rounded, time_by_person

START = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)  # a Friday


def at(*minutes: float, kind: str = "answer") -> list[tuple[str, datetime]]:
    return [(kind, START + timedelta(minutes=minute)) for minute in minutes]


@pytest.mark.parametrize(
    ("events", "minutes"),
    [
        ([], 0),
        (at(0), 1),
        (at(0, 1, 3), 3),
        (at(0, 0.5, 1.1), 2),
        (at(0, 5, 125, 127), 9),
        ([*at(0, 4), ("park", START + timedelta(minutes=5)), ("unpark", START + timedelta(minutes=9)), *at(11)], 7),
        ([*at(0, 4), ("escalate", START + timedelta(minutes=5)), ("take", START + timedelta(minutes=8)), *at(9)], 6),
    ],
)
def test_minutes_count_work_and_leave_pauses_out(events: list[tuple[str, datetime]], minutes: int) -> None:
    assert active_minutes(events) == minutes


def days(*numbers: int) -> set[date]:
    return {date(2026, 3, number) for number in numbers}


@pytest.mark.parametrize(
    ("until", "active", "hours"),
    [
        (START + timedelta(hours=3), days(), 3),
        (START + timedelta(days=3), days(), 7),
        (START + timedelta(days=3), days(9), 7 + 17),
        (START + timedelta(days=3), days(7, 8, 9), 72),
        (START - timedelta(hours=1), days(6), 0),
    ],
)
def test_days_on_which_nothing_was_done_are_not_idle_ones(until: datetime, active: set[date], hours: int) -> None:
    assert counted_idle(START, until, active) == timedelta(hours=hours)


def test_time_is_that_of_whoever_ended_it_and_a_pause_that_of_whoever_began_it() -> None:
    kim, dana = UUID(int=1), UUID(int=2)
    told = [("start", 0, kim), ("answer", 4, kim), ("answer", 64, kim), ("escalate", 66, kim), ("take", 90, dana)]
    events = [(kind, START + timedelta(minutes=minute), who) for kind, minute, who in [*told, ("answer", 97, dana)]]
    spent = time_by_person(events)
    assert {who: rounded(time) for who, time in spent.items()} == {kim: 8, dana: 7}
    assert rounded(spent[kim], 15) == 15
