"""Proposals. Their key to walks comes with 0006, those to AI sessions and documents with the tables they name.

``archived_at`` is ours: a proposal that walks refer to is archived, not deleted. The range of ``confidence_score`` is
held by a check of ours.

Revision 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from resolutionflow.migrations.support import fence

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply this revision."""
    op.create_table(
        "flow_proposals",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("source_session_id", sa.Uuid(), nullable=True),
        sa.Column("l1_session_id", sa.Uuid(), nullable=True),
        sa.Column("kb_document_id", sa.Uuid(), nullable=True),
        sa.Column("proposal_type", sa.String(length=30), nullable=False),
        sa.Column("target_flow_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("proposed_flow_data", postgresql.JSONB(), nullable=False),
        sa.Column("proposed_diff", postgresql.JSONB(), nullable=True),
        sa.Column("confidence_score", sa.Float(), server_default=sa.text("0.0"), nullable=False),
        sa.Column("supporting_session_count", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "supporting_session_ids",
            postgresql.JSONB(),
            server_default=sa.text("'[]'"),
            nullable=False,
        ),
        sa.Column("problem_domain", sa.String(length=100), nullable=True),
        sa.Column("status", sa.String(length=30), server_default="pending", nullable=False),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("reviewer_notes", sa.Text(), nullable=True),
        sa.Column("published_flow_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(length=30), server_default="manual_draft", nullable=False),
        sa.Column("linked_ticket_id", sa.String(length=64), nullable=True),
        sa.Column("linked_ticket_kind", sa.String(length=10), nullable=True),
        sa.Column("validated_by_outcome", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "linked_ticket_kind is null or linked_ticket_kind in ('psa', 'internal')",
            name=op.f("ck_flow_proposals_linked_ticket_kind"),
        ),
        sa.CheckConstraint(
            "num_nonnulls(source_session_id, l1_session_id, kb_document_id) = 1"
            " or (source = 'manual_draft' and num_nonnulls(source_session_id, l1_session_id, kb_document_id) = 0)",
            name=op.f("ck_flow_proposals_exactly_one_source"),
        ),
        sa.CheckConstraint(
            "proposal_type in ('new_flow', 'enhancement', 'branch_addition', 'auto_reinforced')",
            name=op.f("ck_flow_proposals_type"),
        ),
        sa.CheckConstraint(
            "source in ('ai_realtime_l1', 'kb_accelerator', 'manual_draft', 'ai_promoted')",
            name=op.f("ck_flow_proposals_source"),
        ),
        sa.CheckConstraint(
            "status in ('pending', 'approved', 'modified', 'rejected', 'dismissed', 'auto_reinforced')",
            name=op.f("ck_flow_proposals_status"),
        ),
        sa.CheckConstraint("confidence_score between 0.0 and 1.0", name=op.f("ck_flow_proposals_confidence_score")),
        sa.ForeignKeyConstraint(
            ["account_id", "published_flow_id"],
            ["flows.account_id", "flows.id"],
            name=op.f("fk_flow_proposals_account_id_published_flow_id"),
            ondelete="SET NULL (published_flow_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "reviewed_by"],
            ["users.account_id", "users.id"],
            name=op.f("fk_flow_proposals_account_id_reviewed_by"),
            ondelete="SET NULL (reviewed_by)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "target_flow_id"],
            ["flows.account_id", "flows.id"],
            name=op.f("fk_flow_proposals_account_id_target_flow_id"),
            ondelete="SET NULL (target_flow_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "team_id"],
            ["teams.account_id", "teams.id"],
            name=op.f("fk_flow_proposals_account_id_team_id"),
            ondelete="SET NULL (team_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_flow_proposals_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_flow_proposals")),
    )
    op.create_index(
        "ix_flow_proposals_account_id_kb_document_id", "flow_proposals", ["account_id", "kb_document_id"], unique=False
    )
    op.create_index(
        "ix_flow_proposals_account_id_l1_session_id", "flow_proposals", ["account_id", "l1_session_id"], unique=False
    )
    op.create_index(
        "ix_flow_proposals_account_id_published_flow_id",
        "flow_proposals",
        ["account_id", "published_flow_id"],
        unique=False,
    )
    op.create_index(
        "ix_flow_proposals_account_id_reviewed_by", "flow_proposals", ["account_id", "reviewed_by"], unique=False
    )
    op.create_index(
        "ix_flow_proposals_account_id_source_session_id",
        "flow_proposals",
        ["account_id", "source_session_id"],
        unique=False,
    )
    op.create_index(
        "ix_flow_proposals_account_id_status",
        "flow_proposals",
        ["account_id", "status", sa.literal_column("created_at desc"), "id"],
        unique=False,
    )
    op.create_index(
        "ix_flow_proposals_account_id_target_flow_id", "flow_proposals", ["account_id", "target_flow_id"], unique=False
    )
    op.create_index("ix_flow_proposals_account_id_team_id", "flow_proposals", ["account_id", "team_id"], unique=False)
    # ### end Alembic commands ###
    fence("flow_proposals")
