"""Inviting people, and joining."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.models import Invitation, User
from resolutionflow.accounts.service import joining
from resolutionflow.accounts.service.setup import add_person
from resolutionflow.kit.clock import now
from resolutionflow.platform.db import Database
from tests.support.declared import Declared
from tests.support.people import MadeAccount, client_for

PASSWORD = "correct horse battery"


async def invite(client: AsyncClient, **body: Any) -> dict[str, Any]:
    reply = await client.post("/api/v1/invitations", json={"account_role": "l1_tech", **body})
    assert reply.status_code == 201, reply.text
    made: dict[str, Any] = reply.json()
    return made


async def accept(client: AsyncClient, token: str, **body: Any) -> tuple[int, dict[str, Any]]:
    payload = {"token": token, "name": "Nina New", "password": PASSWORD, **body}
    reply = await client.post("/api/v1/invitations/accept", json=payload)
    return reply.status_code, reply.json()


def address() -> str:
    return f"nina.{now().timestamp()}@example.com"


async def test_a_link_lets_one_person_join_with_its_role(account: MadeAccount, stranger: AsyncClient) -> None:
    made = await invite(account.admin, account_role="engineer", can_cover_l1=True)
    assert made["link"] == f"http://testserver/join#token={made['token']}"
    opened = (await stranger.post("/api/v1/invitations/open", json={"token": made["token"]})).json()
    assert (opened["account_name"], opened["account_role"]) == ("Northwind IT", "engineer")
    status, me = await accept(stranger, made["token"], email=address())
    assert (status, me["account_role"], me["can_cover_l1"]) == (201, "engineer", True)
    assert (await stranger.get("/api/v1/me")).json()["id"] == me["id"]


async def test_an_invitation_works_once(account: MadeAccount, app: Declared) -> None:
    token = (await invite(account.admin))["token"]
    async with client_for(app) as first, client_for(app) as second:
        assert (await accept(first, token, email=address()))[0] == 201
        status, body = await accept(second, token, email=address())
        opened = await second.post("/api/v1/invitations/open", json={"token": token})
    assert (status, body["error"]) == (410, "invitation_used")
    assert opened.json()["error"] == "invitation_used"


async def test_of_two_who_accept_at_once_one_joins(
    account: MadeAccount, app: Declared, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = (await invite(account.admin))["token"]

    async def slowly(session: AsyncSession, user: User) -> None:
        await asyncio.sleep(0.5)
        await add_person(session, user)

    monkeypatch.setattr(joining, "add_person", slowly)
    async with client_for(app) as first, client_for(app) as second:
        replies = await asyncio.gather(
            accept(first, token, email=f"a{address()}"), accept(second, token, email=f"b{address()}")
        )
    assert sorted(status for status, _ in replies) == [201, 410]


async def test_an_expired_or_revoked_invitation_lets_nobody_in(
    account: MadeAccount, stranger: AsyncClient, database: Database
) -> None:
    expired, revoked = await invite(account.admin), await invite(account.admin)
    async with database.transaction(account.id) as session:
        await session.execute(
            update(Invitation).where(Invitation.id == UUID(expired["id"])).values(expires_at=now() - timedelta(days=1))
        )
    path = f"/api/v1/invitations/{revoked['id']}"
    assert [(await account.admin.delete(path)).status_code for _ in range(2)] == [204, 204]
    for made in (expired, revoked):
        status, body = await accept(stranger, made["token"], email=address())
        assert (status, body["error"]) == (410, "invitation_ended")
    listed = (await account.admin.get("/api/v1/invitations")).json()["items"]
    assert {item["id"]: item["status"] for item in listed} == {expired["id"]: "expired", revoked["id"]: "revoked"}


async def test_an_invitation_is_worth_no_more_than_its_maker(account: MadeAccount, stranger: AsyncClient) -> None:
    token = (await invite(account.admin))["token"]
    admin = account.by_role("admin")
    tag = (await account.owner.get(f"/api/v1/users/{admin.id}")).headers["etag"]
    await account.owner.patch(f"/api/v1/users/{admin.id}", json={"account_role": "engineer"}, headers={"If-Match": tag})
    status, body = await accept(stranger, token, email=address())
    assert (status, body["error"]) == (410, "invitation_ended")


async def test_only_an_owner_invites_an_owner(account: MadeAccount) -> None:
    reply = await account.admin.post("/api/v1/invitations", json={"account_role": "owner"})
    assert (reply.status_code, reply.json()["error"]) == (403, "only_owners_make_owners")
    await invite(account.owner, account_role="owner")


async def test_an_invitation_for_an_address_is_for_that_address(account: MadeAccount, stranger: AsyncClient) -> None:
    email = address()
    made = await invite(account.admin, email=email)
    assert made["mailed"] is False
    status, body = await accept(stranger, made["token"], email="somebody.else@example.com")
    assert (status, body["error"]) == (409, "invitation_for_another")
    status, body = await accept(stranger, made["token"])
    assert (status, body["email"]) == (201, email)


async def test_an_open_invitation_needs_an_address_that_is_free(account: MadeAccount, stranger: AsyncClient) -> None:
    token = (await invite(account.admin))["token"]
    assert (await accept(stranger, token))[1]["error"] == "email_missing"
    status, body = await accept(stranger, token, email=account.by_role("owner").email.upper())
    assert (status, body["error"]) == (409, "email_taken")
    assert (await accept(stranger, token, email=address()))[0] == 201


async def test_nobody_is_invited_who_is_there_already(account: MadeAccount, other_account: MadeAccount) -> None:
    body = {"account_role": "viewer", "email": other_account.by_role("viewer").email}
    reply = await account.admin.post("/api/v1/invitations", json=body)
    assert (reply.status_code, reply.json()["error"]) == (409, "email_taken")


async def test_a_token_that_is_no_invitation_opens_nothing(account: MadeAccount, stranger: AsyncClient) -> None:
    person = account.by_role("owner")
    for token in ("unknown", person.token):
        status, body = await accept(stranger, token, email=address())
        assert (status, body["error"]) == (404, "no_such_link")
    made = await invite(account.admin)
    async with client_for(account.app, made["token"]) as intruder:
        assert (await intruder.get("/api/v1/me")).status_code == 401


async def test_an_accepted_invitation_can_not_be_revoked(account: MadeAccount, stranger: AsyncClient) -> None:
    made = await invite(account.admin)
    await accept(stranger, made["token"], email=address())
    reply = await account.admin.delete(f"/api/v1/invitations/{made['id']}")
    assert (reply.status_code, reply.json()["error"]) == (409, "invitation_accepted")


async def test_invitations_are_listed_newest_first_and_never_with_their_token(account: MadeAccount) -> None:
    made = [await invite(account.admin) for _ in range(3)]
    first = (await account.admin.get("/api/v1/invitations?limit=2")).json()
    rest = (await account.admin.get(f"/api/v1/invitations?limit=2&after={first['next']}")).json()
    listed = first["items"] + rest["items"]
    assert [item["id"] for item in listed] == [item["id"] for item in reversed(made)]
    assert all("token" not in item and "link" not in item for item in listed)
