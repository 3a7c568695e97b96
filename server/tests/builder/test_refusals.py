"""What each route of the flow builder declines, by what became of the conversation."""

from typing import Any
from uuid import uuid4

import pytest
from httpx import Response
from sqlalchemy import text

from resolutionflow.platform.db import Database
from tests.builder.wizard import HOME, Wizard, grown_old
from tests.support.loopback import Loopback
from tests.support.loopback.canned import canned
from tests.support.people import MadeAccount

LEAF: dict[str, Any] = {"root_id": "x", "nodes": {"x": {"type": "resolution", "text": "Plug it in."}}}
REQUESTS: dict[str, tuple[str, str, dict[str, Any] | None]] = {
    "read": ("GET", "", None),
    "change": ("PATCH", "", {"name": "Other"}),
    "scaffold": ("POST", "/scaffold", {}),
    "change branch": ("PATCH", "/branches/b1", {"title": "Other"}),
    "change no branch": ("PATCH", "/branches/b99", {"title": "Other"}),
    "detail": ("POST", "/branches/b1/detail", {}),
    "detail of no branch": ("POST", "/branches/b99/detail", {}),
    "detail all": ("POST", "/detail", {}),
    "cancel": ("DELETE", "/detail", None),
    "assemble": ("POST", "/assemble", None),
    "remove": ("DELETE", "", None),
}
"""In the order in which they are sent; the last two end it."""

NOBODYS = dict.fromkeys(REQUESTS, (404, "no_such_conversation"))
COMPLETED: dict[str, tuple[int, str]] = {
    **dict.fromkeys(REQUESTS, (409, "conversation_completed")),
    "read": (200, ""),
    "cancel": (200, ""),
    "remove": (204, ""),
}
EXPIRED: dict[str, tuple[int, str]] = {
    **dict.fromkeys(REQUESTS, (410, "conversation_expired")),
    "read": (200, ""),
    "cancel": (200, ""),
    "assemble": (201, ""),
    "remove": (204, ""),
}
OPEN: dict[str, tuple[int, str]] = {
    "read": (200, ""),
    "change": (412, "conversation_changed"),
    "scaffold": (412, "conversation_changed"),
    "change branch": (412, "branch_changed"),
    "change no branch": (404, "no_such_branch"),
    "detail": (412, "branch_changed"),
    "detail of no branch": (404, "no_such_branch"),
    "detail all": (409, "nothing_to_detail"),
    "cancel": (200, ""),
    "assemble": (412, "conversation_changed"),
    "remove": (204, ""),
}
"""Asked for over a version that never was."""


def said(answer: Response) -> tuple[int, str]:
    return answer.status_code, "" if answer.is_success else answer.json()["error"]


async def sent(wizard: Wizard, name: str, **headers: str) -> Response:
    method, path, body = REQUESTS[name]
    key = {"Idempotency-Key": uuid4().hex} if method == "POST" else {}
    return await wizard.client.request(method, wizard.home + path, json=body, headers={**key, **headers})


async def answered(wizard: Wizard, version: str = '"1"') -> dict[str, tuple[int, str]]:
    """What each route says."""
    return {name: said(await sent(wizard, name, **{"If-Match": version})) for name in REQUESTS}


async def one_branch(wizard: Wizard) -> None:
    await wizard.start()
    await wizard.change(branches=[{"title": "No power"}])
    await wizard.change_branch("b1", tree=LEAF)


async def test_what_is_not_there_or_is_another_accounts_is_no_conversation(
    wizard: Wizard, other_account: MadeAccount
) -> None:
    theirs = Wizard(other_account.engineer)
    await one_branch(theirs)
    for conversation_id in (str(uuid4()), theirs.id):
        wizard.id = conversation_id
        assert await answered(wizard) == NOBODYS
    assert (await theirs.read())["status"] == "foundation"


