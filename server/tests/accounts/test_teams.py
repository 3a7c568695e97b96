"""Teams."""

import asyncio
from typing import Any
from uuid import uuid4

from tests.support.people import MadeAccount


async def make(account: MadeAccount, name: str, *roles: str) -> dict[str, Any]:
    body = {"name": name, "member_ids": [str(account.by_role(role).id) for role in roles]}
    reply = await account.admin.post("/api/v1/teams", json=body)
    assert reply.status_code == 201, reply.text
    team: dict[str, Any] = reply.json()
    return team


async def test_a_team_has_members_and_the_desk_may_read_it(account: MadeAccount) -> None:
    team = await make(account, "Night shift", "l1_tech", "engineer")
    seen = (await account.l1.get(f"/api/v1/teams/{team['id']}")).json()
    assert seen == team
    assert {member["account_role"] for member in seen["members"]} == {"l1_tech", "engineer"}


async def test_a_teams_name_and_members_change(account: MadeAccount) -> None:
    team = await make(account, "Night shift", "l1_tech")
    body = {"name": "Day shift", "member_ids": [str(account.by_role("viewer").id)]}
    path = f"/api/v1/teams/{team['id']}"
    reply = await account.admin.patch(path, json=body, headers={"If-Match": '"1"'})
    assert reply.status_code == 200, reply.text
    assert reply.headers["etag"] == '"2"'
    changed = (await account.admin.get(path)).json()
    assert changed["name"] == "Day shift"
    assert [member["account_role"] for member in changed["members"]] == ["viewer"]
    assert (await account.admin.patch(path, json=body, headers={"If-Match": '"1"'})).json()["error"] == "team_changed"
    assert (await account.admin.patch(path, json=body)).status_code == 428


async def test_two_teams_have_two_names(account: MadeAccount, other_account: MadeAccount) -> None:
    await make(account, "Night shift")
    day = await make(account, "Day shift")
    again = await account.admin.post("/api/v1/teams", json={"name": "Night shift"})
    renamed = await account.admin.patch(
        f"/api/v1/teams/{day['id']}", json={"name": "Night shift"}, headers={"If-Match": '"1"'}
    )
    assert [(reply.status_code, reply.json()["error"]) for reply in (again, renamed)] == [(409, "team_name_taken")] * 2
    await make(other_account, "Night shift")


async def test_of_eight_who_make_a_team_of_one_name_at_once_one_passes(account: MadeAccount) -> None:
    replies = await asyncio.gather(
        *(account.admin.post("/api/v1/teams", json={"name": "Night shift"}) for _ in range(8))
    )
    assert sorted(reply.status_code for reply in replies) == [201] + [409] * 7


async def test_a_team_holds_only_active_people_of_the_account(account: MadeAccount, other_account: MadeAccount) -> None:
    foreign, unknown, gone = other_account.by_role("viewer").id, uuid4(), account.by_role("viewer").id
    team = await make(account, "Night shift", "viewer")
    await account.admin.post(f"/api/v1/users/{gone}/deactivate")
    for person_id in (foreign, unknown, gone):
        reply = await account.admin.post("/api/v1/teams", json={"name": "X", "member_ids": [str(person_id)]})
        assert (reply.status_code, reply.json()["error"]) == (422, "unknown_people")
        assert reply.json()["ids"] == [str(person_id)]
    assert (await account.admin.get(f"/api/v1/teams/{team['id']}")).json()["members"] == []


async def test_a_removed_team_leaves_its_people(account: MadeAccount) -> None:
    team = await make(account, "Night shift", "l1_tech")
    path = f"/api/v1/teams/{team['id']}"
    assert (await account.admin.delete(path)).status_code == 204
    assert (await account.admin.delete(path)).status_code == 404
    assert (await account.admin.get(f"/api/v1/users/{account.by_role('l1_tech').id}")).status_code == 200


async def test_teams_are_listed_by_name_page_after_page(account: MadeAccount) -> None:
    for name in ("C", "A", "B"):
        await make(account, name)
    first = (await account.l1.get("/api/v1/teams?limit=2")).json()
    rest = (await account.l1.get(f"/api/v1/teams?limit=2&after={first['next']}")).json()
    assert [team["name"] for team in first["items"] + rest["items"]] == ["A", "B", "C"]
    assert rest["next"] is None
