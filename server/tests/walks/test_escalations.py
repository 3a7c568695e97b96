"""Handing over: recipients, the package, taking over, straight from intake."""

import asyncio
import logging
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from resolutionflow.accounts.models import AccountSettings, User
from resolutionflow.platform.db import Database
from tests.support.people import MadeAccount
from tests.walks.desk import PROBLEM, Desk, Json, error
from tests.walks.test_endings import audited, ticket

WHY = {"escalation_reason": "I have no rights on the print server", "escalation_reason_category": "needs_access"}


async def _defaults(database: Database, desk: Desk, *ids: object) -> None:
    async with database.transaction(desk.account.id) as session:
        await session.execute(
            update(AccountSettings)
            .where(AccountSettings.account_id == desk.account.id)
            .values(default_escalation_recipient_ids=[str(user_id) for user_id in ids])
        )


async def _leaves(database: Database, desk: Desk, user_id: object) -> None:
    async with database.transaction(desk.account.id) as session:
        await session.execute(
            update(User)
            .where(User.account_id == desk.account.id, User.id == user_id)
            .values(deleted_at=datetime.now(UTC))
        )


def _told(walk: Json) -> list[str]:
    return [person["id"] for person in walk["escalation"]["recipients"]]


async def test_escalating_hands_over_with_a_package_filled_from_the_walk(
    desk: Desk, flow_id: str, database: Database
) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "no", note="Unplugged"))
    engineer = desk.account.by_role("engineer")
    done = desk.ok(await desk.act(walk, "escalate", WHY | {"recipient_ids": [str(engineer.id)]}))
    assert (done["status"], done["warning"], _told(done)) == ("escalated", None, [str(engineer.id)])
    package = done["escalation"]["package"]
    assert package["what_is_happening"] == PROBLEM
    assert package["what_has_been_tried"] == "1. Is the printer switched on? → No (Unplugged)"
    assert package["what_to_verify_first"] == "Switch the printer on."
    assert f"Ticket: #{walk['ticket']['number']}" in package["context"]
    assert done["escalation"]["missing"] == ["current_hypothesis"]
    assert (done["pending_node"], done["stopped_at"]["id"]) == (None, "switch")
    assert (await ticket(desk, walk))["status"] == "escalated"
    assert await audited(database, desk, walk) == ["walk.escalate"]


