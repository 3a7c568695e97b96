"""What an engineer is handed, and who is told."""

from uuid import UUID

import pytest
from sqlalchemy import update

from resolutionflow.accounts.models import AccountSettings
from resolutionflow.platform.db import Database
from tests.support.people import MadeAccount
from tests.walks.desk import PROBLEM, RING, Desk, Json, error
from tests.walks.test_escalations import WHY

API = "/api/v1"


async def _defaults(database: Database, desk: Desk, *ids: UUID) -> None:
    async with database.transaction(desk.account.id) as session:
        await session.execute(
            update(AccountSettings)
            .where(AccountSettings.account_id == desk.account.id)
            .values(default_escalation_recipient_ids=[str(user_id) for user_id in ids])
        )


async def _package(desk: Desk, walk: Json) -> Json:
    preview: Json = desk.ok(await desk.account.l1.get(f"{API}/l1/sessions/{walk['id']}/package"))
    return preview


async def test_a_secret_that_was_pasted_or_typed_is_masked_in_all_that_is_handed_over(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "yes", note="password: Summer2026!"))
    desk.ok(await desk.step(walk, "paper", "no", evidence="api_key=abcd1234efgh"))
    given = {
        "escalation_reason": "The admin password: Winter77! does not work",
        "override_reason": "pin: 4711",
        "package": {"current_hypothesis": "token=deadbeef"},
    }
    done = desk.ok(await desk.act(walk, "escalate", WHY | given))
    told = str(done["escalation"])
    assert "[masked]" in done["escalation"]["package"]["what_has_been_tried"]
    assert not [secret for secret in ("Summer2026", "abcd1234", "Winter77", "4711", "deadbeef") if secret in told]


async def test_the_ticket_and_the_clients_known_facts_are_context(desk: Desk, flow_id: str) -> None:
    facts = [{"label": "VPN", "value": "WireGuard on the firewall"}]
    made = desk.ok(await desk.account.owner.post(f"{API}/clients", json={"name": "Harbour", "facts": facts}), 201)
    ticket = {"kind": "internal", "contact": "Dana Fox", "asset": "NB-114", "priority": "urgent"}
    walk = await desk.start(flow_id, client_id=made["id"], ticket=ticket)
    context = (await _package(desk, walk))["package"]["context"].splitlines()
    assert [line for line in context if not line.startswith("Worked on")] == [
        f"Ticket: #{walk['ticket']['number']}",
        "Client: Harbour",
        "Contact: Dana Fox",
        "Device or asset: NB-114",
        "Priority: urgent",
        "Category: Printing",
        "Flow: Printer does not print (version 1)",
        "Known at this client: VPN: WireGuard on the firewall",
    ]


async def test_escalating_again_keeps_the_hypothesis_and_says_that_it_was_escalated_before(
    desk: Desk, flow_id: str
) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "yes"))
    desk.ok(await desk.act(walk, "escalate", WHY | {"package": {"current_hypothesis": "The driver"}}))
    desk.ok(await desk.act(walk, "take", by=desk.account.engineer))
    desk.ok(await desk.step(walk, "paper", "yes", by=desk.account.engineer))
    admin = desk.account.by_role("admin")
    again = {"escalation_reason": "Not mine", "escalation_reason_category": "needs_onsite"}
    told = {"recipient_ids": [str(admin.id)]}
    done = desk.ok(await desk.act(walk, "escalate", again | told, by=desk.account.engineer))
    package = done["escalation"]["package"]
    assert package["current_hypothesis"] == "The driver"
    assert f"Escalated before: {WHY['escalation_reason']} (needs access)" in package["context"]
    lines = package["what_has_been_tried"].splitlines()
    assert lines[0].endswith(", first line")
    assert lines[1].endswith(", after taking over")
    assert (done["status"], done["assigned_to"], done["may_act"]) == ("escalated", None, False)
    inbox = desk.ok(await admin.client.get(f"{API}/l1/escalations", params={"whose": "me"}))["items"]
    assert [item["id"] for item in inbox] == [walk["id"]]
    desk.ok(await desk.act(walk, "take", by=admin.client))


async def test_the_hand_over_tells_more_steps_than_a_walk_is_opened_with(desk: Desk) -> None:
    walk = await desk.start(await desk.flow(RING, "Round and round"))
    for _ in range(55):
        desk.ok(await desk.step(walk, "again", "yes"))
    tried = (await _package(desk, walk))["package"]["what_has_been_tried"].splitlines()
    assert len(tried) == 55
    assert tried[0].startswith("1. Once more? → Yes")


