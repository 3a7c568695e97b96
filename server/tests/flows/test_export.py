"""Mermaid and Markdown: every text stays a text, whatever is in it."""

import re

import pytest
from hypothesis import given, settings

from resolutionflow.flows.export import markdown, mermaid
from resolutionflow.flows.tree import Tree
from tests.flows.strategies import texts, trees
from tests.flows.trees import option, printer, question, resolution, tree

MERMAID_LINE = re.compile(r"""    n\d+(\{\{".*"\}\}|\[".*"\]|\(\[".*"\]\)|\[/".*"/\])|    n\d+ -->\|".*"\| n\d+""")


def hostile(text: str) -> Tree:
    return Tree.model_validate(
        tree(a=question(text, option("x", "b", text[:200]), option("y", "b", "other")), b=resolution(text, notes=text))
    )


def test_a_picture_shows_every_node_and_every_answer() -> None:
    lines = mermaid(Tree.model_validate(printer()), "Printer").splitlines()
    assert lines[:4] == ["---", 'title: "Printer"', "---", "flowchart TD"]
    assert lines[4] == """    n1{{"Is the printer's light on?"}}"""
    assert '    n1 -->|"Yes"| n2' in lines
    assert len(lines) == 4 + 5 + 6


@pytest.mark.parametrize(
    "text", ['say "hi"', "a]b}c", "<script>", "%%{init: {}}%%", "a; b", "`md`", "#quot;", "end", "a\nb", "\\", "---"]
)
def test_no_text_breaks_out_of_its_box_in_a_picture(text: str) -> None:
    for line in mermaid(hostile(text), text).splitlines()[4:]:
        assert MERMAID_LINE.fullmatch(line), line
        assert line.count('"') == 2
        assert not re.search(r"[<`%;](?!br/>)", re.sub(r"#\d+;|<br/>", "", line)), line


@settings(max_examples=100, deadline=None)
@given(trees, texts)
def test_any_tree_can_be_drawn_and_written(made: Tree, title: str) -> None:
    for line in mermaid(made, title).splitlines()[4:]:
        assert MERMAID_LINE.fullmatch(line), line
    assert markdown(made, title, title).count("\n## ") == len(made.nodes)


def test_a_page_numbers_the_steps_and_links_the_answers() -> None:
    page = markdown(Tree.model_validate(printer()), "Printer", "Nothing comes out.\nAt all.")
    assert page.startswith("# Printer\n\nNothing comes out.\\\nAt all.\n")
    assert "- **No** → [step 3](#step-3): Plug the printer in and switch it on." in page
    assert '<a id="step-3"></a>\n\n## 3. Plug the printer in and switch it on.\n\n*Do this*' in page
    assert "To: Field service" in page


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("<b>x</b>", r"\<b\>x\</b\>"),
        ("*bold* _it_", r"\*bold\* \_it\_"),
        ("[x](http://evil)", r"\[x\](http://evil)"),
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("===", r"\==="),
        ("a | b", r"a \| b"),
        ("&lt;", r"\&lt;"),
        ("C:\\Temp", r"C:\\Temp"),
    ],
)
def test_no_text_becomes_markup_on_a_page(text: str, written: str) -> None:
    page = markdown(hostile(text), "T")
    assert f"\n\n{written}\n" in page
    assert f"- **{written}**" in page
