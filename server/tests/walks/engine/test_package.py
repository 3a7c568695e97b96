"""What the walk fills the hand-over with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutionflow.walks.engine.package import HEADINGS, MOST, Facts, Leaf, Tried, filled, merged, missing


def test_what_is_happening_is_the_problem_what_the_ticket_adds_and_errors_that_were_seen() -> None:
    facts = Facts(
        problem="Printer is dead",
        ticket_words=["Printer is dead", "Since the move to the second floor"],
        tried=[Tried("What does it show?", "An error", evidence="Ready\nError 0x00000709 on port 3\nBye")],
        notes=["He called twice", "Spooler failed to start"],
    )
    assert filled(facts)["what_is_happening"].splitlines() == [
        "Printer is dead",
        "Ticket: Since the move to the second floor",
        "Error text:",
        "> Error 0x00000709 on port 3",
        "> Spooler failed to start",
    ]


def test_an_error_that_the_problem_holds_already_is_not_said_twice() -> None:
    facts = Facts(problem="It says: Access denied", tried=[Tried("?", "!", evidence="access  DENIED")])
    assert filled(facts)["what_is_happening"] == "It says: Access denied"


def test_each_step_says_who_what_was_noted_and_what_was_pasted_and_undone_ones_stand_apart() -> None:
    facts = Facts(
        problem="x",
        tried=[
            Tried("On?", "Yes", note=" twice\nasked ", who="Theo, first line", number=1, evidence="lamp: green\n\n"),
            Tried("Paper?", "No", undone=True, who="Theo, first line", number=2),
        ],
    )
    assert filled(facts)["what_has_been_tried"].splitlines() == [
        "1. On? → Yes (twice asked) — Theo, first line",
        "   > lamp: green",
        "Also tried, then undone:",
        "- Paper? → No — Theo, first line",
    ]


def test_a_walk_without_steps_tells_its_notes_as_what_was_tried_and_not_as_context_too() -> None:
    package = filled(Facts(problem="x", notes=["Restarted it", "Still dead"], takes_notes_only=True))
    assert package["what_has_been_tried"] == "Restarted it\nStill dead"
    assert package["context"] == ""


def test_context_names_what_is_known_and_leaves_out_what_is_not() -> None:
    named = [("Ticket", "#4"), ("Client", "Harbour"), ("Contact", None)]
    facts = Facts(problem="x", named=named, client_facts=["VPN: WireGuard"], notes=["Calls back at 3"])
    assert filled(facts)["context"].splitlines() == [
        "Ticket: #4",
        "Client: Harbour",
        "Known at this client: VPN: WireGuard",
        "Note: Calls back at 3",
    ]


@pytest.mark.parametrize(
    ("leaf", "said"),
    [
        (None, ""),
        (Leaf("question", "Is it plugged in?"), "Is it plugged in?"),
        (Leaf("action", "Plug it in."), "Plug it in."),
        (Leaf("escalation", "Call them", to="Vendor", reason="Warranty"), ""),
        (
            Leaf("resolution", "Fill the tray"),
            "Whether this solves it; the flow came to it and nobody confirmed it: Fill the tray",
        ),
    ],
)
def test_what_to_verify_first_is_where_the_walk_stands(leaf: Leaf | None, said: str) -> None:
    assert filled(Facts(problem="x", stands_at=leaf))["what_to_verify_first"] == said


def test_an_escalation_tells_the_engineer_for_whom_and_why_and_not_what_first_line_was_told_to_do() -> None:
    package = filled(Facts(problem="x", stands_at=Leaf("escalation", "Call them", to="Vendor", reason="Warranty")))
    assert package["context"] == "Meant for: Vendor\nWhy the steps end here: Warranty"
    assert not any("Call them" in text for text in package.values())


def test_of_a_long_walk_the_newest_steps_are_told() -> None:
    steps = [Tried("q" * 100, "a" * 100, number=number) for number in range(1, 300)]
    tried = filled(Facts(problem="x", tried=steps, skipped=700))["what_has_been_tried"].splitlines()
    assert tried[0].startswith("(earlier steps are left out here")
    assert tried[-1].startswith("299. ")


@given(
    st.lists(st.builds(Tried, st.text(), st.text(), st.text(), st.booleans(), evidence=st.text())), st.text(min_size=1)
)
def test_every_heading_fits_into_what_the_api_takes(steps: list[Tried], problem: str) -> None:
    package = filled(Facts(problem=problem * 500, tried=steps * 50, notes=[problem] * 200))
    assert set(package) == set(HEADINGS)
    assert all(len(text) <= MOST + 200 for text in package.values())


def test_an_edited_heading_replaces_the_walks_own_and_an_emptied_one_is_missing() -> None:
    package = merged(dict.fromkeys(HEADINGS, "from the walk"), {"context": " mine ", "current_hypothesis": "  "})
    assert (package["context"], package["what_is_happening"]) == ("mine", "from the walk")
    assert missing(package) == ["current_hypothesis"]
