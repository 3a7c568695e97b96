"""By which words an escalation is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutionflow.walks.finding.engine import LENGTH, MOST_ASKED, MOST_WORDS, asked, span, words


def found(search: str, text: str) -> bool:
    """What the database does with them."""
    there = words([text])
    spans = [span(word) for word in asked(search)]
    return bool(spans) and all(any(low <= word < high for word in there) for low, high in spans)


@pytest.mark.parametrize(
    ("search", "text"),
    [
        ("print", "The printer is jammed"),
        ("jam PRINTER", "The printer is jammed"),
        ("0x800f0922", "Update stops with (0x800F0922)."),
        ("10.0.0.1", "No answer from 10.0.0.12"),
        ("example.com", "Mail to bob@example.com bounces"),
        ("\\\\srv01\\scans", "Cannot open \\\\srv01\\scans\\march"),
        ("scans", "Cannot open \\\\srv01\\scans\\march"),
        ("wi-fi", "The Wi-Fi/LAN switch"),
        ("lan", "The Wi-Fi/LAN switch"),
        ("cafe", "Café’s till"),
        ("Café", "the cafe"),
        ("user's", "The users' drive"),
        ("hauptstrasse", "Hauptstraße 5"),
        ("stuck_between", "It is stuck_between floors"),
        ("“printer”", "printer"),
        ("a" * 39 + "-b", "a" * 39 + "-b"),
        ("パソコン", "会社のパソコンが動かない"),
    ],
)
def test_what_begins_where_a_word_begins_is_found(search: str, text: str) -> None:
    assert found(search, text)


@pytest.mark.parametrize(
    ("search", "text"),
    [
        ("rinter", "The printer is jammed"),
        ("printer scanner", "The printer is jammed"),
        ("stuck%floors", "stuck between floors"),
        ("p_inter", "printer"),
        ("10.0.0.2", "No answer from 10.0.0.12"),
        ("%", "100% of it"),
        ("...", "It is off..."),
    ],
)
def test_what_does_not_is_not(search: str, text: str) -> None:
    assert not found(search, text)


def test_a_word_that_another_begins_with_is_not_looked_for_twice() -> None:
    assert asked("print printer PRINT") == ["printer"]


@given(st.text(max_size=400), st.integers(0, 400))
def test_every_text_is_found_by_what_stands_between_its_spaces(text: str, place: int) -> None:
    chunks = text.split()
    wanted = chunks[place % len(chunks)] if chunks else ""
    assert found(wanted, text) or not asked(wanted)


@given(st.lists(st.text(max_size=3_000), max_size=3))
def test_they_are_bounded_and_each_stands_once(texts: list[str]) -> None:
    there = words(texts)
    assert len(there) == len(set(there)) <= MOST_WORDS
    assert all(0 < len(word) <= LENGTH for word in there)
    assert all(len(asked(text)) <= MOST_ASKED for text in texts)


def test_a_megabyte_without_a_space_is_read_no_further_than_needed() -> None:
    assert len(words(["ab." * 350_000])) <= MOST_WORDS
