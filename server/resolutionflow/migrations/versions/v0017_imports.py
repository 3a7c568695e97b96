"""Imports that end even when their job fails.

Revision 0017, after 0016.
"""

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Apply this revision."""
