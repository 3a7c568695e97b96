"""Who may do what: one table, from which the code decides and the documentation is made."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in their account."""

    OWNER = "owner"
    ADMIN = "admin"
    ENGINEER = "engineer"
    L1_TECH = "l1_tech"
    VIEWER = "viewer"


MANAGERS = frozenset({Role.OWNER, Role.ADMIN})
STAFF = frozenset({Role.OWNER, Role.ADMIN, Role.ENGINEER})


class Permission(StrEnum):
    """One thing that a person may be allowed to do; the value is its wording in the documentation."""

    READ_LIBRARY = "read published flows"
    READ_ANALYTICS = "read analytics"
    DO_L1_WORK = "intake, walk, notes, resolve, escalate"
    TAKE_OVER = "take over an escalation"
    READ_DIRECTORY = "names of recipients and categories"
    READ_ALL_WALKS = "all walks and the escalations inbox"
    USE_FLOWPILOT = "FlowPilot and scripts"
    SUGGEST_CHANGE = 'suggest a change ("this step is wrong")'
    EDIT_FLOWS = "drafts, publish, import, review of proposals"
    APPROVE_OTHERS = "approve another's script or proposal"
    APPROVE_OWN = "approve one's own when alone in the account, with a reason"
    MANAGE_ACCOUNT = "people, settings, keys of others, audit, AI settings"
    MAKE_OWNERS = "make owners"


_EVERYBODY = frozenset(Role)
_DESK = STAFF | {Role.L1_TECH}

ALLOWED: dict[Permission, frozenset[Role]] = {
    Permission.READ_LIBRARY: _EVERYBODY,
    Permission.READ_ANALYTICS: _EVERYBODY,
    Permission.DO_L1_WORK: MANAGERS | {Role.L1_TECH},
    Permission.TAKE_OVER: STAFF,
    Permission.READ_DIRECTORY: _DESK,
    Permission.READ_ALL_WALKS: STAFF,
    Permission.USE_FLOWPILOT: STAFF,
    Permission.SUGGEST_CHANGE: _DESK,
    Permission.EDIT_FLOWS: STAFF,
    Permission.APPROVE_OTHERS: STAFF,
    Permission.APPROVE_OWN: MANAGERS,
    Permission.MANAGE_ACCOUNT: MANAGERS,
    Permission.MAKE_OWNERS: frozenset({Role.OWNER}),
}

WITH_L1_COVERAGE = frozenset({Permission.DO_L1_WORK})
"""What an engineer may do besides when ``can_cover_l1`` is set."""


def is_allowed(role: Role, can_cover_l1: bool, permission: Permission) -> bool:
    """Say whether a person of ``role`` may do ``permission``."""
    covers = role is Role.ENGINEER and can_cover_l1 and permission in WITH_L1_COVERAGE
    return covers or role in ALLOWED[permission]


def at_most(role: Role, ceiling: Role) -> Role:
    """Return ``role``, or ``ceiling`` when that one is lower."""
    order = [Role.VIEWER, Role.L1_TECH, Role.ENGINEER, Role.ADMIN, Role.OWNER]
    return min(role, ceiling, key=order.index)
