"""Hostile documents: a clear refusal or a flow, never another error, in bounded time."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolutionflow.flows.importers import KINDS, Kind, NotReadable, kind_of, read

DOCUMENTS: list[Kind] = [kind for kind in KINDS if kind != "flow_file"]
PIECES = [
    "# A\n", "## B\n\n", "[x](#b)", "[", "](", "**", "`", "<a ", "<!--", "```mermaid\n", "If yes, see ", "\n", "- ",
    "| ", "---\n", "flowchart TD\n", "A-->B", "-->|", '["', "{", "subgraph x\n", "end\n", "step,text\n", "1.1,", '"',
    "\n- [x](#b)\n", "\n- **a** b\n", "\n- if a, b\n", "\n- a: b\n", "  - c\n", "\n1. d [y](#b) if e\n", "**if f:**\n",
    "  ", "Yes: ", "go to ", "\\", "&#0;", "#35;", "\ue000", "{#a}", "=", "go to step 1 ", "otherwise, ",
]  # fmt: skip
BAIT = [
    "[", "]", "](", "[a][b]", "**a", "`a``b", "<a ", "<!--", "&amp;", "\\", "[x](#b)", "If yes, see [B](#b). ",
    "\n## Yes", "- [a](#b)\n", "if a, then ", "contact the ", "- **a**: b\n", "a | b\n", "> ", "go to step 1 ", "\t",
    "A-->B\n", "A[", "A-->|", "-- x ", "subgraph ", "1,a\n", '"', "  Yes: b\n    No: c\n", "((", "%%\n",
]  # fmt: skip


@settings(max_examples=400, deadline=2_000)
@given(st.sampled_from(DOCUMENTS), st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40))
def test_nothing_but_the_named_error_ever_comes_of_a_document(kind: Kind, pieces: list[str]) -> None:
    text = "".join(pieces)
    assert kind_of("x", text) in KINDS
    with contextlib.suppress(NotReadable):
        for made in read(kind, text, "x"):
            assert (made.flow is None) == (made.problem is not None)


@pytest.mark.parametrize("bait", BAIT)
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_time_grows_with_the_length_and_no_faster(kind: Kind, bait: str) -> None:
    head = {
        "walkthrough": "# T\n\n## A\n\nIf yes, see [B](#b).\n\n## B\n\n",
        "mermaid": "graph TD\n",
        "csv": "step,text\n",
    }

    def taken(size: int) -> float:
        text = head.get(kind, "T\n") + bait * (size // len(bait))
        best = 60.0
        for _ in range(2):
            begun = time.process_time()
            with contextlib.suppress(NotReadable):
                read(kind, text, "x")
            best = min(best, time.process_time() - begun)
        return best

    assert taken(120_000) < 0.25 + 9 * taken(30_000)


def test_ten_thousand_headings_are_refused_with_their_number() -> None:
    text = "# T\n\n" + "".join(f"## Step {n}\n\nGo to [next](#step-{n + 1}).\n\n" for n in range(10_000))
    (made,) = read("walkthrough", text, "x.md")
    assert made.flow is None
    assert "10001 headings" in (made.problem or "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\nb\x00c", "Line 2: a NUL character"),
        ("\x00a\x00b\x00c", "UTF-16"),
        ("a\n\n\ud83d", "Line 3: half of a surrogate pair"),
        ("PK\x03\x04 zip", "packed file"),
        ("x" * 1_000_001, "1000000 is the most"),
    ],
)
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_what_is_no_text_is_named(kind: Kind, text: str, words: str) -> None:
    with pytest.raises(NotReadable) as refused:
        read(kind, text, "x")
    assert words in str(refused.value)


def test_deep_nesting_is_no_harm() -> None:
    items = "".join(" " * depth + f"- if {depth}:\n" for depth in range(1_000))
    assert read("walkthrough", f"# T\n\n## A\n\nIf yes, see [B](#b).\n\n## B\n\n{items}", "x.md")
    assert read("mermaid", "graph TD\n" + "subgraph x\n" * 5_000 + "A --> B\n", "x.mmd")


@pytest.mark.parametrize("kind", ["walkthrough", "mermaid"])
def test_a_script_in_a_label_is_only_words(kind: Kind) -> None:
    text = {
        "walkthrough": "# T\n## A\n- **<script>alert(1)</script>**: [B](#b)\n## B\nx",
        "mermaid": 'graph TD\nA["x"] -->|"<script>alert(1)</script>"| B',
    }[kind]
    (made,) = read(kind, text, "x")
    assert made.flow is not None
    assert made.flow.tree.root.options[0].label == "<script>alert(1)</script>"
