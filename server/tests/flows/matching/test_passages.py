"""What of a flow is compared: passages for vectors, weighted words for text."""

from resolutionflow.flows.matching.passages import MOST_PASSAGES, PIECE, Subject, passages, text_key, weights
from resolutionflow.flows.matching.words import stem

PRINTER = Subject(
    "Printer does not print",
    "Jobs stay in the queue.",
    ["Is the light on?", "Restart the spooler.", "Is the light on?"],
    ["Zebra spits out blank labels"],
    ["hardware"],
)


def test_title_description_tickets_and_nodes_are_passages_each_once() -> None:
    assert passages(PRINTER) == [
        "Printer does not print",
        "Jobs stay in the queue.",
        "Zebra spits out blank labels",
        "Printer does not print. Is the light on?",
        "Printer does not print. Restart the spooler.",
    ]


def test_a_long_text_is_cut_and_a_huge_flow_has_no_more_than_48_passages() -> None:
    long = passages(Subject("T", texts=["Read the log. " * 200]))
    assert len(long) > 2
    assert all(len(passage) <= PIECE + len("T. ") for passage in long)
    huge = passages(Subject("T", texts=[f"Step {number}" for number in range(500)]))
    assert len(huge) == MOST_PASSAGES


def test_words_of_the_title_weigh_more_and_repeating_one_helps_ever_less() -> None:
    found = weights(PRINTER)
    assert found[stem("printer")] > found[stem("spooler")]
    assert {stem("queue"), "zebra", stem("hardware")} <= set(found)
    once, often = (weights(Subject("", texts=["spool " * times]))["spool"] for times in (1, 50))
    assert once < often < 1


def test_a_flow_without_words_has_no_weights() -> None:
    assert weights(Subject("?")) == {}
    assert passages(Subject("")) == []


def test_a_key_stands_for_a_text() -> None:
    assert len(text_key("a")) == 8
    assert text_key("a") != text_key("b")
    text_key("\ud800")
