"""Where steps are made and where not: categories, roles, accounts, and what the playbook knows."""

import pytest
from sqlalchemy import text, update

from resolutionflow.accounts.models import AccountSettings
from resolutionflow.ai.models import AISettings
from resolutionflow.main import API
from tests.support.loopback import Loopback
from tests.support.people import MadeAccount
from tests.support.work import run_jobs
from tests.walks.ai_build.led import KNOWN, UNKNOWN, Led, question
from tests.walks.desk import PRINTER, error


async def _allow(led: Led, *categories: str) -> None:
    async with led.database.transaction(led.account.id) as session:
        own = AccountSettings.account_id == led.account.id
        await session.execute(update(AccountSettings).where(own).values(l1_categories=list(categories)))


async def _switch_off_the_playbook(led: Led) -> None:
    async with led.database.transaction(led.account.id) as session:
        session.add(AISettings(account_id=led.account.id, playbook_on=False))


async def test_the_playbook_leads_where_it_knows_the_problem(led: Led) -> None:
    walk = await led.begin(problem_text=KNOWN)
    assert (walk["category"], walk["unreviewed"]) == ("Printing", True)
    assert (walk["pending_node"]["made_by"], walk["making"]["label"]) == ("playbook", "Built-in playbook, no AI")
    assert (walk["making"]["cost"], walk["making"]["calls"]) == (0.0, 0)
    for _ in range(12):
        if not walk["pending_node"]["options"]:
            break
        walk |= await led.answered(walk, -1)
    assert walk["pending_node"]["type"] == "escalation"
    assert await led.rows("ai_usage") == []


async def test_what_the_playbook_does_not_know_is_out_of_scope_without_a_ticket(led: Led) -> None:
    answer = led.desk.ok(await led.take_in())
    assert (answer["outcome"], answer["offers"]) == ("out_of_scope", ["adhoc", "escalate"])
    assert "built-in playbook" in answer["reason"]
    assert await led.rows("tickets") == []


async def test_with_nothing_switched_on_a_problem_is_out_of_scope(led: Led) -> None:
    await _switch_off_the_playbook(led)
    answer = led.desk.ok(await led.take_in(problem_text=KNOWN))
    assert (answer["outcome"], "playbook" in answer["reason"]) == ("out_of_scope", False)
    assert await led.rows("tickets") == []


@pytest.mark.parametrize(
    ("given", "problem", "outcome", "category"),
    [
        ("Printing", UNKNOWN, "started", "Printing"),
        ("printing", UNKNOWN, "started", "printing"),
        ("Mail", UNKNOWN, "out_of_scope", None),
        (None, KNOWN, "started", "Printing"),
        (None, UNKNOWN, "out_of_scope", None),
        (None, "Outlook keeps asking for the password", "out_of_scope", None),
    ],
)
async def test_an_account_that_names_categories_has_steps_made_on_those_alone(
    given: str | None, problem: str, outcome: str, category: str | None, model: Loopback, led: Led
) -> None:
    await _allow(led, "Printing", "Phones")
    model.answer_by(lambda _: question())
    answer = led.desk.ok(await led.take_in(problem_text=problem, category=given))
    assert answer["outcome"] == outcome
    if outcome == "started":
        assert answer["session"]["category"] == category
        return
    assert "Printing, Phones" in answer["reason"]
    assert (await led.rows("tickets"), model.requests) == ([], [])


async def test_a_ticket_s_own_category_counts(model: Loopback, led: Led) -> None:
    await _allow(led, "Printing")
    model.answer_by(lambda _: question())
    made = await led.account.l1.post(f"{API}/tickets", json={"title": "Odd", "category": "Mail"})
    ticket = {"kind": "internal", "id": led.desk.ok(made, 201)["id"]}
    assert led.desk.ok(await led.take_in(ticket=ticket))["outcome"] == "out_of_scope"
    assert led.desk.ok(await led.take_in(ticket=ticket, category="Printing"))["outcome"] == "started"


async def test_when_none_fits_steps_are_made_and_lean_on_what_is_near(model: Loopback, led: Led) -> None:
    flow_id = await led.desk.flow()
    await run_jobs(led.database)
    async with led.database.transaction(led.account.id) as session:
        own = AccountSettings.account_id == led.account.id
        await session.execute(update(AccountSettings).where(own).values(match_threshold=1.0, suggest_threshold=0.0))
    model.script(question(citations=["k1", "k1", "k99", "../../etc/passwd"]))
    offered = led.desk.ok(await led.take_in(problem_text=KNOWN))
    assert (offered["outcome"], model.requests) == ("suggestions", [])
    walk = await led.begin(problem_text=KNOWN, none_fit=True)
    assert walk["category"] == "Printing"
    (citation,) = walk["pending_node"]["citations"]
    assert citation["source"] == "Printer does not print"
    assert citation["passage"] in {node["text"] for node in PRINTER["nodes"].values()}
    (row,) = await led.rows("l1_walk_sessions")
    assert [one["flow_id"] for one in row["rejected_candidates"]] == [flow_id]


async def test_another_account_sees_nothing_of_it(led: Led, other_account: MadeAccount) -> None:
    walk = await led.begin(problem_text=KNOWN)
    node = walk["pending_node"]
    theirs = other_account.l1
    assert error(await led.next_node(walk, by=theirs)) == (404, "walk_not_found")
    assert error(await led.answer(walk, by=theirs)) == (404, "walk_not_found")
    assert (await theirs.get(f"{API}/l1/sessions/{walk['id']}")).status_code == 404
    async with led.database.transaction(other_account.id) as session:
        assert (await session.execute(text("select count(*) from l1_walk_nodes"))).scalar_one() == 0
    assert (await led.open(walk))["pending_node"] == node


async def test_viewers_and_engineers_without_first_line_work_make_no_steps(led: Led) -> None:
    walk = await led.begin(problem_text=KNOWN)
    for person in (led.account.viewer, led.account.engineer):
        assert error(await led.take_in(by=person, problem_text=KNOWN)) == (403, "role_does_not_allow")
        assert error(await led.next_node(walk, by=person)) == (403, "role_does_not_allow")
        assert error(await led.answer(walk, by=person)) == (403, "role_does_not_allow")


async def test_only_walks_whose_steps_are_made_have_a_next_node(led: Led) -> None:
    adhoc = await led.desk.start()
    assert error(await led.next_node(adhoc)) == (409, "steps_not_made")
    assert adhoc["making"] is None
    on_flow = await led.desk.start(await led.desk.flow())
    assert error(await led.next_node(on_flow)) == (409, "steps_not_made")
    assert on_flow["making"] is None
    assert led.desk.ok(await led.desk.step(on_flow, "power", "yes"))["making"] is None
    ended = await led.begin(problem_text=KNOWN)
    led.desk.ok(await led.desk.act(ended, "abandon"))
    assert error(await led.next_node(ended)) == (409, "walk_not_active")
