"""Every way in which a model can fail, for a scaffold, one branch and all: told, counted, nothing half-saved."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from httpx import Response

from resolutionflow.ai import quota
from resolutionflow.ai.port import Failure, Task
from resolutionflow.ai.service import asking
from resolutionflow.builder.refusals import WORDS
from resolutionflow.platform.db import Database
from tests.builder.billing import Books, books
from tests.builder.wizard import Wizard
from tests.support.loopback import Loopback
from tests.support.loopback.canned import canned
from tests.support.loopback.replies import (
    BreaksOff,
    ErrorInStream,
    Fails,
    Garbage,
    Never,
    Refuses,
    Reply,
    Says,
    Uses,
)
from tests.support.people import MadeAccount

Json = dict[str, Any]
TITLES = ["The printer is offline", "A job is stuck in the queue", "No paper", "No power"]
LOST = {"root": "n1", "question": "", "branches": [], "nodes": []}
"""JSON of no form that is asked for."""


@dataclass(frozen=True)
class Mode:
    """What the provider does, how that is called, how many calls it takes, and whether the provider charges them."""

    name: str
    reply: Reply | None
    failure: Failure
    calls: int = 1
    endless: bool = False

    def __str__(self) -> str:
        return self.name


MODES = [
    Mode("401", Fails(401, "authentication_error"), Failure.MISCONFIGURED),
    Mode("404", Fails(404, "not_found_error"), Failure.MISCONFIGURED),
    Mode("no credit", Fails(400, "invalid_request_error", "Your credit balance is too low to access"), Failure.BUDGET),
    Mode("429", Fails(429, "rate_limit_error"), Failure.RATE_LIMITED),
    Mode("500", Fails(500), Failure.UNAVAILABLE),
    Mode("529", Fails(529, "overloaded_error"), Failure.OVERLOADED),
    Mode("overloaded in the stream", ErrorInStream("overloaded_error", '{"root":'), Failure.OVERLOADED),
    Mode("refusal", Refuses(), Failure.REFUSED),
    Mode("refusal after some words", Refuses("I can't help with"), Failure.REFUSED),
    Mode("truncation", Says('{"root":"n', stop="max_tokens"), Failure.TRUNCATED),
    Mode("not JSON, twice", Says("I'd rather not."), Failure.INVALID_OUTPUT, calls=2),
    Mode("JSON that does not pass, twice", Says(json.dumps(LOST)), Failure.INVALID_OUTPUT, calls=2),
    Mode("a tool's call", Uses("read_evidence"), Failure.INVALID_OUTPUT, calls=2),
    Mode("a body that is none", Garbage(), Failure.UNAVAILABLE),
    Mode("cut stream", BreaksOff('{"root":'), Failure.UNAVAILABLE),
    Mode("stream without an end mark", BreaksOff('{"root":', clean=True), Failure.UNAVAILABLE),
    Mode("stream without end", Never(said='{"root":'), Failure.TIMEOUT, endless=True),
    Mode("no answer at all", Never(silent=True), Failure.TIMEOUT, endless=True),
    Mode("unscripted", None, Failure.UNAVAILABLE),
]
IN_VAIN = [mode for mode in MODES if mode.failure in (Failure.MISCONFIGURED, Failure.BUDGET)]
"""What no other call of the same moment fares better with."""
FOR_ALL = [mode for mode in MODES if mode.name != "no answer at all" and mode not in IN_VAIN]
"""Silence of the first of several is waited out for ten seconds; the test of the gateway has that."""


def title_in(body: Json) -> str:
    """The branch that a request is about, empty for a scaffold."""
    for message in body["messages"]:
        for part in message["content"] if isinstance(message["content"], list) else []:
            if part["type"] == "tool_result":
                return str(json.loads(part["content"][0]["text"]).get("branch", {}).get("title", ""))
    return ""


def answers(model: Loopback, mode: Mode, fails: Callable[[str], bool]) -> None:
    """Let the provider fail in this mode wherever ``fails`` says so, and answer well elsewhere."""

    def answer(body: Json) -> Reply:
        if not fails(title_in(body)):
            return canned(body)
        if mode.reply is None:
            model.unscripted.append("on purpose")
            return Fails(500, "api_error", "Nobody scripted an answer to this request")
        return mode.reply

    model.answer_by(answer)


def unchanging(shown: Json) -> Json:
    """What a failed call may not change: all but that it failed, what it cost, and when."""
    alike = {key: shown[key] for key in ("foundation", "question", "question_by", "version", "flow_id")}
    return alike | {"branches": [{**branch, "failure": None} for branch in shown["branches"]]}


def told_rightly(answer: Response, mode: Mode) -> None:
    """The problem says in its code what failed, and in a sentence what happened and what to do."""
    assert answer.status_code == 502, answer.text
    problem = answer.json()
    assert (problem["error"], problem["failure"], problem["calls"]) == ("model_failed", mode.failure, mode.calls)
    assert problem["detail"].startswith(WORDS[mode.failure])
    assert problem["detail"].endswith("Nothing was lost. Try again, or go on with the built-in playbook.")
    assert problem["playbook_too"] is True


def charged_rightly(found: Books, model: Loopback, mode: Mode) -> None:
    """What was charged is in the books: to the token where the provider could say so, and never less."""
    found.settled()
    billed = sum(bill.dollars for bill in model.bills)
    if mode.failure in (Failure.TIMEOUT, Failure.UNAVAILABLE, Failure.OVERLOADED):
        assert found.dollars >= billed * 0.9 - 1e-9
    else:
        assert found.dollars == pytest.approx(billed, abs=len(found.usage) * 1e-8)


@pytest.fixture
def short_deadlines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for seconds only where nothing comes."""
    for task in (Task.SCAFFOLD, Task.BRANCH):
        monkeypatch.setitem(quota.DEADLINES, task, 2.0)


