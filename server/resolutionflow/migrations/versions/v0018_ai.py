"""Use of models: settings, plans, periods, what was begun in them, reservations, usage.

Usage names conversations, walks and sessions without a foreign key: what was paid is kept when they are gone.

Revision 0018, after 0017.
"""

import sqlalchemy as sa
from alembic import op

from resolutionflow.migrations.support import fence
from resolutionflow.platform.db import APP_ROLE

revision = "0018"
down_revision = "0017"

_MOMENT = sa.DateTime(timezone=True)
_DOLLARS = sa.Numeric(14, 8)


def upgrade() -> None:
    """Apply this revision."""
    _create_plans()
    _create_settings()
    _create_periods()
    _create_units()
    _create_reservations()
    _create_usage()
    fence("ai_settings", "ai_periods", "ai_units", "ai_reservations")
    fence("ai_usage", append_only=True)


def _of_account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account_id"], ["accounts.id"], name=op.f(f"fk_{table}_account_id"), ondelete="CASCADE"
    )


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)


def _create_plans() -> None:
    plans = op.create_table(
        "ai_plans",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("wizard_flows", sa.Integer(), nullable=False),
        sa.Column("calls_per_flow", sa.Integer(), nullable=False),
        sa.Column("ai_build_walks", sa.Integer(), nullable=False),
        sa.Column("chat_turns", sa.Integer(), nullable=False),
        sa.Column("dollars", sa.Numeric(10, 2), nullable=False),
        sa.CheckConstraint(
            "least(wizard_flows, calls_per_flow, ai_build_walks, chat_turns, dollars) >= 0",
            name=op.f("ck_ai_plans_limits"),
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_ai_plans")),
    )
    limits = {"wizard_flows": 100, "calls_per_flow": 40, "ai_build_walks": 500, "chat_turns": 2000, "dollars": 20}
    op.bulk_insert(plans, [{"name": "self_hosted", **limits}])
    op.execute(f"grant select on ai_plans to {APP_ROLE}")


def _create_settings() -> None:
    op.create_table(
        "ai_settings",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.String(length=20), nullable=True),
        sa.Column("model", sa.String(length=200), nullable=True),
        sa.Column("base_url", sa.String(length=2000), nullable=True),
        sa.Column("api_key", sa.LargeBinary(), nullable=True),
        sa.Column("api_key_hint", sa.String(length=20), nullable=True),
        sa.Column("playbook_on", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("send_no_ticket_text", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("zero_wait", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("billing_anchor", sa.SmallInteger(), nullable=True),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("updated_at", _MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("provider in ('anthropic', 'openai')", name=op.f("ck_ai_settings_provider")),
        sa.CheckConstraint("billing_anchor between 1 and 31", name=op.f("ck_ai_settings_billing_anchor")),
        _of_account("ai_settings"),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_ai_settings")),
    )


def _create_periods() -> None:
    op.create_table(
        "ai_periods",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", _MOMENT, nullable=False),
        sa.Column("ends_at", _MOMENT, nullable=False),
        _count("flows"),
        _count("walks"),
        _count("turns"),
        sa.Column("cost", _DOLLARS, server_default=sa.text("0"), nullable=False),
        _of_account("ai_periods"),
        sa.PrimaryKeyConstraint("account_id", "starts_at", name=op.f("pk_ai_periods")),
    )


def _create_units() -> None:
    op.create_table(
        "ai_units",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("period_starts_at", _MOMENT, nullable=False),
        _count("calls"),
        _count("paid_calls"),
        sa.Column("created_at", _MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.CheckConstraint("kind in ('flow', 'walk')", name=op.f("ck_ai_units_kind")),
        _of_account("ai_units"),
        sa.PrimaryKeyConstraint("account_id", "kind", "subject_id", name=op.f("pk_ai_units")),
    )
    op.create_index(
        "ix_ai_units_unpaid", "ai_units", ["account_id", "expires_at"], postgresql_where=sa.text("paid_calls = 0")
    )


def _create_reservations() -> None:
    op.create_table(
        "ai_reservations",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("task", sa.String(length=20), nullable=False),
        sa.Column("provider", sa.String(length=20), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("walk_id", sa.Uuid(), nullable=True),
        sa.Column("unit", sa.String(length=10), nullable=True),
        sa.Column("period_starts_at", _MOMENT, nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("cost_held", _DOLLARS, nullable=False),
        sa.Column("state", sa.String(length=10), server_default=sa.text("'held'"), nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.CheckConstraint("state in ('held', 'settled', 'lapsed')", name=op.f("ck_ai_reservations_state")),
        sa.CheckConstraint("unit in ('flow', 'walk')", name=op.f("ck_ai_reservations_unit")),
        sa.ForeignKeyConstraint(
            ["account_id", "user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_ai_reservations_account_id_user_id"),
            ondelete="SET NULL (user_id)",
        ),
        _of_account("ai_reservations"),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_ai_reservations")),
    )
    op.create_index(
        "ix_ai_reservations_held",
        "ai_reservations",
        ["account_id", "expires_at"],
        postgresql_where=sa.text("state = 'held'"),
    )
    op.create_index("ix_ai_reservations_account_id_user_id", "ai_reservations", ["account_id", "user_id"])


def _create_usage() -> None:
    op.create_table(
        "ai_usage",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("walk_id", sa.Uuid(), nullable=True),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("reservation_id", sa.Uuid(), nullable=False),
        sa.Column("task", sa.String(length=20), nullable=False),
        sa.Column("provider", sa.String(length=20), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("prompt_version", sa.String(length=60), server_default=sa.text("''"), nullable=False),
        _count("input_tokens"),
        _count("output_tokens"),
        _count("cache_read_tokens"),
        _count("cache_write_tokens"),
        sa.Column("cost", _DOLLARS, nullable=True),
        _count("latency_ms"),
        sa.Column("success", sa.Boolean(), nullable=False),
        sa.Column("error", sa.String(length=40), nullable=True),
        sa.Column("request_id", sa.String(length=200), nullable=True),
        sa.Column("created_at", _MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_ai_usage_account_id_user_id"),
            ondelete="SET NULL (user_id)",
        ),
        _of_account("ai_usage"),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_ai_usage")),
    )
    op.create_index("ix_ai_usage_account_id_created_at", "ai_usage", ["account_id", "created_at"])
    op.create_index("ix_ai_usage_account_id_user_id", "ai_usage", ["account_id", "user_id"])
    for column in ("conversation_id", "walk_id"):
        op.create_index(
            f"ix_ai_usage_account_id_{column}",
            "ai_usage",
            ["account_id", column],
            postgresql_where=sa.text(f"{column} is not null"),
        )
