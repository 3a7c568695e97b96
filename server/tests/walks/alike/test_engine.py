"""How alike two problems are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutionflow.walks.alike.engine import likeness, terms

TERMS = st.lists(st.integers(0, 30), max_size=12, unique=True)
RARITY = st.dictionaries(st.integers(0, 30), st.floats(0.1, 8), max_size=12)


@given(TERMS, TERMS, RARITY)
def test_it_is_between_none_and_the_same(one: list[int], other: list[int], rarity: dict[int, float]) -> None:
    assert 0.0 <= likeness(one, other, rarity) <= 1.000001
    assert likeness(one, other, rarity) == pytest.approx(likeness(one, sorted(other), rarity))


@given(TERMS.filter(bool), RARITY)
def test_the_same_words_are_the_same_problem(words: list[int], rarity: dict[int, float]) -> None:
    assert likeness(words, words, rarity) == pytest.approx(1.0)


def test_one_shared_word_proves_nothing_unless_there_is_no_more() -> None:
    assert likeness([1, 2, 3], [1, 7, 8], {}) == 0.0
    assert likeness([1], [1, 7], {}) > 0.0


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    rarity = {1: 6.0, 2: 1.0, 3: 1.0, 4: 1.0}
    assert likeness([1, 2, 3, 4], [1, 2, 9, 8], rarity) > likeness([1, 2, 3, 4], [3, 2, 9, 8], rarity)


def test_words_are_counted_once_and_whatever_their_ending() -> None:
    assert terms("Printing printed PRINTS, the printer") == terms("print printer")
    assert terms("the and of") == []
    assert len(terms(" ".join(f"word{number}" for number in range(200)))) == 60
