"""Matching through the API: what is published is found, in this account only, and soon after it changed."""

from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Role
from resolutionflow.flows.matching.service import remember_resolved
from resolutionflow.flows.matching.tasks import sweep
from resolutionflow.platform import vectors
from resolutionflow.platform.db import Database
from tests.support.people import MadeAccount
from tests.support.work import run_jobs

FLOWS = "/api/v1/flows"
OUTLOOK = ("Outlook won't open", "Outlook hangs at start or closes at once.", "Start Outlook in safe mode.")
VPN = ("VPN does not connect", "The user can't reach the office network from home.", "Reinstall the VPN client.")
PRINTER = ("Printer does not print", "Jobs stay in the queue.", "Restart the print spooler.")


async def publish(client: AsyncClient, title: str, description: str, text: str) -> str:
    tree = {"root_id": "1", "nodes": {"1": {"type": "resolution", "text": text}}}
    made = await client.post(FLOWS, json={"title": title, "description": description, "category": "pc", "tree": tree})
    assert made.status_code == 201, made.text
    assert (await client.post(f"{FLOWS}/{made.json()['id']}/publish")).status_code == 201
    return str(made.json()["id"])


async def match(client: AsyncClient, problem: str) -> dict[str, Any]:
    answer = await client.post(f"{FLOWS}/match", json={"problem_text": problem})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture
async def library(account: MadeAccount) -> dict[str, str]:
    """Three unrelated flows, indexed."""
    made = {flow[0]: await publish(account.engineer, *flow) for flow in (OUTLOOK, VPN, PRINTER)}
    await run_jobs(account.database)
    return made


async def test_a_problem_finds_its_flow_with_the_words_that_matched(
    account: MadeAccount, library: dict[str, str]
) -> None:
    found = await match(account.l1, "Since this morning Outlook closes at once when I start it")
    best = found["candidates"][0]
    assert best["flow_id"] == library["Outlook won't open"]
    assert best["flow_proposal_id"] is None
    assert (best["title"], best["category"]) == ("Outlook won't open", "pc")
    assert best["score"] >= found["match_threshold"]
    assert best["matched_words"] == ["outlook", "closes", "start"]
    assert (found["by_text_alone"], found["waiting_for_vectors"]) == (False, 0)


async def test_an_unrelated_problem_starts_nothing_in_a_library_of_one_or_three(account: MadeAccount) -> None:
    problems = ("My phone won't charge", "The invoice template shows the wrong address", "Excel file is read only")
    for flow in (OUTLOOK, VPN, PRINTER):
        await publish(account.engineer, *flow)
        await run_jobs(account.database)
        for problem in problems:
            found = await match(account.l1, problem)
            assert all(one["score"] < found["suggest_threshold"] for one in found["candidates"]), (flow, problem)


async def test_a_flow_is_found_by_words_before_its_vectors_are_made(
    account: MadeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without:
        without.setattr(vectors, "available", lambda: False)
        flow_id = await publish(account.engineer, *PRINTER)
        await run_jobs(account.database)
        found = await match(account.l1, "Printer does not print")
        assert found["by_text_alone"]
        assert found["candidates"][0]["flow_id"] == flow_id
    mixed = await match(account.l1, "Printer does not print")
    assert mixed["waiting_for_vectors"] == 1
    assert mixed["candidates"][0]["flow_id"] == flow_id


async def test_the_hourly_round_makes_vectors_that_are_missing(
    account: MadeAccount, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    with monkeypatch.context() as without:
        without.setattr(vectors, "available", lambda: False)
        await publish(account.engineer, *PRINTER)
        await run_jobs(database)
    await sweep(database)
    await run_jobs(database)
    assert (await match(account.l1, "no paper comes out"))["waiting_for_vectors"] == 0


async def test_what_is_archived_or_published_anew_is_matched_as_it_is_now(
    account: MadeAccount, library: dict[str, str]
) -> None:
    flow_id = library["VPN does not connect"]
    change = {"title": "Badge reader rejects badges", "description": "The door stays shut."}
    seen = await account.engineer.get(f"{FLOWS}/{flow_id}")
    changed = await account.engineer.patch(
        f"{FLOWS}/{flow_id}", json=change, headers={"If-Match": seen.headers["ETag"]}
    )
    assert changed.status_code == 200, changed.text
    await run_jobs(account.database)
    found = await match(account.l1, "the badge reader rejects my badge")
    assert found["candidates"][0]["title"] == "Badge reader rejects badges"
    await account.engineer.post(f"{FLOWS}/{flow_id}/archive")
    for _ in range(2):  # at once, and when the job has run
        found = await match(account.l1, "the badge reader rejects my badge")
        assert flow_id not in [one["flow_id"] for one in found["candidates"]]
        await run_jobs(account.database)


async def test_no_account_is_matched_with_flows_of_another(
    account: MadeAccount, other_account: MadeAccount, library: dict[str, str]
) -> None:
    assert (await match(other_account.l1, "Outlook won't open"))["candidates"] == []
    own = await publish(other_account.engineer, *OUTLOOK)
    await run_jobs(account.database)
    found = await match(other_account.l1, "Outlook won't open")
    assert [one["flow_id"] for one in found["candidates"]] == [own]


async def test_the_thresholds_are_the_accounts_own(account: MadeAccount) -> None:
    found = await match(account.l1, "anything")
    assert (found["match_threshold"], found["suggest_threshold"]) == (0.6, 0.15)


@pytest.mark.parametrize("problem", ["", "   ", "\x00", "x" * 20_001])
async def test_a_problem_text_that_cannot_be_one_is_refused(account: MadeAccount, problem: str) -> None:
    answer = await account.l1.post(f"{FLOWS}/match", json={"problem_text": problem})
    assert answer.status_code == 422


@pytest.mark.parametrize("problem", ["???", "<b></b>", "the of and", "日本語", "a" * 20_000, "\U0001f600" * 3_000])
async def test_any_text_is_matched_without_a_fault(account: MadeAccount, library: dict[str, str], problem: str) -> None:
    found = await match(account.l1, problem)
    assert all(one["score"] < found["match_threshold"] for one in found["candidates"])


async def test_resolved_tickets_teach_a_flow_the_words_of_customers(
    account: MadeAccount, library: dict[str, str], database: Database
) -> None:
    problem = "Zebra in the warehouse spits out blank labels"
    before = await match(account.l1, problem)
    l1 = account.by_role("l1_tech")
    actor = Actor(account.id, l1.id, "L1", Role.L1_TECH, can_cover_l1=False)
    for _ in range(2):
        async with database.transaction(account.id) as session:
            await remember_resolved(session, actor, UUID(library["Printer does not print"]), problem)
    await run_jobs(database)
    after = await match(account.l1, "the zebra prints blank labels")
    assert after["candidates"][0]["title"] == "Printer does not print"
    assert after["candidates"][0]["score"] > before["candidates"][0]["score"]
    assert after["candidates"][0]["score"] >= after["match_threshold"]
