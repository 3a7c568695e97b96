"""A key below its person's role may answer only what both roles may, as everywhere else.

The lower of the two did not do: an engineer without coverage does no first-line work, an ``l1_tech`` does.

Revision 0008, after 0007.
"""

from alembic import op

revision = "0008"
down_revision = "0007"


ANSWER_WALK = """
create or replace function answer_walk(
    token bytea, ranks text[], workers text[], coverers text[], seers text[], takers text[], in_walk uuid,
    expected integer, here text, there text, chosen text, label text, made text, shown jsonb, note text, proof jsonb,
    once_key text)
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
        who.account_id, in_walk, who.user_id, works and seers @> roles, works, takers @> roles, expected,
        here, there, chosen, label, made, shown, note, proof, once_key);
end
$$
"""
"""A whole step in one statement: who asks, what their roles may do (arrays: ``accounts.roles``), the write."""


def upgrade() -> None:
    """Apply this revision."""
    op.execute(ANSWER_WALK)
