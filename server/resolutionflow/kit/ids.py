"""Identifiers."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Return a new time-ordered identifier (UUIDv7)."""
    return uuid7()
