"""Walks whose steps are made as they are walked: one row for each step that was made, or is being made.

The key is the claim: one way to a step of a walk is made by one caller at a time, and once.

Revision 0020, after 0019.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from resolutionflow.migrations.support import fence

revision = "0020"
down_revision = "0019"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply this revision."""
    op.create_table(
        "l1_walk_nodes",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("walk_id", sa.Uuid(), nullable=False),
        sa.Column("step_no", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("label", sa.String(length=300), nullable=False),
        sa.Column("claim", sa.Uuid(), nullable=True),
        sa.Column("until", _MOMENT, nullable=True),
        sa.Column("ahead", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("failure", sa.String(length=20), nullable=True),
        sa.Column("node", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("knowledge", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("created_at", _MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("source in ('model', 'playbook')", name=op.f("ck_l1_walk_nodes_source")),
        sa.CheckConstraint("(claim is null) = (until is null)", name=op.f("ck_l1_walk_nodes_claim_has_an_end")),
        sa.ForeignKeyConstraint(
            ["account_id", "walk_id"],
            ["l1_walk_sessions.account_id", "l1_walk_sessions.id"],
            name=op.f("fk_l1_walk_nodes_account_id_walk_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "walk_id", "step_no", "way", name=op.f("pk_l1_walk_nodes")),
    )
    fence("l1_walk_nodes")
