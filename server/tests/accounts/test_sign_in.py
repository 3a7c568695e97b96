"""Signing in and out."""

import asyncio
from typing import Any

import pytest
from httpx import AsyncClient, Response

from resolutionflow.accounts.caller import SESSION_COOKIE
from resolutionflow.accounts.service.sign_in import TRIES_PER_ADDRESS, TRIES_PER_NAME
from resolutionflow.main import build_app
from resolutionflow.platform import crypto
from resolutionflow.platform.db import Database
from resolutionflow.platform.settings import Settings
from tests.accounts.conftest import PASSWORD, GivePassword
from tests.support.declared import Declared
from tests.support.people import MadeAccount, client_for


async def sign_in(client: AsyncClient, email: str, password: str = PASSWORD, **headers: str) -> Response:
    return await client.post("/api/v1/auth/sign-in", json={"email": email, "password": password}, headers=headers)


async def test_a_person_signs_in_with_any_spelling_of_their_address(
    account: MadeAccount, stranger: AsyncClient, give_password: GivePassword
) -> None:
    person = await give_password(account.by_role("engineer"))
    reply = await sign_in(stranger, f"  {person.email.upper()} ")
    assert reply.status_code == 200, reply.text
    assert reply.json()["id"] == str(person.id)
    assert (await stranger.get("/api/v1/me")).json()["email"] == person.email


async def test_the_cookie_is_kept_from_scripts_and_from_other_sites(
    account: MadeAccount, stranger: AsyncClient, give_password: GivePassword
) -> None:
    reply = await sign_in(stranger, (await give_password(account.by_role("l1_tech"))).email)
    cookie = reply.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/" in cookie
    assert "secure" not in cookie


async def test_the_cookie_is_secure_when_the_public_address_is(
    account: MadeAccount, database: Database, give_password: GivePassword, settings: Settings
) -> None:
    public = settings.model_copy(update={"public_url": "https://desk.example.com"})
    person = await give_password(account.by_role("l1_tech"))
    async with client_for(Declared(build_app(public, database))) as client:
        reply = await sign_in(client, person.email)
    assert "secure" in reply.headers["set-cookie"].lower()


async def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(
    account: MadeAccount, stranger: AsyncClient, give_password: GivePassword
) -> None:
    person = await give_password(account.by_role("l1_tech"))
    wrong = await sign_in(stranger, person.email, "not the password")
    unknown = await sign_in(stranger, "nobody@example.com", "not the password")
    assert (wrong.status_code, wrong.json()) == (unknown.status_code, unknown.json())
    assert wrong.json()["error"] == "wrong_credentials"
    assert "set-cookie" not in wrong.headers


