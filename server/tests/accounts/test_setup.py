"""First-run set-up."""

import asyncio
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient
from sqlalchemy import select

from resolutionflow.accounts import service
from resolutionflow.accounts.models import User
from resolutionflow.accounts.refusals import EmailTaken
from resolutionflow.accounts.service import tombstone_id
from resolutionflow.platform.db import Database
from tests.support.declared import Declared

SETUP = {
    "account_name": "Northwind IT",
    "name": "Olga Owner",
    "email": "Olga@Example.com",
    "password": "correct horse battery",
    "token": "set-up-token",
}


def machine(app: Declared, address: str, host: str = "localhost") -> AsyncClient:
    transport = ASGITransport(app, raise_app_exceptions=False, client=(address, 5))
    return AsyncClient(transport=transport, base_url=f"http://{host}")


async def test_the_first_owner_is_made_and_signed_in(newcomer: AsyncClient) -> None:
    assert (await newcomer.get("/api/v1/setup")).json() == {"needed": True, "token_needed": True}
    reply = await newcomer.post("/api/v1/setup", json=SETUP)
    assert reply.status_code == 201, reply.text
    me = (await newcomer.get("/api/v1/me")).json()
    assert (me["account_name"], me["name"], me["account_role"]) == ("Northwind IT", "Olga Owner", "owner")
    assert reply.json()["id"] == me["id"]
    assert (await newcomer.get("/api/v1/setup")).json() == {"needed": False, "token_needed": False}


async def test_set_up_is_refused_the_second_time(newcomer: AsyncClient) -> None:
    await newcomer.post("/api/v1/setup", json=SETUP)
    again = await newcomer.post("/api/v1/setup", json={**SETUP, "email": "other@example.com"})
    assert (again.status_code, again.json()["error"]) == (409, "already_set_up")


async def test_of_eight_who_set_up_at_once_one_passes(fresh_app: Declared, fresh_database: Database) -> None:
    async def one(number: int) -> int:
        async with machine(fresh_app, "127.0.0.1") as client:
            reply = await client.post("/api/v1/setup", json={**SETUP, "email": f"owner{number}@example.com"})
            return reply.status_code

    assert sorted(await asyncio.gather(*(one(number) for number in range(8)))) == [201] + [409] * 7


@pytest.mark.parametrize("token", [None, "wrong", "sét"])
async def test_another_machine_needs_the_printed_token(newcomer: AsyncClient, token: str | None) -> None:
    reply = await newcomer.post("/api/v1/setup", json={**SETUP, "token": token})
    assert (reply.status_code, reply.json()["error"]) == (403, "setup_token_needed")


async def test_the_machine_itself_needs_no_token(fresh_app: Declared) -> None:
    async with machine(fresh_app, "::1") as client:
        assert (await client.get("/api/v1/setup")).json() == {"needed": True, "token_needed": False}
        reply = await client.post("/api/v1/setup", json={key: SETUP[key] for key in SETUP if key != "token"})
    assert reply.status_code == 201


@pytest.mark.parametrize(
    ("address", "host", "headers"),
    [
        ("10.0.0.5", "localhost", {}),
        ("127.0.0.1", "attacker.example", {}),
        ("127.0.0.1", "localhost", {"X-Forwarded-For": "127.0.0.1"}),
        ("127.0.0.1", "localhost", {"Forwarded": "for=10.0.0.5"}),
    ],
    ids=["from elsewhere", "under another name", "through a proxy", "through a standard proxy"],
)
async def test_who_only_looks_local_needs_the_token(
    fresh_app: Declared, address: str, host: str, headers: dict[str, str]
) -> None:
    async with machine(fresh_app, address, host) as client:
        reply = await client.post("/api/v1/setup", json={**SETUP, "token": None}, headers=headers)
    assert reply.status_code == 403


async def test_a_page_of_another_site_can_not_set_up(fresh_app: Declared) -> None:
    async with machine(fresh_app, "127.0.0.1") as client:
        reply = await client.post("/api/v1/setup", json=SETUP, headers={"Origin": "https://evil.example"})
    assert (reply.status_code, reply.json()["error"]) == (403, "foreign_origin")


async def test_an_account_comes_with_settings_and_a_tombstone_that_is_never_listed(newcomer: AsyncClient) -> None:
    await newcomer.post("/api/v1/setup", json=SETUP)
    people: dict[str, Any] = (await newcomer.get("/api/v1/users?include_deactivated=true")).json()
    assert [person["name"] for person in people["items"]] == ["Olga Owner"]
    assert (await newcomer.get("/api/v1/account/settings")).json()["idle_limit_hours"] == 24


async def test_the_command_line_makes_further_accounts(fresh_database: Database) -> None:
    async with fresh_database.transaction() as session:
        assert await service.set_up_needed(session)
        account, owner = await service.make_account(
            session, service.account_form("One", "Olga", "olga@example.com", "correct horse"), first=False
        )
        assert await service.make_key_for(session, owner, "setup")
        tombstone = (
            await session.scalars(select(User).where(User.id == await tombstone_id(session, account.id)))
        ).one()
        assert tombstone.deleted_at is not None
        assert tombstone.account_role == "viewer"
    async with fresh_database.transaction() as session:
        assert not await service.set_up_needed(session)
        with pytest.raises(EmailTaken):
            await service.make_account(
                session, service.account_form("Two", "Olga", "OLGA@example.com", "correct horse"), first=False
            )
