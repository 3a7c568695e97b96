"""The foundation: accounts, people, what lets them in, idempotency keys, the audit log, the job queue.

Revision 0001, the first.
"""

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager
from sqlalchemy.dialects import postgresql

from resolutionflow.migrations.support import fence, share
from resolutionflow.platform.db import APP_ROLE

revision = "0001"
down_revision = None

RESOLVE_CALLER = """
create function resolve_caller(wanted bytea)
returns table (account_id uuid, user_id uuid, token_id uuid, kind text, key_role text, account_role text,
               can_cover_l1 boolean, name text)
language plpgsql as $$
declare
    token access_tokens%rowtype;
begin
    select * into token from access_tokens t
     where t.token_hash = wanted and t.kind in ('session', 'api_key')
       and (t.expires_at is null or t.expires_at > now());
    if not found then
        return;
    end if;
    perform set_config('app.account_id', token.account_id::text, true);
    if token.last_used_at is null or token.last_used_at < now() - interval '5 minutes' then
        update access_tokens t set last_used_at = now() where t.token_hash = wanted;
    end if;
    return query
        select u.account_id, u.id, token.id, token.kind::text, token.role::text, u.account_role::text,
               u.can_cover_l1, u.name::text
          from users u
         where u.account_id = token.account_id and u.id = token.user_id and u.deleted_at is null;
end
$$
"""


def upgrade() -> None:
    """Apply this revision."""
    op.execute(f"grant usage on schema public to {APP_ROLE}")
    op.get_bind().connection.cursor().execute(SchemaManager.get_schema())
    op.execute(f"grant select, insert, update, delete on all tables in schema public to {APP_ROLE}")
    op.execute(f"grant usage on all sequences in schema public to {APP_ROLE}")
    op.execute(f"revoke insert, update, delete on alembic_version from {APP_ROLE}")
    _create_tables()
    op.execute(RESOLVE_CALLER)
    share("accounts", "sign_in_names", "sign_in_attempts", "access_tokens")
    fence("users", "user_sessions", "api_keys", "invitations", "teams", "team_members", "account_settings")
    fence("idempotency_keys")
    fence("audit_events", append_only=True)


