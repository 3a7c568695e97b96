"""Moves of a walk: switch of flow, reports of wrong steps.

Revision 0011, after 0010.
"""

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Apply this revision."""
