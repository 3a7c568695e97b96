"""Before steps are made that nobody has reviewed, flows that may fit are looked at."""

from typing import Any

import pytest
from sqlalchemy import text, update

from resolutionflow.accounts.models import AccountSettings
from resolutionflow.ai.models import AISettings
from resolutionflow.flows.service.exports import starter_files
from resolutionflow.platform.db import Database
from tests.support.work import run_jobs
from tests.walks.desk import Desk, Json

DHL = "She clicked on a link in an email from DHL and typed in her password"
IDS = {key: str(flow.id) for key, flow in starter_files().items()}


@pytest.fixture
async def starters(desk: Desk, database: Database) -> Desk:
    """An account with every starter flow, where the playbook is on."""
    taken = await desk.account.engineer.post("/api/v1/flows/starters", json={})
    assert {item["status"] for item in taken.json()["items"]} == {"published"}
    await run_jobs(database)
    return desk


async def take_in(desk: Desk, problem: str, **more: Any) -> Json:
    asked = {"problem_text": problem, "ticket": {"kind": "internal"}} | more
    answer: Json = desk.ok(await desk.account.l1.post("/api/v1/l1/intake", json=asked))
    return answer


async def _ask_for(desk: Desk, suggest: float) -> None:
    async with desk.account.database.transaction(desk.account.id) as session:
        own = AccountSettings.account_id == desk.account.id
        await session.execute(update(AccountSettings).where(own).values(match_threshold=1, suggest_threshold=suggest))


@pytest.mark.parametrize(
    ("problem", "key"),
    [
        ("Internet is down whole office", "wifi-or-no-internet"),
        (DHL, "phishing-report"),
        ("wlan down", "wifi-or-no-internet"),
        ("wifi is slow", "wifi-or-no-internet"),
    ],
)
async def test_a_flow_that_is_near_is_offered_before_steps_are_made(starters: Desk, problem: str, key: str) -> None:
    answer = await take_in(starters, problem)
    assert answer["outcome"] == "suggestions", answer
    assert IDS[key] in [one["flow_id"] for one in answer["candidates"][:2]]
    assert answer["candidates"][0]["matched_words"]


async def test_a_mistyped_problem_starts_the_flow_of_the_right_one(starters: Desk) -> None:
    answer = await take_in(starters, "My outlok keeps asking pasword again and again")
    assert (answer["outcome"], answer["session"]["flow_id"]) == ("started", IDS["outlook-wont-open-or-connect"])


async def test_when_none_of_the_near_ones_fits_the_steps_are_made_and_what_was_shown_is_kept(starters: Desk) -> None:
    shown = await take_in(starters, DHL)
    walk = (await take_in(starters, DHL, none_fit=True))["session"]
    assert walk["session_kind"] == "ai_build"
    async with starters.account.database.transaction(starters.account.id) as session:
        kept = await session.scalar(
            text("select rejected_candidates from l1_walk_sessions where id = :id"), {"id": walk["id"]}
        )
    assert [one["flow_id"] for one in kept] == [one["flow_id"] for one in shown["candidates"]]


async def test_what_no_flow_is_near_has_its_steps_made_at_once(starters: Desk) -> None:
    answer = await take_in(starters, "BitLocker recovery screen asks for a 48 digit key when I switch on")
    assert (answer["outcome"], answer["session"]["session_kind"]) == ("started", "ai_build")


async def test_where_no_steps_would_be_made_the_suggest_threshold_alone_decides(starters: Desk) -> None:
    async with starters.account.database.transaction(starters.account.id) as session:
        session.add(AISettings(account_id=starters.account.id, playbook_on=False))
    answer = await take_in(starters, DHL)
    assert (answer["outcome"], answer["rejected"]) == ("out_of_scope", [])


async def test_an_account_that_wants_surer_suggestions_is_not_shown_unlikely_ones(starters: Desk) -> None:
    await _ask_for(starters, 0.4)
    assert (await take_in(starters, DHL))["outcome"] == "started"
    await _ask_for(starters, 0.1)
    assert (await take_in(starters, DHL))["outcome"] == "suggestions"
