"""Matching: subjects with their terms and vectors, resolved tickets, the last change of each account.

The key of ``match_subjects`` to ``flow_proposals`` comes with 0007.

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

from resolutionflow.migrations.support import fence

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply this revision."""
    _create_subjects()
    _create_tickets()
    op.create_table(
        "match_revisions",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_match_revisions_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_match_revisions")),
    )
    fence("match_subjects", "match_tickets", "match_revisions")


def _create_subjects() -> None:
    op.create_table(
        "match_subjects",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("flow_id", sa.Uuid(), nullable=True),
        sa.Column("flow_proposal_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("category", sa.String(length=100), nullable=True),
        sa.Column("terms", sa.LargeBinary(), nullable=False),
        sa.Column("vectors", sa.LargeBinary(), nullable=True),
        sa.Column("passage_keys", sa.LargeBinary(), nullable=True),
        sa.Column("recipe", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Uuid(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("num_nonnulls(flow_id, flow_proposal_id) = 1", name=op.f("ck_match_subjects_one_target")),
        sa.CheckConstraint("(vectors is null) = (passage_keys is null)", name=op.f("ck_match_subjects_vectors")),
        sa.ForeignKeyConstraint(
            ["account_id", "flow_id"],
            ["flows.account_id", "flows.id"],
            name=op.f("fk_match_subjects_account_id_flow_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_match_subjects_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_match_subjects")),
    )
    for column in ("flow_id", "flow_proposal_id"):
        op.create_index(f"uq_match_subjects_account_id_{column}", "match_subjects", ["account_id", column], unique=True)
    # Terms and vectors don't compress; without the try they are written and read twice as fast.
    for column in ("terms", "vectors"):
        op.execute(f"alter table match_subjects alter column {column} set storage external")


def _create_tickets() -> None:
    op.create_table(
        "match_tickets",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("flow_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("problem_text", sa.Text(), nullable=False),
        sa.Column("text_key", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "flow_id"],
            ["flows.account_id", "flows.id"],
            name=op.f("fk_match_tickets_account_id_flow_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_match_tickets_account_id_user_id"),
            ondelete="SET NULL (user_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_match_tickets_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_match_tickets")),
    )
    op.create_index(
        "uq_match_tickets_account_id_flow_id_text_key",
        "match_tickets",
        ["account_id", "flow_id", "text_key"],
        unique=True,
    )
    op.create_index("ix_match_tickets_account_id_user_id", "match_tickets", ["account_id", "user_id"], unique=False)
