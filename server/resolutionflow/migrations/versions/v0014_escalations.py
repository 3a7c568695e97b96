"""Recipients of escalations, for the inbox.

Revision 0014, after 0013.
"""

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Apply this revision."""
