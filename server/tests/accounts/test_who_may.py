"""No role does more than its own, and no account sees another: every route of accounts, from the OpenAPI document."""

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response

from resolutionflow.accounts.roles import ALLOWED, WITH_L1_COVERAGE, WORDING, Permission, Role, permissions_table
from resolutionflow.accounts.routes import routers
from tests.accounts.routes_table import EVERYBODY, ROUTES, STRANGERS, Entry
from tests.support.document import document
from tests.support.people import MadeAccount

API = "/api/v1"
IDS = {(method, path): entry for (method, path), entry in ROUTES.items() if "{" in path}


def name(route: tuple[str, str]) -> str:
    return " ".join(route)


async def call(client: AsyncClient, route: tuple[str, str], entry: Entry, row_id: object = None) -> Response:
    method, path = route
    path = re.sub(r"\{\w+\}", str(row_id or uuid4()), path)
    headers = {"If-Match": '"1"'} if method == "PATCH" else {}
    return await client.request(method, API + path, json=entry.body, headers=headers)


def test_the_table_names_every_route_there_is() -> None:
    prefixes = {router.prefix for router in routers}
    served = {
        (method.upper(), path.removeprefix(API))
        for path, methods in document()["paths"].items()
        for method in methods
        if any(re.match(rf"{API}{prefix}(/|$)", path) for prefix in prefixes)
    }
    assert served == set(ROUTES)


@pytest.mark.parametrize("route", [route for route, entry in ROUTES.items() if entry.roles != STRANGERS], ids=name)
async def test_a_route_answers_no_stranger(stranger: AsyncClient, route: tuple[str, str]) -> None:
    reply = await call(stranger, route, ROUTES[route])
    assert (reply.status_code, reply.json()["error"]) == (401, "not_signed_in")


@pytest.mark.parametrize("route", [route for route, entry in ROUTES.items() if entry.roles != STRANGERS], ids=name)
async def test_a_route_lets_in_its_roles_and_no_other(account: MadeAccount, route: tuple[str, str]) -> None:
    for role in EVERYBODY:
        reply = await call(account.by_role(role).client, route, ROUTES[route])
        refused = reply.status_code == 403 and reply.json()["error"] == "role_does_not_allow"
        assert refused == (role not in ROUTES[route].roles), f"{role}: {reply.status_code} {reply.text}"


async def rows_of(account: MadeAccount) -> dict[str, str]:
    """One row of the account for each kind of id that a path can hold."""
    team = await account.owner.post("/api/v1/teams", json={"name": "Desk"})
    invitation = await account.owner.post("/api/v1/invitations", json={"account_role": "viewer"})
    key = await account.owner.post("/api/v1/api-keys", json={"name": "script"})
    return {
        "user_id": str(account.by_role("viewer").id),
        "team_id": team.json()["id"],
        "invitation_id": invitation.json()["id"],
        "key_id": key.json()["id"],
        "session_id": str(account.by_role("owner").id),
    }


async def test_another_accounts_rows_are_not_found(account: MadeAccount, other_account: MadeAccount) -> None:
    theirs = await rows_of(other_account)
    for route, entry in IDS.items():
        row_id = theirs[re.findall(r"\{(\w+)\}", route[1])[0]]
        reply = await call(account.owner, route, entry, row_id)
        assert reply.status_code == 404, f"{route}: {reply.text}"
    untouched = (await other_account.owner.get("/api/v1/users?include_deactivated=true")).json()["items"]
    assert all(person["deleted_at"] is None for person in untouched)


async def test_lists_hold_nothing_of_another_account(account: MadeAccount, other_account: MadeAccount) -> None:
    theirs = set((await rows_of(other_account)).values())
    for path in ("/users", "/users/directory", "/teams", "/invitations", "/api-keys?everyone=true", "/audit"):
        items: list[dict[str, Any]] = (await account.owner.get(API + path)).json()["items"]
        assert not theirs & {item["id"] for item in items}, path


def test_the_user_guide_shows_the_table_that_decides() -> None:
    guide = Path(__file__).resolve().parents[3] / "docs" / "user-guide" / "roles.md"
    assert permissions_table() in guide.read_text("utf-8")


def test_every_permission_has_its_words_and_its_roles() -> None:
    assert set(WORDING) == set(ALLOWED) == set(Permission)
    assert set(Permission) >= WITH_L1_COVERAGE
    for permission, roles in ALLOWED.items():
        assert Role.OWNER in roles, f"an owner may {permission.wording}"


async def test_a_refusal_names_role_and_who_may_in_words(account: MadeAccount) -> None:
    refused = (await account.l1.get(f"{API}/users")).json()["detail"]
    assert refused.startswith("Your role, L1 technician, does not include this: people, settings")
    assert refused.endswith("Admins and owners do: ask one of them.")
