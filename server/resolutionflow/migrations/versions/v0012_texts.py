"""Text templates and time entries.

Revision 0012, after 0011.
"""

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Apply this revision."""