async def test_what_the_technician_writes_stands_in_the_package(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    given = {"package": {"current_hypothesis": "The driver"}, "override_reason": "The client is on the phone"}
    done = desk.ok(await desk.act(walk, "escalate", WHY | given))["escalation"]
    assert (done["package"]["current_hypothesis"], done["override_reason"]) == (
        "The driver",
        "The client is on the phone",
    )
    assert done["missing"] == ["what_has_been_tried"]


async def test_without_recipients_the_accounts_default_ones_are_told(desk: Desk, database: Database) -> None:
    admin, engineer = desk.account.by_role("admin"), desk.account.by_role("engineer")
    await _defaults(database, desk, admin.id, engineer.id)
    await _leaves(database, desk, engineer.id)
    done = desk.ok(await desk.act(await desk.start(), "escalate", WHY))
    assert (_told(done), done["warning"]) == ([str(admin.id)], None)


async def test_when_nobody_is_left_to_be_told_the_answer_and_the_log_say_so(
    desk: Desk, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    engineer = desk.account.by_role("engineer")
    await _leaves(database, desk, engineer.id)
    with caplog.at_level(logging.WARNING):
        given = desk.ok(await desk.act(await desk.start(), "escalate", WHY | {"recipient_ids": [str(engineer.id)]}))
        none = desk.ok(await desk.act(await desk.start(), "escalate", WHY))
    assert given["status"] == none["status"] == "escalated"
    assert "Nobody is told" in given["warning"]
    assert "Nobody is told" in none["warning"]
    assert caplog.text.count("escalated to nobody") == 2


async def test_a_stranger_is_no_recipient(desk: Desk, other_account: MadeAccount) -> None:
    walk = await desk.start()
    stranger = str(other_account.by_role("engineer").id)
    assert error(await desk.act(walk, "escalate", WHY | {"recipient_ids": [stranger]})) == (
        404,
        "recipient_not_found",
    )
    assert (await desk.open(walk))["status"] == "active"


async def test_escalating_straight_from_intake_makes_an_ad_hoc_walk_that_is_escalated(
    desk: Desk, database: Database
) -> None:
    payload = {"problem_text": PROBLEM, "ticket": {"kind": "psa", "id": "T-77", "link": "https://psa.example/77"}}
    done = desk.ok(await desk.account.l1.post("/api/v1/l1/escalations", json=payload | WHY))
    assert (done["status"], done["session_kind"], done["ticket_id"]) == ("escalated", "adhoc", "T-77")
    assert done["ticket"]["link"] == "https://psa.example/77"
    assert await audited(database, desk, done) == ["walk.escalate"]
    assert (await ticket(desk, done))["status"] == "escalated"


async def test_the_engineer_who_takes_over_goes_on_at_the_same_node(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "yes"))
    desk.ok(await desk.act(walk, "escalate", WHY))
    engineer = desk.account.by_role("engineer")
    taken = desk.ok(await desk.act(walk, "take", by=engineer.client))
    assert (taken["status"], taken["pending_node"]["id"], taken["assigned_to"]["id"]) == (
        "active",
        "paper",
        str(engineer.id),
    )
    assert taken["escalated_at"] is not None
    assert taken["taken_over_at"] is not None
    assert taken["version"] == 3
    assert (await ticket(desk, walk))["assignee_user_id"] == str(engineer.id)
    desk.ok(await desk.step(walk, "paper", "no", by=engineer.client))
    done = desk.ok(await desk.act(walk, "resolve", {"resolution_notes": "Paper"}, by=engineer.client))
    assert [step["user"]["id"] for step in done["walked_path"]] == [
        str(desk.account.by_role("l1_tech").id),
        str(engineer.id),
    ]


async def test_of_two_takers_one_wins_and_the_other_is_told_who(desk: Desk) -> None:
    walk = await desk.start()
    desk.ok(await desk.act(walk, "escalate", WHY))
    takers = [desk.account.engineer, desk.account.admin]
    replies = await asyncio.gather(*(desk.act(walk, "take", by=taker) for taker in takers))
    won, lost = sorted(replies, key=lambda reply: reply.status_code)
    assert (won.status_code, error(lost)) == (200, (409, "taken_already"))
    assert lost.json()["taken_by"]["name"] == won.json()["assigned_to"]["name"]
    assert won.json()["assigned_to"]["name"] in lost.json()["detail"]


async def test_only_an_escalated_walk_can_be_taken_and_not_by_first_line(desk: Desk) -> None:
    walk = await desk.start()
    assert error(await desk.act(walk, "take", by=desk.account.engineer)) == (409, "not_escalated")
    desk.ok(await desk.act(walk, "escalate", WHY))
    assert error(await desk.act(walk, "take")) == (403, "role_does_not_allow")


async def test_an_engineer_without_coverage_acts_on_no_walk_but_one_taken_over(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    engineer = desk.account.engineer
    assert (await desk.open(walk, engineer))["may_act"] is False
    assert error(await desk.step(walk, "power", "yes", by=engineer)) == (403, "role_does_not_allow")
    assert error(await desk.act(walk, "abandon", by=engineer)) == (403, "role_does_not_allow")
    covering = await desk.account.add_person("engineer", can_cover_l1=True)
    started = await desk.start(flow_id, by=covering.client)
    assert started["acting_as"] == "l1_coverage"
    assert (await desk.start(flow_id, by=desk.account.owner))["acting_as"] is None
    desk.ok(await desk.step(walk, "power", "yes", by=covering.client))


async def test_the_inbox_follows_an_escalation_from_open_to_closed(desk: Desk) -> None:
    async def inbox(state: str, by: Json | None = None) -> list[str]:
        reply = await desk.account.engineer.get("/api/v1/l1/escalations", params={"state": state})
        return [item["id"] for item in desk.ok(reply)["items"]]

    walk = await desk.start()
    desk.ok(await desk.act(walk, "escalate", WHY))
    assert (await inbox("open"), await inbox("taken"), await inbox("closed")) == ([walk["id"]], [], [])
    desk.ok(await desk.act(walk, "take", by=desk.account.engineer))
    assert (await inbox("open"), await inbox("taken"), await inbox("closed")) == ([], [walk["id"]], [])
    desk.ok(await desk.act(walk, "resolve", {"resolution_notes": "Rights given"}, by=desk.account.engineer))
    assert (await inbox("open"), await inbox("taken"), await inbox("closed")) == ([], [], [walk["id"]])


async def test_a_technician_sees_their_own_escalations_only(desk: Desk) -> None:
    mine = await desk.start()
    colleague = await desk.account.add_person("l1_tech")
    theirs = await desk.start(by=colleague.client)
    desk.ok(await desk.act(mine, "escalate", WHY))
    desk.ok(await desk.act(theirs, "escalate", WHY, by=colleague.client))
    listed = desk.ok(await desk.account.l1.get("/api/v1/l1/escalations"))
    assert [item["id"] for item in listed["items"]] == [mine["id"]]


async def test_the_inbox_is_read_page_by_page(desk: Desk) -> None:
    walks = [await desk.start() for _ in range(5)]
    for walk in walks:
        desk.ok(await desk.act(walk, "escalate", WHY))
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        params = {"limit": 2} | ({"after": after} if after else {})
        page = desk.ok(await desk.account.engineer.get("/api/v1/l1/escalations", params=params))
        seen += [item["id"] for item in page["items"]]
        after = page["next"]
    assert seen == [walk["id"] for walk in reversed(walks)]
