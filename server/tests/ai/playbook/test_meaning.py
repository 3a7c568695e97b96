"""Nearness in meaning: from the vectors kept beside the library, nothing where they can't be made or compared."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from resolutionflow.ai.playbook import meaning
from resolutionflow.ai.playbook.choosing import choose
from resolutionflow.ai.playbook.library import library
from resolutionflow.platform import vectors

KEPT = Path(meaning.__file__).parent / "library" / meaning.KEPT
HEAD = 32


@pytest.fixture
def read_anew() -> Iterator[None]:
    meaning._kept.cache_clear()
    yield
    meaning._kept.cache_clear()


def test_the_kept_vectors_are_those_of_the_library_as_it_is() -> None:
    """When this fails, run python -m resolutionflow.ai.playbook.meaning."""
    said = meaning.groups(library())
    stored = KEPT.read_bytes()
    assert stored[:HEAD] == meaning.fingerprint(said)
    assert len(stored) == HEAD + vectors.DIMENSIONS * sum(len(phrases) for phrases in said)


def test_a_kept_vector_is_nearly_that_of_its_phrase() -> None:
    phrases = [phrase for said in meaning.groups(library()) for phrase in said]
    matrix = np.frombuffer(KEPT.read_bytes(), np.int8, offset=HEAD).reshape(len(phrases), -1) / meaning.SCALE
    for place in range(0, len(phrases), 401):
        assert float(matrix[place] @ vectors.embed(phrases[place])) == pytest.approx(1, abs=0.03)


def test_a_phrase_is_nearest_to_its_own_group_and_less_so_when_it_is_passed_over() -> None:
    groups = meaning.groups(library())
    phrase = groups[0][-1]
    near, without = meaning.alike(phrase), meaning.alike(phrase, phrase)
    assert near is not None
    assert without is not None
    assert len(near) == len(groups)
    assert max(range(len(near)), key=near.__getitem__) == 0
    assert without[0] < near[0]
    assert without[1:] == near[1:]


def test_what_desks_are_asked_for_besides_gets_no_answer() -> None:
    for phrases in library().elsewhere:
        found = choose(phrases[0], meaning.alike)
        assert found is None, f"{phrases[0]!r} finds {found.problem.id}"


def test_an_empty_text_is_near_to_nothing() -> None:
    assert meaning.alike(" \n") is None


@pytest.mark.usefixtures("read_anew")
def test_without_the_model_nothing_is_known_of_meanings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "available", lambda: False)
    assert meaning.alike("printer offline") is None


@pytest.mark.usefixtures("read_anew")
def test_a_library_that_was_changed_since_is_compared_by_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = replace(library(), problems=library().problems[1:])
    monkeypatch.setattr(meaning, "library", lambda: changed)
    assert meaning.alike("printer offline") is None
