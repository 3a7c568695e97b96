"""Notifications, preferences and webhooks.

Revision 0009, after 0008.
"""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Apply this revision."""
