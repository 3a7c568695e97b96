"""Known facts of clients and their overlays on flows; the queue of tickets; words of what was resolved.

Columns that earlier tables get, each with its reason:

- ``clients.facts``: what a technician looks up while a customer is on the line.
- ``l1_walk_sessions.overlay_version_id``: a walk is pinned to the client's version that it began on.
- ``tickets.priority_rank``: the queue is sorted by it; made of ``priority`` by the database, so never written.

Revision 0013, after 0012.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from resolutionflow.migrations.support import fence
from resolutionflow.walks.alike.engine import terms

revision = "0013"
down_revision = "0012"

RANK = "case priority when 'urgent' then 4 when 'high' then 3 when 'normal' then 2 else 1 end"
WALKS = "l1_walk_sessions"


def upgrade() -> None:
    """Apply this revision."""
    op.add_column("clients", sa.Column("facts", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False))
    _create_overlays()
    _create_versions()
    _pin_walks()
    _sort_the_queue()
    _create_words()
    fence("flow_overlays", "resolved_words")
    fence("flow_overlay_versions", append_only=True)
    _fill_words()


def _create_overlays() -> None:
    op.create_table(
        "flow_overlays",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("flow_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("current_version_id", sa.Uuid(), nullable=True),
        sa.Column("last_number", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_flow_overlays_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "flow_id"],
            ["flows.account_id", "flows.id"],
            name=op.f("fk_flow_overlays_account_id_flow_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "client_id"],
            ["clients.account_id", "clients.id"],
            name=op.f("fk_flow_overlays_account_id_client_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_flow_overlays")),
    )
    op.create_index(
        "uq_flow_overlays_account_id_flow_id_client_id",
        "flow_overlays",
        ["account_id", "flow_id", "client_id"],
        unique=True,
    )
    op.create_index("ix_flow_overlays_account_id_client_id", "flow_overlays", ["account_id", "client_id"])
    op.create_index(
        "ix_flow_overlays_account_id_current_version_id", "flow_overlays", ["account_id", "current_version_id"]
    )


def _create_versions() -> None:
    op.create_table(
        "flow_overlay_versions",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("overlay_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("changes", postgresql.JSONB(), nullable=False),
        sa.Column("base", postgresql.JSONB(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("author_user_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_flow_overlay_versions_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "overlay_id"],
            ["flow_overlays.account_id", "flow_overlays.id"],
            name=op.f("fk_flow_overlay_versions_account_id_overlay_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "author_user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_flow_overlay_versions_account_id_author_user_id"),
            ondelete="SET NULL (author_user_id)",
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_flow_overlay_versions")),
    )
    op.create_index(
        "uq_flow_overlay_versions_account_id_overlay_id_number",
        "flow_overlay_versions",
        ["account_id", "overlay_id", "number"],
        unique=True,
    )
    op.create_index(
        "ix_flow_overlay_versions_account_id_author_user_id", "flow_overlay_versions", ["account_id", "author_user_id"]
    )
    op.create_foreign_key(
        op.f("fk_flow_overlays_account_id_current_version_id"),
        "flow_overlays",
        "flow_overlay_versions",
        ["account_id", "current_version_id"],
        ["account_id", "id"],
    )


def _pin_walks() -> None:
    op.add_column(WALKS, sa.Column("overlay_version_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_l1_walk_sessions_account_id_overlay_version_id"),
        WALKS,
        "flow_overlay_versions",
        ["account_id", "overlay_version_id"],
        ["account_id", "id"],
        ondelete="RESTRICT",
    )
    op.create_index(
        "ix_l1_walk_sessions_overlay_version_id",
        WALKS,
        ["account_id", "overlay_version_id"],
        postgresql_where=sa.text("overlay_version_id is not null"),
    )


def _sort_the_queue() -> None:
    op.add_column(
        "tickets", sa.Column("priority_rank", sa.Integer(), sa.Computed(RANK, persisted=True), nullable=False)
    )
    op.create_index(
        "ix_tickets_account_id_priority_rank",
        "tickets",
        ["account_id", sa.literal_column("priority_rank desc"), "created_at", "id"],
    )
    op.create_index(
        "ix_tickets_unassigned",
        "tickets",
        ["account_id", sa.literal_column("priority_rank desc"), "created_at", "id"],
        postgresql_where=sa.text("status = 'open' and assignee_user_id is null"),
    )
    op.drop_index("ix_tickets_account_id_client_id", "tickets")
    op.create_index(
        "ix_tickets_account_id_client_id",
        "tickets",
        ["account_id", "client_id", sa.literal_column("updated_at desc"), sa.literal_column("id desc")],
    )
    op.drop_index("ix_tickets_account_id_assignee_user_id", "tickets")
    op.create_index(
        "ix_tickets_account_id_assignee_user_id",
        "tickets",
        ["account_id", "assignee_user_id", sa.literal_column("updated_at desc"), sa.literal_column("id desc")],
    )


def _create_words() -> None:
    op.create_table(
        "resolved_words",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("term", sa.BigInteger(), nullable=False),
        sa.Column("walk_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_resolved_words_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "walk_id"],
            ["l1_walk_sessions.account_id", "l1_walk_sessions.id"],
            name=op.f("fk_resolved_words_account_id_walk_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "term", "walk_id", name=op.f("pk_resolved_words")),
    )
    op.create_index("ix_resolved_words_account_id_walk_id", "resolved_words", ["account_id", "walk_id"])


def _fill_words() -> None:
    """Write down the words of what was resolved before."""
    connection = op.get_bind()
    for (account_id,) in connection.execute(sa.text("select id from accounts")).all():
        connection.execute(sa.text("select set_config('app.account_id', :id, true)"), {"id": str(account_id)})
        rows = connection.execute(
            sa.text("select id, problem_text from l1_walk_sessions where status = 'resolved' and problem_text <> ''")
        )
        words = [{"a": account_id, "w": row.id, "t": term} for row in rows for term in terms(row.problem_text)]
        if words:
            add = sa.text("insert into resolved_words (account_id, walk_id, term) values (:a, :w, :t)")
            connection.execute(add, words)
    connection.execute(sa.text("select set_config('app.account_id', '', true)"))
