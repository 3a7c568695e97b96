"""Known facts of clients and their overlays on flows.

Revision 0013, after 0012.
"""

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Apply this revision."""
