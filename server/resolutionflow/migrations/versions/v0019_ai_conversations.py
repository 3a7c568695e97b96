"""Conversations of the flow builder.

Revision 0019, after 0018.
"""

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Apply this revision."""
