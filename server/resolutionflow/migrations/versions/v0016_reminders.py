"""Reminders of parked walks.

Revision 0016, after 0015.
"""

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Apply this revision."""
