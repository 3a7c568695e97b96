"""A hundred everyday tickets, written before the engine was tuned: many are answered, hardly any wrongly."""

from pathlib import Path

import yaml

from resolutionflow.ai.playbook.engine import problem_of
from resolutionflow.ai.playbook.library import library

TICKETS = 100
RIGHT, WRONG = 50, 5


def tickets() -> list[tuple[str | None, str]]:
    """Return each ticket with the problem that it is about."""
    rows = yaml.safe_load(Path(__file__).with_name("everyday.yaml").read_text("utf-8"))
    return [(expected, text) for expected, text in rows]


def answered(text: str) -> str | None:
    found = problem_of(text)
    return found.problem.id if found else None


def test_the_list_is_whole_and_names_problems_that_exist() -> None:
    expected = {problem for problem, _ in tickets() if problem}
    assert len(tickets()) == len({text for _, text in tickets()}) == TICKETS
    assert expected <= {problem.id for problem in library().problems}


def test_at_least_half_are_answered_rightly() -> None:
    assert sum(expected is not None and answered(text) == expected for expected, text in tickets()) >= RIGHT


def test_hardly_any_is_answered_wrongly() -> None:
    wrong = [(text, answered(text)) for expected, text in tickets() if answered(text) not in {None, expected}]
    assert len(wrong) <= WRONG, wrong
