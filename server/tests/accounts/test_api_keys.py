"""API keys: shown once, never above the person."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import select, update

from resolutionflow.accounts.models import AccessToken, User
from resolutionflow.kit.clock import now
from resolutionflow.platform.crypto import token_hash
from resolutionflow.platform.db import Database
from tests.support.people import MadeAccount, Person


async def make(client: AsyncClient, **body: Any) -> dict[str, Any]:
    reply = await client.post("/api/v1/api-keys", json={"name": "script", **body})
    assert reply.status_code == 201, reply.text
    key: dict[str, Any] = reply.json()
    return key


async def me(client: AsyncClient, secret: str) -> dict[str, Any]:
    return (await client.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})).json()  # type: ignore[no-any-return]


async def set_role(database: Database, account: MadeAccount, person: Person, role: str) -> None:
    async with database.transaction(account.id) as session:
        await session.execute(update(User).where(User.id == person.id).values(account_role=role))


async def test_a_key_acts_as_its_maker_and_its_secret_is_shown_once(
    account: MadeAccount, stranger: AsyncClient, database: Database
) -> None:
    key = await make(account.engineer)
    assert key["secret"].startswith("rf_")
    assert key["secret"].endswith(key["hint"])
    assert (await me(stranger, key["secret"]))["account_role"] == "engineer"
    listed = (await account.engineer.get("/api/v1/api-keys")).json()["items"]
    assert [item["id"] for item in listed] == [key["id"]]
    assert "secret" not in listed[0]
    assert listed[0]["last_used_at"] is not None
    async with database.transaction() as session:
        row = (await session.scalars(select(AccessToken).where(AccessToken.kind == "api_key"))).all()
        assert token_hash(key["secret"]) in [token.token_hash for token in row]


async def test_a_key_is_made_with_a_lower_role_and_never_with_a_higher_one(
    account: MadeAccount, stranger: AsyncClient
) -> None:
    low = await make(account.admin, role="viewer")
    assert (await me(stranger, low["secret"]))["permissions"] == ["read_library", "read_analytics"]
    reply = await account.admin.post("/api/v1/api-keys", json={"name": "script", "role": "owner"})
    assert (reply.status_code, reply.json()["error"]) == (403, "key_above_role")


async def test_a_key_sinks_with_its_person(account: MadeAccount, stranger: AsyncClient, database: Database) -> None:
    person = account.by_role("admin")
    secret = (await make(person.client))["secret"]
    headers = {"Authorization": f"Bearer {secret}"}
    assert (await stranger.get("/api/v1/users", headers=headers)).status_code == 200
    await set_role(database, account, person, "viewer")
    assert (await stranger.get("/api/v1/users", headers=headers)).status_code == 403
    assert (await me(stranger, secret))["account_role"] == "viewer"


async def test_a_key_does_not_rise_with_its_person(
    account: MadeAccount, stranger: AsyncClient, database: Database
) -> None:
    person = account.by_role("viewer")
    secret = (await make(person.client))["secret"]
    await set_role(database, account, person, "owner")
    assert (await me(stranger, secret))["account_role"] == "viewer"


async def test_an_engineer_gets_no_l1_work_out_of_a_key_of_lower_role(
    account: MadeAccount, stranger: AsyncClient
) -> None:
    key = await make(account.engineer, role="l1_tech")
    assert "do_l1_work" not in (await me(stranger, key["secret"]))["permissions"]
    covering = await account.add_person("engineer", can_cover_l1=True)
    key = await make(covering.client, role="l1_tech")
    assert "do_l1_work" in (await me(stranger, key["secret"]))["permissions"]


async def test_a_key_makes_no_key_that_is_higher_or_lasts_longer(account: MadeAccount, stranger: AsyncClient) -> None:
    end = (now() + timedelta(days=1)).isoformat()
    secret = (await make(account.admin, role="viewer", expires_at=end))["secret"]
    headers = {"Authorization": f"Bearer {secret}"}
    for body in ({"role": "admin", "expires_at": end}, {"role": "viewer"}):
        reply = await stranger.post("/api/v1/api-keys", json={"name": "child", **body}, headers=headers)
        assert (reply.status_code, reply.json()["error"]) == (403, "key_above_role")
    reply = await stranger.post("/api/v1/api-keys", json={"name": "child", "expires_at": end}, headers=headers)
    assert (reply.status_code, reply.json()["role"]) == (201, "viewer")


async def test_an_expired_key_opens_nothing(account: MadeAccount, stranger: AsyncClient, database: Database) -> None:
    key = await make(account.engineer, expires_at=(now() + timedelta(hours=1)).isoformat())
    async with database.transaction() as session:
        token = await session.get_one(AccessToken, token_hash(key["secret"]))
        token.expires_at = now()
    assert (await me(stranger, key["secret"]))["error"] == "not_signed_in"


@pytest.mark.parametrize("moment", ["2001-01-01T00:00:00Z", "2030-01-01T00:00:00", "9999-12-31T23:59:59-10:00"])
async def test_a_key_that_expires_at_no_sensible_moment_is_refused(account: MadeAccount, moment: str) -> None:
    reply = await account.engineer.post("/api/v1/api-keys", json={"name": "script", "expires_at": moment})
    assert reply.status_code == 422


async def test_people_see_their_own_keys_and_managers_see_all(account: MadeAccount) -> None:
    mine, theirs = await make(account.engineer), await make(account.viewer)
    own = (await account.engineer.get("/api/v1/api-keys")).json()["items"]
    assert [item["id"] for item in own] == [mine["id"]]
    assert (await account.engineer.get("/api/v1/api-keys?everyone=true")).status_code == 403
    everyone = (await account.admin.get("/api/v1/api-keys?everyone=true")).json()["items"]
    assert [item["id"] for item in everyone] == [theirs["id"], mine["id"]]


async def test_a_revoked_key_stops_at_once(account: MadeAccount, stranger: AsyncClient) -> None:
    key = await make(account.engineer)
    path = f"/api/v1/api-keys/{key['id']}"
    assert (await account.l1.delete(path)).json()["error"] == "no_such_api_key"
    assert [(await account.admin.delete(path)).status_code for _ in range(2)] == [204, 204]
    assert (await me(stranger, key["secret"]))["error"] == "not_signed_in"
    assert (await account.engineer.get("/api/v1/api-keys")).json()["items"] == []
