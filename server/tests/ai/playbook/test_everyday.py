"""Two hundred everyday tickets: most are answered, hardly any wrongly, with sentence vectors and without."""

from pathlib import Path

import pytest

from bench.tickets import Judged, Ticket, judged, left_out, tickets
from resolutionflow.ai.playbook.choosing import Alike, nothing_known
from resolutionflow.ai.playbook.library import library
from resolutionflow.ai.playbook.meaning import alike

TICKETS = 100
LISTS = {"everyday.yaml": (78, 70, 64), "everyday_calls.yaml": (80, 67, 62)}
"""How many of a list could be helped; how many are to be answered rightly, with vectors and by words alone."""
WRONG = 3
ways = pytest.mark.parametrize(
    ("knows", "place"),
    [pytest.param(alike, 1, id="meaning"), pytest.param(nothing_known, 2, id="words")],
)
each = pytest.mark.parametrize("name", LISTS)


def listed(name: str) -> list[Ticket]:
    return list(tickets(Path(__file__).with_name(name)))


def said(rows: list[Judged]) -> list[tuple[str, str | None]]:
    return [(row.ticket.text, row.given) for row in rows]


@each
def test_a_list_is_whole_and_names_problems_that_exist(name: str) -> None:
    rows = listed(name)
    assert len(rows) == len({ticket.text for ticket in rows}) == TICKETS
    assert sum(ticket.coverable for ticket in rows) == LISTS[name][0]
    assert {problem for ticket in rows for problem in ticket.right} <= {problem.id for problem in library().problems}


@ways
@each
def test_most_are_answered_rightly_and_hardly_any_wrongly(name: str, knows: Alike, place: int) -> None:
    rows = judged(listed(name), knows)
    assert sum(row.right for row in rows) >= LISTS[name][place], said([row for row in rows if not row.right])
    assert sum(row.wrong for row in rows) <= WRONG, said([row for row in rows if row.wrong])


def test_words_that_nobody_wrote_down_are_mostly_understood_and_seldom_misread() -> None:
    # Each was written to be unlike the others of its problem, so that one left out is harder than a ticket.
    rows = left_out(17)
    assert len(rows) > 150
    assert sum(row.right for row in rows) >= 0.5 * len(rows)
    wrong = [row for row in rows if row.wrong]
    assert len(wrong) <= 0.1 * len(rows), said(wrong)
