"""No role does more than its own: each route as each role, held against the table of `roles.py`."""

import pytest
from httpx import Response

from resolutionflow.accounts.roles import ALLOWED, Permission, Role
from tests.security.calls import CALLS, Call, body_of, path_of, rule_of
from tests.security.operations import Operation, operations
from tests.security.world import World, call
from tests.support.people import MadeAccount, Person

PEOPLE = [(role, False) for role in Role] + [(Role.ENGINEER, True)]
INSIDE = [one for one in operations() if not rule_of(one).public]
LATER = {
    Permission.READ_ANALYTICS,
    Permission.USE_FLOWPILOT,
    Permission.SUGGEST_CHANGE,
    Permission.APPROVE_OTHERS,
    Permission.APPROVE_OWN,
    Permission.MAKE_OWNERS,
}
"""Permissions that no route stands for alone: of domains that come later, or asked for inside another route."""


async def person_of(account: MadeAccount, role: Role, can_cover_l1: bool) -> Person:
    """The account's person of the role; one who covers first-line work is added."""
    if can_cover_l1:
        return await account.add_person(role.value, can_cover_l1=True)
    return account.by_role(role.value)


def outcome(answer: Response, rule: Call) -> str:
    """In or out, or the text of any other answer."""
    error = "" if answer.is_success else answer.json()["error"]
    if error == "role_does_not_allow" or answer.status_code == 404:
        return "refused"
    return "let in" if error in ("", rule.answers) else answer.text


@pytest.mark.parametrize("operation", INSIDE, ids=str)
async def test_a_route_lets_in_the_roles_of_the_table_and_no_others(operation: Operation, account: MadeAccount) -> None:
    rule = rule_of(operation)
    found: dict[str, str] = {}
    expected: dict[str, str] = {}
    for role, covers in PEOPLE:
        person = await person_of(account, role, covers)
        who = f"{role} who covers L1" if covers else str(role)
        does_l1 = CALLS["POST /l1/intake"].allows(role, covers)
        world = World(account, person.client if does_l1 else None, holder=person if rule.owned else None)
        path, body = await path_of(world, operation), await body_of(world, operation)
        answer = await call(person.client, operation, path, body)
        found[who] = outcome(answer, rule)
        expected[who] = "let in" if rule.allows(role, covers) else "refused"
    assert found == expected


def test_every_permission_is_asked_for_by_some_route() -> None:
    asked = {permission for rule in CALLS.values() for permission in rule.may}
    assert asked | LATER == set(ALLOWED)
    assert not asked & LATER, "These have a route now: take them off the list"
