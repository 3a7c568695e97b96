"""Evidence: what a pasted text proves."""

import pytest

from resolutionflow.flows.evidence import BadPattern, compiled, proof, proven
from resolutionflow.flows.tree import Evidence, Node
from tests.flows.trees import option, question
from tests.support.people import MadeAccount

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


@pytest.mark.parametrize(
    ("evidence", "pasted", "said"),
    [
        (LOCKED, "Enabled : True\nLockedOut : True", ("LockedOut : True", None)),
        (LOCKED, "Enabled : True", (None, None)),
        ({"kind": "number", "min": 90}, "Average = 120 ms \x00", ("120", None)),
        # What browsers take for a pattern and the server does not: that is told before a walk finds out.
        ({"kind": "text", "regex": "(?<=a)b"}, "ab", (None, "perl")),
    ],
)
async def test_an_author_tries_proof_with_the_engine_of_the_walk(
    account: MadeAccount, evidence: dict[str, object], pasted: str, said: tuple[str | None, str | None]
) -> None:
    answer = await account.engineer.post("/api/v1/flows/try-evidence", json={"evidence": evidence, "pasted": pasted})
    assert answer.status_code == 200, answer.text
    words, problem = said
    assert answer.json()["words"] == words
    assert (problem or "") in (answer.json()["problem"] or "")
    assert (answer.json()["problem"] is None) == (problem is None)


@pytest.mark.parametrize("pasted", ['"\\ud83d"', f'"{"a" * 200_001}"', "7"])
async def test_what_is_no_text_to_try_is_refused(account: MadeAccount, pasted: str) -> None:
    body = f'{{"evidence": {{"kind": "text", "regex": "a"}}, "pasted": {pasted}}}'
    head = {"Content-Type": "application/json"}
    answer = await account.engineer.post("/api/v1/flows/try-evidence", content=body, headers=head)
    assert answer.status_code == 422
