"""Walks whose steps are made as they are walked.

Revision 0020, after 0019.
"""

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Apply this revision."""