async def test_a_completed_one_is_only_looked_at(wizard: Wizard) -> None:
    await one_branch(wizard)
    assert (await wizard.assemble()).status_code == 201
    assert await answered(wizard) == COMPLETED


async def test_an_expired_one_is_only_saved(wizard: Wizard, account: MadeAccount, database: Database) -> None:
    await one_branch(wizard)
    await grown_old(database, account, wizard, hours=25)
    version = (await wizard.read())["version"]
    assert await answered(wizard, f'"{version}"') == EXPIRED | {"remove": (204, "")}


async def test_over_another_version_nothing_is_changed_or_paid(model: Loopback, wizard: Wizard) -> None:
    await one_branch(wizard)
    before = await wizard.read()
    for name in ("change", "scaffold", "change branch", "detail"):
        assert said(await sent(wizard, name)) == (428, "precondition_missing")
    assert await wizard.read() == before
    assert await answered(wizard, '"77"') == OPEN
    assert model.requests == []


async def test_the_calls_of_a_flow_and_the_calls_at_once_have_an_end(
    model: Loopback, wizard: Wizard, account: MadeAccount, database: Database
) -> None:
    model.answer_by(canned)
    proposed = await wizard.with_branches()
    version = f'"{proposed["version"]}"'

    async def every() -> list[tuple[int, str]]:
        asked = [("scaffold", version), ("detail", '"1"'), ("detail all", version)]
        return [said(await sent(wizard, name, **{"If-Match": tag})) for name, tag in asked]

    for change, back, code in (
        ("update ai_units set calls = 40", "update ai_units set calls = 1", "flow_calls_spent"),
        ("update ai_periods set cost = 20", "update ai_periods set cost = 0", "quota_spent"),
    ):
        async with database.transaction(account.id) as session:
            await session.execute(text(change))
        assert await every() == [(429, code)] * 3
        async with database.transaction(account.id) as session:
            await session.execute(text(back))
    async with database.transaction(account.id) as session:
        await session.execute(
            text(
                "insert into ai_reservations"
                " (account_id, id, task, provider, model, period_starts_at, calls, cost_held, expires_at)"
                " select account_id, gen_random_uuid(), 'next_node', 'anthropic', 'm', starts_at, 24, 0,"
                " now() + interval '1 hour' from ai_periods"
            )
        )
    assert await every() == [(429, "too_many_at_once")] * 3
    assert len(model.requests) == 1
    shown = await wizard.read()
    assert [shown["making"], *(branch["making"] for branch in shown["branches"])] == [False] * 7


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("scaffold", {"source": "somebody"}),
        ("scaffold", {"keep": "b1"}),
        ("detail", {"remark": "x" * 1_000_001}),
        ("detail", {"remark": "NUL\x00"}),
        ("detail", {"unknown": 1}),
        ("detail all", {"source": 1}),
        ("change branch", {"title": ""}),
        ("change branch", {"tree": {"root_id": "x"}}),
    ],
)
async def test_what_does_not_fit_is_malformed(name: str, body: dict[str, Any], wizard: Wizard) -> None:
    await one_branch(wizard)
    before = await wizard.read()
    method, path, _ = REQUESTS[name]
    headers = {"If-Match": f'"{before["version"]}"', "Idempotency-Key": uuid4().hex}
    answer = await wizard.client.request(method, wizard.home + path, json=body, headers=headers)
    assert answer.status_code == 422, answer.text
    assert await wizard.read() == before


async def test_a_beginning_or_a_page_that_can_not_be_is_refused(wizard: Wizard) -> None:
    for body in ({}, {"name": "\u200b"}, {"name": "x" * 256}, {"name": "VPN", "source": "nobody"}):
        assert (await wizard.client.post(HOME, json=body)).status_code == 422
    assert (await wizard.client.get(HOME, params={"after": "nowhere"})).json()["error"] == "bad_cursor"
    assert (await wizard.client.get(HOME)).json()["items"] == []
