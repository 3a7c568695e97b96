"""Note templates, time entries and how an account records time.

Revision 0012, after 0011.
"""

import sqlalchemy as sa
from alembic import op

from resolutionflow.migrations.support import fence

revision = "0012"
down_revision = "0011"


def _in_account(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *parts,
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f(f"fk_{name}_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f(f"pk_{name}")),
    )


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)


def upgrade() -> None:
    """Apply this revision."""
    _in_account(
        "note_templates",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("is_default", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        _moment("created_at"),
        _moment("updated_at"),
        sa.CheckConstraint("audience in ('internal', 'client')", name=op.f("ck_note_templates_audience")),
    )
    op.create_index(
        "uq_note_templates_account_id_name",
        "note_templates",
        ["account_id", sa.literal_column("lower(name)")],
        unique=True,
    )
    op.create_index(
        "uq_note_templates_default",
        "note_templates",
        ["account_id", "audience"],
        unique=True,
        postgresql_where=sa.text("is_default"),
    )
    op.create_table(
        "time_settings",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("work_types", sa.dialects.postgresql.JSONB(), nullable=False),
        sa.Column("rounding_minutes", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("rounding_minutes between 1 and 60", name=op.f("ck_time_settings_rounding_minutes")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_time_settings_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_time_settings")),
    )
    _in_account(
        "time_entries",
        sa.Column("walk_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("work_type", sa.String(length=100), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        _moment("created_at"),
        sa.CheckConstraint("minutes between 1 and 1440", name=op.f("ck_time_entries_minutes")),
        sa.ForeignKeyConstraint(
            ["account_id", "walk_id"],
            ["l1_walk_sessions.account_id", "l1_walk_sessions.id"],
            name=op.f("fk_time_entries_account_id_walk_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_time_entries_account_id_user_id"),
            ondelete="RESTRICT",
        ),
    )
    op.create_index("ix_time_entries_account_id_walk_id", "time_entries", ["account_id", "walk_id", "created_at"])
    op.create_index(
        "ix_time_entries_account_id_user_id",
        "time_entries",
        ["account_id", "user_id", sa.literal_column("created_at desc")],
    )
    fence("note_templates", "time_settings", "time_entries")
