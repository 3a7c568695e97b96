"""What a person is told before anything is paid, and how they begin where no model may be asked."""

from typing import Any

import pytest
from sqlalchemy import text

from bench.models import answer as as_long_as_usual
from resolutionflow.main import API
from resolutionflow.platform.db import Database
from tests.builder.billing import books
from tests.builder.wizard import HOME, PRINTING, Wizard
from tests.support import loopback
from tests.support.loopback import Loopback
from tests.support.loopback.canned import canned
from tests.support.loopback.replies import Fails
from tests.support.people import MadeAccount

ESTIMATE = f"{API}/ai/estimate"
NOTHING = {"calls": 0, "tokens": 0, "cost": 0.0}


async def estimate(account: MadeAccount, branches: int = 6) -> dict[str, Any]:
    answer = await account.engineer.get(ESTIMATE, params={"branches": branches})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def use_up(database: Database, account: MadeAccount) -> None:
    """Let the account have built all the flows that its plan allows."""
    async with database.transaction(account.id) as session:
        await session.execute(text("update ai_periods set flows = 100"))


async def test_with_the_plan_used_up_a_flow_is_begun_with_the_playbook_and_costs_nothing(
    model: Loopback, wizard: Wizard, account: MadeAccount, database: Database
) -> None:
    await wizard.start()
    await use_up(database, account)
    refused = await account.engineer.post(HOME, json=PRINTING)
    assert (refused.status_code, refused.json()["error"]) == (429, "quota_spent")
    begun = await wizard.start(source="playbook")
    assert (begun["source"], begun["counts"], begun["quota"]["flows"]["left"]) == ("playbook", False, 0)
    proposed = (await wizard.scaffold(source="playbook")).json()
    assert {branch["proposed_by"] for branch in proposed["branches"]} == {"playbook"}
    assert (await wizard.detail_all(source="playbook")).status_code == 202
    done = await wizard.finished_run()
    assert (done["status"], done["source"], done["counts"]) == ("reviewing", "playbook", False)
    assert (await wizard.assemble()).status_code == 201
    assert ((await books(database, account)).usage, model.requests) == ([], [])


async def test_a_flow_of_the_playbooks_counts_from_its_first_call_of_a_model(
    model: Loopback, wizard: Wizard, account: MadeAccount, database: Database
) -> None:
    model.answer_by(canned)
    await wizard.start(source="playbook")
    proposed = (await wizard.scaffold(source="playbook")).json()
    assert (proposed["counts"], proposed["quota"]["flows"]["used"]) == (False, 0)
    by_model = (await wizard.detail("b1")).json()
    assert (by_model["source"], by_model["counts"], by_model["quota"]["flows"]["used"]) == ("model", True, 1)
    await wizard.start(source="playbook")
    await use_up(database, account)
    await wizard.change(branches=[{"title": "Mine"}])
    for refused in (await wizard.scaffold(), await wizard.detail("b1"), await wizard.detail_all()):
        assert (refused.status_code, refused.json()["error"]) == (429, "quota_spent")
    shown = await wizard.read()
    assert ([one["title"] for one in shown["branches"]], shown["making"], shown["counts"]) == (["Mine"], False, False)


async def test_with_the_provider_down_a_flow_is_begun_with_the_playbook(model: Loopback, wizard: Wizard) -> None:
    model.answer_by(lambda _: Fails(529, "overloaded_error"))
    await wizard.start()
    for _ in range(3):
        assert (await wizard.scaffold()).status_code == 502
    begun = await wizard.start(source="playbook")
    assert begun["quota"]["trouble"] == "provider_down"
    assert (await wizard.scaffold(source="playbook")).status_code == 200
    assert len(model.requests) == 3


@pytest.mark.parametrize(("change", "source"), [({"playbook_on": False}, "playbook"), ({}, "model")])
async def test_who_is_not_switched_on_can_not_be_chosen(
    change: dict[str, Any], source: str, account: MadeAccount
) -> None:
    if change:
        await account.owner.patch(f"{API}/account/ai-settings", json=change, headers={"If-Match": '"1"'})
    refused = await account.engineer.post(HOME, json={**PRINTING, "source": source})
    assert (refused.status_code, refused.json()["error"]) == (409, "ai_switched_off")
    assert (await account.engineer.get(HOME)).json()["items"] == []


