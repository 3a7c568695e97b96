"""The inbox of escalations: what it says of each, and how it is narrowed."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import update

from resolutionflow.migrations.versions.v0014_escalations import RECIPIENTS, STEP_WORDS
from resolutionflow.platform.db import Database, Target
from resolutionflow.walks.models import L1WalkSession
from tests.support.people import MadeAccount
from tests.walks.desk import Desk, Json, error
from tests.walks.test_escalations import WHY

API = "/api/v1"
INBOX = f"{API}/l1/escalations"


async def _escalated(desk: Desk, flow_id: str | None = None, told: list[UUID] | None = None, **more: Any) -> Json:
    walk = await desk.start(flow_id, **more)
    recipients = {"recipient_ids": [str(user_id) for user_id in told]} if told else {}
    done: Json = desk.ok(await desk.act(walk, "escalate", WHY | recipients))
    return done


async def _found(desk: Desk, by: str = "engineer", **asked: Any) -> list[str]:
    listed = desk.ok(await desk.account.by_role(by).client.get(INBOX, params=asked))["items"]
    return [item["id"] for item in listed]


async def _aged(database: Database, desk: Desk, walk: Json, hours: float) -> None:
    async with database.transaction(desk.account.id) as session:
        since = datetime.now(UTC) - timedelta(hours=hours)
        await session.execute(
            update(L1WalkSession)
            .where(L1WalkSession.account_id == desk.account.id, L1WalkSession.id == UUID(walk["id"]))
            .values(escalated_at=since, last_step_at=since)
        )


async def test_a_line_says_who_is_told_where_it_stopped_and_what_is_missing(desk: Desk, flow_id: str) -> None:
    engineer = desk.account.by_role("engineer")
    walk = await desk.start(flow_id, ticket={"kind": "internal", "priority": "high"})
    desk.ok(await desk.step(walk, "power", "yes"))
    given = {"recipient_ids": [str(engineer.id)], "override_reason": "No time"}
    desk.ok(await desk.act(walk, "escalate", WHY | given))
    [line] = desk.ok(await engineer.client.get(INBOX))["items"]
    assert [person["id"] for person in line["recipients"]] == [str(engineer.id)]
    assert (line["stopped_at"], line["missing"], line["overridden"]) == (
        "Is there paper in it?",
        ["current_hypothesis"],
        True,
    )
    assert (line["priority"], line["title"], line["ticket"]["number"]) == (
        "high",
        "Printer does not print",
        walk["ticket"]["number"],
    )


async def test_for_me_is_what_i_am_told_of_and_what_i_took(desk: Desk) -> None:
    engineer, admin = desk.account.by_role("engineer"), desk.account.by_role("admin")
    mine = await _escalated(desk, told=[engineer.id, admin.id])
    theirs = await _escalated(desk, told=[admin.id])
    nobodys = await _escalated(desk)
    assert await _found(desk, whose="me") == [mine["id"]]
    assert await _found(desk, by="admin", whose="me") == [theirs["id"], mine["id"]]
    assert await _found(desk, whose="nobody") == [nobodys["id"]]
    desk.ok(await desk.act(nobodys, "take", by=engineer.client))
    assert await _found(desk, state="taken", whose="me") == [nobodys["id"]]
    assert await _found(desk, by="admin", state="taken", whose="me") == []


async def test_my_team_is_whoever_is_in_a_team_with_me(desk: Desk, database: Database) -> None:
    engineer, admin = desk.account.by_role("engineer"), desk.account.by_role("admin")
    mate = await desk.account.add_person("engineer")
    to_mate = await _escalated(desk, told=[mate.id])
    to_other = await _escalated(desk, told=[admin.id])
    to_me = await _escalated(desk, told=[engineer.id])
    assert await _found(desk, whose="team") == [to_me["id"]]
    team = {"name": "Second line", "member_ids": [str(engineer.id), str(mate.id)]}
    desk.ok(await desk.account.owner.post(f"{API}/teams", json=team), 201)
    assert await _found(desk, whose="team") == [to_me["id"], to_mate["id"]]
    assert to_other["id"] not in await _found(desk, whose="team")


async def test_it_is_narrowed_by_category_client_and_flow(desk: Desk, flow_id: str) -> None:
    client = desk.ok(await desk.account.owner.post(f"{API}/clients", json={"name": "Harbour", "facts": []}), 201)
    on_flow = await _escalated(desk, flow_id)
    of_client = await _escalated(desk, client_id=client["id"], category="Network")
    assert await _found(desk, category="Printing") == [on_flow["id"]]
    assert await _found(desk, category="Network") == [of_client["id"]]
    assert await _found(desk, client_id=client["id"]) == [of_client["id"]]
    assert await _found(desk, flow_id=flow_id) == [on_flow["id"]]
    assert await _found(desk, flow_id=flow_id, category="Network") == []


async def test_it_is_found_by_the_tickets_number_and_by_words_of_the_problem(desk: Desk) -> None:
    ours = await _escalated(desk, problem_text="The lift is 100% stuck_between floors")
    psa = await _escalated(desk, problem_text="Mail bounces", ticket={"kind": "psa", "id": "T2026.0042"})
    number = ours["ticket"]["number"]
    assert await _found(desk, search=f"#{number}") == [ours["id"]]
    assert await _found(desk, search="STUCK_BETWEEN") == [ours["id"]]
    assert await _found(desk, search="100%") == [ours["id"]]
    assert await _found(desk, search="stuck%floors") == []
    assert await _found(desk, search="t2026.0042") == [psa["id"]]
    assert await _found(desk, search="9" * 40) == []
    assert len(await _found(desk, search="  ")) == 2


async def test_it_is_narrowed_by_age_and_sorted_by_waiting_time(desk: Desk, database: Database) -> None:
    new, old, older = [await _escalated(desk) for _ in range(3)]
    await _aged(database, desk, old, 5)
    await _aged(database, desk, older, 30)
    assert await _found(desk) == [new["id"], old["id"], older["id"]]
    assert await _found(desk, sort="longest") == [older["id"], old["id"], new["id"]]
    assert await _found(desk, older_than_hours=4) == [old["id"], older["id"]]
    assert await _found(desk, older_than_hours=24, sort="longest") == [older["id"]]


@pytest.mark.parametrize("sort", ["newest", "longest"])
@pytest.mark.parametrize("state", ["open", "taken", "closed"])
async def test_every_state_is_read_page_by_page_in_either_order(desk: Desk, state: str, sort: str) -> None:
    made = [await _escalated(desk) for _ in range(5)]
    for walk in made if state != "open" else []:
        desk.ok(await desk.act(walk, "take", by=desk.account.engineer))
        if state == "closed":
            desk.ok(await desk.act(walk, "abandon", by=desk.account.engineer))
    seen: list[str] = []
    after: str | None = None
    while after or not seen:
        params = {"limit": "2", "state": state, "sort": sort} | ({"after": after} if after else {})
        page = desk.ok(await desk.account.engineer.get(INBOX, params=params))
        seen += [item["id"] for item in page["items"]]
        after = page["next"]
        if after is None:
            break
    expected = [walk["id"] for walk in made]
    assert seen == (expected if sort == "longest" else expected[::-1])


async def test_a_technician_finds_only_what_they_escalated_whatever_they_ask_for(desk: Desk) -> None:
    colleague = await desk.account.add_person("l1_tech")
    walk = await desk.start(by=colleague.client)
    desk.ok(await desk.act(walk, "escalate", WHY, by=colleague.client))
    mine = await _escalated(desk)
    assert await _found(desk, by="l1_tech", search="printer") == [mine["id"]]
    assert await _found(desk, by="l1_tech", whose="nobody") == [mine["id"]]


async def test_another_accounts_escalations_are_never_found(desk: Desk, other_account: MadeAccount) -> None:
    await _escalated(Desk(other_account))
    assert await _found(desk) == []
    assert await _found(desk, whose="nobody", search="printer") == []


@pytest.mark.parametrize(
    "asked",
    [
        {"whose": "us"},
        {"sort": "up"},
        {"older_than_hours": 0},
        {"client_id": "x"},
        {"search": "a\x00b"},
        {"after": "?"},
    ],
)
async def test_what_makes_no_sense_is_refused(desk: Desk, asked: Json) -> None:
    assert error(await desk.account.engineer.get(INBOX, params=asked))[0] == 422


async def test_what_was_escalated_before_this_version_gets_its_recipients_and_its_step(
    desk: Desk, flow_id: str, owner_target: Target
) -> None:
    engineer = desk.account.by_role("engineer")
    walk = await _escalated(desk, flow_id, told=[engineer.id])
    with psycopg.connect(owner_target.url) as connection:
        connection.execute("select set_config('app.account_id', %s, false)", [str(desk.account.id)])
        connection.execute("delete from escalation_recipients")
        connection.execute("update l1_walk_sessions set escalation_step = null")
        connection.execute(STEP_WORDS)
        connection.execute(RECIPIENTS)
    [line] = desk.ok(await engineer.client.get(INBOX, params={"whose": "me"}))["items"]
    assert (line["id"], line["stopped_at"]) == (walk["id"], "Is the printer switched on?")
