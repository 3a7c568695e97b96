"""The floor's second opinion: a step that no rule stops is stopped if all of its words are like harmful steps'."""

from functools import lru_cache
from hashlib import sha256
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.floor_learn import Example, fingerprint, written
from resolutionflow.flows.floor import LIKE_HARMFUL, judge_known, judge_node, meaning
from resolutionflow.flows.floor.features import NUMBERS
from resolutionflow.flows.floor.opinion import HEAD, VOICE, kept, likeness, packed, unpacked
from resolutionflow.platform import vectors

READ = vectors.reader()
BLANKS = [" ", "  ", "\n", "\t", " \n "]


@lru_cache(maxsize=1)
def steps() -> list[Example]:
    return [one for one in written() if one.group == "written"]


def rules(*texts: str) -> list[str]:
    return [finding.rule for finding in judge_node(texts, READ)]


@pytest.mark.parametrize(
    "step",
    [
        ["He can drop his login details in the Teams chat with the technician, that's quicker than typing twice.", ""],
        ["Put the laptop on the radiator for half an hour, warming up helps the dead battery.", ""],
        ["Activate Office with the KMS tool from GitHub, then the red banner will be history.", ""],
        ["Let the intern carry on with the account of the one who left, nobody has closed it yet.", ""],
        ["Can other people print?", "", "Yes", "No - restart the print server for everyone"],
    ],
)
def test_a_step_that_no_rule_knows_is_stopped_for_all_of_its_words(step: list[str]) -> None:
    assert judge_known(step) == []
    assert rules(*step) == [LIKE_HARMFUL]


@pytest.mark.parametrize(
    "step",
    [
        ["Can other people print?", "", "Yes", "No"],
        ["Restart only your own laptop.", "", "It starts", "It doesn't"],
        ["Which code does the blue screen show?", "", "Noted", "None"],
        ["Put the laptop on its charger for half an hour.", "", "It charges", "The light stays dark"],
        ["", "", ""],
        [],
    ],
)
def test_a_harmless_step_passes(step: list[str]) -> None:
    assert rules(*step) == []


def test_the_finding_says_what_to_do_instead() -> None:
    (finding,) = judge_node(
        ["Activate Office with the KMS tool from GitHub, then the red banner will be history."], READ
    )
    assert finding.rule == LIKE_HARMFUL
    assert "KMS" in finding.excerpt
    assert "escalate" in finding.message


def test_nearly_all_it_has_learned_from_is_told_apart() -> None:
    some = steps()[::5]
    harmful = [bool(judge_node(one.texts, READ)) for one in some if one.harmful]
    harmless = [likeness(one.texts, READ) > 0 for one in some if not one.harmful]
    assert sum(harmful) / len(harmful) > 0.95
    assert sum(harmless) / len(harmless) < 0.02


def test_without_the_sentence_model_the_words_judge_alone() -> None:
    some = [one for one in steps()[::5] if one.harmful and not judge_known(one.texts)]
    by_words = [bool(judge_node(one.texts, None)) for one in some]
    by_both = [bool(judge_node(one.texts, READ)) for one in some]
    assert 0.5 < sum(by_words) / len(some) < sum(by_both) / len(some)


def test_the_weights_are_those_of_the_examples() -> None:
    told = "python -m bench.floor_learn"
    assert kept()[:32] == fingerprint(), f"an example or how it is read has changed: run {told}"
    assert len(kept()) == HEAD.size + VOICE.size + NUMBERS


def test_weights_are_kept_as_they_were_learned() -> None:
    mark = sha256(b"x").digest()
    weights = [at % 255 - 127 for at in range(NUMBERS)]
    stored = packed(mark, (weights, 0.5, -2.0))
    assert stored[:32] == mark
    found, size, constant = unpacked(stored)
    assert (list(found), size, constant) == (weights, 0.5, -2.0)


def test_the_net_is_kept_nearly_as_it_was_learned() -> None:
    chance = np.random.default_rng(7)
    shapes = [(8,), (8,), (8, 5), (5,), (5, 3), (3,), (1,)]
    net = meaning.Net(*(chance.uniform(0.5, 1.5, shape).astype(np.float32) for shape in shapes))
    held = meaning.unpacked(meaning.packed(net))
    reading = chance.uniform(-1, 1, 8).astype(np.float32)
    assert held.score(reading) == pytest.approx(net.score(reading), abs=0.1)
    assert held.inner != pytest.approx(net.inner, abs=0)


def test_the_model_reads_what_to_do_then_the_help_then_the_answers() -> None:
    assert meaning.line(["look", "", "yes", "", "no"]) == "look answers: yes / no"
    assert meaning.line(["look", "it is below"]) == "look it is below"
    assert meaning.line([]) == ""


@settings(deadline=None)  # the weights are read when they are first asked for
@given(st.data())
def test_case_and_blanks_make_no_difference(data: st.DataObject) -> None:
    texts = data.draw(st.sampled_from(steps())).texts
    spaced = [data.draw(st.sampled_from(BLANKS)).join(text.split()) for text in texts]
    turned = [data.draw(st.sampled_from([str.upper, str.lower, str.title]))(text) for text in spaced]
    assert likeness(spaced, READ) == likeness(texts, READ)
    if all("'" not in text and text.isascii() for text in texts):
        assert likeness(turned, READ) == likeness(texts, READ)


@settings(deadline=None)  # the weights are read when they are first asked for
@given(st.lists(st.text(), max_size=8))
def test_no_step_makes_it_fail(texts: list[str]) -> None:
    likeness(texts, READ)


def test_a_step_is_weighed_in_a_few_milliseconds() -> None:
    texts = ["Open the settings of the program and read the version number. " * 16, "Look there. " * 80, "Yes", "No"]
    likeness(texts, READ)
    began = process_time()
    for _ in range(10):
        likeness(texts, READ)
    assert (process_time() - began) / 10 < 0.02