@pytest.mark.parametrize("mode", MODES, ids=str)
async def test_a_scaffold_and_a_branch_that_fail_are_told_counted_and_change_nothing(
    mode: Mode,
    model: Loopback,
    wizard: Wizard,
    account: MadeAccount,
    database: Database,
    request: pytest.FixtureRequest,
) -> None:
    if mode.endless:
        request.getfixturevalue("short_deadlines")
    await wizard.start()
    before = (await wizard.change(branches=[{"title": title} for title in TITLES[:2]])).json()
    answers(model, mode, lambda _: True)

    told_rightly(await wizard.scaffold(), mode)
    shown = await wizard.read()
    assert unchanging(shown) == unchanging(before)
    assert (shown["failure"], shown["making"], shown["status"]) == (mode.failure, False, "scaffolding")

    told_rightly(await wizard.detail("b1"), mode)
    shown = await wizard.read()
    assert unchanging(shown) == unchanging(before)
    assert [branch["failure"] for branch in shown["branches"]] == [mode.failure, None]
    assert shown["question_rounds"] == shown["spent"]["calls"] == 2 * mode.calls

    found = await books(database, account)
    assert found.errors == [mode.failure] * 2 * mode.calls
    assert not any(row["success"] for row in found.usage)
    assert shown["spent"]["cost"] == pytest.approx(found.dollars)
    charged_rightly(found, model, mode)

    by_playbook = await wizard.detail("b1", source="playbook")
    assert by_playbook.status_code == 200, by_playbook.text
    assert by_playbook.json()["branches"][0] | {"tree": None} == before["branches"][0] | {
        "detailed_by": "playbook",
        "version": 2,
    }
    assert len((await books(database, account)).usage) == 2 * mode.calls, "the playbook costs nothing"
    model.unscripted.clear()


@pytest.mark.parametrize("mode", FOR_ALL, ids=str)
async def test_branches_that_fail_among_others_keep_no_other_from_being_made(
    mode: Mode,
    model: Loopback,
    wizard: Wizard,
    account: MadeAccount,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if mode.endless:
        monkeypatch.setattr(asking, "FAN_OUT_DEADLINE", 10.0)
    await wizard.start()
    await wizard.change(branches=[{"title": title} for title in TITLES])
    asked: list[str] = []

    def fails(title: str) -> bool:
        """The branch that goes ahead alone, and the third."""
        if title not in asked:
            asked.append(title)
        return asked.index(title) in (0, 2)

    answers(model, mode, fails)
    assert (await wizard.detail_all()).status_code == 202
    done = await wizard.finished_run()
    failed = {asked[0], asked[2]}
    assert (done["run"]["state"], done["run"]["done"], done["run"]["failed"]) == ("done", 2, 2)
    for branch in done["branches"]:
        expected = (None, mode.failure, 1) if branch["title"] in failed else ("model", None, 2)
        assert (branch["detailed_by"], branch["failure"], branch["version"]) == expected
        assert (branch["tree"] is None, branch["making"]) == (branch["title"] in failed, False)
    calls = 2 + 2 * mode.calls
    assert (done["status"], done["question_rounds"], done["spent"]["calls"]) == ("detailing", calls, calls)
    found = await books(database, account)
    assert sorted(map(str, found.errors)) == sorted(["None"] * 2 + [str(mode.failure)] * 2 * mode.calls)
    charged_rightly(found, model, mode)

    answers(model, mode, lambda _: False)
    assert (await wizard.detail_all()).status_code == 202
    again = await wizard.finished_run()
    assert (again["status"], again["spent"]["calls"], again["run"]["total"]) == ("reviewing", calls + 2, 2)
    model.unscripted.clear()


@pytest.mark.parametrize("mode", IN_VAIN, ids=str)
async def test_a_refused_key_or_used_up_credit_is_met_once_and_uses_no_calls_of_the_flow_up(
    mode: Mode, model: Loopback, wizard: Wizard, account: MadeAccount, database: Database
) -> None:
    await wizard.start()
    await wizard.change(branches=[{"title": title} for title in TITLES])
    answers(model, mode, lambda _: True)
    for presses in (1, 2):
        assert (await wizard.detail_all()).status_code == 202
        done = await wizard.finished_run()
        assert [branch["failure"] for branch in done["branches"]] == [mode.failure] * 4
        assert (done["run"]["failed"], done["spent"]["calls"], done["spent"]["counted"]) == (4, presses, 0)
    found = await books(database, account)
    found.settled()
    assert found.errors == [mode.failure] * 2
    answers(model, mode, lambda _: False)
    assert (await wizard.detail_all()).status_code == 202
    assert (await wizard.finished_run())["spent"] | {"cost": 0, "tokens": 0} == {
        "calls": 6,
        "counted": 4,
        "cost": 0,
        "unpriced": 0,
        "tokens": 0,
    }
