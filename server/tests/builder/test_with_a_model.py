"""The wizard with a model: what is paid, and what every way of failing leaves behind."""

import asyncio
from uuid import uuid4

import pytest
from httpx import Response
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.main import API
from resolutionflow.platform.db import Database
from tests.builder.billing import books
from tests.builder.wizard import HOME, PRINTING, Wizard
from tests.support.loopback import Loopback
from tests.support.loopback.canned import canned
from tests.support.loopback.replies import Refuses, Says
from tests.support.people import MadeAccount


async def held(database: Database, account: MadeAccount) -> tuple[int, int]:
    """How many reservations are open, and how many rows of usage there are."""
    async with database.transaction(account.id) as session:
        opened = await session.execute(text("select count(*) from ai_reservations where state = 'held'"))
        return opened.scalar_one(), (await session.execute(text("select count(*) from ai_usage"))).scalar_one()


async def test_a_flow_is_built_and_its_cost_is_shown(
    model: Loopback, wizard: Wizard, account: MadeAccount, database: Database
) -> None:
    model.answer_by(canned)
    proposed = await wizard.with_branches()
    assert (proposed["source"], proposed["spent"]["calls"], proposed["question_rounds"]) == ("model", 1, 1)
    assert proposed["spent"]["cost"] > 0
    started = await wizard.detail_all()
    assert started.status_code == 202, started.text
    assert all(branch["making"] for branch in started.json()["branches"])
    done = await wizard.finished_run()
    calls = 1 + len(proposed["branches"])
    assert (done["status"], done["question_rounds"], done["spent"]["calls"]) == ("reviewing", calls, calls)
    assert done["spent"]["cost"] == pytest.approx(model.dollars, rel=0.01)
    assert (done["quota"]["flows"]["used"], await held(database, account)) == (1, (0, calls))
    made = await wizard.assemble()
    assert made.status_code == 201, made.text
    draft = (await account.engineer.get(f"{API}/flows/{made.json()['flow']['id']}/draft")).json()
    assert {node["made_by"] for node in draft["tree"]["nodes"].values()} == {"model"}


async def test_a_failed_scaffold_leaves_the_list_as_it_is(model: Loopback, wizard: Wizard) -> None:
    await wizard.start()
    await wizard.change(branches=[{"title": "Mine"}])
    model.script(Refuses())
    assert (await wizard.scaffold()).json()["failure"] == "refused"
    shown = await wizard.read()
    assert [branch["title"] for branch in shown["branches"]] == ["Mine"]
    assert (shown["status"], shown["making"]) == ("scaffolding", False)


async def test_two_at_once_on_one_branch_make_one_call(model: Loopback, wizard: Wizard) -> None:
    model.answer_by(canned)
    await wizard.with_branches()
    asked = len(model.requests)
    answers = await asyncio.gather(*(wizard.detail("b1", version=1) for _ in range(4)))
    assert min(answer.status_code for answer in answers) == 200
    assert {answer.json().get("error") for answer in answers} <= {None, "being_made", "branch_changed"}
    assert len(model.requests) == asked + 1


async def test_steps_edited_while_a_branch_is_made_are_kept(model: Loopback, wizard: Wizard) -> None:
    await wizard.start()
    await wizard.change(branches=[{"title": "No power"}, {"title": "No paper"}])
    edited = asyncio.Event()
    model.script(Says(_branch_out(), begins_when=edited))
    making = asyncio.create_task(wizard.detail("b1", version=1))
    await wizard.until(lambda shown: shown["branches"][0]["making"] and bool(model.requests))
    leaf = {"root_id": "x", "nodes": {"x": {"type": "resolution", "text": "Mine."}}}
    assert (await wizard.change_branch("b1", tree=leaf)).status_code == 200
    assert (await wizard.change_branch("b2", title="Out of paper")).status_code == 200
    edited.set()
    late = await making
    assert (late.status_code, late.json()["error"]) == (409, "made_too_late")
    shown = await wizard.read()
    assert shown["branches"][0]["tree"]["nodes"]["b1-1"]["text"] == "Mine."
    assert (shown["branches"][1]["title"], shown["question_rounds"]) == ("Out of paper", 1)


def _branch_out() -> dict[str, object]:
    return {
        "root": "n1",
        "nodes": [{"ref": "n1", "type": "resolution", "text": "Made.", "help": "", "minutes": 1, "options": []}],
    }


async def test_a_run_that_is_cancelled_keeps_what_is_there_and_counts_what_was_paid(
    model: Loopback, wizard: Wizard, account: MadeAccount, database: Database
) -> None:
    model.answer_by(lambda body: Says(_branch_out(), begins_after=0.0 if len(model.requests) < 2 else 30.0))
    await wizard.start()
    await wizard.change(branches=[{"title": f"Cause {number}"} for number in range(4)])
    assert (await wizard.detail_all()).status_code == 202
    assert (await wizard.detail_all()).json()["error"] == "being_made"
    await wizard.until(lambda shown: shown["run"]["done"])
    stopped = await wizard.client.delete(f"{HOME}/{wizard.id}/detail")
    assert stopped.json()["run"]["state"] == "cancelled"
    assert not any(branch["making"] for branch in stopped.json()["branches"])
    shown = await wizard.until(lambda shown: shown["spent"]["calls"] == len(model.requests))
    assert (shown["run"]["done"], shown["run"]["state"]) == (1, "cancelled")
    assert shown["question_rounds"] == shown["spent"]["calls"]
    assert (await held(database, account))[0] == 0
    assert shown["quota"]["trouble"] is None, (
        "three calls that a person stopped do not make a provider one that is down"
    )


async def until_waiting(session: AsyncSession, many: int, calls: list[asyncio.Task[Response]]) -> None:
    """Wait until ``many`` transactions are kept waiting by a lock, or a call was not and ended."""
    waiting = text("select count(distinct pid) from pg_locks where not granted")
    async with asyncio.timeout(120):
        while not any(call.done() for call in calls):
            if (await session.execute(waiting)).scalar_one() >= many:
                return
            await asyncio.sleep(0.02)


async def test_of_sixty_four_starts_with_one_left_one_passes(
    model: Loopback, account: MadeAccount, database: Database
) -> None:
    await Wizard(account.engineer).start()
    async with database.transaction(account.id) as session:
        await session.execute(text("update ai_periods set flows = 99"))
    async with database.transaction(account.id) as gate:  # nobody counts on before several came this far
        await gate.execute(text("select from ai_periods for update"))
        headers = [{"Idempotency-Key": uuid4().hex} for _ in range(64)]
        posts = [asyncio.create_task(account.engineer.post(HOME, json=PRINTING, headers=one)) for one in headers]
        await until_waiting(gate, 4, posts)
    answers = await asyncio.gather(*posts)
    passed = [answer for answer in answers if answer.status_code == 201]
    spent = [answer for answer in answers if answer.status_code == 429]
    assert (len(passed), len(spent)) == (1, 63)
    assert {answer.json()["error"] for answer in spent} == {"quota_spent"}
    assert "resets_at" in spent[0].json()
    found = await books(database, account)
    assert (found.period["flows"], found.held, model.requests) == (100, 0, [])
    assert len((await account.engineer.get(HOME)).json()["items"]) == 2


async def test_a_flow_without_a_paid_call_is_given_back(model: Loopback, wizard: Wizard) -> None:
    begun = await wizard.start()
    assert begun["quota"]["flows"]["used"] == 1
    assert (await wizard.client.delete(f"{HOME}/{wizard.id}")).status_code == 204
    again = await wizard.start()
    assert again["quota"]["flows"]["used"] == 1
    assert model.requests == []