def _create_tables() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("plan", sa.String(length=40), server_default="self_hosted", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=340), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempts")),
    )
    op.create_index(
        "ix_sign_in_attempts_subject_created_at", "sign_in_attempts", ["subject", "created_at"], unique=False
    )
    op.create_table(
        "account_settings",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "l1_categories", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False
        ),
        sa.Column(
            "default_escalation_recipient_ids",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'"),
            nullable=False,
        ),
        sa.Column("match_threshold", sa.Float(), nullable=True),
        sa.Column("suggest_threshold", sa.Float(), nullable=True),
        sa.Column("idle_limit_hours", sa.Integer(), server_default=sa.text("24"), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("idle_limit_hours between 1 and 8760", name=op.f("ck_account_settings_idle_limit_hours")),
        sa.CheckConstraint(
            "match_threshold is null or match_threshold between 0 and 1",
            name=op.f("ck_account_settings_match_threshold"),
        ),
        sa.CheckConstraint(
            "suggest_threshold is null or suggest_threshold between 0 and 1",
            name=op.f("ck_account_settings_suggest_threshold"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_account_settings_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_settings")),
    )
    op.create_table(
        "teams",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_teams_account_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_teams")),
    )
    op.create_index("uq_teams_account_id_name", "teams", ["account_id", "name"], unique=True)
    op.create_table(
        "users",
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("account_role", sa.String(length=20), nullable=False),
        sa.Column("can_cover_l1", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("is_tombstone", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("time_zone", sa.String(length=60), nullable=True),
        sa.Column(
            "preferences", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "account_role in ('owner', 'admin', 'engineer', 'l1_tech', 'viewer')", name=op.f("ck_users_account_role")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_users_account_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_users")),
    )
    op.create_index("ix_users_account_id_name", "users", ["account_id", "name"], unique=False)
    op.create_table(
        "access_tokens",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind in ('session', 'api_key', 'invitation', 'reset')", name=op.f("ck_access_tokens_kind")),
        sa.ForeignKeyConstraint(
            ["account_id", "user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_access_tokens_account_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_access_tokens_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_access_tokens")),
    )
    op.create_index("ix_access_tokens_account_id_user_id", "access_tokens", ["account_id", "user_id"], unique=False)
    op.create_index("ix_access_tokens_expires_at", "access_tokens", ["expires_at"], unique=False)
    op.create_table(
        "api_keys",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("hint", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "role in ('owner', 'admin', 'engineer', 'l1_tech', 'viewer')", name=op.f("ck_api_keys_role")
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_api_keys_account_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_api_keys_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_api_keys")),
    )
    op.create_index("ix_api_keys_account_id_user_id", "api_keys", ["account_id", "user_id"], unique=False)
    op.create_table(
        "audit_events",
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=True),
        sa.Column("subject_id", sa.String(length=64), nullable=True),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_audit_events_account_id_user_id"),
            ondelete="SET NULL (user_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_audit_events_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_audit_events")),
    )
    op.create_index("ix_audit_events_account_id_action", "audit_events", ["account_id", "action"], unique=False)
    op.create_index(
        "ix_audit_events_account_id_created_at_id",
        "audit_events",
        ["account_id", sa.literal_column("created_at desc"), sa.literal_column("id desc")],
        unique=False,
    )
    op.create_index("ix_audit_events_account_id_user_id", "audit_events", ["account_id", "user_id"], unique=False)
    op.create_table(
        "idempotency_keys",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("route", sa.String(length=300), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=True),
        sa.Column("reply", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_idempotency_keys_account_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "user_id", "route", "key", name=op.f("pk_idempotency_keys")),
    )
    op.create_index(
        "ix_idempotency_keys_account_id_created_at", "idempotency_keys", ["account_id", "created_at"], unique=False
    )
    op.create_table(
        "invitations",
        sa.Column("email", sa.String(length=320), nullable=True),
        sa.Column("account_role", sa.String(length=20), nullable=False),
        sa.Column("can_cover_l1", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("invited_by_user_id", sa.Uuid(), nullable=False),
        sa.Column("accepted_by_user_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "account_role in ('owner', 'admin', 'engineer', 'l1_tech', 'viewer')",
            name=op.f("ck_invitations_account_role"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "accepted_by_user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_invitations_account_id_accepted_by_user_id"),
            ondelete="SET NULL (accepted_by_user_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "invited_by_user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_invitations_account_id_invited_by_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_invitations_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_invitations")),
    )
    op.create_index("ix_invitations_account_id_created_at", "invitations", ["account_id", "created_at"], unique=False)
    op.create_table(
        "sign_in_names",
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_sign_in_names_account_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_sign_in_names_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("email", name=op.f("pk_sign_in_names")),
    )
    op.create_index("ix_sign_in_names_account_id_user_id", "sign_in_names", ["account_id", "user_id"], unique=False)
    op.create_table(
        "team_members",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "team_id"],
            ["teams.account_id", "teams.id"],
            name=op.f("fk_team_members_account_id_team_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_team_members_account_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_team_members_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "team_id", "user_id", name=op.f("pk_team_members")),
    )
    op.create_index("ix_team_members_account_id_user_id", "team_members", ["account_id", "user_id"], unique=False)
    op.create_table(
        "user_sessions",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("user_agent", sa.String(length=300), nullable=True),
        sa.Column("ip_address", sa.String(length=60), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_user_sessions_account_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_user_sessions_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_user_sessions")),
    )
    op.create_index("ix_user_sessions_account_id_user_id", "user_sessions", ["account_id", "user_id"], unique=False)
