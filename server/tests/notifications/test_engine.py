"""The rules of notifications, as tables of cases."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutionflow.notifications.engine import (
    MAILED_UNLESS_REFUSED,
    MAILS_IN_A_WINDOW,
    MOST_LINES,
    TRIES_AFTER,
    Choice,
    Item,
    Kind,
    choice,
    letters,
    mail_text,
    next_try,
    signature,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("waiting", "sent_lately", "sizes"),
    [
        (0, 0, []),
        (1, 0, [1]),
        (5, 0, [1, 1, 1, 1, 1]),
        (6, 0, [1, 1, 1, 1, 2]),
        (40, 3, [1, 39]),
        (2, 4, [2]),
        (1, 4, [1]),
        (1, 5, []),
        (9, 7, []),
    ],
)
def test_a_few_mails_go_out_and_then_the_rest_in_one(waiting: int, sent_lately: int, sizes: list[int]) -> None:
    assert letters(waiting, sent_lately) == sizes


@given(st.integers(0, 500), st.integers(0, 20))
def test_nobody_is_sent_more_mails_than_there_is_room_for_and_none_is_lost(waiting: int, sent_lately: int) -> None:
    sizes = letters(waiting, sent_lately)
    assert len(sizes) <= max(0, MAILS_IN_A_WINDOW - sent_lately)
    assert all(sizes)
    assert sum(sizes) == (waiting if sizes else 0)


def test_kinds_come_as_they_are_until_somebody_chooses() -> None:
    assert {kind for kind in Kind if choice(kind, {}).by_mail} == MAILED_UNLESS_REFUSED
    assert choice(Kind.ESCALATED, {"escalated": {"in_app": False, "by_mail": False}}) == Choice(False, False)
    assert choice(Kind.REMINDER, {"escalated": {"in_app": False, "by_mail": False}}) == Choice(True, True)


def test_a_mail_about_one_thing_says_it_in_its_subject() -> None:
    subject, text = mail_text([Item("Nina escalated #7 to you", "Needs admin", "https://d/walks/1")], "https://d/s")
    assert subject == "Nina escalated #7 to you"
    assert "Needs admin\n\nhttps://d/walks/1" in text
    assert text.endswith("What you are mailed: https://d/s\n")


def test_a_mail_about_many_things_lists_them_and_says_how_many_more_there_are() -> None:
    subject, text = mail_text([Item(f"Thing {at}", "long words", f"https://d/{at}") for at in range(40)], "https://d/s")
    assert subject == "40 notifications"
    assert f"Thing {MOST_LINES - 1}\nhttps://d/{MOST_LINES - 1}\n" in text
    assert f"Thing {MOST_LINES}\n" not in text
    assert "and 10 more" in text
    assert "long words" not in text


def test_a_delivery_is_tried_eight_times_over_about_a_day() -> None:
    moments = [NOON]
    while (following := next_try(len(moments), moments[-1])) is not None:
        moments.append(following)
    assert len(moments) == 8 == len(TRIES_AFTER) + 1
    assert timedelta(hours=20) < moments[-1] - moments[0] < timedelta(hours=28)


def test_the_signature_is_what_the_guide_tells_receivers_to_compute() -> None:
    body = b'{"kind":"test"}'
    expected = hmac.new(b"whsec_1", b"1795262400." + body, hashlib.sha256).hexdigest()
    assert signature("whsec_1", 1795262400, body) == expected
    assert signature("whsec_1", 1795262401, body) != expected
