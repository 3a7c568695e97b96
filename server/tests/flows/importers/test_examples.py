"""The examples of the import page and of its guide are what they say: the same sound flow, however it is written."""

import re
from pathlib import Path

import pytest

from resolutionflow.flows.flow_file import Part, judge, parsed
from resolutionflow.flows.importers import KINDS, Kind, kind_of, read

ROOT = Path(__file__).resolve().parents[4]
_EXAMPLE = re.compile(r"format: '(\w+)',\s*fileName: '([\w.]+)',\s*text: `([^`]*)`")
EXAMPLES = _EXAMPLE.findall((ROOT / "web/src/features/flows/importing/examples.ts").read_text("utf-8"))
BLOCKS = re.findall(
    r"```(?:markdown)?\n(.*?)```", (ROOT / "docs/user-guide/importing.md").read_text("utf-8"), re.DOTALL
)


def test_there_is_an_example_of_each_kind() -> None:
    assert {kind for kind, _, _ in EXAMPLES} == set(KINDS)
    assert len(BLOCKS) == 3


@pytest.mark.parametrize(("kind", "name", "text"), EXAMPLES)
def test_an_example_is_a_sound_flow_of_four_steps(kind: Kind, name: str, text: str) -> None:
    assert kind_of(name, text) == kind_of("pasted", text) == kind
    if kind == "flow_file":
        judged = judge(parsed(Part(text)))
        flow, findings = judged.flow, judged.findings
    else:
        (made,) = read(kind, text, name)
        flow, findings = made.flow, list(made.findings)
    assert flow is not None
    assert not findings
    kinds = sorted(node.type for node in flow.tree.nodes.values())
    assert kinds == ["action", "escalation", "question", "resolution"]
    assert [option.label for option in flow.tree.root.options] == ["Yes", "No"]


@pytest.mark.parametrize("text", BLOCKS[1:])
def test_an_outline_of_the_guide_is_a_sound_flow(text: str) -> None:
    (made,) = read(kind_of("pasted", text), text, "x")
    assert made.flow is not None
    assert not made.findings
