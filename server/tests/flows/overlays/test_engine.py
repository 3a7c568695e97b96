"""Putting changes on any tree: tables of cases and properties."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from resolutionflow.flows.overlays.engine import (
    OptionChange,
    StepChange,
    apply,
    drifted,
    effective,
    judge,
    remembered,
    trimmed,
)
from resolutionflow.flows.tree import Tree
from resolutionflow.flows.validator import check_tree, has_errors

NAMES = st.sampled_from([f"n{number}" for number in range(8)] + ["gone"])
OPTIONS = st.sampled_from(["a", "b", "c"])
WORDS = st.text("abc ", min_size=1, max_size=8).filter(str.strip)


def _node(node_id: str, targets: list[str], words: str) -> dict[str, Any]:
    if not targets:
        return {"type": "resolution", "text": words}
    kind = "question" if len(targets) > 1 else "action"
    options = [{"id": i, "label": f"{words} {i}", "next_id": t} for i, t in zip("abc", targets, strict=False)]
    return {"type": kind, "text": words, "options": options}


@st.composite
def sound_trees(draw: st.DrawFn) -> Tree:
    """A tree without errors: each node leads on to later ones, so that every walk ends."""
    count = draw(st.integers(1, 8))
    nodes: dict[str, Any] = {}
    for number in range(count):
        later = [f"n{other}" for other in range(number + 1, count)]
        targets = draw(st.lists(st.sampled_from(later), max_size=3)) if later else []
        nodes[f"n{number}"] = _node(f"n{number}", targets, draw(WORDS))
    tree = Tree.model_validate({"root_id": "n0", "nodes": nodes})
    reached = {node.id: node for node in tree.breadth_first()}
    return Tree.model_validate({"root_id": "n0", "nodes": {name: node.model_dump() for name, node in reached.items()}})


def changes() -> SearchStrategy[dict[str, StepChange]]:
    option = st.builds(OptionChange, label=st.none() | WORDS, next_id=st.none() | NAMES)
    step = st.builds(
        StepChange,
        text=st.none() | WORDS,
        help=st.none() | st.just("") | WORDS,
        options=st.dictionaries(OPTIONS, option, max_size=3),
    )
    return st.dictionaries(NAMES, step, max_size=6)


@given(sound_trees())
def test_no_changes_leave_the_tree_as_it_is(base: Tree) -> None:
    overlaid = apply(base, {})
    assert (overlaid.tree.nodes, overlaid.steps, overlaid.left_out) == (base.nodes, frozenset(), ())


@given(sound_trees(), changes())
def test_what_is_walked_is_sound_whatever_is_changed(base: Tree, change: dict[str, StepChange]) -> None:
    assert not has_errors(check_tree(base)), "or the test says nothing"
    tree = effective(base, change).tree
    assert tree.root_id == base.root_id
    assert tree.root_id in {node.id for node in tree.breadth_first()}
    assert {one.code for one in check_tree(tree) if one.severity == "error"} <= {"unreachable"}
    assert any(node.is_leaf for node in tree.breadth_first())


@given(sound_trees(), changes())
def test_only_what_is_named_differs(base: Tree, change: dict[str, StepChange]) -> None:
    overlaid = apply(base, change)
    assert overlaid.tree.nodes.keys() == base.nodes.keys()
    differ = {name for name, node in overlaid.tree.nodes.items() if node != base.nodes[name]}
    assert differ == overlaid.steps
    assert differ <= change.keys()
    for name in base.nodes.keys() - change.keys():
        assert overlaid.tree.nodes[name] is base.nodes[name]
    marked = {name for name in overlaid.tree.nodes if overlaid.tree.served(name).get("for_client")}
    assert marked == differ


@given(sound_trees(), changes())
def test_putting_it_on_twice_is_putting_it_on_once(base: Tree, change: dict[str, StepChange]) -> None:
    once = apply(base, change).tree
    assert apply(once, change).tree.nodes == once.nodes


@given(sound_trees(), changes())
def test_trimming_changes_nothing_of_the_tree(base: Tree, change: dict[str, StepChange]) -> None:
    assert apply(base, trimmed(change)).tree.nodes == apply(base, change).tree.nodes


@given(sound_trees(), sound_trees(), changes())
def test_drift_is_exactly_the_changed_steps_whose_base_is_another(
    old: Tree, new: Tree, change: dict[str, StepChange]
) -> None:
    lost = {one.node_id for one in apply(new, change).left_out}
    expected = {name for name in change if old.nodes.get(name) != new.nodes.get(name)} | lost
    assert {one.node_id for one in drifted(new, change, remembered(old, change))} == expected
    assert {one.node_id for one in drifted(new, change, remembered(new, change))} == lost


@given(sound_trees(), changes())
def test_what_can_be_saved_is_walked_whole(base: Tree, change: dict[str, StepChange]) -> None:
    if not has_errors(judge(base, change, {})):
        assert effective(base, change).in_force == "all"
        assert apply(base, change).left_out == ()


def test_a_way_past_a_step_is_a_warning_and_no_error() -> None:
    base = Tree.model_validate(
        {
            "root_id": "a",
            "nodes": {
                "a": _node("a", ["b", "c"], "A"),
                "b": _node("b", ["c"], "B"),
                "c": _node("c", [], "C"),
            },
        }
    )
    past = {"a": StepChange(options={"a": OptionChange(next_id="c")})}
    findings = judge(base, past, {})
    assert [(one.severity, one.code, one.node_id) for one in findings] == [("warning", "unreachable", "b")]
    assert effective(base, past).in_force == "all"


def test_an_empty_help_takes_the_bases_away() -> None:
    base = Tree.model_validate({"root_id": "a", "nodes": {"a": {"type": "resolution", "text": "A", "help": "H"}}})
    assert apply(base, {"a": StepChange(help="")}).tree.nodes["a"].help is None
    assert apply(base, {"a": StepChange()}).tree.nodes["a"].help == "H"
