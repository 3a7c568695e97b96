"""The open flow file: nothing is lost on the way out and back, and nothing hostile gets in."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resolutionflow.flows.flow_file import (
    MAX_FILE_BYTES,
    FlowFile,
    FlowFileError,
    Part,
    decoded,
    judge,
    parsed,
    parts,
    to_json,
    to_yaml,
)
from resolutionflow.flows.flow_file.document import Head
from resolutionflow.flows.tree import Tree
from tests.flows.strategies import flow_files
from tests.flows.trees import printer

WRITTEN = """\
# A file as somebody writes it
title: Printer is silent
category: Printing
tags: [paper, power]
root_id: power
nodes:
  power:
    type: question
    text: Is the light on?
    minutes: 1
    options:
      - {id: on, label: Yes, next_id: 2}
      - id: off
        label: No
        next_id: plug
  plug:
    type: escalation
    text: |
      Dark.
      Hand over.
    needs_review: true
  2:
    type: resolution
    text: It prints.
"""


def read(text: str) -> FlowFile:
    """The one flow of a file, whatever the validator thinks of its tree."""
    (part,) = parts(text)
    raw = parsed(part)
    head = {name: raw[name] for name in Head.model_fields if raw.get(name) is not None}
    return FlowFile.model_validate(
        {**head, "tree": {k: raw[k] for k in ("root_id", "nodes", "starts_with") if k in raw}}
    )


def refused(text: str) -> FlowFileError:
    with pytest.raises(FlowFileError) as caught:
        [parsed(part) for part in parts(text)]
    return caught.value


quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(flow_files)
def test_yaml_loses_nothing(flow: FlowFile) -> None:
    assert read(to_yaml(flow)) == flow


@quick
@given(flow_files)
def test_json_loses_nothing(flow: FlowFile) -> None:
    assert read(to_json(flow)) == flow


@quick
@given(flow_files)
def test_what_is_written_twice_is_the_same_text_in_the_same_order(flow: FlowFile) -> None:
    text = to_yaml(flow)
    again = read(text)
    assert to_yaml(again) == text
    assert list(again.tree.nodes) == list(flow.tree.nodes)


@quick
@given(flow_files)
def test_other_readers_of_yaml_see_the_same_words(flow: FlowFile) -> None:
    other = yaml.safe_load(to_yaml(flow))
    mine = parsed(parts(to_yaml(flow))[0])
    assert other == mine


def test_a_file_written_by_hand_needs_no_quotes_around_yes_and_numbers() -> None:
    judged = judge(parsed(parts(WRITTEN)[0]))
    assert judged.flow is not None
    nodes = judged.flow.tree.nodes
    assert [option.label for option in nodes["power"].options] == ["Yes", "No"]
    assert nodes["power"].minutes == 1
    assert nodes["plug"].text == "Dark.\nHand over.\n"
    assert nodes["plug"].needs_review is True
    assert nodes["2"].text == "It prints."


def test_a_file_is_written_with_one_block_a_node_and_text_in_lines() -> None:
    tree = Tree.model_validate(
        {
            "root_id": "a",
            "nodes": {
                "a": {
                    "made_by": "model",
                    "text": "First\nthen: this",
                    "type": "action",
                    "minutes": 2,
                    "options": [{"next_id": "b", "id": "1", "label": "Yes"}],
                },
                "b": {"type": "resolution", "text": "Solved: it works", "notes": "no"},
            },
        }
    )
    assert (
        to_yaml(FlowFile(title="T", tags=("x",), tree=tree))
        == """\
resolutionflow: 1
title: T
tags:
  - x
root_id: a

nodes:
  a:
    type: action
    text: |-
      First
      then: this
    minutes: 2
    options:
      - id: "1"
        label: "Yes"
        next_id: b
    made_by: model

  b:
    type: resolution
    text: "Solved: it works"
    notes: "no"
