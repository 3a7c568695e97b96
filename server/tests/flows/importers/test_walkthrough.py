"""Guides in Markdown as people write them: each habit comes out as the flow that its author meant."""

import pytest

from resolutionflow.flows.importers import NotReadable, read
from tests.flows.importers.shapes import codes_of, flow_of, shape_of

LISTS = """# Printer does not print

Nothing comes out of the tray.

## Is the light on?

Look at the front of the printer.

- **Yes**: go to [Is there paper?](#is-there-paper)
- **No**: plug the printer in, then go back to [Is the light on?](#is-the-light-on)

## Is there paper?

- Yes → [Call service](#call-service)
- No → [Fill the tray](#fill-the-tray)

## Fill the tray

The tray was empty.

## Call service

Contact the vendor with the serial number.
"""

SENTENCES = """Wi-Fi drops
===========

Look at the access point
------------------------

If the light is red, continue with [Restart](#restart). If the light is off, amber or
blinking, see [Power](#power). Otherwise, escalate: see [Network team](#network-team).

Restart {#restart}
-------

1. Hold the button for ten seconds.
2. Wait two minutes.

If that helps, you're done: see [Solved](#solved). If not, go back to [Power](#power).

<a name="power"></a>
Check the supply
----------------

Continue with the next section.

Solved
------

It works.

Network team
------------

Raise a ticket for the network team.
"""

TABLE = """# Mailbox is full

## Which message does Outlook show?

| Message | Go to |
|:--|:--|
| *Mailbox almost full* | [Clean up](#clean-up) |
| Can't send | [Archive it](#archive) |
| none | [Second line](#second-line) |

## Clean up
Empty the deleted items.

## Archive
Turn the archive on.

## Second line
Escalate.
"""

NUMBERED = """# VPN

## Step 1: Check the internet connection

Ask whether a web page opens. If it does, proceed to step 2. If not, go to Step 3.

## Step 2: Restart the client

Restart the VPN client. If it connects, you are done. If it does not connect, proceed to step 3.

## Step 3: Hand over

Hand it over to the network team.
"""

GROUPED = """# Phone

## Airplane mode

Ask the user to look at the status bar.

**If airplane mode is on:**
- Ask the user to turn it off
- Ask whether there is service now

**If airplane mode is off:**
- Proceed to [SIM](#sim)

## SIM

- If the SIM is missing:
  - Put it in again, then go back to [Airplane mode](#airplane-mode)
- If the SIM is locked, contact the carrier.
- Otherwise, continue with [Reset][r]

## Reset the phone

It works again.

[r]: #reset-the-phone
"""

CHOICES = """---
title: Which door?
category: Building
tags: [doors, badges]
---
# Start

Choose what you see:

* [The door is open](#open)
* [The door is closed](#closed)
* [Nothing of it](#restart-1)

## Open
Close it.

## Closed
### Restart
Go to [the other one](#restart-1) when it beeps.
### Restart
Done.
"""


def test_answers_in_lists_joins_and_loops_are_kept() -> None:
    shape = shape_of(flow_of("walkthrough", LISTS))
    assert shape["Is the light on?"] == ("question", [("Yes", "Is there paper?"), ("No", "Plug the printer in")])
    assert shape["Plug the printer in"] == ("action", [("Done", "Is the light on?")])
    assert shape["Is there paper?"] == ("question", [("Yes", "Call service"), ("No", "Fill the tray")])
    assert (shape["Fill the tray"][0], shape["Call service"][0]) == ("resolution", "escalation")
    (made,) = read("walkthrough", LISTS, "x.md")
    assert made.flow is not None
    assert (made.title, made.flow.description) == ("Printer does not print", "Nothing comes out of the tray.")
    assert made.flow.tree.root.text == "Is the light on?\n\nLook at the front of the printer."


def test_answers_in_sentences_take_the_words_of_the_condition() -> None:
    shape = shape_of(flow_of("walkthrough", SENTENCES))
    labels = [label for label, _ in shape["Look at the access point"][1]]
    assert labels == ["The light is red", "The light is off, amber or blinking", "Otherwise"]
    assert [label for label, _ in shape["Restart"][1]] == ["That helps", "If not"]
    assert shape["Restart"][1][1][1] == "Check the supply"
    assert shape["Check the supply"] == ("action", [("Done", "Solved")])
    assert shape["Network team"][0] == "escalation"


def test_a_table_of_answers() -> None:
    assert shape_of(flow_of("walkthrough", TABLE))["Which message does Outlook show?"] == (
        "question",
        [("Mailbox almost full", "Clean up"), ("Can't send", "Archive"), ("none", "Second line")],
    )


def test_steps_that_are_named_by_their_number() -> None:
    shape = shape_of(flow_of("walkthrough", NUMBERED))
    assert shape["Check the internet connection"][1] == [("It does", "Restart the client"), ("If not", "Hand over")]
    assert ("It does not connect", "Hand over") in shape["Restart the client"][1]
    assert shape["Hand over"][0] == "escalation"


def test_lists_under_a_condition_become_a_step_of_their_own() -> None:
    shape = shape_of(flow_of("walkthrough", GROUPED))
    assert [label for label, _ in shape["Airplane mode"][1]] == ["Airplane mode is on", "Airplane mode is off"]
    assert shape["Airplane mode"][1][1][1] == "SIM"
    ways = dict(shape["SIM"][1])
    assert shape[ways["The SIM is missing"] or ""] == ("action", [("Done", "Airplane mode")])
    assert shape[ways["The SIM is locked"] or ""] == ("escalation", [])
    assert ways["Otherwise"] == "Reset the phone"


