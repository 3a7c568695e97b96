"""Walks and their events.

Columns that the contract does not have, each with its reason:

- ``flow_version_id``: a walk is pinned to the version that it began on.
- ``pending_node_id``: which node awaits an answer; the guard of a step, and where taking over or reopening goes on.
- ``version``, ``step_count``, ``undone_count``, ``event_count``: row version, standing answers, answers undone, events;
  counted here so that one more step never counts rows.
- ``notes_version``: notes are saved by themselves and must not collide with steps.
- ``client_id``: whose problem it is, for figures by client.
- ``match_score``, ``rejected_candidates``: what matching said, to measure and better it.
- ``waiting_on``, ``waiting_until``: parked walks.
- ``escalated_at``, ``assigned_to_user_id``, ``taken_over_at``: the hand-over; ``escalated_at`` stays when taken.
- ``escalation_package``, ``escalation_missing``, ``escalation_override_reason``, ``escalation_recipient_ids``: what was
  handed over to whom, and what was missing in it.
- ``ended_at``: when it ended, however it ended (``resolved_at`` is for resolved ones).

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from resolutionflow.migrations.support import fence

revision = "0006"
down_revision = "0005"


APPEND_ANSWER = """
create function append_answer(
    in_account uuid, in_walk uuid, by_user uuid, may_all boolean, may_own boolean, may_taken boolean, expected integer,
    here text, there text, chosen text, label text, made text, shown jsonb, note text, proof jsonb, once_key text)
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
"""The write of a step: moves the walk on and appends the answer, if the walk still awaits it; else no row.

A key that is there already meets the unique index, which undoes the whole statement.
"""

ANSWER_WALK = """
create function answer_walk(
    token bytea, ranks text[], workers text[], coverers text[], seers text[], takers text[], in_walk uuid,
    expected integer, here text, there text, chosen text, label text, made text, shown jsonb, note text, proof jsonb,
    once_key text)
returns table (version integer, step_count integer)
language plpgsql as $$
declare
    who record;
    rank text;
    works boolean;
begin
    select * into who from resolve_caller(token);
    if not found then
        return;
    end if;
    rank := case when who.key_role is null then who.account_role
                 else ranks[least(array_position(ranks, who.account_role), array_position(ranks, who.key_role))] end;
    works := rank = any(workers) or (who.can_cover_l1 and rank = any(coverers));
    return query
    select * from append_answer(
        who.account_id, in_walk, who.user_id, works and rank = any(seers), works, rank = any(takers), expected,
        here, there, chosen, label, made, shown, note, proof, once_key);
end
$$
"""
"""A whole step in one statement: who asks, what their role may do (arrays: ``accounts.roles``), the write."""

CLEAR_ACCOUNT = """
create function clear_account() returns trigger language plpgsql as $$
begin
    perform set_config('app.account_id', old.id::text, true);
    delete from l1_walk_sessions where account_id = old.id;
    delete from flow_proposals where account_id = old.id;
    return old;
end
$$
"""
"""Walks hold on to people (RESTRICT) and to their flow (a check), so they go before what they hold on to."""

CLEAR_ACCOUNT_TRIGGER = """
create trigger clear_account before delete on accounts for each row execute function clear_account()
"""


def upgrade() -> None:
    """Apply this revision."""
    _create_walks()
    _create_events()
    op.create_foreign_key(
        op.f("fk_flow_proposals_account_id_l1_session_id"),
        "flow_proposals",
        "l1_walk_sessions",
        ["account_id", "l1_session_id"],
        ["account_id", "id"],
        ondelete="CASCADE",
    )
    # Room on each page for the next version of a row: a step then rewrites no index.
    op.execute("alter table l1_walk_sessions set (fillfactor = 60)")
    fence("l1_walk_sessions")
    fence("l1_walk_events", append_only=True)
    op.execute(APPEND_ANSWER)
    op.execute(ANSWER_WALK)
    op.execute(CLEAR_ACCOUNT)
    op.execute(CLEAR_ACCOUNT_TRIGGER)


