"""Attachments: pictures of walks, their bytes apart, and how much an account keeps.

Revision 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

from resolutionflow.migrations.support import fence

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Apply this revision."""
    _create_attachments()
    op.create_table(
        "attachment_contents",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("attachment_id", sa.Uuid(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.Column("thumb", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "attachment_id"],
            ["attachments.account_id", "attachments.id"],
            name=op.f("fk_attachment_contents_account_id_attachment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "attachment_id", name=op.f("pk_attachment_contents")),
    )
    # pictures are packed already: packing them again would cost time and save nothing
    op.execute("alter table attachment_contents alter picture set storage external, alter thumb set storage external")
    op.create_table(
        "attachment_use",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_attachment_use_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_attachment_use")),
    )
    fence("attachments", "attachment_contents", "attachment_use")


def _create_attachments() -> None:
    op.create_table(
        "attachments",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("walk_id", sa.Uuid(), nullable=False),
        sa.Column("created_by_user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("place", sa.String(length=10), nullable=False),
        sa.Column("node_id", sa.String(length=100), nullable=True),
        sa.Column("step_no", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("source_hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("place in ('note', 'evidence', 'hand_over')", name=op.f("ck_attachments_place")),
        sa.CheckConstraint(
            "media_type in ('image/png', 'image/jpeg', 'image/webp')", name=op.f("ck_attachments_media_type")
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "walk_id"],
            ["l1_walk_sessions.account_id", "l1_walk_sessions.id"],
            name=op.f("fk_attachments_account_id_walk_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "created_by_user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_attachments_account_id_created_by_user_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_attachments_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_attachments")),
    )
    op.create_index(
        "uq_attachments_account_id_walk_id_source_hash",
        "attachments",
        ["account_id", "walk_id", "source_hash"],
        unique=True,
    )
    op.create_index("ix_attachments_account_id_created_by_user_id", "attachments", ["account_id", "created_by_user_id"])
    op.create_index(
        "ix_attachments_removed",
        "attachments",
        ["account_id", "removed_at"],
        postgresql_where=sa.text("removed_at is not null"),
    )
