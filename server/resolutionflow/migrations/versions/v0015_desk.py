"""What the desk's home and palette read.

Revision 0015, after 0014.
"""

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Apply this revision."""
