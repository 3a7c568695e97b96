"""The library in memory gives exactly what comparing one by one gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolutionflow.flows.matching.library import DIMENSIONS, Entry, Floats, Library, as_bytes, term


def vector(seed: int) -> Floats:
    found: Floats = np.random.default_rng(seed).normal(size=DIMENSIONS).astype(np.float32)
    return found / np.linalg.norm(found)


def library(*entries: Entry) -> Library:
    return Library(entries)


def test_a_rare_word_counts_more_than_one_that_every_flow_has() -> None:
    both = library(Entry.of({"print": 0.5, "rare": 0.5}), Entry.of({"print": 0.5}))
    shares, counts = both.text(["print", "rare", "unknown"])
    assert shares[0] > 2 * shares[1] > 0
    assert counts.tolist() == [2.0, 1.0]


def test_the_share_is_one_only_when_every_word_is_there_with_full_weight() -> None:
    shares, _ = library(Entry.of({"print": 1.0, "spool": 1.0})).text(["spool", "print", "print"])
    assert shares.tolist() == pytest.approx([1.0])


def test_a_problem_without_words_shares_nothing() -> None:
    shares, counts = library(Entry.of({"print": 0.5})).text([])
    assert (shares.tolist(), counts.tolist()) == ([0.0], [0.0])


def test_the_best_passage_and_the_best_window_count() -> None:
    first, second, stranger = vector(1), vector(2), vector(3)
    shelf = library(Entry.of({}, [stranger, first]), Entry.of({}), Entry.of({}, [stranger]))
    found = shelf.cosines([second, first])
    assert found[0] == pytest.approx(1.0, abs=0.01)
    assert np.isnan(found[1])
    assert found[2] < 0.5


def test_a_library_without_vectors_or_entries_knows_no_cosine() -> None:
    assert np.isnan(library(Entry.of({"print": 0.5})).cosines([vector(1)])).all()
    assert library().cosines([vector(1)]).tolist() == []
    assert library().text(["print"])[0].tolist() == []


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(st.integers(0, 10_000), min_size=1, max_size=5), min_size=1, max_size=600), st.integers(0, 99))
def test_cosines_are_those_of_each_passage_by_itself(seeds: list[list[int]], problem: int) -> None:
    made = {seed: vector(seed) for seed in {seed for row in seeds for seed in row}}
    found = library(*(Entry.of({}, [made[seed] for seed in row]) for row in seeds)).cosines([vector(problem)])
    exact = [max(float(made[seed] @ vector(problem)) for seed in row) for row in seeds]
    assert found.tolist() == pytest.approx(exact, abs=0.01)


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.floats(0, 1), max_size=20), st.integers(0, 4))
def test_an_entry_survives_its_bytes(weights: dict[str, float], rows: int) -> None:
    entry = Entry.of(weights, [vector(seed) for seed in range(rows)])
    again = Entry.unpacked(entry.packed_terms(), entry.packed_vectors())
    assert np.array_equal(again.terms, entry.terms)
    assert np.array_equal(again.weights, entry.weights)
    assert again.packed_vectors() == entry.packed_vectors()


def test_a_library_says_what_it_takes_and_holds_vectors_once() -> None:
    shelf = library(Entry.of({"print": 0.5}, [vector(1), vector(2)]), Entry.of({"spool": 0.5}, [vector(3)]))
    assert 3 * DIMENSIONS < shelf.size < 4 * DIMENSIONS
    assert [entry.vectors is not None and entry.vectors.base is not None for entry in shelf.entries] == [True, True]
    assert library(*shelf.entries).cosines([vector(2)]).tolist() == shelf.cosines([vector(2)]).tolist()


def test_bytes_keep_the_direction_of_a_vector() -> None:
    rows = as_bytes(vector(5)).astype(np.float32)
    assert float(rows @ vector(5)) / float(np.linalg.norm(rows)) > 0.999
    assert as_bytes(np.zeros(DIMENSIONS, np.float32)).tolist() == [0] * DIMENSIONS


def test_the_strongest_shared_words_are_shown_in_the_problems_order_and_spelling() -> None:
    entry = Entry.of({f"w{number}": number / 20 for number in range(1, 12)})
    problem = [(f"w{number}", f"W{number}s") for number in (3, 11, 1, 99, 5, 6, 7, 8, 9, 10, 4, 3)]
    assert entry.matched(problem) == ["W11s", "W5s", "W6s", "W7s", "W8s", "W9s", "W10s", "W4s"]


def test_a_term_is_the_same_in_every_process() -> None:
    assert term("print") == 366_378_086