async def test_each_answer_says_whether_its_giver_had_taken_over_by_then(desk: Desk, flow_id: str) -> None:
    """Also an answer of the same person before they took the walk over, and after first line joined in again."""
    walk = await desk.start(flow_id)
    admin = desk.account.admin
    desk.ok(await desk.step(walk, "power", "no", by=admin))
    desk.ok(await desk.act(walk, "escalate", WHY))
    desk.ok(await desk.act(walk, "take", by=admin))
    desk.ok(await desk.step(walk, "switch", "done", by=admin))
    desk.ok(await desk.step(walk, "paper", "yes"))
    path = (await desk.open(walk))["walked_path"]
    assert [step["after_take_over"] for step in path] == [False, True, False]
    page = desk.ok(await admin.get(f"{API}/l1/sessions/{walk['id']}/path"))
    assert [step["after_take_over"] for step in page["items"]] == [False, True, False]


async def test_whoever_took_over_opens_any_answer_of_first_line_again_and_it_stays_on_record(
    desk: Desk, flow_id: str
) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "no", note="Unplugged"))
    desk.ok(await desk.step(walk, "switch", "done"))
    desk.ok(await desk.act(walk, "escalate", WHY))
    desk.ok(await desk.act(walk, "take", by=desk.account.engineer))
    opened = desk.ok(await desk.act(walk, "back", {"to_step": 0}, by=desk.account.engineer))
    assert opened["pending_node"]["id"] == "power"
    assert [(step["answer"], step["l1_note"], step["after_take_over"]) for step in opened["also_tried"]] == [
        ("No", "Unplugged", False),
        ("Done", None, False),
    ]


async def test_the_preview_names_who_is_told_when_nobody_is_chosen(desk: Desk, database: Database) -> None:
    admin, engineer = desk.account.by_role("admin"), desk.account.by_role("engineer")
    await _defaults(database, desk, engineer.id, admin.id)
    walk = await desk.start()
    assert [person["id"] for person in (await _package(desk, walk))["default_recipients"]] == [
        str(engineer.id),
        str(admin.id),
    ]


async def test_whoever_escalates_is_told_by_default_only_if_nobody_else_is_left(desk: Desk, database: Database) -> None:
    owner, engineer = desk.account.by_role("owner"), desk.account.by_role("engineer")
    await _defaults(database, desk, owner.id, engineer.id)
    done = desk.ok(await desk.act(await desk.start(by=owner.client), "escalate", WHY, by=owner.client))
    assert [person["id"] for person in done["escalation"]["recipients"]] == [str(engineer.id)]
    await _defaults(database, desk, owner.id)
    done = desk.ok(await desk.act(await desk.start(by=owner.client), "escalate", WHY, by=owner.client))
    assert [person["id"] for person in done["escalation"]["recipients"]] == [str(owner.id)]


async def test_a_problem_is_previewed_before_it_is_escalated_straight_away_and_nothing_is_made(desk: Desk) -> None:
    asked = {"problem_text": PROBLEM, "ticket": {"kind": "psa", "id": "T-9", "asset": "PR-2"}, "category": "Printing"}
    preview = desk.ok(await desk.account.l1.post(f"{API}/l1/escalations/preview", json=asked))
    assert preview["package"]["what_is_happening"] == PROBLEM
    assert preview["package"]["context"] == "Ticket: T-9\nDevice or asset: PR-2\nCategory: Printing"
    assert preview["missing"] == ["what_has_been_tried", "current_hypothesis", "what_to_verify_first"]
    assert desk.ok(await desk.account.l1.get(f"{API}/l1/sessions"))["items"] == []
    assert desk.ok(await desk.account.l1.get(f"{API}/tickets"))["items"] == []


@pytest.mark.parametrize("role", ["viewer", "engineer"])
async def test_only_who_does_first_line_work_previews_an_escalation_from_intake(desk: Desk, role: str) -> None:
    asked = {"problem_text": PROBLEM, "ticket": {"kind": "internal"}}
    reply = await desk.account.by_role(role).client.post(f"{API}/l1/escalations/preview", json=asked)
    assert error(reply) == (403, "role_does_not_allow")


async def test_managers_see_how_many_went_on_with_gaps(desk: Desk, other_account: MadeAccount) -> None:
    whole = {"what_has_been_tried": "All", "current_hypothesis": "None", "what_to_verify_first": "Power"}
    desk.ok(await desk.act(await desk.start(), "escalate", WHY | {"package": whole}))
    desk.ok(await desk.act(await desk.start(), "escalate", WHY | {"override_reason": "The caller hung up"}))
    desk.ok(await desk.act(await desk.start(), "escalate", WHY))
    stranger = Desk(other_account)
    desk.ok(await stranger.act(await stranger.start(), "escalate", WHY))
    figures = desk.ok(await desk.account.admin.get(f"{API}/l1/escalations/figures"))
    assert (figures["escalated"], figures["with_gaps"], figures["overridden"]) == (3, 2, 1)
    assert figures["missing"] == {
        "what_is_happening": 0,
        "what_has_been_tried": 2,
        "current_hypothesis": 2,
        "context": 0,
        "what_to_verify_first": 2,
    }
    refused = await desk.account.engineer.get(f"{API}/l1/escalations/figures")
    assert error(refused) == (403, "role_does_not_allow")
