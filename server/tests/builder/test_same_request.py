"""A request whose reply was lost, or whose conversation was removed, while what it asked for is being made."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from resolutionflow.builder import paid_request
from resolutionflow.platform.db import Database
from tests.builder.billing import books
from tests.builder.wizard import Wizard
from tests.support.loopback import Loopback
from tests.support.loopback.canned import canned
from tests.support.loopback.replies import Reply, Says
from tests.support.people import MadeAccount


def held(model: Loopback, until: asyncio.Event) -> None:
    """Let the provider's next answers begin when they may."""

    def answer(body: dict[str, Any]) -> Reply:
        said = canned(body)
        return Says(said.content, begins_when=until) if isinstance(said, Says) else said

    model.answer_by(answer)


@pytest.mark.parametrize("what", ["scaffold", "detail"])
async def test_the_same_request_again_while_it_is_made_has_the_same_reply_and_is_paid_once(
    what: str, model: Loopback, wizard: Wizard
) -> None:
    may_answer, key = asyncio.Event(), uuid4().hex
    held(model, may_answer)
    await wizard.start()
    await wizard.change(branches=[{"title": "No power"}, {"title": "No paper"}])

    async def ask() -> Any:
        return await (wizard.scaffold(key, version=2) if what == "scaffold" else wizard.detail("b1", key, version=1))

    first = asyncio.create_task(ask())
    await wizard.until(lambda _: bool(model.requests))
    again = asyncio.create_task(ask())
    other = await (wizard.scaffold(version=2) if what == "scaffold" else wizard.detail("b1", version=1))
    assert (other.status_code, other.json()["error"]) == (409, "being_made"), "nobody else waits"
    assert not again.done()
    may_answer.set()
    made, replayed = await first, await again
    assert (made.status_code, replayed.status_code) == (200, 200)
    assert replayed.json() == made.json()
    assert len(model.requests) == 1


async def test_the_same_request_waits_a_few_seconds_and_is_then_told_that_it_is_being_made(
    model: Loopback, wizard: Wizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paid_request, "WAIT_S", 0.3)
    may_answer, key = asyncio.Event(), uuid4().hex
    held(model, may_answer)
    await wizard.start()
    first = asyncio.create_task(wizard.scaffold(key, version=1))
    await wizard.until(lambda _: bool(model.requests))
    again = await wizard.scaffold(key, version=1)
    assert (again.status_code, again.json()["error"]) == (409, "being_made")
    may_answer.set()
    assert (await first).status_code == 200
    assert len(model.requests) == 1


async def test_the_flow_of_a_conversation_removed_while_its_only_call_came_to_nothing_is_given_back(
    model: Loopback, wizard: Wizard, account: MadeAccount, database: Database
) -> None:
    called, may_close = asyncio.Event(), asyncio.Event()

    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        called.set()
        await may_close.wait()
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1") as server:
        port = server.sockets[0].getsockname()[1]
        address = {"base_url": f"http://127.0.0.1:{port}", "api_key": "sk-ant-test-0123456789-abcd"}
        settings = "/api/v1/account/ai-settings"
        version = (await account.owner.get(settings)).json()["version"]
        changed = await account.owner.patch(settings, json=address, headers={"If-Match": f'"{version}"'})
        assert changed.status_code == 200, changed.text
        await wizard.start()
        making = asyncio.create_task(wizard.scaffold(version=1))
        await asyncio.wait_for(called.wait(), 60)
        assert (await wizard.client.delete(wizard.home)).status_code == 204
        assert (await books(database, account)).period["flows"] == 1, "the call may still be paid"
        may_close.set()
        assert (await making).status_code == 404
    found = await books(database, account)
    assert (found.errors, found.period["flows"], found.held) == (["unavailable"], 0, 0)
    assert model.requests == []