async def test_an_unknown_name_costs_one_comparison_as_a_known_one_does(
    account: MadeAccount, stranger: AsyncClient, give_password: GivePassword, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    real = crypto.password_matches

    def counted(password: str, stored: str) -> bool:
        compared.append(stored)
        return real(password, stored)

    monkeypatch.setattr(crypto, "password_matches", counted)
    person = await give_password(account.by_role("l1_tech"))
    await sign_in(stranger, person.email, "not the password")
    await sign_in(stranger, "nobody@example.com", "not the password")
    await sign_in(stranger, account.by_role("viewer").email, "has no password")
    parameters = {stored.rsplit("$", 2)[0] for stored in compared}
    assert len(compared) == 3
    assert len(parameters) == 1


async def test_too_many_tries_for_a_name_are_refused_even_with_the_right_password(
    account: MadeAccount, stranger: AsyncClient, give_password: GivePassword
) -> None:
    person = await give_password(account.by_role("l1_tech"))
    for _ in range(TRIES_PER_NAME):
        assert (await sign_in(stranger, person.email, "not the password")).status_code == 401
    refused = await sign_in(stranger, person.email)
    assert (refused.status_code, refused.json()["error"]) == (429, "too_many_attempts")
    assert 0 < int(refused.headers["retry-after"]) <= 15 * 60


async def test_tries_for_unknown_names_are_limited_just_the_same(account: MadeAccount, stranger: AsyncClient) -> None:
    replies = [await sign_in(stranger, "nobody@example.com", "x") for _ in range(TRIES_PER_NAME + 1)]
    assert [reply.status_code for reply in replies] == [401] * TRIES_PER_NAME + [429]


async def test_tries_sent_at_once_do_not_pass_the_limit_together(
    account: MadeAccount, app: Declared, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0

    def counted(password: str, stored: str) -> bool:
        nonlocal compared
        compared += 1
        return False

    monkeypatch.setattr(crypto, "password_matches", counted)

    async def one() -> int:
        async with client_for(app) as client:
            return (await sign_in(client, account.by_role("viewer").email, "x")).status_code

    statuses = await asyncio.gather(*(one() for _ in range(TRIES_PER_NAME * 2)))
    assert sorted(statuses) == [401] * TRIES_PER_NAME + [429] * TRIES_PER_NAME
    assert compared == TRIES_PER_NAME


async def test_one_address_can_not_try_many_names_for_ever(
    account: MadeAccount, stranger: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crypto, "password_matches", lambda password, stored: False)
    replies = [await sign_in(stranger, f"n{number}@example.com", "x") for number in range(TRIES_PER_ADDRESS + 1)]
    assert [reply.status_code for reply in replies] == [401] * TRIES_PER_ADDRESS + [429]


async def test_signing_in_forgets_the_failed_tries(
    account: MadeAccount, stranger: AsyncClient, give_password: GivePassword
) -> None:
    person = await give_password(account.by_role("l1_tech"))
    for _ in range(2):
        for _ in range(TRIES_PER_NAME - 1):
            await sign_in(stranger, person.email, "not the password")
        assert (await sign_in(stranger, person.email)).status_code == 200


async def test_a_session_is_never_one_that_somebody_else_chose(
    account: MadeAccount, stranger: AsyncClient, give_password: GivePassword
) -> None:
    person = await give_password(account.by_role("l1_tech"))
    stranger.cookies.set(SESSION_COOKIE, "chosen-by-an-attacker", domain="testserver.local")
    await sign_in(stranger, person.email)
    async with client_for(account.app, "chosen-by-an-attacker") as attacker:
        assert (await attacker.get("/api/v1/me")).status_code == 401


async def test_signing_in_again_ends_the_session_that_the_browser_had(
    account: MadeAccount, stranger: AsyncClient, give_password: GivePassword
) -> None:
    person = await give_password(account.by_role("l1_tech"))
    await sign_in(stranger, person.email)
    first = stranger.cookies[SESSION_COOKIE]
    await sign_in(stranger, person.email)
    assert stranger.cookies[SESSION_COOKIE] != first
    async with client_for(account.app, first) as old:
        assert (await old.get("/api/v1/me")).status_code == 401


async def test_a_page_of_another_site_can_not_sign_anybody_in(
    account: MadeAccount, stranger: AsyncClient, give_password: GivePassword
) -> None:
    person = await give_password(account.by_role("l1_tech"))
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        reply = await sign_in(stranger, person.email, PASSWORD, **headers)
        assert (reply.status_code, reply.json()["error"]) == (403, "foreign_origin")
    assert (await sign_in(stranger, person.email, PASSWORD, Origin="http://testserver")).status_code == 200


async def test_a_page_of_another_site_can_not_use_the_cookie(account: MadeAccount) -> None:
    reply = await account.owner.post("/api/v1/teams", json={"name": "Desk"}, headers={"Origin": "https://evil.example"})
    assert (reply.status_code, reply.json()["error"]) == (403, "foreign_origin")


async def test_signing_out_ends_the_session_for_good(
    account: MadeAccount, stranger: AsyncClient, give_password: GivePassword
) -> None:
    await sign_in(stranger, (await give_password(account.by_role("l1_tech"))).email)
    kept = stranger.cookies[SESSION_COOKIE]
    assert (await stranger.post("/api/v1/auth/sign-out")).status_code == 204
    assert SESSION_COOKIE not in stranger.cookies
    async with client_for(account.app, kept) as thief:
        assert (await thief.get("/api/v1/me")).status_code == 401


async def test_a_person_sees_their_sessions_and_ends_one_of_them(
    account: MadeAccount, app: Declared, give_password: GivePassword
) -> None:
    person = await give_password(account.by_role("l1_tech"))
    async with client_for(app) as desk, client_for(app) as phone:
        await sign_in(desk, person.email, **{"User-Agent": "Desk browser"})
        await sign_in(phone, person.email, **{"User-Agent": "Phone browser"})
        sessions: list[dict[str, Any]] = (await desk.get("/api/v1/auth/sessions")).json()["items"]
        assert [(item["user_agent"], item["current"]) for item in sessions] == [
            ("Phone browser", False),
            ("Desk browser", True),
        ]
        path = f"/api/v1/auth/sessions/{sessions[0]['id']}"
        assert (await account.owner.delete(path)).status_code == 404
        assert (await desk.delete(path)).status_code == 204
        assert (await phone.get("/api/v1/me")).status_code == 401
        assert (await desk.delete(path)).json()["error"] == "no_such_session"


async def test_an_api_key_does_not_sign_out(account: MadeAccount, stranger: AsyncClient) -> None:
    secret = (await account.engineer.post("/api/v1/api-keys", json={"name": "script"})).json()["secret"]
    reply = await stranger.post("/api/v1/auth/sign-out", headers={"Authorization": f"Bearer {secret}"})
    assert (reply.status_code, reply.json()["error"]) == (409, "key_has_no_session")


async def test_signing_in_and_failing_to_are_audited(
    account: MadeAccount, stranger: AsyncClient, give_password: GivePassword
) -> None:
    person = await give_password(account.by_role("l1_tech"))
    await sign_in(stranger, person.email, "not the password")
    await sign_in(stranger, person.email)
    events = (await account.owner.get("/api/v1/audit")).json()["items"]
    assert [(event["action"], event["user_id"]) for event in events] == [
        ("user.sign_in", str(person.id)),
        ("user.sign_in_failed", str(person.id)),
    ]
    assert events[0]["details"] == {"address": "127.0.0.1"}