def _create_walks() -> None:
    op.create_table(
        "l1_walk_sessions",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_by_user_id", sa.Uuid(), nullable=False),
        sa.Column("acting_as", sa.String(length=30), nullable=True),
        sa.Column("ticket_id", sa.String(length=64), nullable=False),
        sa.Column("ticket_kind", sa.String(length=10), nullable=False),
        sa.Column("session_kind", sa.String(length=20), nullable=False),
        sa.Column("flow_id", sa.Uuid(), nullable=True),
        sa.Column("flow_proposal_id", sa.Uuid(), nullable=True),
        sa.Column("category", sa.String(length=100), nullable=True),
        sa.Column("problem_text", sa.Text(), nullable=True),
        sa.Column("pending_node", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("current_node_id", sa.String(length=100), nullable=True),
        sa.Column("walk_notes", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("status", sa.String(length=20), server_default="active", nullable=False),
        sa.Column("resolution_notes", sa.Text(), nullable=True),
        sa.Column("helpful", sa.Boolean(), nullable=True),
        sa.Column("escalation_reason", sa.Text(), nullable=True),
        sa.Column("escalation_reason_category", sa.String(length=30), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("last_step_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("flow_version_id", sa.Uuid(), nullable=True),
        sa.Column("pending_node_id", sa.String(length=100), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("step_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("undone_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("event_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("notes_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("match_score", sa.Double(), nullable=True),
        sa.Column("rejected_candidates", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("waiting_on", sa.String(length=500), nullable=True),
        sa.Column("waiting_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalation_package", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("escalation_missing", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("escalation_override_reason", sa.Text(), nullable=True),
        sa.Column("escalation_recipient_ids", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("assigned_to_user_id", sa.Uuid(), nullable=True),
        sa.Column("taken_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(session_kind = 'flow' and flow_id is not null and flow_proposal_id is null)"
            " or (session_kind = 'proposal' and flow_proposal_id is not null and flow_id is null)"
            " or (session_kind in ('adhoc', 'ai_build') and flow_id is null and flow_proposal_id is null)",
            name=op.f("ck_l1_walk_sessions_target_consistency"),
        ),
        sa.CheckConstraint(
            "session_kind in ('flow', 'proposal', 'adhoc', 'ai_build')", name=op.f("ck_l1_walk_sessions_session_kind")
        ),
        sa.CheckConstraint(
            "status in ('active', 'resolved', 'escalated', 'abandoned')", name=op.f("ck_l1_walk_sessions_status")
        ),
        sa.CheckConstraint("ticket_kind in ('psa', 'internal')", name=op.f("ck_l1_walk_sessions_ticket_kind")),
        sa.ForeignKeyConstraint(
            ["account_id", "assigned_to_user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_l1_walk_sessions_account_id_assigned_to_user_id"),
            ondelete="SET NULL (assigned_to_user_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "client_id"],
            ["clients.account_id", "clients.id"],
            name=op.f("fk_l1_walk_sessions_account_id_client_id"),
            ondelete="SET NULL (client_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "created_by_user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_l1_walk_sessions_account_id_created_by_user_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "flow_id"],
            ["flows.account_id", "flows.id"],
            name=op.f("fk_l1_walk_sessions_account_id_flow_id"),
            ondelete="SET NULL (flow_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "flow_proposal_id"],
            ["flow_proposals.account_id", "flow_proposals.id"],
            name=op.f("fk_l1_walk_sessions_account_id_flow_proposal_id"),
            ondelete="SET NULL (flow_proposal_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "flow_version_id"],
            ["flow_versions.account_id", "flow_versions.id"],
            name=op.f("fk_l1_walk_sessions_account_id_flow_version_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_l1_walk_sessions_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_l1_walk_sessions")),
    )
    op.create_index(
        "ix_l1_walk_sessions_account_id_created_by_user_id",
        "l1_walk_sessions",
        ["account_id", "created_by_user_id", sa.literal_column("last_step_at desc"), sa.literal_column("id desc")],
        unique=False,
    )
    op.create_index(
        "ix_l1_walk_sessions_account_id_flow_id", "l1_walk_sessions", ["account_id", "flow_id"], unique=False
    )
    op.create_index(
        "ix_l1_walk_sessions_account_id_flow_version_id",
        "l1_walk_sessions",
        ["account_id", "flow_version_id"],
        unique=False,
    )
    op.create_index(
        "ix_l1_walk_sessions_account_id_last_step_at",
        "l1_walk_sessions",
        ["account_id", sa.literal_column("last_step_at desc"), sa.literal_column("id desc")],
        unique=False,
    )
    op.create_index(
        "ix_l1_walk_sessions_account_id_status",
        "l1_walk_sessions",
        ["account_id", "status", sa.literal_column("last_step_at desc"), sa.literal_column("id desc")],
        unique=False,
    )
    op.create_index(
        "ix_l1_walk_sessions_account_id_ticket_id",
        "l1_walk_sessions",
        ["account_id", "ticket_id", "ticket_kind"],
        unique=False,
    )
    op.create_index(
        "ix_l1_walk_sessions_assigned_to_user_id",
        "l1_walk_sessions",
        ["account_id", "assigned_to_user_id"],
        unique=False,
        postgresql_where=sa.text("assigned_to_user_id is not null"),
    )
    op.create_index(
        "ix_l1_walk_sessions_client_id",
        "l1_walk_sessions",
        ["account_id", "client_id"],
        unique=False,
        postgresql_where=sa.text("client_id is not null"),
    )
    op.create_index(
        "ix_l1_walk_sessions_escalated",
        "l1_walk_sessions",
        ["account_id", sa.literal_column("last_step_at desc"), "id"],
        unique=False,
        postgresql_where=sa.text("status = 'escalated'"),
    )
    op.create_index(
        "ix_l1_walk_sessions_flow_proposal_id",
        "l1_walk_sessions",
        ["account_id", "flow_proposal_id"],
        unique=False,
        postgresql_where=sa.text("flow_proposal_id is not null"),
    )
    op.create_index(
        "ix_l1_walk_sessions_once_escalated",
        "l1_walk_sessions",
        ["account_id", sa.literal_column("escalated_at desc"), sa.literal_column("id desc")],
        unique=False,
        postgresql_where=sa.text("escalated_at is not null"),
    )


def _create_events() -> None:
    op.create_table(
        "l1_walk_events",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("walk_id", sa.Uuid(), nullable=False),
        sa.Column("step_no", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("walk_version", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.String(length=100), nullable=True),
        sa.Column("option_id", sa.String(length=100), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("next_node_id", sa.String(length=100), nullable=True),
        sa.Column("l1_note", sa.Text(), nullable=True),
        sa.Column("evidence", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("node", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("made_by", sa.String(length=10), server_default="person", nullable=False),
        sa.Column("idempotency_key", sa.String(length=200), nullable=True),
        sa.Column("details", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.CheckConstraint(
            "kind <> 'answer' or (node_id is not null and option_id is not null and node is not null"
            " and answer is not null)",
            name=op.f("ck_l1_walk_events_answer_complete"),
        ),
        sa.CheckConstraint(
            "kind in ('start', 'answer', 'back', 'note', 'park', 'unpark', 'resolve', 'escalate', 'abandon',"
            " 'reopen', 'take')",
            name=op.f("ck_l1_walk_events_kind"),
        ),
        sa.CheckConstraint("made_by in ('person', 'model', 'playbook')", name=op.f("ck_l1_walk_events_made_by")),
        sa.ForeignKeyConstraint(
            ["account_id", "user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_l1_walk_events_account_id_user_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "walk_id"],
            ["l1_walk_sessions.account_id", "l1_walk_sessions.id"],
            name=op.f("fk_l1_walk_events_account_id_walk_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "walk_id", "step_no", "seq", name=op.f("pk_l1_walk_events")),
    )
    op.create_index(
        "uq_l1_walk_events_idempotency_key",
        "l1_walk_events",
        ["account_id", "walk_id", "idempotency_key", "user_id"],
        unique=True,
        postgresql_where=sa.text("idempotency_key is not null"),
    )
