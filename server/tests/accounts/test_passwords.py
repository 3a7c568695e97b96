"""Changing a password, and reset links."""

import asyncio

import pytest
from httpx import AsyncClient

from resolutionflow.accounts.service.passwords import MAILS_PER_NAME
from resolutionflow.accounts.service.sign_in import TRIES_PER_NAME
from tests.accounts.conftest import PASSWORD, GivePassword
from tests.accounts.test_sign_in import sign_in
from tests.support.declared import Declared
from tests.support.people import MadeAccount, client_for

NEW = "another long password"


async def change(client: AsyncClient, current: str = PASSWORD, new: str = NEW) -> int:
    body = {"current_password": current, "new_password": new}
    return (await client.post("/api/v1/auth/password", json=body)).status_code


async def test_a_changed_password_ends_the_other_sessions_but_not_this_one(
    account: MadeAccount, app: Declared, give_password: GivePassword
) -> None:
    person = await give_password(account.by_role("l1_tech"))
    async with client_for(app) as desk, client_for(app) as phone:
        await sign_in(desk, person.email)
        await sign_in(phone, person.email)
        assert await change(desk) == 204
        assert (await desk.get("/api/v1/me")).status_code == 200
        assert (await phone.get("/api/v1/me")).status_code == 401
        assert (await sign_in(phone, person.email)).status_code == 401
        assert (await sign_in(phone, person.email, NEW)).status_code == 200


async def test_the_present_password_must_be_right_and_tries_are_limited(
    account: MadeAccount, give_password: GivePassword
) -> None:
    person = await give_password(account.by_role("l1_tech"))
    statuses = [await change(person.client, "not the password") for _ in range(TRIES_PER_NAME + 1)]
    assert statuses == [403] * TRIES_PER_NAME + [429]


@pytest.mark.parametrize(
    ("password", "accepted"),
    [("short pwd", False), ("ten chars!", True), ("x" * 1000, True), ("x" * 1001, False), ("ü" * 501, False)],
    ids=["nine characters", "ten", "a thousand bytes", "a byte more", "more bytes than characters"],
)
async def test_a_password_has_ten_characters_and_a_thousand_bytes_at_most(
    account: MadeAccount, give_password: GivePassword, password: str, accepted: bool
) -> None:
    person = await give_password(account.by_role("l1_tech"))
    assert await change(person.client, PASSWORD, password) == (204 if accepted else 422)


async def reset_token(account: MadeAccount, role: str, by: str = "admin") -> str:
    path = f"/api/v1/users/{account.by_role(role).id}/reset-link"
    reply = await account.by_role(by).client.post(path)
    assert reply.status_code == 201, reply.text
    token: str = reply.json()["token"]
    return token


async def finish(client: AsyncClient, token: str, password: str = NEW) -> int:
    return (await client.post("/api/v1/auth/reset/finish", json={"token": token, "password": password})).status_code


async def test_a_reset_link_sets_a_password_once_and_ends_every_session(
    account: MadeAccount, stranger: AsyncClient
) -> None:
    person = account.by_role("l1_tech")
    token = await reset_token(account, "l1_tech")
    assert await finish(stranger, token) == 204
    assert (await person.client.get("/api/v1/me")).status_code == 401
    assert (await sign_in(stranger, person.email, NEW)).status_code == 200
    assert await finish(stranger, token, "a third long password") == 404


async def test_two_who_use_a_reset_link_at_once_set_one_password(account: MadeAccount, app: Declared) -> None:
    token = await reset_token(account, "l1_tech")
    async with client_for(app) as one, client_for(app) as two:
        statuses = await asyncio.gather(finish(one, token, "password of one"), finish(two, token, "password of two"))
    assert sorted(statuses) == [204, 404]


async def test_a_newer_reset_link_replaces_the_older_one(account: MadeAccount, stranger: AsyncClient) -> None:
    old = await reset_token(account, "l1_tech")
    new = await reset_token(account, "l1_tech")
    assert await finish(stranger, old) == 404
    assert await finish(stranger, new) == 204


async def test_a_reset_link_lifts_the_lock_of_too_many_tries(account: MadeAccount, stranger: AsyncClient) -> None:
    person = account.by_role("l1_tech")
    for _ in range(TRIES_PER_NAME):
        await sign_in(stranger, person.email, "not the password")
    assert await finish(stranger, await reset_token(account, "l1_tech")) == 204
    assert (await sign_in(stranger, person.email, NEW)).status_code == 200


async def test_an_admin_makes_no_reset_link_for_an_owner(account: MadeAccount) -> None:
    path = f"/api/v1/users/{account.by_role('owner').id}/reset-link"
    reply = await account.admin.post(path)
    assert (reply.status_code, reply.json()["error"]) == (403, "only_owners_make_owners")
    assert (await account.owner.post(path)).status_code == 201


async def test_reset_links_made_by_somebody_who_is_shut_out_are_void(
    account: MadeAccount, stranger: AsyncClient
) -> None:
    token = await reset_token(account, "engineer", by="admin")
    assert (await account.owner.post(f"/api/v1/users/{account.by_role('admin').id}/deactivate")).status_code == 200
    assert await finish(stranger, token) == 404


async def test_no_reset_link_is_made_for_a_deactivated_person(account: MadeAccount) -> None:
    person = account.by_role("viewer")
    await account.admin.post(f"/api/v1/users/{person.id}/deactivate")
    reply = await account.admin.post(f"/api/v1/users/{person.id}/reset-link")
    assert (reply.status_code, reply.json()["error"]) == (409, "user_deactivated")


async def test_without_a_mail_server_no_reset_is_mailed(stranger: AsyncClient) -> None:
    reply = await stranger.post("/api/v1/auth/reset", json={"email": "anybody@example.com"})
    assert (reply.status_code, reply.json()["error"]) == (409, "mail_not_configured")


async def test_asking_for_a_reset_by_mail_tells_nobody_who_is_known(account: MadeAccount, mailing: AsyncClient) -> None:
    known = await mailing.post("/api/v1/auth/reset", json={"email": account.by_role("viewer").email})
    unknown = await mailing.post("/api/v1/auth/reset", json={"email": "nobody@example.com"})
    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())
    assert known.status_code == 202


async def test_resets_by_mail_are_limited_for_known_and_unknown_alike(
    account: MadeAccount, mailing: AsyncClient
) -> None:
    for email in (account.by_role("viewer").email, "nobody@example.com"):
        replies = [
            (await mailing.post("/api/v1/auth/reset", json={"email": email})).status_code
            for _ in range(MAILS_PER_NAME + 1)
        ]
        assert replies == [202] * MAILS_PER_NAME + [429]
