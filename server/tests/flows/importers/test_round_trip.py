"""Pages and pictures that the product writes are read back as the flows they were made of."""

import pytest
from hypothesis import given, settings

from resolutionflow.flows.export import markdown, mermaid
from resolutionflow.flows.importers import read
from resolutionflow.flows.tree import Tree
from tests.flows.importers.shapes import flow_of, shape_of, sound_trees
from tests.flows.trees import printer


def plain(tree: Tree) -> dict[str, tuple[str, list[tuple[str, str | None]]]]:
    return {
        " ".join(name.split()): (
            kind,
            [(" ".join(label.split()), end and " ".join(end.split())) for label, end in ways],
        )
        for name, (kind, ways) in shape_of(tree).items()
    }


@settings(max_examples=150, deadline=None)
@given(sound_trees())
def test_any_sound_flow_comes_back_from_its_page(tree: Tree) -> None:
    assert plain(flow_of("walkthrough", markdown(tree, "Title"))) == plain(tree)


@settings(max_examples=150, deadline=None)
@given(sound_trees())
def test_any_sound_flow_comes_back_from_its_picture(tree: Tree) -> None:
    assert plain(flow_of("mermaid", mermaid(tree, "Title"))) == plain(tree)


@pytest.mark.parametrize("write", [markdown, mermaid])
def test_the_title_comes_back_whatever_is_in_it(write: object) -> None:
    for title in ('Say "hi" <b>', "a: b", "# no", "1. x", "*x*"):
        text = (markdown if write is markdown else mermaid)(Tree.model_validate(printer()), title)
        (made,) = read("walkthrough" if write is markdown else "mermaid", text, "x.md")
        assert made.title == title


def test_a_page_gives_back_minutes_and_whom_to_hand_over_to() -> None:
    raw = printer()
    raw["nodes"]["plug"]["minutes"] = 4
    tree = flow_of("walkthrough", markdown(Tree.model_validate(raw), "Printer"))
    hand = next(node for node in tree.nodes.values() if node.type == "escalation")
    assert (hand.to, hand.reason) == ("Field service", "Not solved by first steps")
    assert {node.minutes for node in tree.nodes.values()} == {None, 4.0}
