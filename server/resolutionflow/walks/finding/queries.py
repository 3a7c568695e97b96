"""Rows of words of escalations, fenced to the account of whoever asks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Uuid, and_, any_, bindparam, delete, false, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.walks.finding.engine import span
from resolutionflow.walks.finding.models import EscalationWord
from resolutionflow.walks.models import L1WalkSession

Walk, Word = L1WalkSession, EscalationWord

FEW = 1_000
"""Of a word that so many escalations have, all are looked up and then sorted; of more, the list is read in its order
until enough of them have it, which is soon. So neither work grows with the account."""

_WITH_THE_RAREST = text("""
with asked as materialized (
    select low, high, (select count(*) from (
               select from escalation_words
                where account_id = :account_id and word >= low and word < high limit :few + 1) counted) as rows
      from unnest(cast(:lows as text[]), cast(:highs as text[])) given (low, high)
), rarest as materialized (select * from asked order by rows limit 1)
select rows > :few, array(
    select distinct walk_id from escalation_words has
     where rows <= :few and account_id = :account_id and word >= low and word < high
       and not exists (
           select from asked where not exists (
               select from escalation_words too
                where too.account_id = has.account_id and too.walk_id = has.walk_id
                  and too.word >= asked.low and too.word < asked.high)))
  from rarest
""")


_HOLD = text("""
with walks as materialized (
    select client_id, flow_id from l1_walk_sessions where account_id = :account_id and id = any(:walk_ids)
), held as materialized (
    select id from clients
     where account_id = :account_id and id in (select client_id from walks) order by id for share
), too as materialized (
    select id from flows where account_id = :account_id and id in (select flow_id from walks) order by id for share
)
select (select count(*) from held), (select count(*) from too)
""")

SAID = text("""
select w.id, array[t.title, p.title, c.name, f.title, case when w.ticket_kind = 'psa' then w.ticket_id end],
       w.problem_text, w.escalation_reason
  from l1_walk_sessions w
  left join tickets t on t.account_id = w.account_id
       and t.id = case when w.ticket_kind = 'internal' then cast(w.ticket_id as uuid) end
  left join tickets p on p.account_id = w.account_id
       and p.external_id = case when w.ticket_kind = 'psa' then w.ticket_id end
  left join clients c on c.account_id = w.account_id and c.id = w.client_id
  left join flows f on f.account_id = w.account_id and f.id = w.flow_id
 where w.account_id = :account_id and w.id = any(:walk_ids)
""")

_KEEP = text("""
insert into escalation_words (account_id, walk_id, word, of_reason)
select :account_id, walk_id, word, of_reason
  from unnest(cast(:walk_ids as uuid[]), cast(:words as text[]), cast(:of_reason as boolean[]))
       as given (walk_id, word, of_reason)
""")


async def having(session: AsyncSession, account_id: UUID, asked: Sequence[str]) -> ColumnElement[bool]:
    """Say in SQL of which walks every one of these words is the beginning of one of theirs."""
    if not asked:
        return false()
    lows, highs = zip(*map(span, asked), strict=True)
    given = {"account_id": account_id, "lows": list(lows), "highs": list(highs), "few": FEW}
    many, walk_ids = (await session.execute(_WITH_THE_RAREST, given)).one()
    if many:
        return and_(*map(_has, asked))
    return Walk.id == any_(bindparam(None, walk_ids, ARRAY(Uuid)))


def _has(word: str) -> ColumnElement[bool]:
    """Say whether a walk has a word: a value and no join, so that the list is read in its order."""
    low, high = span(word)
    rows = select(Word.walk_id).where(
        Word.account_id == Walk.account_id, Word.walk_id == Walk.id, Word.word >= low, Word.word < high
    )
    return rows.correlate(Walk).limit(1).scalar_subquery().is_not(None)


@dataclass(frozen=True, slots=True)
class Said:
    """What an escalation says, and the names that stand beside it."""

    walk_id: UUID
    names: tuple[str | None, ...]
    problem_text: str | None
    reason: str | None


async def said(session: AsyncSession, account_id: UUID, walk_ids: Collection[UUID]) -> list[Said]:
    """Return what these walks say; until the transaction ends nobody renames a client or flow of theirs."""
    given = {"account_id": account_id, "walk_ids": list(walk_ids)}
    await session.execute(_HOLD, given)
    return [Said(walk_id, tuple(names), *rest) for walk_id, names, *rest in await session.execute(SAID, given)]


async def keep(session: AsyncSession, account_id: UUID, found: Mapping[UUID, Mapping[str, bool]]) -> None:
    """Keep these words of each of these walks and no others; with each word, whether the reason alone has it."""
    await session.execute(delete(Word).where(Word.account_id == account_id, Word.walk_id.in_(found)))
    rows = [(walk_id, word, of_reason) for walk_id, words in found.items() for word, of_reason in words.items()]
    if rows:
        walk_ids, words, of_reason = map(list, zip(*rows, strict=True))
        given = {"account_id": account_id, "walk_ids": walk_ids, "words": words, "of_reason": of_reason}
        await session.execute(_KEEP, given)


async def escalated_once(
    session: AsyncSession, account_id: UUID, of: ColumnElement[bool], after: UUID | None, limit: int
) -> Sequence[UUID]:
    """Return, and lock, walks that were escalated once, in the order of their ids."""
    wanted = select(Walk.id).where(Walk.account_id == account_id, Walk.escalated_at.is_not(None), of)
    if after is not None:
        wanted = wanted.where(Walk.id > after)
    return (await session.scalars(wanted.order_by(Walk.id).limit(limit).with_for_update())).all()