async def test_what_is_paid_is_about_what_was_said_before(
    model: Loopback, wizard: Wizard, account: MadeAccount, database: Database
) -> None:
    model.answer_by(as_long_as_usual)
    said = await estimate(account)
    proposed = await wizard.with_branches(
        symptoms=["Nothing comes out though Word says that it was sent", "The printer is shown as offline"],
        environment="Windows 11 23H2, Microsoft 365, HP LaserJet on a print server, about 40 people in one office",
    )
    assert proposed["spent"]["cost"] == pytest.approx(said["scaffold"]["cost"], rel=0.1)
    one = (await wizard.detail("b1")).json()["spent"]["cost"] - proposed["spent"]["cost"]
    assert one == pytest.approx(said["branch"]["cost"], rel=0.1)
    model.caches.until.clear()
    others = await estimate(account, len(proposed["branches"]) - 1)
    await wizard.detail_all()
    done = await wizard.finished_run()
    many = done["spent"]["cost"] - proposed["spent"]["cost"] - one
    assert many == pytest.approx(others["branches"]["cost"], rel=0.1)
    told = said["scaffold"]["tokens"] + said["branch"]["tokens"] + others["branches"]["tokens"]
    assert done["spent"]["tokens"] == pytest.approx(told, rel=0.1)
    assert said["flow"]["cost"] == pytest.approx(said["scaffold"]["cost"] + said["branches"]["cost"])


async def test_what_is_shown_is_the_providers_bill(
    model: Loopback, wizard: Wizard, account: MadeAccount, database: Database
) -> None:
    model.answer_by(canned)
    await wizard.with_branches()
    await wizard.detail_all()
    await wizard.finished_run()
    await wizard.detail("b1", remark="shorter")
    shown = await wizard.read()
    found = await books(database, account)
    counted = [
        tuple(row[f"{name}_tokens"] for name in ("input", "cache_write", "cache_read", "output")) for row in found.usage
    ]
    billed = [(bill.input, bill.written, bill.read, bill.output) for bill in model.bills]
    assert sorted(counted) == sorted(billed), "every token, each under its own price"
    assert sorted(float(row["cost"]) for row in found.usage) == pytest.approx(
        sorted(bill.dollars for bill in model.bills), abs=0.5e-8
    ), "to the hundred-millionth of a dollar, in which it is kept"
    assert shown["spent"]["cost"] == pytest.approx(found.dollars, abs=1e-12)
    assert shown["spent"]["tokens"] == sum(sum(row) for row in counted)
    assert (await account.engineer.get(f"{API}/ai/quota")).json()["cost"] == pytest.approx(found.dollars, abs=1e-12)


async def test_of_an_unknown_price_the_tokens_are_said(wizard: Wizard, account: MadeAccount) -> None:
    async with loopback.openai() as server:
        server.answer_by(canned)
        own = {"provider": "openai", "model": "llama3.3", "base_url": f"http://127.0.0.1:{server.port}/v1"}
        await account.owner.patch(f"{API}/account/ai-settings", json=own, headers={"If-Match": '"1"'})
        said = await estimate(account)
        assert said["label"] == "OpenAI-compatible llama3.3"
        assert {said[part]["cost"] for part in ("scaffold", "branch", "branches", "flow")} == {None}
        assert said["flow"]["tokens"] == said["scaffold"]["tokens"] + 6 * said["branch"]["tokens"] > 20_000
        spent = (await wizard.with_branches())["spent"]
        assert (spent["cost"], spent["unpriced"], spent["calls"]) == (0.0, 1, 1)
        assert spent["tokens"] == pytest.approx(said["scaffold"]["tokens"], rel=0.5)


async def test_the_playbook_takes_nothing_and_nobody_nothing(account: MadeAccount) -> None:
    said = await estimate(account)
    assert (said["source"], said["label"], said["flow"]) == ("playbook", "Built-in playbook, no AI", NOTHING)
    off = {"playbook_on": False}
    await account.owner.patch(f"{API}/account/ai-settings", json=off, headers={"If-Match": '"1"'})
    assert (await estimate(account))["source"] == "off"
    for branches, status in ((0, 200), (20, 200), (21, 422), (-1, 422)):
        assert (await account.engineer.get(ESTIMATE, params={"branches": branches})).status_code == status
