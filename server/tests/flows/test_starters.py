"""The starter flows that come with the product: whole, readable, safe to hand to the first line."""

from collections import Counter
from importlib.resources import files
from uuid import UUID

import pytest

from resolutionflow.flows.engine import PREFIX, with_start
from resolutionflow.flows.evidence import proven
from resolutionflow.flows.flow_file import FlowFile, decoded, judge, parsed, parts, to_yaml
from resolutionflow.flows.service.exports import starter_files
from resolutionflow.flows.tree import Tree
from resolutionflow.flows.validator import check_tree
from tests.flows.starter_samples import SAMPLES

INTAKE = "who-calls-and-what-is-it"
# An installed starter is found again by its id, and figures go by it: neither keys nor ids ever change.
IDS = {
    "account-lockout": 1,
    "outlook-wont-open-or-connect": 2,
    "printer-offline-or-spooler": 3,
    "password-or-mfa-reset": 4,
    "mail-not-arriving": 5,
    "onedrive-not-syncing": 6,
    "teams-audio": 7,
    "wifi-or-no-internet": 8,
    "vpn-fails": 9,
    "dns-web-sites-not-found": 10,
    "mapped-drive-missing": 11,
    "slow-pc": 12,
    "remote-desktop-fails": 13,
    "microsoft-365-activation": 14,
    "phishing-report": 15,
    "monitor-or-dock": 16,
    "file-deleted": 17,
    INTAKE: 18,
}


@pytest.fixture(params=IDS)
def starter(request: pytest.FixtureRequest) -> FlowFile:
    return starter_files()[request.param]


def test_each_starter_keeps_its_key_and_its_id() -> None:
    ids = {key: UUID(f"0193f4a0-5d00-7000-8000-{number:012d}") for key, number in IDS.items()}
    assert {key: flow.id for key, flow in starter_files().items()} == ids


def test_no_two_starters_have_the_same_title() -> None:
    assert len({flow.title.casefold() for flow in starter_files().values()}) == len(IDS)


@pytest.mark.parametrize("name", IDS)
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
    assert len(ends) >= 3
    for node in ends:
        assert node.to, node.id
        assert node.reason, node.id
        assert node.hand_over, node.id


def test_the_size_is_that_of_a_real_guide(starter: FlowFile) -> None:
    assert 12 <= len(starter.tree.nodes) <= 40
    assert any(option.evidence for node in starter.tree.nodes.values() for option in node.options)
    assert starter.category
    assert starter.tags
    assert len(starter.description) >= 100


def test_branches_meet_again(starter: FlowFile) -> None:
    targets = Counter(option.next_id for node in starter.tree.nodes.values() for option in node.options)
    assert sum(count > 1 for count in targets.values()) >= 3


@pytest.mark.parametrize("place", SAMPLES)
def test_real_output_proves_the_answer_it_should_and_no_other(place: str) -> None:
    key, node_id, option_id = place.split("/")
    node = starter_files()[key].tree.node(node_id)
    for pasted in SAMPLES[place]:
        found = proven(node, pasted)
        assert found is not None, pasted
        assert found[0] == option_id, pasted


def test_every_pattern_and_bound_of_the_starters_is_tried_on_real_output() -> None:
    declared = {
        f"{key}/{node.id}/{option.id}"
        for key, flow in starter_files().items()
        for node in flow.tree.nodes.values()
        for option in node.options
        if option.evidence and option.evidence.kind != "picture"
    }
    assert declared == set(SAMPLES)


@pytest.mark.parametrize("name", [name for name in IDS if name != INTAKE])
def test_any_starter_can_begin_with_the_shared_intake(name: str) -> None:
    intake, own = starter_files()[INTAKE].tree, starter_files()[name].tree
    joined = with_start(own, intake)
    assert check_tree(joined) == []
    assert joined.root_id == PREFIX + intake.root_id
    assert resolutions(joined) == resolutions(own)


def resolutions(tree: Tree) -> set[str]:
    return {node.id for node in tree.nodes.values() if node.type == "resolution"}
