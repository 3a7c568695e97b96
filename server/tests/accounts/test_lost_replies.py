"""A reply that was lost on the way: sent again with the same Idempotency-Key, the work is done once."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from resolutionflow.platform.db import Database
from resolutionflow.platform.idempotency import IdempotencyKey
from tests.support.people import MadeAccount

CREATING = {
    "/api/v1/teams": {"name": "Desk"},
    "/api/v1/invitations": {"account_role": "viewer"},
    "/api/v1/api-keys": {"name": "script"},
}


def where(account: MadeAccount, path: str) -> str:
    return path.format(user=account.by_role("l1_tech").id)


@pytest.mark.parametrize(("path", "body"), [*CREATING.items(), ("/api/v1/users/{user}/reset-link", None)])
async def test_the_same_key_gives_the_same_reply_with_its_secret(
    account: MadeAccount, database: Database, path: str, body: dict[str, Any] | None
) -> None:
    headers = {"Idempotency-Key": "lost-reply"}
    first = await account.owner.post(where(account, path), json=body, headers=headers)
    again = await account.owner.post(where(account, path), json=body, headers=headers)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert again.headers["idempotency-replayed"] == "true"
    secrets = [first.json()[name] for name in ("token", "secret", "link") if name in first.json()]
    assert all(len(secret) >= 43 for secret in secrets)
    async with database.transaction(account.id) as session:
        stored = (await session.scalars(select(IdempotencyKey.reply))).one()
    assert stored is not None
    assert not [secret for secret in secrets if secret.removeprefix("rf_").encode() in stored]


@pytest.mark.parametrize(("path", "body"), CREATING.items())
async def test_a_new_key_makes_another_one(account: MadeAccount, path: str, body: dict[str, Any]) -> None:
    replies = []
    for key in ("one", "two"):
        fresh = {**body, "name": f"name {key}"} if "name" in body else body
        replies.append(await account.owner.post(path, json=fresh, headers={"Idempotency-Key": key}))
    assert replies[0].json()["id"] != replies[1].json()["id"]
    assert replies[0].json().get("secret", "a") != replies[1].json().get("secret", "b")


@pytest.mark.parametrize("path", CREATING)
async def test_a_key_used_for_another_request_is_refused(account: MadeAccount, path: str) -> None:
    headers = {"Idempotency-Key": "used"}
    other = {"account_role": "l1_tech"} if path.endswith("invitations") else {"name": "another name"}
    await account.owner.post(path, json=CREATING[path], headers=headers)
    reply = await account.owner.post(path, json=other, headers=headers)
    assert (reply.status_code, reply.json()["error"]) == (422, "key_used_for_another_request")


async def test_eight_at_once_with_one_key_make_one(account: MadeAccount) -> None:
    headers = {"Idempotency-Key": "at once"}
    replies = await asyncio.gather(
        *(account.owner.post("/api/v1/api-keys", json={"name": "script"}, headers=headers) for _ in range(8))
    )
    assert {reply.status_code for reply in replies} == {201}
    assert len({reply.json()["secret"] for reply in replies}) == 1
    assert len((await account.owner.get("/api/v1/api-keys")).json()["items"]) == 1


@pytest.mark.parametrize("verb", ["deactivate", "reactivate"])
async def test_shutting_out_and_letting_in_take_a_key_too(account: MadeAccount, verb: str) -> None:
    path = f"/api/v1/users/{account.by_role('viewer').id}/{verb}"
    replies = [await account.owner.post(path, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert replies[0].json() == replies[1].json()
    assert "idempotency-replayed" in replies[1].headers


@pytest.mark.parametrize("key", ["x" * 201, "tab\there"])
async def test_a_key_of_no_form_is_refused(account: MadeAccount, key: str) -> None:
    reply = await account.owner.post("/api/v1/teams", json={"name": "Desk"}, headers={"Idempotency-Key": key})
    assert (reply.status_code, reply.json()["error"]) == (422, "bad_idempotency_key")
