"""Reminders of parked walks: whom they wait for, and whether their owner was reminded.

Revision 0016, after 0015.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Apply this revision."""
    op.add_column("l1_walk_sessions", sa.Column("waiting_for", sa.String(length=10), nullable=True))
    op.add_column("l1_walk_sessions", sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(
        op.f("ck_l1_walk_sessions_waiting_for"),
        "l1_walk_sessions",
        "waiting_for in ('customer', 'vendor', 'colleague', 'time')",
    )
    op.create_index(
        "ix_l1_walk_sessions_waiting",
        "l1_walk_sessions",
        ["account_id", "waiting_until", "id"],
        postgresql_where=sa.text("waiting_on is not null"),
    )
    op.create_index(
        "ix_l1_walk_sessions_to_remind",
        "l1_walk_sessions",
        ["account_id", "waiting_until"],
        postgresql_where=sa.text("waiting_until is not null and reminded_at is null"),
    )
