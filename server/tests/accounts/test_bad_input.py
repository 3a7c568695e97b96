"""Hostile and broken input gets a clear refusal, never a fault."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from resolutionflow.accounts.schemas.fields import Email
from resolutionflow.kit.text import casefold_email
from tests.accounts.routes_table import ROUTES, STRANGERS
from tests.support.people import MadeAccount, client_for

NASTY = {
    "NUL": "a\x00b",
    "half a surrogate": "a\ud800b",
    "a megabyte": "x" * 1_000_000,
    "a list": ["a"],
    "an object": {"a": 1},
    "a number": 10**30,
}
FIELDS = [(route, field) for route, entry in ROUTES.items() for field in entry.text]


@pytest.mark.parametrize("value", NASTY.values(), ids=NASTY.keys())
@pytest.mark.parametrize(("route", "field"), FIELDS, ids=lambda part: part if isinstance(part, str) else " ".join(part))
async def test_text_that_can_not_be_stored_is_refused(
    account: MadeAccount, route: tuple[str, str], field: str, value: Any
) -> None:
    method, path = route
    entry = ROUTES[route]
    body = json.dumps({**(entry.body or {}), field: value})
    headers = {"If-Match": '"1"', "Content-Type": "application/json"}
    person = account.by_role("viewer")
    async with client_for(account.app) as stranger:
        client = stranger if entry.roles == STRANGERS else account.owner
        url = f"/api/v1{path}".replace("{user_id}", str(person.id)).replace("{team_id}", str(person.id))
        reply = await client.request(method, url, content=body, headers=headers)
    assert (reply.status_code, reply.json()["error"]) == (422, "invalid_input"), reply.text


@pytest.mark.parametrize(
    "query",
    [
        "users?search=%00",
        "users?after=%00",
        "users?after=WyJcdTAwMDAiLCAiMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwIl0",
        "users?after=W3t9LFtdXQ",
        "teams?after=WzEsMl0",
        "invitations?after=W251bGxd",
        "api-keys?after=W1tdXQ",
        "audit?after=WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAwIiwgIjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMCJd",
        "audit?action=%00",
        "audit?from=0001-01-01T00:00:00%2B14:00",
        "users/not-an-id",
        "users?limit=201",
    ],
)
async def test_a_question_of_no_form_is_refused(account: MadeAccount, query: str) -> None:
    reply = await account.owner.get(f"/api/v1/{query}")
    assert reply.status_code == 422, reply.text


@pytest.mark.parametrize(
    "body",
    ["", "nothing", "[]", "null", "[" * 100_000, '{"name": NaN}', '{"name": "a", "more": 1}', b"\xff\xfe"],
    ids=range(8),
)
async def test_a_body_of_no_form_is_refused(account: MadeAccount, body: str | bytes) -> None:
    reply = await account.owner.post(
        "/api/v1/teams", content=body, headers={"Content-Type": "application/json", "Idempotency-Key": "k"}
    )
    assert reply.status_code == 422, reply.text
    assert reply.json()["error"] in {"invalid_input", "malformed"}


@pytest.mark.parametrize("token", ["", "x", "\xff", "é" * 300, "a b", "x" * 100_000], ids=range(6))
async def test_a_credential_of_no_form_is_nobody(account: MadeAccount, token: str) -> None:
    async with client_for(account.app) as client:
        headers = {b"Authorization": b"Bearer " + token.encode("latin-1")}
        assert (await client.get("/api/v1/me", headers=headers)).status_code == 401


@given(st.text(max_size=330))
@example("ΐ" * 110)
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_an_accepted_address_always_fits_its_column(text: str) -> None:
    try:
        accepted = TypeAdapter(Email).validate_python(f"{text}@example.com")
    except ValidationError:
        return
    assert len(accepted) <= 320
    assert len(casefold_email(accepted)) <= 320
    assert accepted.isprintable()
