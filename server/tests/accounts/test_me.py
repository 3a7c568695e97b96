"""What a signed-in person is told about themselves, and changes."""

import json
from datetime import timedelta
from typing import Any

import pytest

from resolutionflow.accounts.models import AccessToken
from resolutionflow.kit.clock import now
from resolutionflow.platform.crypto import token_hash
from resolutionflow.platform.db import Database
from tests.support.people import MadeAccount


async def test_each_role_is_told_what_it_may_do(account: MadeAccount) -> None:
    told = {person.role: (await person.client.get("/api/v1/me")).json() for person in account.people}
    assert told["viewer"]["permissions"] == ["read_library", "read_analytics"]
    assert "do_l1_work" in told["l1_tech"]["permissions"]
    assert "do_l1_work" not in told["engineer"]["permissions"]
    assert "make_owners" not in told["admin"]["permissions"]
    assert "make_owners" in told["owner"]["permissions"]
    assert told["owner"]["account_name"] == "Northwind IT"
    assert told["owner"]["mail_configured"] is False


async def test_an_engineer_who_covers_l1_is_told_so(account: MadeAccount) -> None:
    person = await account.add_person("engineer", can_cover_l1=True)
    me = (await person.client.get("/api/v1/me")).json()
    assert me["can_cover_l1"] is True
    assert "do_l1_work" in me["permissions"]


async def test_the_names_of_l1_categories_come_to_those_who_need_them(account: MadeAccount) -> None:
    settings = await account.owner.get("/api/v1/account/l1-settings")
    await account.owner.patch(
        "/api/v1/account/l1-settings",
        json={"l1_categories": ["Printing", "printing", "VPN"]},
        headers={"If-Match": settings.headers["etag"]},
    )
    assert (await account.l1.get("/api/v1/me")).json()["l1_categories"] == ["Printing", "VPN"]
    assert (await account.viewer.get("/api/v1/me")).json()["l1_categories"] is None


async def change(account: MadeAccount, body: dict[str, Any]) -> dict[str, Any]:
    tag = (await account.l1.get("/api/v1/me")).headers["etag"]
    reply = await account.l1.patch("/api/v1/me", json=body, headers={"If-Match": tag})
    assert reply.status_code == 200, reply.text
    changed: dict[str, Any] = reply.json()
    return changed


async def test_a_person_changes_name_zone_and_preferences_one_by_one(account: MadeAccount) -> None:
    await change(account, {"name": "  Lena Tech ", "time_zone": "Europe/Dublin"})
    await change(account, {"preferences": {"scheme": "dark", "rows": 20, "hints": True}})
    me = await change(account, {"preferences": {"hints": None}})
    assert (me["name"], me["time_zone"]) == ("Lena Tech", "Europe/Dublin")
    assert me["preferences"] == {"scheme": "dark", "rows": 20}
    assert (await change(account, {"time_zone": None}))["time_zone"] is None


@pytest.mark.parametrize(
    "body",
    [
        {"time_zone": "Mars/Olympus"},
        {"time_zone": "../../etc/passwd"},
        {"name": " "},
        {"account_role": "owner"},
        {"preferences": {"list": [1]}},
        {"preferences": {"number": 1e400}},
        {"preferences": {"": 1}},
    ],
    ids=str,
)
async def test_what_makes_no_sense_is_refused(account: MadeAccount, body: dict[str, Any]) -> None:
    reply = await account.l1.patch("/api/v1/me", content=json.dumps(body), headers={"If-Match": '"1"'})
    assert (reply.status_code, reply.json()["error"]) == (422, "invalid_input")


async def test_at_most_a_hundred_preferences_are_kept(account: MadeAccount) -> None:
    for batch in range(2):
        await change(account, {"preferences": {f"p{batch}.{number}": True for number in range(50)}})
    tag = (await account.l1.get("/api/v1/me")).headers["etag"]
    reply = await account.l1.patch("/api/v1/me", json={"preferences": {"more": True}}, headers={"If-Match": tag})
    assert (reply.status_code, reply.json()["error"]) == (422, "too_many_preferences")


async def test_a_change_over_a_newer_one_is_refused(account: MadeAccount) -> None:
    tag = (await account.l1.get("/api/v1/me")).headers["etag"]
    for expected in (200, 412):
        reply = await account.l1.patch("/api/v1/me", json={"name": "Lena"}, headers={"If-Match": tag})
        assert reply.status_code == expected
    assert (await account.l1.patch("/api/v1/me", json={"name": "Lena"})).status_code == 428


async def test_a_session_that_is_used_lasts_on(account: MadeAccount, database: Database) -> None:
    person = account.by_role("viewer")
    soon = now().replace(microsecond=0) + timedelta(hours=1)
    async with database.transaction() as session:
        token = await session.get_one(AccessToken, token_hash(person.token))
        token.expires_at = soon
    assert (await person.client.get("/api/v1/me")).status_code == 200
    async with database.transaction() as session:
        token = await session.get_one(AccessToken, token_hash(person.token))
        assert token.expires_at is not None
        assert (token.expires_at - soon).days == 13
        token.expires_at = now()
    assert (await person.client.get("/api/v1/me")).status_code == 401
