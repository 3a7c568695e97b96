"""When billing periods begin and end, and what stands against a wish."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutionflow.ai.quota import CALLS_PROMISED, Count, Limits, Wish, lacking, period_at

LIMITS = Limits(flows=100, calls_per_flow=40, walks=500, turns=2000, dollars=20.0)


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


CASES = [
    # moment, anchor, from, to
    ("2026-11-21T12:00", 1, "2026-11-01", "2026-12-01"),
    ("2026-11-21T12:00", 21, "2026-11-21", "2026-12-21"),
    ("2026-11-20T23:59:59.999999", 21, "2026-10-21", "2026-11-21"),
    ("2026-11-21T00:00", 21, "2026-11-21", "2026-12-21"),
    ("2026-01-05T00:00", 15, "2025-12-15", "2026-01-15"),
    ("2026-12-31T23:00", 31, "2026-12-31", "2027-01-31"),
    # the 31st in shorter months, a common February
    ("2026-02-15T00:00", 31, "2026-01-31", "2026-02-28"),
    ("2026-02-28T00:00", 31, "2026-02-28", "2026-03-31"),
    ("2026-03-30T23:59", 31, "2026-02-28", "2026-03-31"),
    ("2026-04-30T00:00", 31, "2026-04-30", "2026-05-31"),
    # leap February, and the century that is none
    ("2028-02-28T23:59", 31, "2028-01-31", "2028-02-29"),
    ("2028-02-29T00:00", 31, "2028-02-29", "2028-03-31"),
    ("2028-02-29T12:00", 30, "2028-02-29", "2028-03-30"),
    ("2028-02-29T12:00", 29, "2028-02-29", "2028-03-29"),
    ("2027-02-28T12:00", 29, "2027-02-28", "2027-03-29"),
    ("2100-02-28T12:00", 31, "2100-02-28", "2100-03-31"),
]


@pytest.mark.parametrize(("moment", "anchor", "begins", "ends"), CASES)
def test_a_period_runs_from_anchor_to_anchor(moment: str, anchor: int, begins: str, ends: str) -> None:
    period = period_at(day(moment), anchor)
    assert (period.starts_at, period.ends_at) == (day(begins), day(ends))


def test_the_zone_of_a_moment_makes_no_difference() -> None:
    in_auckland = datetime(2026, 12, 1, 5, 0, tzinfo=timezone(timedelta(hours=13)))
    assert period_at(in_auckland, 1).starts_at == day("2026-11-01")


MOMENTS = st.datetimes(
    day("1990-01-01").replace(tzinfo=None), day("2200-01-01").replace(tzinfo=None), timezones=st.just(UTC)
)


@given(MOMENTS, st.integers(1, 31))
def test_periods_follow_each_other_without_gap_and_hold_their_moment(moment: datetime, anchor: int) -> None:
    period = period_at(moment, anchor)
    assert period.starts_at <= moment < period.ends_at
    assert period_at(period.ends_at, anchor).starts_at == period.ends_at
    assert period_at(period.starts_at - timedelta(microseconds=1), anchor).ends_at == period.starts_at
    assert timedelta(days=28) <= period.ends_at - period.starts_at <= timedelta(days=31)
    next_day = period.starts_at + timedelta(days=1)
    assert period.starts_at.day == anchor or (period.starts_at.day < anchor and next_day.day == 1)


FLOW = Wish(calls=1, flows=1, within_flow=True)
WISHES = [
    (Count(), FLOW, None),
    (Count(flows=99), FLOW, None),
    (Count(flows=100), FLOW, "flows"),
    (Count(flows=100), Wish(calls=1, within_flow=True), None),
    (Count(calls_of_flow=39), Wish(calls=1, within_flow=True), None),
    (Count(calls_of_flow=39), Wish(calls=2, within_flow=True), "calls_of_flow"),
    (Count(calls_of_flow=40), Wish(calls=1), None),
    (Count(walks=499), Wish(calls=1, walks=1), None),
    (Count(walks=500), Wish(calls=1, walks=1), "walks"),
    (Count(turns=2000), Wish(calls=1, turns=1), "turns"),
    (Count(cost=19.99), FLOW, None),
    (Count(cost=20.0), FLOW, "cost"),
    (Count(cost=19.99, cost_held=0.05), FLOW, "cost"),
    (Count(cost=20.0), Wish(calls=0, flows=1), "cost"),
    (Count(calls_held=CALLS_PROMISED - 1), FLOW, None),
    (Count(calls_held=CALLS_PROMISED), FLOW, "calls_at_once"),
    (Count(calls_held=CALLS_PROMISED), Wish(calls=0, flows=1), None),
]


@pytest.mark.parametrize(("count", "wish", "missing"), WISHES)
def test_the_first_limit_that_a_wish_would_pass_is_named(count: Count, wish: Wish, missing: str | None) -> None:
    assert lacking(LIMITS, count, wish) == missing