def test_a_menu_of_links_front_matter_and_headings_of_the_same_name() -> None:
    (made,) = read("walkthrough", CHOICES, "x.md")
    assert made.flow is not None
    assert (made.flow.category, made.flow.tags) == ("Building", ("doors", "badges"))
    root = made.flow.tree.root
    assert [option.label for option in root.options] == ["The door is open", "The door is closed", "Nothing of it"]
    closed = made.flow.tree.nodes[root.options[1].next_id or ""]
    assert [option.label for option in closed.options] == ["It beeps"]
    assert closed.options[0].next_id == root.options[2].next_id


def test_a_link_that_leads_nowhere_is_named_with_its_line_and_the_flow_is_a_draft() -> None:
    text = "# T\n\n## A?\n\n- Yes: [B](#b)\n- No: [C](#cc)\n\n## B\n\nGood.\n\n## C\n\nBad.\n"
    (made,) = read("walkthrough", text, "x.md")
    assert made.flow is not None
    assert made.flow.tree.root.options[1].next_id is None
    dangling = next(finding for finding in made.findings if finding.code == "dangling")
    assert (dangling.line, dangling.severity) == (6, "error")
    assert "“C” leads to “#cc”" in dangling.message
    assert ("unreachable", 12) in codes_of("walkthrough", text)


def test_a_heading_that_nothing_leads_to_is_named_and_left_out() -> None:
    text = "# T\n\n## A\n\nIf yes, see [B](#b). If no, see [C](#c).\n\n## B\n\n## C\n\n## See also\n\nMore.\n"
    assert codes_of("walkthrough", text) == [("unreachable", 11)]
    assert "See also" not in shape_of(flow_of("walkthrough", text))


def test_several_headings_of_the_first_level_are_several_flows() -> None:
    one = "# One\n\n## A?\n\n- Yes: [B](#b)\n- No: [X](#x)\n\n## B\n\nFine.\n"
    two = "# Two\n\n## A?\n\n- Yes: [B](#b-1)\n- No: [X](#x)\n\n## B\n\nFine.\n\n## X\n\nBad.\n"
    first, second = read("walkthrough", f"{one}\n{two}", "x.md")
    assert (first.title, second.title, second.first_line) == ("One", "Two", 12)
    assert "another flow of this document" in first.findings[0].message
    assert second.flow is not None
    assert not second.findings
    assert [option.next_id for option in second.flow.tree.root.options] == ["b", "x"]


def test_no_answer_is_made_up_where_the_text_names_one_only() -> None:
    text = "# T\n\n## A\n\nIf it prints, see [B](#b).\n\n## B\n\nFine.\n"
    tree = flow_of("walkthrough", text)
    assert [option.label for option in tree.root.options] == ["It prints"]
    assert codes_of("walkthrough", text) == [("one_answer", 3)]


def test_an_article_whose_headings_lead_nowhere_is_no_walkthrough() -> None:
    (made,) = read("walkthrough", "# T\n\n## Symptoms\n\nBad.\n\n## Cause\n\nOld.\n\n## Fix\n\nUpdate.\n", "x.md")
    assert made.flow is None
    assert "no heading leads to another" in (made.problem or "")


def test_a_step_with_too_many_answers_is_named() -> None:
    items = "".join(f"- a{n}: [B](#b)\n" for n in range(10))
    (made,) = read("walkthrough", f"# T\n\n## A\n\n{items}\n## B\n", "x.md")
    assert (made.problem or "").startswith("Line 3: “A” has 10 answers; 9 is the most.")


def test_a_document_without_a_heading_is_refused() -> None:
    with pytest.raises(NotReadable, match="no heading"):
        read("walkthrough", "just words", "x.md")


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("If yes, see [B](#b).", "Yes"),
        ("When it beeps, go to [B](#b)!", "It beeps"),
        ("If the power is back on go to [B](#b).", "The power is back on"),
        ("Go to [B](#b) if the lamp is red.", "The lamp is red"),
        ("Otherwise, please continue with section [B](#b).", "Otherwise"),
        ("If it's `ERR_1`, jump straight to [B](#b).", "It's ERR_1"),
        ("No, it is off: [B](#b)", "No"),
    ],
)
def test_the_words_of_a_condition_become_the_answer(sentence: str, label: str) -> None:
    text = f"# T\n\n## A\n\n{sentence} If never, see [C](#c).\n\n## B\n\n## C\n"
    assert flow_of("walkthrough", text).root.options[0].label == label


@pytest.mark.parametrize(
    "words",
    ["Contact the vendor.", "Escalate to level 2.", "Open a case with support.", "Hand it over to the network team."],
)
def test_an_end_whose_words_hand_over_is_an_escalation(words: str) -> None:
    start = "# T\n\n## A\n\nIf yes, see [B](#b). If no, see [C](#c).\n\n"
    text = f"{start}## B\n\n{words}\n\n## C\n\nCall the customer back.\n"
    tree = flow_of("walkthrough", text)
    assert (tree.nodes["b"].type, tree.nodes["c"].type) == ("escalation", "resolution")
