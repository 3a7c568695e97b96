"""Moves of a walk: switch of flow, joining, reports of wrong steps.

- ``switches``: where the walk stood before each switch of flow that stands, so that going back finds it again.
- ``l1_walk_people``: who joined a colleague's walk, and who has one open just now.
- ``step_reports``: what first line says is wrong with a step.
- ``append_answer`` and ``answer_walk`` ask besides that the walk still follows the version (``pinned``) in which the
  answer was looked up: a switch may have happened in another process.

Revision 0011, after 0010.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from resolutionflow.migrations.support import fence

revision = "0011"
down_revision = "0010"


APPEND_ANSWER = """
create function append_answer(
    in_account uuid, in_walk uuid, by_user uuid, may_all boolean, may_own boolean, may_taken boolean, expected integer,
    pinned uuid, here text, there text, chosen text, label text, made text, shown jsonb, note text, proof jsonb,
    once_key text)
returns table (version integer, step_count integer)
language plpgsql as $$
begin
    return query
    with s as (
        update l1_walk_sessions w
           set version = w.version + 1, step_count = w.step_count + 1, event_count = w.event_count + 1,
               current_node_id = here, pending_node_id = there,
               last_step_at = case when w.last_step_at < now() - interval '60 seconds' then now()
                                   else w.last_step_at end
         where w.account_id = in_account and w.id = in_walk and w.status = 'active' and w.pending_node_id = here
           and w.flow_version_id = pinned
           and w.waiting_on is null
           and (expected is null or w.version = expected)
           and (may_all or (may_own and by_user in (w.created_by_user_id, w.assigned_to_user_id))
                or (may_taken and by_user = w.assigned_to_user_id))
        returning w.version, w.step_count, w.event_count
    )
    insert into l1_walk_events as e
           (account_id, walk_id, step_no, seq, kind, user_id, walk_version, node_id, option_id, answer, next_node_id,
            l1_note, evidence, node, made_by, idempotency_key)
    select in_account, in_walk, s.step_count, s.event_count, 'answer', by_user, s.version, here, chosen, label, there,
           note, proof, shown, made, once_key
      from s
    returning e.walk_version, e.step_no;
end
$$
"""
"""The write of a step: moves the walk on and appends the answer, if the walk still awaits it; else no row."""

ANSWER_WALK = """
create function answer_walk(
    token bytea, ranks text[], workers text[], coverers text[], seers text[], takers text[], in_walk uuid,
    expected integer, pinned uuid, here text, there text, chosen text, label text, made text, shown jsonb, note text,
    proof jsonb, once_key text)
returns table (version integer, step_count integer)
language plpgsql as $$
declare
    who record;
    roles text[];
    works boolean;
begin
    select * into who from resolve_caller(token);
    if not found then
        return;
    end if;
    roles := array[who.account_role];
    if who.key_role is not null then
        roles := roles
            || ranks[least(array_position(ranks, who.account_role), array_position(ranks, who.key_role))];
    end if;
    works := (case when who.can_cover_l1 then workers || coverers else workers end) @> roles;
    return query
    select * from append_answer(
        who.account_id, in_walk, who.user_id, works and seers @> roles, works, takers @> roles, expected, pinned,
        here, there, chosen, label, made, shown, note, proof, once_key);
end
$$
"""
"""A whole step in one statement: who asks, what their roles may do (arrays: ``accounts.roles``), the write."""

EVENT_KINDS = (
    "kind in ('start', 'answer', 'back', 'note', 'park', 'unpark', 'resolve', 'escalate', 'abandon',"
    " 'reopen', 'take', 'switch', 'join')"
)


def upgrade() -> None:
    """Apply this revision."""
    op.add_column(
        "l1_walk_sessions",
        sa.Column("switches", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
    )
    op.drop_constraint(op.f("ck_l1_walk_events_kind"), "l1_walk_events", type_="check")
    op.create_check_constraint(op.f("ck_l1_walk_events_kind"), "l1_walk_events", EVENT_KINDS)
    op.execute("drop function answer_walk")
    op.execute("drop function append_answer")
    op.execute(APPEND_ANSWER)
    op.execute(ANSWER_WALK)
    _create_people()
    _create_step_reports()
    fence("l1_walk_people", "step_reports")


def _key(table: str, column: str, to: str, rule: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account_id", column],
        [f"{to}.account_id", f"{to}.id"],
        name=op.f(f"fk_{table}_account_id_{column}"),
        ondelete=rule,
    )


def _create_people() -> None:
    op.create_table(
        "l1_walk_people",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("walk_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        _key("l1_walk_people", "walk_id", "l1_walk_sessions", "CASCADE"),
        _key("l1_walk_people", "user_id", "users", "CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "walk_id", "user_id", name=op.f("pk_l1_walk_people")),
    )
    op.create_index("ix_l1_walk_people_account_id_user_id", "l1_walk_people", ["account_id", "user_id"])


def _create_step_reports() -> None:
    op.create_table(
        "step_reports",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("flow_id", sa.Uuid(), nullable=False),
        sa.Column("flow_version_id", sa.Uuid(), nullable=False),
        sa.Column("walk_id", sa.Uuid(), nullable=True),
        sa.Column("node_id", sa.String(length=100), nullable=False),
        sa.Column("node_text", sa.Text(), nullable=False),
        sa.Column("reported_by_user_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("should_say", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_user_id", sa.Uuid(), nullable=True),
        sa.Column("done_note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_step_reports_account_id"), ondelete="CASCADE"
        ),
        _key("step_reports", "flow_id", "flows", "CASCADE"),
        _key("step_reports", "flow_version_id", "flow_versions", "CASCADE"),
        _key("step_reports", "walk_id", "l1_walk_sessions", "SET NULL (walk_id)"),
        _key("step_reports", "reported_by_user_id", "users", "SET NULL (reported_by_user_id)"),
        _key("step_reports", "done_by_user_id", "users", "SET NULL (done_by_user_id)"),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_step_reports")),
    )
    newest: list[sa.ColumnElement[object]] = [sa.literal_column("created_at desc"), sa.literal_column("id desc")]
    op.create_index(
        "ix_step_reports_open",
        "step_reports",
        ["account_id", "flow_id", *newest],
        postgresql_where=sa.text("done_at is null"),
    )
    op.create_index("ix_step_reports_account_id_flow_id", "step_reports", ["account_id", "flow_id", *newest])
    for column in ("flow_version_id", "walk_id", "reported_by_user_id", "done_by_user_id"):
        op.create_index(f"ix_step_reports_account_id_{column}", "step_reports", ["account_id", column])
