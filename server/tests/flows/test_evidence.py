"""Evidence: what a pasted text proves."""

import pytest

from resolutionflow.flows.evidence import BadPattern, compiled, proof, proven
from resolutionflow.flows.tree import Evidence, Node
from tests.flows.trees import option, question

LOCKED: dict[str, object] = {"kind": "text", "regex": r"(?im)^LockedOut\s*:\s*True"}


def node(*evidence: dict[str, object] | None) -> Node:
    options = [option(str(n), "end", evidence=each) for n, each in enumerate(evidence)]
    return Node.model_validate({"id": "a", **question("?", *options)})


def test_pasted_output_proves_the_one_answer_that_it_fits() -> None:
    asked = node(LOCKED, {"kind": "text", "regex": "(?i)False"}, None)
    assert proven(asked, "Enabled   : True\nLockedOut : True\n") == ("0", "LockedOut : True")


def test_what_fits_no_answer_or_several_proves_nothing() -> None:
    asked = node({"kind": "text", "regex": "a"}, {"kind": "text", "regex": "b"})
    assert proven(asked, "x") is None
    assert proven(asked, "ab") is None


@pytest.mark.parametrize(
    ("evidence", "pasted", "words"),
    [
        ({"min": 5}, "12 GB free", "12"),
        ({"min": 5}, "4.9 GB free", None),
        ({"max": 4.99}, "4,9 GB", "4,9"),
        ({"max": -50}, "-60 dBm", "-60"),
        ({"min": 1, "max": 2}, "no number", None),
        ({"min": 90, "regex": r"Average = (\d+)ms"}, "sent = 4, Average = 120ms", "Average = 120ms"),
        ({"min": 90, "regex": r"Average = (\d+)ms"}, "Average = 12ms", None),
        ({"min": 90, "regex": r"lost|(\d+)"}, "lost", None),
    ],
)
def test_a_number_is_proof_within_its_bounds(evidence: dict[str, object], pasted: str, words: str | None) -> None:
    assert proof(Evidence.model_validate({"kind": "number", **evidence}), pasted) == words


def test_a_picture_is_for_people_to_judge() -> None:
    assert proof(Evidence(kind="picture"), "picture.png") is None


def test_a_hostile_pattern_runs_in_linear_time() -> None:
    assert proof(Evidence(kind="text", regex="(a+)+$"), "a" * 100_000 + "!") is None


def test_a_pattern_that_does_not_work_says_why() -> None:
    with pytest.raises(BadPattern, match="missing"):
        compiled("(a")