"""
    )


def test_one_changed_word_changes_one_line() -> None:
    flow = FlowFile(title="T", tree=Tree.model_validate(printer()))
    changed = printer()
    changed["nodes"]["fill"]["text"] = "Filled."
    other = to_yaml(FlowFile(title="T", tree=Tree.model_validate(changed)))
    before, after = to_yaml(flow).splitlines(), other.splitlines()
    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


def test_a_file_holds_several_flows_and_says_on_which_line_each_begins() -> None:
    text = f"# all of ours\n---\n{WRITTEN}---\n{WRITTEN}...\n---\n# nothing\n"
    found = parts(text)
    assert [part.first_line for part in found] == [2, 2 + WRITTEN.count("\n") + 1]
    assert all(judge(parsed(part)).flow for part in found)
    many = json.dumps([json.loads(to_json(read(WRITTEN)))] * 3)
    assert len(parts(many)) == 3


def test_the_body_that_makes_a_flow_in_the_api_is_a_flow_file_too() -> None:
    judged = judge({"title": "T", "tree": printer()})
    assert judged.flow is not None
    assert judged.flow.tree.root_id == "power"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("title: a\ntitle: b\n", 2, "twice"),
        ("title: &x a\n", 1, "anchors"),
        ("a: 1\nb: *x\n", 2, "aliases"),
        ("a: !!python/object:os.system x\n", 1, "tags"),
        ("a: 1\n  b: [\n", 2, "YAML"),
        ("[" * 100, None, "JSON"),
        ("a: " + "[" * 100, 1, "deeply"),
        ("- " * 100 + "x", 1, "deeply"),
        ("{a: 1}", 1, "JSON"),
        ('{"a": 1,\n "a": 2}', None, "twice"),
        ('{"a": ' + "[" * 200_000, None, "deeply"),
        ('{"a": NaN}', None, "NaN"),
        ('{"a": ' + "9" * 5_000 + "}", None, "too long"),
        ("a: \x07\n", 1, "control"),
        ("a: 1\nb: \x00", 2, "control"),
        ("a: \ud800", None, "surrogate"),
        ("? [a]\n: b\n", 1, "name"),
        ("a: 1\n...\nb: 2\n", 3, "document start"),
        ("", None, "no flow"),
        ("# only\n---\n", None, "no flow"),
        ("\n\n---\na: 1\n---\nb: \t- 1\n\tc", 6, "YAML"),
    ],
)
def test_a_broken_or_hostile_file_is_refused_with_its_line(text: str, line: int | None, word: str) -> None:
    error = refused(text)
    assert word in str(error)
    if line is not None:
        assert error.line == line


def test_a_bomb_of_aliases_does_not_unfold() -> None:
    bomb = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(50))
    assert "anchors" in str(refused(bomb))


def test_a_file_that_is_too_large_or_not_utf8_is_refused() -> None:
    assert "bytes" in str(refused("title: " + "x" * MAX_FILE_BYTES))
    with pytest.raises(FlowFileError, match="Line 2: this is not UTF-8"):
        decoded(b"title: ok\nx: \xff\xfe")


@settings(max_examples=200, deadline=None)
@given(st.text() | st.text(alphabet="-:[]{}&*!|>'\"#%@ \n\tab1?,~"))
def test_any_text_is_read_or_refused_but_never_fails(text: str) -> None:
    try:
        for part in parts(text):
            judge(parsed(part))
    except FlowFileError:
        return


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (None, "not_a_flow"),
        ([1], "not_a_flow"),
        ({"resolutionflow": 2, "title": "T"}, "unknown_format"),
        ({"tree": printer()}, "missing"),
        ({"title": " ", "tree": printer()}, "wrong_value"),
        ({"title": "T", "id": "7", "tree": printer()}, "wrong_value"),
        ({"title": "T"}, "missing"),
    ],
)
def test_a_value_that_is_no_flow_says_why(raw: object, code: str) -> None:
    judged = judge(raw)
    assert judged.flow is None
    assert code in [finding.code for finding in judged.findings]


def test_a_misspelt_field_is_named() -> None:
    raw = {"title": "T", "categry": "x", "tree": printer()}
    raw["tree"]["nodes"]["fill"]["note"] = "?"  # type: ignore[index]
    messages = [finding.message for finding in judge(raw).findings]
    assert any("categry" in message for message in messages)
    assert any("Did you mean `notes`?" in message for message in messages)


def test_a_tree_of_more_than_a_megabyte_is_refused() -> None:
    big = {f"n{n}": {"type": "resolution", "text": "x" * 4_000} for n in range(300)}
    options = [{"id": str(n), "label": str(n), "next_id": "n0"} for n in range(2)]
    first = {"type": "question", "text": "?", "options": options}
    judged = judge({"title": "T", "root_id": "q", "nodes": {"q": first, **big}})
    assert judged.flow is None
    assert len(parsed(Part("a: b"))) == 1


def test_the_example_of_the_user_guide_is_a_good_flow() -> None:
    guide = (Path(__file__).resolve().parents[3] / "docs/user-guide/flow-file.md").read_text("utf-8")
    example = guide.split("```yaml\n")[1].split("```")[0]
    judged = judge(parsed(parts(example)[0]))
    assert judged.findings == []
    assert judged.flow is not None
    assert to_yaml(judged.flow) == example.replace("label: No\n", 'label: "No"\n')
