"""The one place that reads the wall clock."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment as a timezone-aware UTC datetime."""
    return datetime.now(UTC)
