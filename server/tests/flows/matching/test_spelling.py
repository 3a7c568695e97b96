"""Typing mistakes in a problem, by tables and by laws."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutionflow.flows.matching.known_words import rightly_spelled
from resolutionflow.flows.matching.spelling import MOST_MENDED, as_meant, edits, mended, put_right
from resolutionflow.flows.matching.words import spelled, stem

FLOWS = {"outlook": 3, "password": 9, "connection": 4, "printer": 2, "receive": 1, "house": 5, "quote": 1, "quota": 7}
COUNTS = {stem(word): count for word, count in FLOWS.items()}


def counts(stems: Sequence[str]) -> list[int]:
    return [COUNTS.get(one, 0) for one in stems]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("outlok", "outlook"),
        ("Outllok", "outlook"),
        ("pasword", "password"),
        ("passwrod", "password"),
        ("outloook", "outlook"),
        ("conection", "connection"),
        ("recieve", "receive"),
        ("quotz", "quota"),
    ],
)
def test_a_word_one_letter_away_is_read_as_the_flows_spell_it(typed: str, meant: str) -> None:
    assert mended(typed, counts, frozenset()) == {typed.casefold(): meant}


@pytest.mark.parametrize(
    "typed",
    ["outlook", "passwords", "mouse", "xutlook", "outl", "outlk", "outl0ok", "öutlook", "printer2", "quotas", ""],
)
def test_known_short_foreign_and_far_words_stay(typed: str) -> None:
    assert mended(typed, counts, frozenset({stem("mouse")})) == {}


def test_what_is_meant_is_compared_and_what_was_typed_is_shown() -> None:
    meant = mended("My Outlok, wlan and pasword", counts, frozenset())
    assert put_right("My Outlok, wlan and pasword", meant) == "My outlook, Wi-Fi and password"
    assert as_meant(spelled("My Outlok"), meant) == [("outlook", "outlok")]


def test_a_problem_of_many_unknown_words_is_looked_at_only_so_far() -> None:
    asked: list[int] = []

    def counted(stems: Sequence[str]) -> list[int]:
        asked.append(len(stems))
        return counts(stems)

    letters = "abcdefghijklmnopqrst"
    mended(" ".join(f"zzqx{letter}{letter}" for letter in letters), counted, frozenset())
    assert len(asked) == 1 + MOST_MENDED


def test_help_desk_words_and_common_ones_are_rightly_spelled() -> None:
    known = rightly_spelled()
    assert all(stem(word) in known for word in ("mouse", "monday", "scanner", "malware", "copier"))
    assert not {stem("outlok"), stem("pasword")} & known


@given(st.text("abcdefgh", min_size=5, max_size=12))
def test_an_edit_changes_a_word_keeps_its_first_letter_and_its_length_within_one(word: str) -> None:
    for near in edits(word):
        assert near != word
        assert near[0] == word[0]
        assert abs(len(near) - len(word)) <= 1
