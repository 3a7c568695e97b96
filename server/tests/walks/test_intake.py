"""Intake: what was asked for is started, else what fits; else what may fit is offered."""

from typing import Any

import pytest
from httpx import AsyncClient, Response
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import update

from resolutionflow.accounts.models import AccountSettings
from resolutionflow.ai.models import AISettings
from resolutionflow.kit.ids import new_id
from resolutionflow.platform.db import Database
from resolutionflow.proposals.models import FlowProposal
from resolutionflow.walks.models import L1WalkSession
from resolutionflow.walks.schemas.intake import IntakeResponse
from tests.support.people import MadeAccount
from tests.support.work import run_jobs
from tests.walks.desk import PROBLEM, Desk, Json, error

OURS = {"kind": "internal"}


async def take_in(by: AsyncClient, **payload: Any) -> Response:
    return await by.post("/api/v1/l1/intake", json={"problem_text": PROBLEM, "ticket": OURS} | payload)


async def _thresholds(database: Database, desk: Desk, match: float, suggest: float) -> None:
    async with database.transaction(desk.account.id) as session:
        await session.execute(
            update(AccountSettings)
            .where(AccountSettings.account_id == desk.account.id)
            .values(match_threshold=match, suggest_threshold=suggest)
        )


async def _switch_off_the_playbook(database: Database, desk: Desk) -> None:
    async with database.transaction(desk.account.id) as session:
        session.add(AISettings(account_id=desk.account.id, playbook_on=False))


async def test_a_chosen_flow_is_started_without_any_matching(desk: Desk, flow_id: str) -> None:
    answer = desk.ok(await take_in(desk.account.l1, problem_text="Something else entirely", flow_id=flow_id))
    assert (answer["outcome"], answer["match"]) == ("started", None)
    walk = answer["session"]
    assert (walk["session_kind"], walk["flow_id"], walk["flow_version"], walk["version"]) == ("flow", flow_id, 1, 1)
    assert (walk["status"], walk["walked_path"], walk["category"]) == ("active", [], "Printing")


async def test_at_most_one_way_may_be_chosen(desk: Desk, flow_id: str) -> None:
    refused = await take_in(desk.account.l1, flow_id=flow_id, adhoc=True)
    assert error(refused) == (422, "invalid_input")
    assert "at most one" in refused.json()["detail"]


async def test_only_a_published_flow_of_ones_own_can_be_chosen(
    desk: Desk, flow_id: str, other_account: MadeAccount
) -> None:
    theirs = await Desk(other_account).flow()
    assert error(await take_in(desk.account.l1, flow_id=theirs)) == (404, "no_such_flow")
    assert error(await take_in(desk.account.l1, flow_id=str(new_id()))) == (404, "no_such_flow")
    archived = await desk.account.engineer.post(f"/api/v1/flows/{flow_id}/archive")
    assert archived.status_code in (200, 204), archived.text
    assert error(await take_in(desk.account.l1, flow_id=flow_id)) == (409, "flow_not_published")


