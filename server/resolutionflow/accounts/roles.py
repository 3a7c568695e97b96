"""Who may do what: one table, from which the code decides and the documentation is made."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in their account."""

    OWNER = "owner"
    ADMIN = "admin"
    ENGINEER = "engineer"
    L1_TECH = "l1_tech"
    VIEWER = "viewer"

    @property
    def wording(self) -> str:
        """Return what people call this role."""
        return "L1 technician" if self is Role.L1_TECH else self.value


MANAGERS = frozenset({Role.OWNER, Role.ADMIN})
STAFF = frozenset({Role.OWNER, Role.ADMIN, Role.ENGINEER})
LOWEST_FIRST = (Role.VIEWER, Role.L1_TECH, Role.ENGINEER, Role.ADMIN, Role.OWNER)


class Permission(StrEnum):
    """One thing that a person may be allowed to do; ``WORDING`` says it in the documentation's words."""

    READ_LIBRARY = "read_library"
    READ_ANALYTICS = "read_analytics"
    DO_L1_WORK = "do_l1_work"
    TAKE_OVER = "take_over"
    READ_DIRECTORY = "read_directory"
    USE_TICKETS = "use_tickets"
    READ_ALL_WALKS = "read_all_walks"
    USE_FLOWPILOT = "use_flowpilot"
    SUGGEST_CHANGE = "suggest_change"
    EDIT_FLOWS = "edit_flows"
    APPROVE_OTHERS = "approve_others"
    APPROVE_OWN = "approve_own"
    MANAGE_ACCOUNT = "manage_account"
    MAKE_OWNERS = "make_owners"

    @property
    def wording(self) -> str:
        """Return what this permission is for, in a few words."""
        return WORDING[self]


WORDING: dict[Permission, str] = {
    Permission.READ_LIBRARY: "read published flows",
    Permission.READ_ANALYTICS: "read analytics",
    Permission.DO_L1_WORK: "intake, walk, notes, resolve, escalate",
    Permission.TAKE_OVER: "take over an escalation",
    Permission.READ_DIRECTORY: "names of recipients and categories",
    Permission.USE_TICKETS: "tickets and clients",
    Permission.READ_ALL_WALKS: "all walks and the escalations inbox",
    Permission.USE_FLOWPILOT: "FlowPilot and scripts",
    Permission.SUGGEST_CHANGE: 'suggest a change ("this step is wrong")',
    Permission.EDIT_FLOWS: "drafts, publish, import, review of proposals",
    Permission.APPROVE_OTHERS: "approve another's script or proposal",
    Permission.APPROVE_OWN: "approve one's own when alone in the account, with a reason",
    Permission.MANAGE_ACCOUNT: "people, settings, keys of others, audit, AI settings",
    Permission.MAKE_OWNERS: "make owners",
}

_EVERYBODY = frozenset(Role)
_DESK = STAFF | {Role.L1_TECH}

ALLOWED: dict[Permission, frozenset[Role]] = {
    Permission.READ_LIBRARY: _EVERYBODY,
    Permission.READ_ANALYTICS: _EVERYBODY,
    Permission.DO_L1_WORK: MANAGERS | {Role.L1_TECH},
    Permission.TAKE_OVER: STAFF,
    Permission.READ_DIRECTORY: _DESK,
    Permission.USE_TICKETS: _DESK,
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


def who_may(permission: Permission) -> str:
    """Return who does ``permission``, in a few words: ``Admins and owners``."""
    names = [f"{role.wording}s" for role in LOWEST_FIRST if role in ALLOWED[permission]]
    said = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return said[0].upper() + said[1:]


def at_most(role: Role, ceiling: Role) -> Role:
    """Return ``role``, or ``ceiling`` when that one is lower."""
    return min(role, ceiling, key=LOWEST_FIRST.index)


def permissions_table() -> str:
    """Return the whole table as Markdown, one row a permission; the user guide holds exactly this."""
    lines = [
        "| May | " + " | ".join(LOWEST_FIRST) + " |",
        "|---|" + "---|" * len(LOWEST_FIRST),
        *(f"| {p.wording} | " + " | ".join(_cell(role, p) for role in LOWEST_FIRST) + " |" for p in Permission),
    ]
    return "\n".join(lines) + "\n"


def _cell(role: Role, permission: Permission) -> str:
    if is_allowed(role, False, permission):
        return "yes"
    return "with `can_cover_l1`" if is_allowed(role, True, permission) else "–"
