"""The starter flows that come with the product: whole, readable, safe to hand to the first line."""

from importlib.resources import files

import pytest

from resolutionflow.flows.flow_file import FlowFile, decoded, judge, parsed, parts, to_yaml
from resolutionflow.flows.service.exports import starter_files

NAMES = ["account-lockout", "outlook-wont-open-or-connect", "printer-offline-or-spooler"]


@pytest.fixture(params=NAMES)
def starter(request: pytest.FixtureRequest) -> FlowFile:
    return starter_files()[request.param]


def test_the_first_three_are_there() -> None:
    assert set(NAMES) <= set(starter_files())
    assert len({flow.id for flow in starter_files().values()}) == len(starter_files())


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_written_as_an_export_would_write_it(name: str) -> None:
    text = decoded((files("resolutionflow.starter") / f"{name}.yaml").read_bytes())
    judged = judge(parsed(parts(text)[0]))
    assert judged.findings == []
    assert judged.flow is not None
    assert to_yaml(judged.flow) == text


def test_every_question_and_action_says_how_long_it_takes(starter: FlowFile) -> None:
    for node in starter.tree.nodes.values():
        assert node.is_leaf or node.minutes, node.id


def test_every_escalation_says_to_whom_why_and_what_to_hand_over(starter: FlowFile) -> None:
    ends = [node for node in starter.tree.nodes.values() if node.type == "escalation"]
    assert len(ends) >= 5
    for node in ends:
        assert node.to, node.id
        assert node.reason, node.id
        assert node.hand_over, node.id


def test_the_size_is_that_of_a_real_guide(starter: FlowFile) -> None:
    assert 12 <= len(starter.tree.nodes) <= 40
    assert any(option.evidence for node in starter.tree.nodes.values() for option in node.options)
    assert starter.category
