"""Words of escalations, for the inbox's search.

Revision 0021, after 0020.
"""

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Apply this revision."""
