"""Conversations of the flow builder.

Revision 0019, after 0018.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from resolutionflow.migrations.support import fence

revision = "0019"
down_revision = "0018"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply this revision."""
    op.create_table(
        "ai_conversations",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=20), server_default="foundation", nullable=False),
        sa.Column("messages", JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("wizard_state", JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("generated_tree", JSONB(), nullable=True),
        sa.Column("question_rounds", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("flow_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "status in ('foundation', 'scaffolding', 'detailing', 'reviewing', 'completed', 'expired')",
            name=op.f("ck_ai_conversations_status"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_ai_conversations_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_ai_conversations_account_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "flow_id"],
            ["flows.account_id", "flows.id"],
            name=op.f("fk_ai_conversations_account_id_flow_id"),
            ondelete="SET NULL (flow_id)",
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_ai_conversations")),
    )
    op.create_index(
        "ix_ai_conversations_account_id_user_id",
        "ai_conversations",
        ["account_id", "user_id", sa.text("created_at desc"), sa.text("id desc")],
    )
    op.create_index(
        "ix_ai_conversations_ending",
        "ai_conversations",
        ["account_id", "expires_at"],
        postgresql_where=sa.text("status <> 'completed'"),
    )
    op.create_index(
        "ix_ai_conversations_flow_id",
        "ai_conversations",
        ["account_id", "flow_id"],
        postgresql_where=sa.text("flow_id is not null"),
    )
    fence("ai_conversations")
