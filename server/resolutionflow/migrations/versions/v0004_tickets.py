"""Clients and tickets.

Revision 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

from resolutionflow.migrations.support import fence

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply this revision."""
    op.create_table(
        "clients",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_clients_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_clients")),
    )
    op.create_index(
        "uq_clients_account_id_name", "clients", ["account_id", sa.literal_column("lower(name)")], unique=True
    )
    # ### end Alembic commands ###
    op.create_table(
        "tickets",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("external_id", sa.String(length=64), nullable=True),
        sa.Column("link", sa.String(length=2000), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("contact", sa.String(length=200), nullable=True),
        sa.Column("asset", sa.String(length=200), nullable=True),
        sa.Column("category", sa.String(length=100), nullable=True),
        sa.Column("priority", sa.String(length=10), server_default="normal", nullable=False),
        sa.Column("status", sa.String(length=20), server_default="open", nullable=False),
        sa.Column("assignee_user_id", sa.Uuid(), nullable=True),
        sa.Column("created_by_user_id", sa.Uuid(), nullable=True),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "(kind = 'internal' and number is not null and external_id is null)"
            " or (kind = 'psa' and number is null and external_id is not null)",
            name=op.f("ck_tickets_known_by"),
        ),
        sa.CheckConstraint("kind in ('psa', 'internal')", name=op.f("ck_tickets_kind")),
        sa.CheckConstraint("priority in ('low', 'normal', 'high', 'urgent')", name=op.f("ck_tickets_priority")),
        sa.CheckConstraint(
            "status in ('open', 'in_progress', 'waiting', 'escalated', 'resolved', 'closed')",
            name=op.f("ck_tickets_status"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "assignee_user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_tickets_account_id_assignee_user_id"),
            ondelete="SET NULL (assignee_user_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "client_id"],
            ["clients.account_id", "clients.id"],
            name=op.f("fk_tickets_account_id_client_id"),
            ondelete="SET NULL (client_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "created_by_user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_tickets_account_id_created_by_user_id"),
            ondelete="SET NULL (created_by_user_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_tickets_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_tickets")),
    )
    op.create_index(
        "ix_tickets_account_id_assignee_user_id", "tickets", ["account_id", "assignee_user_id"], unique=False
    )
    op.create_index("ix_tickets_account_id_client_id", "tickets", ["account_id", "client_id"], unique=False)
    op.create_index(
        "ix_tickets_account_id_created_by_user_id", "tickets", ["account_id", "created_by_user_id"], unique=False
    )
    op.create_index(
        "ix_tickets_account_id_status",
        "tickets",
        ["account_id", "status", sa.literal_column("updated_at desc"), sa.literal_column("id desc")],
        unique=False,
    )
    op.create_index(
        "ix_tickets_account_id_updated_at",
        "tickets",
        ["account_id", sa.literal_column("updated_at desc"), sa.literal_column("id desc")],
        unique=False,
    )
    op.create_index("uq_tickets_account_id_external_id", "tickets", ["account_id", "external_id"], unique=True)
    op.create_index("uq_tickets_account_id_number", "tickets", ["account_id", "number"], unique=True)
    # ### end Alembic commands ###
    op.create_table(
        "ticket_counters",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_ticket_counters_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_ticket_counters")),
    )
    # ### end Alembic commands ###
    fence("clients", "tickets", "ticket_counters")
