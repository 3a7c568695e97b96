"""Who might be signing in."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Candidate:
    """An active person, found by their sign-in name, and the hash that their password must match."""

    account_id: UUID
    user_id: UUID
    password_hash: str | None
