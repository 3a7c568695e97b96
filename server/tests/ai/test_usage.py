"""Trying a model, what is left, what was used: through HTTP, with a provider on this machine."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from resolutionflow.ai import commands
from resolutionflow.ai.port import (
    Answer,
    Asked,
    BranchAsked,
    BranchProposed,
    Failure,
    Foundation,
    ScaffoldAsked,
    Task,
    Used,
)
from resolutionflow.ai.refusals import NoSuchPlan, PlanNeedsAllLimits, WhichAccount
from resolutionflow.ai.service import ask, ask_many, reserve, settle
from resolutionflow.platform.db import Database, Target
from resolutionflow.privacy.service import hard_delete_user
from tests.ai.modelled import KEY, SETTINGS, Modelled, modelled, nothing_wrong
from tests.support import loopback
from tests.support.loopback import Loopback
from tests.support.loopback.canned import canned
from tests.support.loopback.replies import Fails, Refuses, Reply, Says
from tests.support.people import MadeAccount

TEST = f"{SETTINGS}/test"
ASKED = ScaffoldAsked(Foundation("Can't print", "Printing", ["Nothing comes out"]))
BRANCHES = [BranchProposed(f"Cause {number}", "So it is.") for number in range(3)]
MANY: list[Asked] = [BranchAsked(ASKED.foundation, "What is seen?", BRANCHES, branch) for branch in BRANCHES]


@pytest.fixture
async def api() -> AsyncIterator[Loopback]:
    async with loopback.anthropic() as serving:
        yield serving


@pytest.fixture
async def house(account: MadeAccount, api: Loopback) -> Modelled:
    return await modelled(account, f"http://127.0.0.1:{api.port}")


@pytest.fixture
async def tables(owner_target: Target) -> AsyncIterator[Database]:
    """The database as the owner of its tables, for what the command line does."""
    made = Database(owner_target, pool_size=2)
    yield made
    await made.close()


async def test_a_test_makes_one_call_and_says_what_it_cost(house: Modelled, api: Loopback) -> None:
    api.script(Says({"ok": True}))
    told = await house.account.owner.post(TEST)
    assert told.status_code == 200, told.text
    result = told.json()
    assert (result["ok"], result["failure"], result["model"]) == (True, None, "claude-haiku-5-5")
    assert 0 < result["cost"] < 0.001
    assert result["words"].startswith("It works")
    (row,) = await house.rows("ai_usage")
    assert (row["task"], row["success"]) == ("test", True)
    assert float(row["cost"]) == pytest.approx(result["cost"])
    assert row["request_id"] == "req_loopback_1"


@pytest.mark.parametrize(
    ("reply", "failure", "word"),
    [
        (Fails(401, "authentication_error"), "misconfigured", "key"),
        (Fails(429, "rate_limit_error"), "rate_limited", "too many"),
        (Fails(529, "overloaded_error"), "overloaded", "too much to do"),
        (Refuses(), "refused", "declined"),
        (Says("Hello!"), "invalid_output", "form"),
        (Fails(500), "unavailable", "answered with an error"),
        (Fails(400, "invalid_request_error", "Your credit balance is too low"), "budget", "credit there is used up"),
    ],
    ids=["401", "429", "529", "refusal", "chat", "500", "credit"],
)
async def test_what_goes_wrong_is_said_in_words_and_leaves_one_row(
    house: Modelled, api: Loopback, reply: Reply, failure: str, word: str
) -> None:
    api.script(reply)
    result = (await house.account.owner.post(TEST)).json()
    assert (result["ok"], result["failure"]) == (False, failure)
    assert word in result["words"]
    assert KEY not in str(result)
    (row,) = await house.rows("ai_usage")
    (held,) = await house.rows("ai_reservations")
    assert (row["task"], held["state"]) == ("test", "settled")


async def test_without_a_model_there_is_nothing_to_try(account: MadeAccount) -> None:
    assert (await account.owner.post(TEST)).json()["error"] == "no_model_set"
    assert (await account.engineer.post(TEST)).status_code == 403


async def test_a_spent_plan_refuses_before_anything_is_paid(house: Modelled, tables: Database) -> None:
    await commands.set_plan(tables, "tiny", commands.Limits(0, 0, 0, 0, 0))
    await commands.put_on_plan(tables, str(house.account.id), "tiny", None)
    refused = await house.account.owner.post(TEST)
    assert (refused.status_code, refused.json()["error"], refused.json()["what"]) == (429, "quota_spent", "cost")
    assert refused.json()["resets_at"] > datetime.now(UTC).isoformat()
    assert await house.rows("ai_usage") == []
    quota = (await house.account.l1.get("/api/v1/ai/quota")).json()
    assert (quota["trouble"], quota["playbook_too"], quota["flows"]) == (
        "quota_spent",
        True,
        {"used": 0, "limit": 0, "left": 0},
    )


async def test_what_was_asked_is_made_by_the_model_and_every_call_settled(
    house: Modelled, api: Loopback, database: Database
) -> None:
    api.answer_by(canned)
    flow, done = uuid4(), dict[int, Answer]()

    async def on_done(place: int, answer: Answer) -> None:
        done[place] = answer
        async with database.transaction(house.account.id) as session:
            await settle(session, leave, [answer], last=False)

    async with database.transaction(house.account.id) as session:
        leave = await reserve(session, house.actor, Task.SCAFFOLD, conversation_id=flow, counts="flow")
    answer = await ask(database, leave, ASKED, nothing_wrong)
    assert answer.made is not None
    async with database.transaction(house.account.id) as session:
        await settle(session, leave, [answer])
        leave = await reserve(session, house.actor, Task.BRANCH, conversation_id=flow, counts="flow", calls=3)
    await ask_many(database, leave, MANY, nothing_wrong, on_done)
    async with database.transaction(house.account.id) as session:
        await settle(session, leave, [])
    assert sorted(done) == [0, 1, 2]
    rows = await house.rows("ai_usage")
    assert [row["task"] for row in rows] == ["scaffold"] + ["branch_detail"] * 3
    assert len(rows) == len(api.bills)
    assert float((await house.period())["cost"]) == pytest.approx(api.dollars)
    usage = (await house.account.owner.get("/api/v1/ai/usage")).json()
    assert {line["task"]: line["calls"] for line in usage["period"]} == {"scaffold": 1, "branch_detail": 3}
    assert usage["today"] == usage["period"]
    quota = (await house.account.l1.get("/api/v1/ai/quota")).json()
    assert quota["flows"] == {"used": 1, "limit": 100, "left": 99}
    assert quota["cost"] == pytest.approx(api.dollars)


async def test_what_is_cancelled_half_way_is_still_written_down(
    house: Modelled, api: Loopback, database: Database
) -> None:
    api.answer_by(lambda body: Says(canned(body).content, begins_after=5.0))  # type: ignore[union-attr]

    async def on_done(place: int, answer: Answer) -> None:
        raise AssertionError(f"{place} was cancelled: {answer}")

    async with database.transaction(house.account.id) as session:
        leave = await reserve(session, house.actor, Task.BRANCH, conversation_id=uuid4(), counts="flow", calls=3)
    asking = asyncio.create_task(ask_many(database, leave, MANY, nothing_wrong, on_done))
    await asyncio.wait_for(api.charged.wait(), 10)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    async with database.transaction(house.account.id) as session:
        await settle(session, leave, [])
    assert [row["success"] for row in await house.rows("ai_usage")] == [False]


async def test_a_model_taken_away_meanwhile_is_not_called(house: Modelled, database: Database) -> None:
    async with database.transaction(house.account.id) as session:
        leave = await reserve(session, house.actor, Task.SCAFFOLD)
    await house.account.owner.patch(SETTINGS, json={"provider": None}, headers={"If-Match": '"2"'})
    answer = await ask(database, leave, ASKED, nothing_wrong)
    assert (answer.made, answer.source, answer.failure) == (None, "model", Failure.MISCONFIGURED)


async def test_calls_are_listed_newest_first_in_pages_and_failed_ones_alone(
    house: Modelled, database: Database, other_account: MadeAccount
) -> None:
    for number in range(5):
        failure = Failure.TIMEOUT if number == 3 else None
        call = Used(f"m{number}", 10, 5, cost=0.001, failure=failure)
        async with database.transaction(house.account.id) as session:
            leave = await reserve(session, house.actor, Task.TEST)
            await settle(session, leave, [Answer(None, "model", failure, calls=[call])])
    path = "/api/v1/ai/usage/calls"
    first = (await house.account.owner.get(path, params={"limit": 3})).json()
    rest = (await house.account.admin.get(path, params={"limit": 3, "after": first["next"]})).json()
    assert [row["model"] for row in first["items"] + rest["items"]] == ["m4", "m3", "m2", "m1", "m0"]
    assert rest["next"] is None
    failed = (await house.account.owner.get(path, params={"failed": True})).json()["items"]
    assert [(row["model"], row["error"]) for row in failed] == [("m3", "timeout")]
    assert first["items"][0]["user_name"].startswith("Owner")
    assert (await other_account.owner.get(path)).json()["items"] == []
    assert (await other_account.owner.get("/api/v1/ai/usage")).json()["period"] == []
    assert (await house.account.engineer.get(path)).status_code == 403
    assert (await house.account.owner.get(path, params={"after": "nonsense"})).json()["error"] == "bad_cursor"


async def test_a_purged_person_is_out_of_what_was_used_and_its_cost_stays(
    house: Modelled, database: Database, tables: Database
) -> None:
    leaver = house.account.by_role("admin")
    actor = house.actor.__class__(house.account.id, leaver.id, "Admin", house.actor.role, False)
    async with database.transaction(house.account.id) as session:
        leave = await reserve(session, actor, Task.TEST)
        await settle(session, leave, [Answer(None, "model", calls=[Used("m", 1, 1, cost=0.5)])])
    await hard_delete_user(tables, house.account.id, leaver.id)
    (row,) = await house.rows("ai_usage")
    assert (row["user_id"], float(row["cost"])) == (None, 0.5)
    calls = (await house.account.owner.get("/api/v1/ai/usage/calls")).json()["items"]
    assert calls[0]["user_name"] is None


async def test_the_server_cannot_change_what_was_used(house: Modelled, database: Database) -> None:
    async with database.transaction(house.account.id) as session:
        leave = await reserve(session, house.actor, Task.TEST)
        await settle(session, leave, [Answer(None, "model", calls=[Used("m", 1, 1)])])
    with pytest.raises(Exception, match="permission denied"):
        await house.set("update ai_usage set cost = 0")


async def test_plans_are_listed_changed_and_given(house: Modelled, tables: Database) -> None:
    with pytest.raises(PlanNeedsAllLimits):
        await commands.set_plan(tables, "half", commands.Limits(1, None, None, None, None))
    made = await commands.set_plan(tables, "big", commands.Limits(1000, 60, 9000, 0, 99.5))
    assert "1000 wizard flows" in made
    assert "$12.00" in await commands.set_plan(tables, "big", commands.Limits(None, None, None, None, 12))
    assert "is on big" in await commands.put_on_plan(tables, str(house.account.id), "big", None)
    assert any(line.startswith("big: 1000 wizard flows") for line in await commands.list_plans(tables))
    shown = (await house.account.owner.get(SETTINGS)).json()["plan"]
    assert (shown["name"], shown["dollars"]) == ("big", 12.0)
    assert "account.plan" in (await house.account.owner.get("/api/v1/audit")).text
    with pytest.raises(NoSuchPlan):
        await commands.put_on_plan(tables, str(house.account.id), "none", None)
    with pytest.raises(WhichAccount):
        await commands.put_on_plan(tables, str(uuid4()), "big", None)


async def test_another_anchor_gives_no_second_helping(house: Modelled, database: Database, tables: Database) -> None:
    async with database.transaction(house.account.id) as session:
        await reserve(session, house.actor, Task.SCAFFOLD, conversation_id=uuid4(), counts="flow", calls=0)
    today = datetime.now(UTC).day
    other_day = 1 if today != 1 else 2
    await commands.put_on_plan(tables, str(house.account.id), "self_hosted", today)
    await commands.put_on_plan(tables, str(house.account.id), "self_hosted", other_day)
    quota = (await house.account.owner.get("/api/v1/ai/quota")).json()
    assert quota["flows"]["used"] == 1
    assert (await house.account.owner.get(SETTINGS)).json()["billing_anchor"] == other_day
