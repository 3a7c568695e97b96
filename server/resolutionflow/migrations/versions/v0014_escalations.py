"""Recipients of escalations as rows, and what the inbox sorts and shows.

- ``escalation_recipients``: who is told of an escalation, as rows, so that "for me" and "my team" are found by
  index. The list on the walk stays: it has their order, and opening a walk needs no further query for it.
- ``l1_walk_sessions.escalation_step``: the words of the step at which it stopped, as it was served then, so that a
  page of the inbox opens no trees.
- ``ix_l1_walk_sessions_taken``: the few that are being worked on, among the many that once were.
- ``ix_l1_walk_sessions_escalated_category``: the inbox by category, also one that is seldom.
- ``ix_l1_walk_events_takes``: who took a walk over and when, without reading its steps.

Revision 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op

from resolutionflow.migrations.support import fence

revision = "0014"
down_revision = "0013"

STEP_WORDS = """
update l1_walk_sessions w
   set escalation_step = left(v.tree::jsonb -> 'nodes' -> w.pending_node_id ->> 'text', 300)
  from flow_versions v
 where v.account_id = w.account_id and v.id = w.flow_version_id and w.escalated_at is not null
"""

RECIPIENTS = """
insert into escalation_recipients (account_id, walk_id, user_id)
select distinct w.account_id, w.id, u.id
  from l1_walk_sessions w
 cross join lateral jsonb_array_elements_text(w.escalation_recipient_ids) as told (id)
  join users u on u.account_id = w.account_id and u.id::text = told.id
"""

READ_OVER_ACCOUNTS = ("l1_walk_sessions", "flow_versions", "users", "escalation_recipients")


def upgrade() -> None:
    """Apply this revision."""
    op.add_column("l1_walk_sessions", sa.Column("escalation_step", sa.String(length=300), nullable=True))
    _create_recipients()
    _create_indexes()
    fence("escalation_recipients")
    _fill()


def _create_recipients() -> None:
    op.create_table(
        "escalation_recipients",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("walk_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_escalation_recipients_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "walk_id"],
            ["l1_walk_sessions.account_id", "l1_walk_sessions.id"],
            name=op.f("fk_escalation_recipients_account_id_walk_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_escalation_recipients_account_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "walk_id", "user_id", name=op.f("pk_escalation_recipients")),
    )
    op.create_index(
        "ix_escalation_recipients_account_id_user_id", "escalation_recipients", ["account_id", "user_id", "walk_id"]
    )


def _create_indexes() -> None:
    newest = (sa.text("escalated_at desc"), sa.text("id desc"))
    op.create_index(
        "ix_l1_walk_sessions_taken",
        "l1_walk_sessions",
        ["account_id", *newest],
        postgresql_where=sa.text("escalated_at is not null and status = 'active'"),
    )
    op.create_index(
        "ix_l1_walk_sessions_escalated_category",
        "l1_walk_sessions",
        ["account_id", "category", *newest],
        postgresql_where=sa.text("escalated_at is not null"),
    )
    op.create_index(
        "ix_l1_walk_events_takes",
        "l1_walk_events",
        ["account_id", "walk_id", "seq"],
        postgresql_where=sa.text("kind = 'take'"),
    )


def _fill() -> None:
    """Fill in what walks that were escalated before have; their owner reads over all accounts for that."""
    for table in READ_OVER_ACCOUNTS:
        op.execute(f"alter table {table} no force row level security")
    op.execute(STEP_WORDS)
    op.execute(RECIPIENTS)
    for table in READ_OVER_ACCOUNTS:
        op.execute(f"alter table {table} force row level security")
