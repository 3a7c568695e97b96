"""The validator: each rule by a small tree that breaks it, size and depth at their bounds, anything hostile."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolutionflow.flows.tree import Tree
from resolutionflow.flows.validator import MAX_FINDINGS, check, check_tree, has_errors
from tests.flows.strategies import json_values, raw_trees
from tests.flows.trees import Raw, action, escalation, option, printer, question, resolution, tree

END = resolution("Done.")


def codes(raw: object, **choices: Any) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.node_id) for finding in check(raw, **choices)]


def ask(*options: Raw, **more: Any) -> Raw:
    return tree(a=question("Which?", *options, **more), end=END)


def chain(length: int) -> Raw:
    nodes = {f"n{n}": action("Do it.", option("done", f"n{n + 1}")) for n in range(1, length)}
    return {"root_id": "n1", "nodes": {**nodes, f"n{length}": END}}


def test_a_good_tree_has_no_findings() -> None:
    assert check(printer()) == []


def test_a_single_leaf_and_an_action_with_one_answer_are_good() -> None:
    assert check(tree(end=END)) == []
    assert check(tree(a=action("Do it.", option("ok", "end")), end=END)) == []


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (None, ("not_a_tree", None)),
        ([], ("not_a_tree", None)),
        ({}, ("missing", None)),
        ({"root_id": "a", "nodes": {}}, ("no_root", None)),
        ({"root_id": "b", "nodes": {"a": END}}, ("no_root", None)),
        (tree(a={"type": "riddle", "text": "?"}), ("unknown_type", "a")),
        (tree(a={"type": "resolution"}), ("missing", "a")),
        (tree(a=resolution("  ")), ("no_text", "a")),
        (tree(a=resolution("x" * 4_001)), ("too_long", "a")),
        (tree(a=resolution("a\x00b")), ("bad_characters", "a")),
        (tree(a=resolution("\ud800")), ("bad_characters", "a")),
        (tree(a=resolution("x", minutes=-1)), ("wrong_value", "a")),
        (tree(a=resolution("x", minutes="5")), ("wrong_value", "a")),
        (tree(a=resolution("x", minutes=float("nan"))), ("wrong_value", "a")),
        (tree(a=resolution("x", needs_review="yes")), ("wrong_value", "a")),
        (tree(a=resolution("x", id="b")), ("id_mismatch", "a")),
        (tree(a=resolution("x", options=[option("o", "a")])), ("leaf_with_options", "a")),
        (tree(a=resolution("x", script="7")), ("misplaced_field", "a")),
        (tree(a=resolution("x", needs_review=True)), ("needs_review", "a")),
        (tree(a=resolution("x", colour="red")), ("unknown_field", "a")),
        (ask(option("x", "end")), ("too_few_options", "a")),
        (tree(a=action("Do it.")), ("too_few_options", "a")),
        (ask(*(option(str(n), "end") for n in range(10))), ("too_many", "a")),
        (ask(option("x", "end", "A"), option("x", "end", "B")), ("same_option_id", "a")),
        (ask(option("x", "end", "Yes"), option("y", "end", " yes ")), ("same_label", "a")),
        (ask(option("x", "end", " "), option("y", "end")), ("no_label", "a")),
        (ask(option("x", "end", "l" * 201), option("y", "end")), ("too_long", "a")),
        (ask(option("x", None), option("y", "end")), ("no_target", "a")),
        (ask(option("x", "gone"), option("y", "end")), ("unknown_target", "a")),
        (ask(option(" x", "end"), option("y", "end")), ("bad_characters", "a")),
        (tree(a=END, b=END), ("unreachable", "b")),
        (tree(a=question("?", option("x", "a"), option("y", "a"))), ("no_way_out", "a")),
    ],
)
def test_a_broken_rule_is_named_with_its_node(raw: object, expected: tuple[str, str | None]) -> None:
    assert expected in codes(raw)


@pytest.mark.parametrize(
    ("evidence", "fine"),
    [
        ({"kind": "text", "regex": r"(?i)status:\s*ok"}, True),
        ({"kind": "text", "regex": r"^[^\\]+\\\d{3}$"}, True),
        ({"kind": "number", "min": 1, "max": 2.5}, True),
        ({"kind": "number", "max": -3}, True),
        ({"kind": "picture"}, True),
        ({"kind": "text"}, False),
        ({"kind": "text", "regex": "(("}, False),
        ({"kind": "text", "regex": r"(a)\1"}, False),
        ({"kind": "text", "regex": r"(?=a)"}, False),
        ({"kind": "text", "regex": "a" * 501}, False),
        ({"kind": "text", "regex": r"(?:\pL{99}){9}"}, False),
        ({"kind": "number"}, False),
        ({"kind": "number", "min": 2, "max": 1}, False),
        ({"kind": "number", "min": "2"}, False),
        ({"kind": "smell"}, False),
    ],
)
def test_evidence_must_be_able_to_prove_something(evidence: Raw, fine: bool) -> None:
    found = check(ask(option("x", "end", evidence=evidence), option("y", "end")))
    assert has_errors(found) is not fine
    if not fine:
        assert (found[0].node_id, found[0].option_id) == ("a", "x")


def looping() -> Raw:
    return tree(
        a=question("Fixed?", option("yes", "end"), option("no", "b")),
        b=action("Restart.", option("done", "a")),
        end=END,
    )


def test_a_loop_is_a_warning_for_a_person_and_an_error_for_a_model() -> None:
    mine = check(looping())
    assert [(finding.severity, finding.code, finding.node_id, finding.option_id) for finding in mine] == [
        ("warning", "loop", "b", "done")
    ]
    assert check(looping(), loops_allowed=False)[0].severity == "error"


def test_answers_that_join_on_one_node_are_no_loop() -> None:
    joined = tree(
        a=question("?", option("x", "b"), option("y", "c")),
        b=action("!", option("ok", "c")),
        c=action("!", option("ok", "end")),
        end=END,
    )
    assert check(joined, loops_allowed=False) == []


def test_a_trap_inside_a_good_tree_is_found_at_each_of_its_nodes() -> None:
    trapped = tree(
        a=question("?", option("x", "end"), option("y", "b")),
        b=action("!", option("ok", "c")),
        c=action("!", option("ok", "b")),
        end=END,
    )
    assert [node_id for code, node_id in codes(trapped) if code == "no_way_out"] == ["b", "c"]


def test_an_unfinished_answer_is_not_also_called_a_trap() -> None:
    assert codes(ask(option("x", None), option("y", None))) == [
        ("no_target", "a"),
        ("no_target", "a"),
        ("unreachable", "end"),
    ]


def test_a_hundred_steps_are_deep_enough() -> None:
    assert check(chain(100)) == []
    assert codes(chain(101)) == [("too_deep", "n101")]


def wide(count: int) -> Raw:
    """A tree of ``count`` nodes in which each node leads to three others."""
    nodes: Raw = {}
    for n in range(count):
        children = [child for child in range(3 * n + 1, 3 * n + 4) if child < count]
        nodes[f"n{n}"] = action("!", *(option(f"o{child}", f"n{child}") for child in children)) if children else END
    return {"root_id": "n0", "nodes": nodes}


def test_two_thousand_nodes_are_the_most() -> None:
    assert check(wide(2_000)) == []
    assert codes(wide(2_001)) == [("too_many_nodes", None)]


def test_a_loop_of_two_thousand_nodes_needs_no_recursion() -> None:
    nodes = {f"n{n}": action("!", option("ok", f"n{(n + 1) % 2_000}")) for n in range(2_000)}
    found = codes({"root_id": "n0", "nodes": nodes})
    assert ("no_way_out", "n0") in found
    assert len(found) == MAX_FINDINGS


def test_errors_come_first() -> None:
    raw = ask(option("x", "gone"), option("y", "end"), needs_review=True, colour="red")
    assert [finding.severity for finding in check(raw)] == ["error", "warning", "warning"]


def test_a_misspelt_field_is_hinted_at() -> None:
    raw = ask({"id": "x", "label": "X", "next": "end"}, option("y", "end"))
    assert any("Did you mean `next_id`?" in finding.message for finding in check(raw))


def test_every_finding_ends_with_what_to_do() -> None:
    raw = tree(
        a=question("", option("x", "a"), option("x", None), option("z", "gone", " "), to="me"),
        b=escalation("", options=[option("o", "a")]),
    )
    for finding in check(raw):
        assert finding.message.endswith(".")
        assert finding.message.count(". ") >= 1, finding.message


@settings(max_examples=200, deadline=None)
@given(json_values)
def test_no_json_makes_the_validator_fail(raw: object) -> None:
    assert isinstance(check(raw), list)


@settings(max_examples=100, deadline=None)
@given(raw_trees(), st.data())
def test_no_damage_to_a_tree_makes_the_validator_fail(raw: Raw, data: st.DataObject) -> None:
    node: Any = raw["nodes"][data.draw(st.sampled_from(sorted(raw["nodes"])))]
    where = data.draw(st.sampled_from([raw, raw["nodes"], node, *node.get("options", [])]))
    where[data.draw(st.sampled_from(sorted(where)) | st.text())] = data.draw(json_values)
    for finding in check(raw):
        finding.message.encode()


@settings(max_examples=80, deadline=None)
@given(raw_trees())
def test_without_errors_every_node_can_be_reached_and_leads_to_an_end(raw: Raw) -> None:
    made = Tree.model_validate(raw)
    if has_errors(check_tree(made)):
        return
    assert {node.id for node in made.breadth_first()} == set(made.nodes)
    for node_id in made.nodes:
        seen = Tree(root_id=node_id, nodes=made.nodes).breadth_first()
        assert any(node.is_leaf for node in seen)


def test_ten_times_the_nodes_take_about_ten_times_as_long() -> None:
    def seconds(count: int) -> float:
        raw = wide(count)
        times = []
        for _ in range(3):
            begin = time.perf_counter()
            check(raw)
            times.append(time.perf_counter() - begin)
        return min(times)

    assert seconds(2_000) < 40 * seconds(200)
