"""People: lists, roles, deactivation."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient, Response
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import queries
from tests.support.people import MadeAccount, Person, client_for


async def change(client: AsyncClient, person: Person, **body: Any) -> Response:
    path = f"/api/v1/users/{person.id}"
    tag = (await client.get(path)).headers.get("etag", '"1"')
    return await client.patch(path, json=body, headers={"If-Match": tag})


async def names(client: AsyncClient, query: str = "") -> list[str]:
    found: list[str] = []
    following = ""
    while True:
        page = (await client.get(f"/api/v1/users?limit=2{query}{following}")).json()
        found += [item["name"] for item in page["items"]]
        if page["next"] is None:
            return found
        following = f"&after={page['next']}"


async def test_people_are_listed_by_name_page_after_page(account: MadeAccount) -> None:
    await account.add_person("viewer", "Zoë")
    await account.add_person("viewer", "Zoë")
    everybody = await names(account.admin)
    assert everybody == sorted(everybody)
    assert len(everybody) == 7


async def test_people_are_found_by_part_of_their_name_or_address(account: MadeAccount) -> None:
    person = await account.add_person("viewer", "Per%cent O'Neil_")
    assert await names(account.admin, "&search=cent o'n") == [person_name := "Per%cent O'Neil_"]
    assert await names(account.admin, "&search=%25") == [person_name]
    assert await names(account.admin, "&search=\\") == []
    assert len(await names(account.admin, f"&search={person.email[:12].upper()}")) >= 1


async def test_deactivated_people_are_listed_only_when_asked_for(account: MadeAccount) -> None:
    person = await account.add_person("viewer", "Gone")
    await account.admin.post(f"/api/v1/users/{person.id}/deactivate")
    assert "Gone" not in await names(account.admin)
    assert "Gone" in await names(account.admin, "&include_deactivated=true")


async def test_the_directory_gives_names_to_the_desk_and_nothing_else(account: MadeAccount) -> None:
    entries = (await account.l1.get("/api/v1/users/directory")).json()["items"]
    assert {tuple(sorted(entry)) for entry in entries} == {("account_role", "id", "name")}
    assert len(entries) == 5
    assert (await account.viewer.get("/api/v1/users/directory")).status_code == 403


async def test_an_admin_changes_role_name_and_coverage(account: MadeAccount) -> None:
    person = account.by_role("l1_tech")
    reply = await change(account.admin, person, account_role="engineer", can_cover_l1=True, name="Lena")
    assert reply.status_code == 200, reply.text
    me = (await person.client.get("/api/v1/me")).json()
    assert (me["account_role"], me["can_cover_l1"], me["name"]) == ("engineer", True, "Lena")


async def test_only_an_owner_makes_or_unmakes_owners(account: MadeAccount) -> None:
    for person, role in ((account.by_role("engineer"), "owner"), (account.by_role("owner"), "admin")):
        reply = await change(account.admin, person, account_role=role)
        assert (reply.status_code, reply.json()["error"]) == (403, "only_owners_make_owners")
    assert (await change(account.owner, account.by_role("admin"), account_role="owner")).status_code == 200
    assert (await change(account.admin, account.by_role("owner"), account_role="viewer")).status_code == 200


async def test_an_admin_neither_deactivates_nor_reactivates_an_owner(account: MadeAccount) -> None:
    second = await account.add_person("owner")
    path = f"/api/v1/users/{second.id}"
    assert (await account.admin.post(f"{path}/deactivate")).status_code == 403
    assert (await account.owner.post(f"{path}/deactivate")).status_code == 200
    assert (await account.admin.post(f"{path}/reactivate")).status_code == 403


async def test_the_last_owner_can_not_be_demoted_or_deactivated(account: MadeAccount) -> None:
    owner = account.by_role("owner")
    demoted = await change(account.owner, owner, account_role="admin")
    deactivated = await account.owner.post(f"/api/v1/users/{owner.id}/deactivate")
    assert (demoted.status_code, demoted.json()["error"]) == (409, "last_owner")
    assert (deactivated.status_code, deactivated.json()["error"]) == (409, "last_owner")
    assert (await change(account.owner, owner, name="Still the owner")).status_code == 200


async def test_a_deactivated_owner_does_not_count_as_one(account: MadeAccount) -> None:
    second = await account.add_person("owner")
    assert (await account.owner.post(f"/api/v1/users/{second.id}/deactivate")).status_code == 200
    reply = await change(account.owner, account.by_role("owner"), account_role="admin")
    assert (reply.status_code, reply.json()["error"]) == (409, "last_owner")


async def test_two_owners_who_demote_each_other_at_once_leave_one(
    account: MadeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = account.by_role("owner"), await account.add_person("owner")
    count = queries.count_active_owners

    async def slowly(session: AsyncSession, account_id: UUID) -> int:
        counted = await count(session, account_id)
        await asyncio.sleep(0.2)
        return counted

    monkeypatch.setattr(queries, "count_active_owners", slowly)

    async def demote(by: Person, whom: Person) -> tuple[int, str | None]:
        body, headers = {"account_role": "viewer"}, {"If-Match": '"1"'}
        reply = await by.client.patch(f"/api/v1/users/{whom.id}", json=body, headers=headers)
        return reply.status_code, reply.json().get("error")

    passed, refused = sorted(await asyncio.gather(demote(first, second), demote(second, first)))
    assert passed == (200, None)
    assert refused in ((409, "last_owner"), (403, "role_does_not_allow"))


async def test_a_deactivated_persons_cookie_and_key_stop_at_once(account: MadeAccount) -> None:
    person = account.by_role("engineer")
    secret = (await person.client.post("/api/v1/api-keys", json={"name": "script"})).json()["secret"]
    async with client_for(account.app) as script:
        script.headers["Authorization"] = f"Bearer {secret}"
        assert (await script.get("/api/v1/me")).status_code == 200
        await account.admin.post(f"/api/v1/users/{person.id}/deactivate")
        assert (await script.get("/api/v1/me")).status_code == 401
        assert (await person.client.get("/api/v1/me")).status_code == 401
        await account.admin.post(f"/api/v1/users/{person.id}/reactivate")
        assert (await script.get("/api/v1/me")).status_code == 401
        assert (await person.client.get("/api/v1/me")).status_code == 401


async def test_deactivating_twice_changes_nothing_more(account: MadeAccount) -> None:
    path = f"/api/v1/users/{account.by_role('viewer').id}/deactivate"
    first, second = await account.admin.post(path), await account.admin.post(path)
    assert first.json() == second.json()
    actions = (await account.owner.get("/api/v1/audit?action=user.deactivate")).json()["items"]
    assert len(actions) == 1


async def test_a_change_needs_the_version_it_was_made_on(account: MadeAccount) -> None:
    path = f"/api/v1/users/{account.by_role('viewer').id}"
    tag = (await account.admin.get(path)).headers["etag"]
    assert (await account.admin.patch(path, json={"name": "V"})).status_code == 428
    assert (await account.admin.patch(path, json={"name": "V"}, headers={"If-Match": tag})).status_code == 200
    stale = await account.admin.patch(path, json={"name": "W"}, headers={"If-Match": tag})
    assert (stale.status_code, stale.json()["error"]) == (412, "user_changed")


async def test_a_change_of_role_is_audited_with_before_and_after(account: MadeAccount) -> None:
    await change(account.admin, account.by_role("viewer"), account_role="l1_tech")
    event = (await account.owner.get("/api/v1/audit?action=user.change")).json()["items"][0]
    assert event["details"] == {"before": {"account_role": "viewer"}, "after": {"account_role": "l1_tech"}}
