"""How a ticket's text is cleared and spelled before it is compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutionflow.ai.playbook.clutter import TEXT, without_clutter
from resolutionflow.ai.playbook.engine import problem_of
from resolutionflow.ai.playbook.library import library
from resolutionflow.ai.playbook.spelling import Spelling

OWN = "Outlook keeps asking for my password"


@pytest.mark.parametrize(
    "written",
    [
        f"Hi, {OWN}",
        f"Good morning team, {OWN}. Many thanks, Priya",
        f"Dear Sam,\n\n{OWN}\n\nKind regards\nPriya Nair",
        f"RE: FW: {OWN}\n\nSent from my iPhone",
        f"{OWN}\n\nFrom: Sam <sam@example.com>\nSent: Monday\nThe printer is offline",
        f"Hope you are well. {OWN}. Any help appreciated. Thanks",
        f"{OWN}\n--\nPriya Nair\nHead of Sales\n+44 20 7946 0000",
        f"{OWN}\n\nThis email and any attachments is confidential and meant for the person named",
        f"Hello helpdesk! {OWN}. Cheers",
    ],
)
def test_greetings_thanks_signatures_and_older_messages_are_left_out(written: str) -> None:
    assert without_clutter(written).rstrip(" .!") == OWN


@pytest.mark.parametrize("written", ["Thanks", "Hi", "Kind regards", "From: a@b.example", "a@b.example"])
def test_a_text_that_is_all_clutter_stays(written: str) -> None:
    assert without_clutter(written)


def test_stretched_letters_and_addresses_go() -> None:
    assert without_clutter("it is soooooo slow, see https://example.com/x?y=1 or write to a.b@example.com") == (
        "it is soo slow, see or write to"
    )


@given(text=st.text(max_size=400))
def test_clearing_adds_nothing_and_leaves_something(text: str) -> None:
    cleared = without_clutter(text)
    assert len(cleared) <= len(text)
    assert bool(cleared) == bool(text[:TEXT].strip())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("reset my pw pls", "reset my password please"),
        ("my signture has disapeared", "my signature has disappeared"),
        ("Outlok wont open", "outlook won't open"),
        ("the camra is blak", "the camra is blak"),
    ],
)
def test_short_forms_and_one_wrong_letter_are_put_right(typed: str, meant: str) -> None:
    assert library().spelling.right(typed) == meant


def test_a_word_that_two_could_be_meant_by_stays() -> None:
    spelling = Spelling({}, ["printer printed"])
    assert spelling.right("printxx") == "printxx"
    assert spelling.right("printe") == "printe"


@given(text=st.text(max_size=200))
def test_spelling_twice_changes_nothing_more(text: str) -> None:
    once = library().spelling.right(text)
    assert library().spelling.right(once) == once


@pytest.mark.parametrize(
    "typed",
    ["prnter is offlin", "my pasword expird", "pls rest my pw", "vpn disconects evry few mins"],
)
def test_a_hasty_ticket_finds_by_words_what_a_neat_one_does_or_nothing(typed: str) -> None:
    found = problem_of(typed)
    assert found is None or found.problem.id in {"printer-offline", "password-forgotten", "vpn-drops"}
