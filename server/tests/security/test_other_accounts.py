"""No account sees another: every route with every foreign id answers 404, and all routes and ids are tried."""

from typing import Any

import pytest

from resolutionflow.main import API
from tests.security.calls import CALLS, KINDS, NOT_IDS, body_of, path_of, rule_of
from tests.security.operations import Operation, operations
from tests.security.world import FLOW, TREE, World, call
from tests.support.people import MadeAccount

WITH_IDS = [one for one in operations() if set(one.parameters) - NOT_IDS.keys()]

BODY_IDS = {
    "up_to": "notification",
    "default_escalation_recipient_ids[]": "user",
    "owner_user_id": "user",
    "client_id": "client",
    "flow_id": "flow",
    "flow_proposal_id": "proposal",
    "recipient_ids[]": "user",
    "member_ids[]": "user",
    "assignee_user_id": "user",
    "ticket.id": "ticket",
    "walk_id": "walk",
}
"""What each id inside a body is the id of."""

IDS_WITHOUT_A_FORMAT = {
    "POST /l1/intake": ["ticket.id"],
    "POST /l1/escalations": ["ticket.id"],
    "POST /l1/escalations/preview": ["ticket.id"],
}
"""Ids inside bodies that the OpenAPI document can't tell from other text."""

QUERY_IDS = {"user_id": "user", "owner_user_id": "user", "ticket_id": "ticket", "client_id": "client"} | {
    "assignee_user_id": "user",
    "flow_id": "flow",
    "template_id": "note_template",
}

IN_BODIES = [
    (one, place)
    for one in operations()
    if not rule_of(one).public
    for place in (*one.body_ids, *IDS_WITHOUT_A_FORMAT.get(str(one), ()))
]
IN_QUERIES = [(one, name) for one in operations() for name in one.query_ids]


def put(body: dict[str, Any], place: str, value: str) -> dict[str, Any]:
    """The body with the value at the place; the one way to start a walk that it leaves open is cleared."""
    made = {**body}
    if place in ("flow_id", "flow_proposal_id"):
        made.pop("flow_id", None)
    head, _, rest = place.partition(".")
    if rest:
        return made | {head: put(made.get(head, {}), rest, value)}
    return made | ({head[:-2]: [value]} if head.endswith("[]") else {head: value})


def test_every_route_and_every_id_is_known_to_these_tests() -> None:
    named = {str(one) for one in operations()}
    assert len(named) > 60
    assert named == CALLS.keys(), "Say in calls.py how it is called and who may"
    parameters = {parameter for one in operations() for parameter in one.parameters}
    assert parameters == KINDS.keys() | NOT_IDS.keys(), "Say in calls.py what these are the ids of"
    assert {place for _, place in IN_BODIES} == BODY_IDS.keys(), "Say in BODY_IDS what these are the ids of"
    assert {name for _, name in IN_QUERIES} == QUERY_IDS.keys(), "Say in QUERY_IDS what these are the ids of"


@pytest.mark.parametrize("operation", WITH_IDS, ids=str)
async def test_a_foreign_id_is_not_found(
    operation: Operation, account: MadeAccount, other_account: MadeAccount
) -> None:
    theirs, ours = World(other_account), World(account)
    foreign = await path_of(theirs, operation)
    body = await body_of(ours, operation)
    answer = await call(account.owner, operation, foreign, body)
    assert answer.status_code == 404, answer.text
    again = await call(other_account.owner, operation, foreign, await body_of(theirs, operation))
    assert again.is_success, f"the same call by its own account must succeed, else 404 says nothing: {again.text}"


@pytest.mark.parametrize(("operation", "place"), IN_BODIES, ids=str)
async def test_a_foreign_id_in_a_body_is_refused(
    operation: Operation, place: str, account: MadeAccount, other_account: MadeAccount
) -> None:
    ours, theirs = World(account), World(other_account)
    path = await path_of(ours, operation)
    body = await body_of(ours, operation) or {}
    bad = put(body, place, await theirs.new(BODY_IDS[place]))
    answer = await call(account.owner, operation, path, bad)
    assert answer.status_code in (404, 422), answer.text
    good = put(body, place, await ours.new(BODY_IDS[place]))
    again = await call(account.owner, operation, path, good)
    assert again.status_code not in (404, 422), f"the same with an id of one's own must pass: {again.text}"


@pytest.mark.parametrize(("operation", "name"), IN_QUERIES, ids=str)
async def test_a_foreign_id_in_a_query_finds_nothing(
    operation: Operation, name: str, account: MadeAccount, other_account: MadeAccount
) -> None:
    await World(account).new("walk")
    foreign = await World(other_account).new(QUERY_IDS[name])
    path = await path_of(World(account), operation)
    answer = await call(account.owner, operation, path, None, **{name: foreign})
    assert answer.status_code == 404 or answer.json()["items"] == [], answer.text


async def test_a_flow_cannot_start_with_a_foreign_flow(account: MadeAccount, other_account: MadeAccount) -> None:
    foreign = await World(other_account).new("flow")
    payload = {**FLOW, "tree": {**TREE, "starts_with": foreign}}
    made = await account.owner.post(f"{API}/flows", json=payload)
    if made.is_success:
        made = await account.owner.post(f"{API}/flows/{made.json()['id']}/publish")
    assert made.status_code in (404, 409, 422), made.text
    assert "Plug the cable in" not in made.text
