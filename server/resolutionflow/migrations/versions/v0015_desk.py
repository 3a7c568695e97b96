"""What the desk's home counts: walks by when they began, with what became of them.

Revision 0015, after 0014.
"""

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Apply this revision."""
    op.create_index(
        "ix_l1_walk_sessions_account_id_started_at",
        "l1_walk_sessions",
        ["account_id", "started_at"],
        postgresql_include=["flow_id", "status", "escalated_at"],
    )
