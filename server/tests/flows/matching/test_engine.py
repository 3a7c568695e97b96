"""Ranking and the chance of being right, by tables and by laws."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutionflow.flows.matching.engine import (
    DEFAULT_MATCH_THRESHOLD,
    DEFAULT_SUGGEST_THRESHOLD,
    Compared,
    Hit,
    hits,
    ranks,
)

Numbers = Sequence[float]


def compared(shares: Numbers, cosines: Numbers | None, counts: Numbers | None = None) -> Compared:
    alike = None if cosines is None else np.array(cosines, np.float32)
    return Compared(np.array(shares, np.float32), np.array(counts or [3.0] * len(shares), np.float32), alike)


def best(shares: Numbers, cosines: Numbers | None, counts: Numbers | None = None) -> Hit:
    return hits(compared(shares, cosines, counts), 5)[0]


@pytest.mark.parametrize(
    ("shares", "cosines", "expected"),
    [
        ([0.2, 0.4, 0.6], [0.1, 0.2, 0.3], [0.07, 0.29, 0.51]),  # text is scaled, the cosine is not
        ([0.5, 0.5], [0.9, 0.1], [0.63, 0.07]),  # equal texts say nothing
        ([0.0], [1.0], [0.7]),
        ([0.0, 0.3], None, [0.0, 1.0]),
    ],
)
def test_rank_is_three_tenths_scaled_text_and_seven_tenths_raw_cosine(
    shares: Numbers, cosines: Numbers | None, expected: Numbers
) -> None:
    found = compared(shares, cosines)
    assert ranks(found.shares, found.cosines).tolist() == pytest.approx(expected, abs=1e-6)


def test_one_that_is_alike_and_far_ahead_starts() -> None:
    assert best([0.3, 0.05, 0.02], [0.8, 0.4, 0.2]).score > DEFAULT_MATCH_THRESHOLD


def test_two_that_are_equally_alike_are_offered_and_not_started() -> None:
    found = hits(compared([0.3, 0.3], [0.81, 0.8]), 5)
    assert all(DEFAULT_SUGGEST_THRESHOLD < hit.score < DEFAULT_MATCH_THRESHOLD for hit in found)


@pytest.mark.parametrize("cosines", [[0.45], [0.45, 0.1, 0.0]])
def test_being_far_ahead_of_strangers_proves_nothing(cosines: list[float]) -> None:
    assert best([0.05] * len(cosines), cosines, [1.0] * len(cosines)).score < DEFAULT_SUGGEST_THRESHOLD


def test_the_only_flow_starts_when_it_clearly_fits() -> None:
    assert best([0.5], [0.8]).score > DEFAULT_MATCH_THRESHOLD


def test_by_text_alone_one_common_word_starts_nothing_and_many_do() -> None:
    assert best([0.11, 0.0, 0.0], None, [1.0, 0.0, 0.0]).score < DEFAULT_MATCH_THRESHOLD
    assert best([0.5, 0.05, 0.0], None, [4.0, 1.0, 0.0]).score > DEFAULT_MATCH_THRESHOLD


def test_by_text_alone_a_flow_without_a_shared_word_is_no_candidate() -> None:
    assert [hit.place for hit in hits(compared([0.0, 0.2, 0.0], None), 5)] == [1]


def test_a_flow_without_vectors_counts_with_its_share_of_words() -> None:
    found = hits(compared([0.9, 0.1], [float("nan"), 0.3]), 5)
    assert found[0].place == 0
    assert found[0].fit.alike == pytest.approx(0.9)


def test_an_empty_library_has_no_candidates() -> None:
    assert hits(compared([], []), 5) == []
    assert hits(compared([], None), 5) == []


shares_and_cosines = st.integers(1, 12).flatmap(
    lambda size: st.tuples(
        st.lists(st.floats(0, 1, width=32), min_size=size, max_size=size),
        st.lists(st.floats(-1, 1, width=32), min_size=size, max_size=size),
    )
)


@given(shares_and_cosines, st.integers(1, 12))
def test_candidates_come_best_first_with_chances_that_never_rise(drawn: tuple[Numbers, Numbers], limit: int) -> None:
    found = hits(compared(*drawn), limit)
    assert len(found) == min(limit, len(drawn[0]))
    assert [hit.rank for hit in found] == sorted((hit.rank for hit in found), reverse=True)
    scores = [hit.score for hit in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@given(shares_and_cosines, st.integers(1, 11))
def test_how_many_are_asked_for_changes_nothing_about_the_best(drawn: tuple[Numbers, Numbers], limit: int) -> None:
    assert hits(compared(*drawn), 12)[:limit] == hits(compared(*drawn), limit)
