"""The actor: the person (or the program with their key) that a request acts for."""

from dataclasses import dataclass
from uuid import UUID

from resolutionflow.accounts.roles import Permission, Role, is_allowed, who_may
from resolutionflow.kit.errors import Forbidden


class RoleDoesNotAllow(Forbidden):
    """Your role does not allow this. Ask an owner or admin of your account."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: their account, themselves, and what they may do.

    ``role`` is what the request acts with. An API key may lower it; ``person_role`` is then the role of the person,
    and the request may do what both may: an engineer's key of role ``l1_tech`` gives no L1 work that they don't have.
    """

    account_id: UUID
    user_id: UUID
    name: str
    role: Role
    can_cover_l1: bool
    token_id: UUID | None = None
    by_api_key: bool = False
    person_role: Role | None = None

    def may(self, permission: Permission) -> bool:
        """Say whether this actor may do ``permission``."""
        roles = (self.role, self.person_role or self.role)
        return all(is_allowed(role, self.can_cover_l1, permission) for role in roles)

    def must(self, permission: Permission) -> None:
        """Raise ``RoleDoesNotAllow`` unless this actor may do ``permission``."""
        if not self.may(permission):
            raise RoleDoesNotAllow(
                f"Your role, {self.role.wording}, does not include this: {permission.wording}. "
                f"{who_may(permission)} do: ask one of them."
            )

    @property
    def acting_as(self) -> str | None:
        """Return ``l1_coverage`` for an engineer who does first-line work, else null."""
        return "l1_coverage" if (self.person_role or self.role) is Role.ENGINEER else None
