"""Outlines as tables and as indented text, and what a text is taken for."""

import pytest

from resolutionflow.flows.importers import Kind, NotReadable, kind_of, read
from tests.flows.importers.shapes import codes_of, flow_of, shape_of

ROWS = [
    ["Step", "Answer", "Text", "Type", "Go to"],
    ["1", "", "Is it on?", "", ""],
    ["1.1", "Yes", "Is there paper?", "", ""],
    ["1.1.1", "No", "=CMD(1)", "", ""],
    ["1.1.2", "Yes", "", "", "1"],
    ["1.2", "No", "Call the vendor", "", ""],
]
MEANT = {
    "Is it on?": ("question", [("Yes", "Is there paper?"), ("No", "Call the vendor")]),
    "Is there paper?": ("question", [("No", "=CMD(1)"), ("Yes", "Is it on?")]),
    "=CMD(1)": ("resolution", []),
    "Call the vendor": ("escalation", []),
}


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("head", ["", "\ufeff", "sep={sign}\r\n"])
def test_a_table_by_dotted_numbers_whatever_parts_its_columns(sign: str, head: str) -> None:
    text = head.format(sign=sign) + "\r\n".join(sign.join(row) for row in ROWS)
    assert kind_of("x", text) == "csv"
    assert shape_of(flow_of("csv", text)) == MEANT


def test_a_table_by_levels() -> None:
    text = 'level,answer,text\n1,,A?\n2,Yes,B\n2,No,"C, with\nanother"\n'
    assert shape_of(flow_of("csv", text)) == {
        "A?": ("question", [("Yes", "B"), ("No", "C, with")]),
        "B": ("resolution", []),
        "C, with": ("resolution", []),
    }


def test_what_a_spreadsheet_spoils_is_named_with_its_line() -> None:
    text = "step,answer,text,go to\n1,,A?,\n1.1,Yes,B,\n1.1,No,C,\n01.Feb,x,D,\n1.3,?,,9\n"
    assert {("same_number", 4), ("bad_number", 5), ("dangling", 6)} <= set(codes_of("csv", text))


def test_a_table_that_is_none_is_refused() -> None:
    with pytest.raises(NotReadable, match="Line 1: the first line does not name the columns"):
        read("csv", "a,b\n1,2\n", "x.csv")
    with pytest.raises(NotReadable, match="Line 3: this is not a table"):
        read("csv", 'step,text\n1,a\n2,"b\n3,c\n', "x.csv")


def test_an_indented_text() -> None:
    text = 'Printer\nIs it on?\n  Yes: Print a page\n  No -> Plug it in\n    back to "Is it on?"\n'
    (made,) = read("outline", text, "x.txt")
    assert made.title == "Printer"
    assert shape_of(flow_of("outline", text)) == {
        "Is it on?": ("question", [("Yes", "Print a page"), ("No", "Plug it in")]),
        "Print a page": ("resolution", []),
        "Plug it in": ("action", [("Done", "Is it on?")]),
    }


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.md", "# x", "walkthrough"),
        ("a.MD", "```mermaid\ngraph TD\n```", "mermaid"),
        ("a.yml", "# x", "flow_file"),
        ("a.txt", "flowchart TD\nA-->B", "mermaid"),
        ("a.txt", "---\ntitle: x\n---\nflowchart TD\n", "mermaid"),
        ("a.txt", "---\ntitle: x\nroot_id: y\n", "flow_file"),
        ("a.txt", "# A comment\ntitle: x\n", "flow_file"),
        ("pasted", "# Head\n\nText", "walkthrough"),
        ("pasted", "step;text\n1;a", "csv"),
        ("pasted", "A\n  B", "outline"),
        ("pasted", '{"title": 1}', "flow_file"),
    ],
)
def test_what_a_text_is_taken_for(name: str, text: str, kind: Kind) -> None:
    assert kind_of(name, text) == kind
