"""A process that dies while something is made: claims and calls are held until their lease is over, then it goes on."""

import asyncio
import contextlib
from typing import Any

import pytest
from httpx import Response

from resolutionflow.ai.tasks import give_back
from resolutionflow.builder import routes
from resolutionflow.builder.service import runs
from resolutionflow.platform.db import Database
from tests.builder.billing import books, leases_run_out
from tests.builder.wizard import Wizard
from tests.support.loopback import Loopback
from tests.support.loopback.canned import canned
from tests.support.loopback.replies import Reply, Says
from tests.support.people import MadeAccount

TITLES = ["No power", "No paper", "A jam", "No driver"]


def refusal(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]


def held_back(model: Loopback, after: int, until: asyncio.Event) -> None:
    """Let the provider answer the first ``after`` calls, and the others only when it may."""

    def answer(body: dict[str, Any]) -> Reply:
        if len(model.requests) <= after:
            return canned(body)
        return Says("{}", begins_when=until)

    model.answer_by(answer)


async def killed(task: "asyncio.Task[Any]") -> None:
    """End it as a process ends: nothing more is written."""
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


@pytest.mark.parametrize("what", ["scaffold", "branch"])
async def test_what_a_dead_process_was_making_is_held_until_its_lease_is_over(
    what: str, model: Loopback, wizard: Wizard, account: MadeAccount, database: Database
) -> None:
    may_answer = asyncio.Event()
    held_back(model, 0, may_answer)
    await wizard.start()
    before = (await wizard.change(branches=[{"title": title} for title in TITLES[:2]])).json()

    async def again() -> Response:
        return await (wizard.scaffold() if what == "scaffold" else wizard.detail("b1"))

    making = asyncio.create_task(again())
    await wizard.until(lambda _: bool(model.requests))
    await killed(making)
    shown = await wizard.read()
    assert (shown["making"], shown["branches"][0]["making"]) == (what == "scaffold", what == "branch")
    assert refusal(await again()) == (409, "being_made")
    assert len(model.requests) == 1, "nobody else asks meanwhile"
    assert (await books(database, account)).held == 1

    await leases_run_out(database, account)
    shown = await wizard.read()
    assert (shown["making"], shown["branches"][0]["making"]) == (False, False)
    assert [branch["title"] for branch in shown["branches"]] == [branch["title"] for branch in before["branches"]]
    await give_back(database, account.id)
    found = await books(database, account)
    assert (found.held, found.errors) == (0, ["lost"]), "it may have been paid, so it is written down"
    model.answer_by(canned)
    assert (await again()).status_code == 200
    assert (await books(database, account)).errors == ["lost", None]
    may_answer.set()


async def test_of_a_run_that_died_what_was_there_stays_and_the_rest_is_made_later(
    model: Loopback, wizard: Wizard, account: MadeAccount, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    process: list[asyncio.Task[None]] = []

    def launch(database: Database, started: runs.Started) -> None:
        process.append(asyncio.create_task(runs._ask(database, started)))

    monkeypatch.setattr(routes, "launch", launch)
    may_answer = asyncio.Event()
    held_back(model, 1, may_answer)
    await wizard.start()
    await wizard.change(branches=[{"title": title} for title in TITLES])
    assert (await wizard.detail_all()).status_code == 202
    await wizard.until(lambda shown: shown["run"]["done"] == 1 and len(model.requests) == len(TITLES))
    await killed(process[0])
    shown = await wizard.read()
    assert (shown["run"]["state"], shown["run"]["done"]) == ("running", 1)
    [there] = [branch for branch in shown["branches"] if branch["tree"]]
    missing = next(branch["id"] for branch in shown["branches"] if not branch["tree"])
    tries = [await wizard.detail_all(), await wizard.detail(missing), await wizard.assemble()]
    assert [refusal(one) for one in tries] == [(409, "being_made")] * 3

    await leases_run_out(database, account)
    shown = await wizard.read()
    assert (shown["run"]["state"], shown["status"]) == ("stopped", "detailing")
    assert not any(branch["making"] for branch in shown["branches"])
    await give_back(database, account.id)
    assert sorted(map(str, (await books(database, account)).errors)) == ["None", *["lost"] * 3]
    monkeypatch.undo()
    model.answer_by(canned)
    assert (await wizard.detail_all()).status_code == 202
    done = await wizard.finished_run()
    assert (done["status"], done["run"]["total"]) == ("reviewing", 3)
    assert [branch for branch in done["branches"] if branch["id"] == there["id"]] == [there]
    may_answer.set()


async def test_a_run_cancelled_before_its_first_branch_is_there_keeps_nothing_and_counts_what_went_out(
    model: Loopback, wizard: Wizard, account: MadeAccount, database: Database
) -> None:
    may_answer = asyncio.Event()
    held_back(model, 0, may_answer)
    await wizard.start()
    await wizard.change(branches=[{"title": title} for title in TITLES])
    assert (await wizard.detail_all()).status_code == 202
    await wizard.until(lambda _: bool(model.requests))
    stopped = (await wizard.client.delete(f"{wizard.home}/detail")).json()
    assert (stopped["run"]["state"], stopped["run"]["done"]) == ("cancelled", 0)
    again = await wizard.client.delete(f"{wizard.home}/detail")
    assert (again.status_code, again.json()["run"]) == (200, stopped["run"]), "stopping twice changes nothing"
    await wizard.until(lambda shown: shown["spent"]["calls"] == len(model.requests))
    found = await books(database, account)
    assert set(found.errors) == {"cancelled"}
    found.settled()
    model.answer_by(canned)
    assert (await wizard.detail_all()).status_code == 202
    assert (await wizard.finished_run())["status"] == "reviewing"
    may_answer.set()
