"""Notifications, preferences and webhooks.

Revision 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from resolutionflow.migrations.support import fence

revision = "0009"
down_revision = "0008"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply this revision."""
    _create_notifications()
    _create_choices()
    _create_endpoints()
    _create_deliveries()
    fence("notifications", "notification_choices", "webhook_endpoints", "webhook_deliveries")


def _of_account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account_id"], ["accounts.id"], name=op.f(f"fk_{table}_account_id"), ondelete="CASCADE"
    )


def _create_notifications() -> None:
    op.create_table(
        "notifications",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("by_user_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("event", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("body", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("in_app", sa.Boolean(), nullable=False),
        sa.Column("mail", sa.String(length=10), nullable=True),
        sa.Column("mail_id", sa.Uuid(), nullable=True),
        sa.Column("mailed_at", _MOMENT, nullable=True),
        sa.Column("created_at", _MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("read_at", _MOMENT, nullable=True),
        sa.CheckConstraint("mail in ('waiting', 'sent', 'dropped')", name=op.f("ck_notifications_mail")),
        sa.ForeignKeyConstraint(
            ["account_id", "user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_notifications_account_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "by_user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_notifications_account_id_by_user_id"),
            ondelete="SET NULL (by_user_id)",
        ),
        _of_account("notifications"),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_notifications")),
    )
    _index_notifications()


def _index_notifications() -> None:
    own = ["account_id", "user_id"]
    op.create_index("uq_notifications_event", "notifications", [*own, "kind", "event"], unique=True)
    op.create_index("ix_notifications_shown", "notifications", [*own, "id"], postgresql_where=sa.text("in_app"))
    op.create_index(
        "ix_notifications_unread",
        "notifications",
        [*own, "id"],
        postgresql_where=sa.text("in_app and read_at is null"),
    )
    op.create_index(
        "ix_notifications_waiting",
        "notifications",
        ["account_id", "id"],
        postgresql_where=sa.text("mail = 'waiting'"),
    )
    op.create_index("ix_notifications_mailed", "notifications", [*own, "mailed_at"])
    op.create_index("ix_notifications_account_id_by_user_id", "notifications", ["account_id", "by_user_id"])
    op.create_index("ix_notifications_account_id_created_at", "notifications", ["account_id", "created_at"])


def _create_choices() -> None:
    op.create_table(
        "notification_choices",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("choices", postgresql.JSONB(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_notification_choices_account_id_user_id"),
            ondelete="CASCADE",
        ),
        _of_account("notification_choices"),
        sa.PrimaryKeyConstraint("account_id", "user_id", name=op.f("pk_notification_choices")),
    )


def _create_endpoints() -> None:
    op.create_table(
        "webhook_endpoints",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("kinds", postgresql.JSONB(), nullable=False),
        sa.Column("secret_no", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("is_on", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("failing_since", _MOMENT, nullable=True),
        sa.Column("stopped_at", _MOMENT, nullable=True),
        _of_account("webhook_endpoints"),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_webhook_endpoints")),
    )


def _create_deliveries() -> None:
    op.create_table(
        "webhook_deliveries",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("endpoint_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("event", sa.String(length=200), nullable=False),
        sa.Column("payload", postgresql.JSONB(), nullable=False),
        sa.Column("status", sa.String(length=10), server_default=sa.text("'waiting'"), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("next_try_at", _MOMENT, nullable=True),
        sa.Column("tried_at", _MOMENT, nullable=True),
        sa.Column("answer_status", sa.SmallInteger(), nullable=True),
        sa.Column("problem", sa.String(length=300), nullable=True),
        sa.CheckConstraint("status in ('waiting', 'delivered', 'failed')", name=op.f("ck_webhook_deliveries_status")),
        sa.ForeignKeyConstraint(
            ["account_id", "endpoint_id"],
            ["webhook_endpoints.account_id", "webhook_endpoints.id"],
            name=op.f("fk_webhook_deliveries_account_id_endpoint_id"),
            ondelete="CASCADE",
        ),
        _of_account("webhook_deliveries"),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_webhook_deliveries")),
    )
    own = ["account_id", "endpoint_id"]
    op.create_index("uq_webhook_deliveries_event", "webhook_deliveries", [*own, "kind", "event"], unique=True)
    op.create_index("ix_webhook_deliveries_shown", "webhook_deliveries", [*own, "id"])
    op.create_index("ix_webhook_deliveries_account_id_created_at", "webhook_deliveries", ["account_id", "created_at"])
