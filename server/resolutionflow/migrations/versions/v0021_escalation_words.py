"""Words of escalations, for the inbox's search; the write of a step by the primary key.

- ``escalation_words``: under row-level security a search for a part of a text reads every row; the beginning of a
  word is found by index.
- ``append_answer`` finds the walk by nothing but its id.

Revision 0021, after 0020.
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

from resolutionflow.migrations.support import fence
from resolutionflow.walks.finding.engine import MOST_OF_REASON, words

revision = "0021"
down_revision = "0020"

AT_ONCE = 500
NOTHING_YET = UUID(int=0)

SAID = sa.text("""
select w.id, array[t.title, p.title, c.name, f.title, case when w.ticket_kind = 'psa' then w.ticket_id end,
                   w.problem_text] as texts, w.escalation_reason as reason
  from l1_walk_sessions w
  left join tickets t on t.account_id = w.account_id
       and t.id = case when w.ticket_kind = 'internal' then w.ticket_id::uuid end
  left join tickets p on p.account_id = w.account_id
       and p.external_id = case when w.ticket_kind = 'psa' then w.ticket_id end
  left join clients c on c.account_id = w.account_id and c.id = w.client_id
  left join flows f on f.account_id = w.account_id and f.id = w.flow_id
 where w.account_id = :account_id and w.escalated_at is not null and w.id > :after
 order by w.id limit :at_once
""")

KEEP = sa.text("""
insert into escalation_words (account_id, walk_id, word, of_reason)
select :account_id, walk_id, word, of_reason
  from unnest(cast(:walk_ids as uuid[]), cast(:words as text[]), cast(:of_reason as boolean[]))
       as given (walk_id, word, of_reason)
""")


APPEND_ANSWER = """
create or replace function append_answer(
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
         where w.account_id = in_account and w.id = in_walk and w.pending_node_id = here
           and (w.status = 'active') is true and (w.flow_version_id = pinned) is true
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
"""The write of a step as before, but "is true" keeps it to the primary key.

An index that begins at status or version looked as good while few walks were active or followed the version, and then
each step read all the others that are or do.
"""


def upgrade() -> None:
    """Apply this revision."""
    op.create_table(
        "escalation_words",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("walk_id", sa.Uuid(), nullable=False),
        sa.Column("word", sa.String(length=40, collation="C"), nullable=False),
        sa.Column("of_reason", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_escalation_words_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "walk_id"],
            ["l1_walk_sessions.account_id", "l1_walk_sessions.id"],
            name=op.f("fk_escalation_words_account_id_walk_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "walk_id", "word", name=op.f("pk_escalation_words")),
    )
    op.create_index("ix_escalation_words_account_id_word", "escalation_words", ["account_id", "word", "walk_id"])
    fence("escalation_words")
    fill(op.get_bind())
    op.execute(APPEND_ANSWER)


def fill(connection: sa.Connection) -> None:
    """Write down the words of what was escalated before."""
    for (account_id,) in connection.execute(sa.text("select id from accounts")).all():
        connection.execute(sa.text("select set_config('app.account_id', :id, true)"), {"id": str(account_id)})
        after: UUID | None = NOTHING_YET
        while after is not None:
            after = _fill_part(connection, account_id, after)
    connection.execute(sa.text("select set_config('app.account_id', '', true)"))


def _fill_part(connection: sa.Connection, account_id: UUID, after: UUID) -> UUID | None:
    part = {"account_id": account_id, "after": after, "at_once": AT_ONCE}
    said = connection.execute(SAID, part).all()
    found = [
        (one.id, word, of_reason)
        for one in said
        for word, of_reason in (
            dict.fromkeys(words([one.reason], MOST_OF_REASON), True) | dict.fromkeys(words(one.texts), False)
        ).items()
    ]
    if found:
        walk_ids, theirs, of_reason = map(list, zip(*found, strict=True))
        given = {"account_id": account_id, "walk_ids": walk_ids, "words": theirs, "of_reason": of_reason}
        connection.execute(KEEP, given)
    return said[-1].id if len(said) == AT_ONCE else None
