"""Removing a person: nothing of them is left, and what they did stays accounted for."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import text

from resolutionflow.accounts import service
from resolutionflow.accounts.refusals import NoSuchUser
from resolutionflow.platform.db import Database, Target
from tests.accounts.conftest import PASSWORD, GivePassword
from tests.accounts.test_sign_in import sign_in
from tests.support.people import MadeAccount, client_for

TABLES = (
    "access_tokens",
    "account_settings",
    "api_keys",
    "audit_events",
    "idempotency_keys",
    "invitations",
    "sign_in_attempts",
    "sign_in_names",
    "team_members",
    "user_sessions",
    "users",
)


@pytest.fixture
async def as_owner_of_tables(owner_target: Target) -> AsyncIterator[Database]:
    made = Database(owner_target, pool_size=1)
    yield made
    await made.close()


async def everything(database: Database, account: MadeAccount) -> str:
    """All rows of all tables of accounts, as the database writes them."""
    async with database.transaction(account.id) as session:
        rows: list[Any] = []
        for table in TABLES:
            rows += (await session.execute(text(f"select t::text from {table} t"))).scalars().all()
    return "\n".join(rows)


async def test_a_purged_person_leaves_no_trace_and_the_log_stays(
    account: MadeAccount, database: Database, as_owner_of_tables: Database, give_password: GivePassword
) -> None:
    person = await give_password(account.by_role("admin"))
    async with client_for(account.app) as browser:
        await sign_in(browser, person.email, "not the password")
        assert (await sign_in(browser, person.email, PASSWORD)).status_code == 200
        await sign_in(browser, person.email, "not the password")
        for path, body in (
            ("teams", {"name": "Desk", "member_ids": [str(person.id)]}),
            ("invitations", {"account_role": "viewer"}),
            ("api-keys", {"name": "script"}),
        ):
            reply = await browser.post(f"/api/v1/{path}", json=body, headers={"Idempotency-Key": path})
            assert reply.status_code == 201, reply.text
        recipients = {"default_escalation_recipient_ids": [str(person.id)]}
        await browser.patch("/api/v1/account/l1-settings", json=recipients, headers={"If-Match": '"1"'})
    await account.owner.post(f"/api/v1/users/{person.id}/reset-link")
    actions = [event["action"] for event in (await account.owner.get("/api/v1/audit")).json()["items"]]
    async with as_owner_of_tables.transaction(account.id) as session:
        await service.purge_person(session, account.id, person.id)
    left = await everything(database, account)
    assert str(person.id) not in left
    assert person.email not in left
    assert (await person.client.get("/api/v1/me")).status_code == 401
    log = (await account.owner.get("/api/v1/audit")).json()["items"]
    assert [event["action"] for event in log] == actions
    assert {event["user_name"] for event in log if event["action"] == "team.create"} == {"Removed person"}


async def test_nobody_purges_the_tombstone_or_another_accounts_people(
    account: MadeAccount, other_account: MadeAccount, as_owner_of_tables: Database
) -> None:
    async with as_owner_of_tables.transaction(account.id) as session:
        for user_id in (await service.tombstone_id(session, account.id), other_account.by_role("viewer").id):
            with pytest.raises(NoSuchUser):
                await service.purge_person(session, account.id, user_id)
