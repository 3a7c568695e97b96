"""Use of models: settings, plans, reservations, usage.

Revision 0018, after 0017.
"""

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Apply this revision."""
