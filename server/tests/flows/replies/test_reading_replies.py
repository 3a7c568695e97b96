"""What replies mean: tables of what callers say, and laws that hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutionflow.flows.replies.engine import BOUND, read_reply
from resolutionflow.flows.replies.numbers import amounts, lies_in, ranges
from resolutionflow.flows.replies.reading import read

YES_NO = (("y", "Yes"), ("n", "No"))
HOT = "Does the laptop get hot when it charges?"
ONLINE = "Is the printer shown as online?"
LOOSE = "Is the network cable loose?"
NO_SOUND = "Does the call start without any sound?"
UNDO = "Restart the print spooler and print a test page."
FIXED = (("ok", "It prints now"), ("bad", "Still nothing"))
LEVEL = (("low", "Less than 20 %"), ("mid", "20 to 80 %"), ("high", "More than 80 %"))


@pytest.mark.parametrize(
    ("question", "reply", "meant"),
    [
        (HOT, "yes", "y"),
        (HOT, "Yep, it does", "y"),
        (HOT, "nope", "n"),
        (HOT, "no", "n"),
        (HOT, "It does", "y"),
        (HOT, "it doesn't", "n"),
        (HOT, "It dosent get hot", "n"),
        (HOT, "No, it stays nice and cool", "n"),
        (HOT, "it stays cool", "n"),
        (HOT, "It never gets hot", "n"),
        (HOT, "when it charges, it gets very hot", "y"),
        (HOT, "It gets hot even when I don't use it", "y"),
        (ONLINE, "it says offline", "n"),
        (ONLINE, "it shows as online, no problem there", "y"),
        (ONLINE, "not anymore, it is offline now", "n"),
        (LOOSE, "it sits tight", "n"),
        (LOOSE, "no, it isn't loose", "n"),
        (LOOSE, "yes it was loose", "y"),
        (LOOSE, "I checked the cable and it isn't loose", "n"),
        (NO_SOUND, "there is no sound", "y"),
        (NO_SOUND, "I don't hear any sound", "y"),
    ],
)
def test_a_yes_or_no_is_read_as_it_is_meant(question: str, reply: str, meant: str) -> None:
    assert read_reply(question, YES_NO, reply).best == meant


@pytest.mark.parametrize(
    ("options", "question", "reply", "meant"),
    [
        (FIXED, UNDO, "that did the trick", "ok"),
        (FIXED, UNDO, "it printed", "ok"),
        (FIXED, UNDO, "same as before", "bad"),
        (FIXED, UNDO, "still not printing", "bad"),
        (LEVEL, "How full is the disk?", "about 93 %", "high"),
        (LEVEL, "How full is the disk?", "45", "mid"),
        (LEVEL, "How full is the disk?", "12.5 percent", "low"),
        (LEVEL, "How full is the disk?", "the second one", "mid"),
        (YES_NO, "Is there more than 10 GB free?", "4 GB", "n"),
        (YES_NO, "Is there more than 10 GB free?", "1.5 TB", "y"),
        (YES_NO, "Is there more than 10 GB free?", "800 MB", "n"),
    ],
)
def test_outcomes_numbers_and_places_select_their_answer(
    options: tuple[tuple[str, str], ...], question: str, reply: str, meant: str
) -> None:
    assert read_reply(question, options, reply).selected == meant


@pytest.mark.parametrize(
    "reply",
    [
        "hang on",
        "How do I check that?",
        "I don't know",
        "not sure what you mean",
        "let me check",
        "hello?",
        "…",
        "-",
    ],
)
def test_what_answers_nothing_selects_nothing(reply: str) -> None:
    found = read_reply(HOT, YES_NO, reply)
    assert found.selected is None
    assert "choose yourself" in found.why


def test_not_knowing_selects_the_answer_that_says_so_when_there_is_one() -> None:
    options = (*YES_NO, ("dunno", "Don't know"))
    assert read_reply(HOT, options, "no idea, sorry").selected == "dunno"
    assert read_reply(HOT, options, "yes").selected == "y"


def test_the_reason_names_the_words_as_they_were_written() -> None:
    opposite = read_reply(LOOSE, YES_NO, "It sits TIGHT.")
    assert "“tight” is the opposite of “loose”" in opposite.why
    assert "TIGHT" in opposite.matched_words
    denial = read_reply(HOT, YES_NO, "It doesn't get hot.")
    assert any("doesn't" in word for word in denial.matched_words)


def test_numbers_that_speak_against_each_other_decide_nothing() -> None:
    options = (("less", "Less than 10 GB free"), ("more", "10 GB or more free"))
    assert read_reply("How much is free?", options, "4 GB of 237 GB").selected is None


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("more than 12 v", (12.0, float("inf"))),
        ("12-13 v", (12.0, 13.0)),
        ("less than 5 minutes", (float("-inf"), 300.0)),
        ("60 °c or more", (60.0, float("inf"))),
        ("5 to 10 mbps", (5e6, 1e7)),
        ("-70 dbm or less", (float("-inf"), -70.0)),
    ],
)
def test_ranges_are_read_with_their_units(text: str, bounds: tuple[float, float]) -> None:
    (found,) = ranges(text)
    assert (found.low, found.high) == bounds


@pytest.mark.parametrize("text", ["192.168.1.1 answers", "error 0x80070005", "at 10:30", "v2.0.1"])
def test_addresses_codes_and_times_are_no_amounts(text: str) -> None:
    assert amounts(text) == []


def test_a_number_without_a_unit_counts_in_the_unit_that_is_asked_for() -> None:
    assert lies_in("250", "less than 300 ms") == (True, "250")
    assert lies_in("2 s", "less than 300 ms") == (False, "2 s")
    assert lies_in("2 gb", "less than 300 ms") is None


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("it does not start", True),
        ("it fails to start", True),
        ("it never fails to start", False),
        ("no lamp has failed", True),
        ("I get the 'No signal' message", False),
        ("nothing comes out", True),
    ],
)
def test_negation_is_found_where_it_is_and_a_double_one_is_none(text: str, negated: bool) -> None:
    assert any(clause.negated for clause in read(text).clauses) is negated


@given(st.text(max_size=300), st.lists(st.text(max_size=40), min_size=1, max_size=9), st.text(max_size=300))
def test_any_texts_give_chances_that_add_up_and_select_only_above_the_bound(
    question: str, labels: list[str], reply: str
) -> None:
    options = [(str(place), label) for place, label in enumerate(labels)]
    found = read_reply(question, options, reply)
    scores = [one.score for one in found.candidates]
    assert scores == sorted(scores, reverse=True)
    assert sorted(one.option_id for one in found.candidates) == sorted(key for key, _ in options)
    assert all(0 <= score <= 1 for score in scores)
    if len(labels) > 1:
        assert sum(scores) == pytest.approx(1)
    assert found.why
    if found.selected is not None:
        assert (found.selected, scores[0] >= BOUND) == (found.candidates[0].option_id, True)


@given(st.sampled_from([HOT, ONLINE, LOOSE]), st.sampled_from(["yes", "no", "it does", "it isn't", "not sure"]))
def test_the_order_of_the_answers_changes_nothing(question: str, reply: str) -> None:
    turned = (YES_NO[1], YES_NO[0])
    assert read_reply(question, YES_NO, reply).selected == read_reply(question, turned, reply).selected