async def test_a_running_walk_goes_on_when_its_flow_is_archived(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    await desk.account.engineer.post(f"/api/v1/flows/{flow_id}/archive")
    desk.ok(await desk.step(walk, "power", "yes"))


async def test_a_proposal_is_not_walked_before_it_is_found_safe(
    desk: Desk, database: Database, other_account: MadeAccount
) -> None:
    proposal = new_id()
    async with database.transaction(desk.account.id) as session:
        session.add(
            FlowProposal(
                account_id=desk.account.id, id=proposal, proposal_type="new_flow", title="Draft", proposed_flow_data={}
            )
        )
    assert error(await take_in(desk.account.l1, flow_proposal_id=str(proposal))) == (409, "proposal_not_walkable")
    assert error(await take_in(other_account.l1, flow_proposal_id=str(proposal))) == (404, "proposal_not_found")


async def test_with_no_flow_at_all_a_problem_is_out_of_scope(desk: Desk, database: Database) -> None:
    await _switch_off_the_playbook(database, desk)
    answer = desk.ok(await take_in(desk.account.l1))
    assert (answer["outcome"], answer["offers"]) == ("out_of_scope", ["adhoc", "escalate"])
    tickets = desk.ok(await desk.account.l1.get("/api/v1/tickets"))
    assert tickets["items"] == []


async def test_the_thresholds_decide_between_starting_offering_and_declining(
    desk: Desk, flow_id: str, database: Database
) -> None:
    await run_jobs(database)
    await _switch_off_the_playbook(database, desk)
    await _thresholds(database, desk, 1.0, 0.0)
    offered = desk.ok(await take_in(desk.account.l1))
    assert offered["outcome"] == "suggestions"
    best = offered["candidates"][0]
    assert (best["flow_id"], best["title"]) == (flow_id, "Printer does not print")
    assert 0 <= best["score"] <= 1
    assert "printer" in [word.lower() for word in best["matched_words"]]
    await _thresholds(database, desk, 0.0, 0.0)
    started = desk.ok(await take_in(desk.account.l1))
    assert (started["outcome"], started["session"]["flow_id"], started["match"]["flow_id"]) == (
        "started",
        flow_id,
        flow_id,
    )
    await _thresholds(database, desk, 1.0, 1.0)
    assert desk.ok(await take_in(desk.account.l1))["outcome"] == "out_of_scope"


async def test_when_none_fits_nothing_is_offered_and_what_was_turned_down_is_kept(
    desk: Desk, flow_id: str, database: Database
) -> None:
    await run_jobs(database)
    await _switch_off_the_playbook(database, desk)
    await _thresholds(database, desk, 1.0, 0.0)
    declined = desk.ok(await take_in(desk.account.l1, none_fit=True))
    assert (declined["outcome"], [each["flow_id"] for each in declined["rejected"]]) == ("out_of_scope", [flow_id])
    walk = desk.ok(await take_in(desk.account.l1, none_fit=True, adhoc=True))["session"]
    async with database.transaction(desk.account.id) as session:
        row = await session.get(L1WalkSession, (desk.account.id, walk["id"]))
        assert row is not None
        assert [each["flow_id"] for each in row.rejected_candidates or []] == [flow_id]


async def test_a_new_ticket_of_ours_is_numbered_and_a_known_one_is_found_again(desk: Desk, flow_id: str) -> None:
    first = await desk.start(flow_id)
    second = await desk.start(flow_id, ticket={"kind": "internal", "priority": "high", "contact": "Ada"})
    assert (first["ticket"]["number"], second["ticket"]["number"]) == (1, 2)
    by_number = await desk.start(flow_id, ticket={"kind": "internal", "id": "#2"})
    by_id = await desk.start(flow_id, ticket={"kind": "internal", "id": second["ticket_id"]})
    assert by_number["ticket_id"] == by_id["ticket_id"] == second["ticket_id"]
    assert error(await take_in(desk.account.l1, adhoc=True, ticket={"kind": "internal", "id": "99"})) == (
        404,
        "ticket_not_found",
    )


async def test_a_ticket_of_a_ticket_system_is_known_by_its_id(desk: Desk, flow_id: str) -> None:
    first = await desk.start(flow_id, ticket={"kind": "psa", "id": "INC-5", "link": "https://psa.example/5"})
    again = await desk.start(flow_id, ticket={"kind": "psa", "id": "INC-5"})
    assert (first["ticket_id"], first["ticket_kind"]) == ("INC-5", "psa")
    assert first["ticket"]["row_id"] == again["ticket"]["row_id"]
    assert error(await take_in(desk.account.l1, adhoc=True, ticket={"kind": "psa"})) == (422, "invalid_input")


async def test_several_walks_may_be_open_on_several_tickets(desk: Desk, flow_id: str) -> None:
    walks = [await desk.start(flow_id) for _ in range(3)]
    listed = desk.ok(await desk.account.l1.get("/api/v1/l1/sessions", params={"status": "active"}))
    assert [item["id"] for item in listed["items"]] == [walk["id"] for walk in reversed(walks)]


async def test_whoever_does_no_first_line_work_takes_nothing_in(desk: Desk, flow_id: str) -> None:
    for nobody in (desk.account.viewer, desk.account.engineer):
        assert error(await take_in(nobody, flow_id=flow_id)) == (403, "role_does_not_allow")


@pytest.mark.parametrize(
    "change",
    [
        {"problem_text": "   "},
        {"problem_text": "a\x00b"},
        {"problem_text": "x" * 20_001},
        {"ticket": {"kind": "psa", "id": "x" * 65}},
        {"ticket": {"kind": "psa", "id": "\x00"}},
        {"ticket": {"kind": "fax"}},
        {"ticket": {"kind": "psa", "id": "1", "link": "javascript:alert(1)"}},
        {"flow_id": "not-an-id"},
        {"category": "x" * 101},
    ],
)
async def test_what_makes_no_sense_is_refused(desk: Desk, change: Json) -> None:
    assert error(await take_in(desk.account.l1, **change)) == (422, "invalid_input")


@pytest.mark.parametrize(
    "body",
    [
        {"outcome": "started", "match": None},
        {"outcome": "suggestions"},
        {"outcome": "suggestions", "candidates": []},
        {"outcome": "out_of_scope"},
        {"outcome": "else"},
        {},
    ],
)
def test_an_outcome_without_its_fields_can_not_be_built(body: Json) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(IntakeResponse).validate_python(body)
