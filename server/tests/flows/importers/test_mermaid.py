"""Mermaid flowcharts as people draw them."""

import pytest

from resolutionflow.flows.importers import NotReadable, kind_of, read
from tests.flows.importers.shapes import codes_of, flow_of, shape_of

CHART = """%%{init: {"theme": "dark"}}%%
graph LR; Start([Start]) --> A{Is it <b>on</b>?<br/>Look}
A -- Yes, it is --> B["Say &quot;hi&quot; #35;1"]:::red
A -. no .-> D>Plug it in]
A ==>|"maybe | not"| C[/Call the vendor/]
D ==> A
B -->|ok| E((done)); B ---->|no| F[[Look again]]
subgraph one [First line]
  F --> G@{ shape: diam, label: "Works?" }
end
G -->|yes| E & H(Leave it)
G -->|no| one
classDef red fill:#f00
class B red
click A "http://x"
"""


def test_shapes_labels_and_arrows_of_every_kind() -> None:
    shape = shape_of(flow_of("mermaid", CHART))
    assert "Start" not in shape
    assert shape["Is it on?"] == (
        "question",
        [("Yes, it is", 'Say "hi" #1'), ("no", "Plug it in"), ("maybe | not", "Call the vendor")],
    )
    assert shape["Plug it in"] == ("action", [("Done", "Is it on?")])
    assert shape["Call the vendor"][0] == "escalation"
    assert shape["Works?"][1][2] == ("no", "Look again")
    said = dict(codes_of("mermaid", CHART))
    assert (said["subgraph"], said["click"], said["same_label"]) == (8, 15, 11)


def test_what_is_not_understood_is_named_with_its_line_and_the_rest_is_kept() -> None:
    text = 'flowchart TD\nA["x"] -->|a| B\n?? what\nA -->|b| C\nA[oops\n'
    assert [code for code in codes_of("mermaid", text) if code[0] == "not_understood"] == [
        ("not_understood", 3),
        ("not_understood", 5),
    ]
    assert len(flow_of("mermaid", text).root.options) == 2


def test_arrows_without_words_take_those_of_the_step_and_it_is_said() -> None:
    text = "flowchart TD\nA{Which?} --> B[Red]\nA --> C[Green]\n"
    assert [option.label for option in flow_of("mermaid", text).root.options] == ["Red", "Green"]
    assert codes_of("mermaid", text) == [("no_words", 2), ("no_words", 3)]


def test_charts_in_fences_are_flows_named_by_the_heading_above() -> None:
    chart = "```mermaid\nflowchart TD\nA{On?} -->|yes| B\nA -->|no| C\n```\n"
    text = f"# One\n\n{chart}\n# Two\n\n{chart}"
    assert kind_of("charts.md", text) == "mermaid"
    first, second = read("mermaid", text, "charts.md")
    assert (first.title, second.title, second.first_line) == ("One", "Two", 12)


def test_a_sequence_diagram_is_refused() -> None:
    with pytest.raises(NotReadable, match="no Mermaid flowchart"):
        read("mermaid", "sequenceDiagram\nA->>B: hi", "x.mmd")
