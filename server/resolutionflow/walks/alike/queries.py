"""Rows of what was solved before, fenced to the account of whoever asks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, text, tuple_
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.models import User
from resolutionflow.tickets.models import Client
from resolutionflow.walks.alike.models import ResolvedWord
from resolutionflow.walks.models import RESOLVED, L1WalkSession

Walk = L1WalkSession

MOST_OF_A_WORD = 2_000
"""A word that more walks have tells little; of those, the newest are looked at, so work does not grow with them."""

_NEAR = text("""
with near as materialized (
    select asked.term, found.walk_id
      from unnest(cast(:terms as bigint[])) asked(term)
     cross join lateral (
        select walk_id from resolved_words where account_id = :account_id and term = asked.term
         order by walk_id desc limit :most) found
), weight as (
    select term, ln(1 + (
        select count(*) from (
            select from l1_walk_sessions where account_id = :account_id and status = 'resolved' limit :most) counted
        )::float8 / count(*)) as rarity
      from near group by term
), best as (
    select walk_id, sum(rarity) as shared from near join weight using (term)
     group by walk_id order by shared desc, walk_id desc limit :few
)
select walk_id, (select array_agg(term order by term) from weight), (select array_agg(rarity order by term) from weight)
  from best
""")


@dataclass(frozen=True, slots=True)
class Near:
    """Walks that share the rarest words with a problem, and how rare each word is."""

    walk_ids: list[UUID]
    rarity: dict[int, float]


async def near(session: AsyncSession, account_id: UUID, terms: Sequence[int], few: int) -> Near:
    """Return the walks that share most of these words, rare ones counting more."""
    given = {"account_id": account_id, "terms": list(terms), "most": MOST_OF_A_WORD, "few": few}
    rows = (await session.execute(_NEAR, given)).all()
    rarity = dict(zip(rows[0][1], rows[0][2], strict=True)) if rows else {}
    return Near([row[0] for row in rows], rarity)


@dataclass(frozen=True, slots=True)
class Solved:
    """How a walk was solved."""

    walk_id: UUID
    ticket: tuple[str, str]
    problem_text: str | None
    client_id: UUID | None
    client_name: str | None
    resolution_notes: str | None
    resolved_at: datetime | None
    resolved_by_id: UUID
    resolved_by: str


def _solved() -> tuple[object, ...]:
    return (
        Walk.id,
        Walk.ticket_kind,
        Walk.ticket_id,
        Walk.problem_text,
        Walk.client_id,
        Client.name,
        Walk.resolution_notes,
        Walk.resolved_at,
        User.id,
        User.name,
    )


_BY = func.coalesce(Walk.assigned_to_user_id, Walk.created_by_user_id)


async def solved(session: AsyncSession, account_id: UUID, walk_ids: Collection[UUID]) -> list[Solved]:
    """Return those of these walks that are resolved still."""
    query = (
        select(*_solved())  # type: ignore[call-overload]
        .join(User, (User.account_id == Walk.account_id) & (User.id == _BY))
        .outerjoin(Client, (Client.account_id == Walk.account_id) & (Client.id == Walk.client_id))
        .where(Walk.account_id == account_id, Walk.id.in_(walk_ids), Walk.status == RESOLVED)
    )
    return [_of(row) for row in await session.execute(query)]


async def last_solved(
    session: AsyncSession, account_id: UUID, tickets: Collection[tuple[str, str]]
) -> dict[tuple[str, str], Solved]:
    """Return how each of these tickets, as ``(kind, id)``, was solved last."""
    query = (
        select(*_solved())  # type: ignore[call-overload]
        .join(User, (User.account_id == Walk.account_id) & (User.id == _BY))
        .outerjoin(Client, (Client.account_id == Walk.account_id) & (Client.id == Walk.client_id))
        .where(Walk.account_id == account_id, tuple_(Walk.ticket_id, Walk.ticket_kind).in_((t, k) for k, t in tickets))
        .where(Walk.status == RESOLVED)
        .ext(distinct_on(Walk.ticket_id, Walk.ticket_kind))
        .order_by(Walk.ticket_id, Walk.ticket_kind, Walk.resolved_at.desc())
    )
    return {one.ticket: one for one in map(_of, await session.execute(query))} if tickets else {}


def _of(row: Sequence[object]) -> Solved:
    walk_id, kind, ticket_id, *rest = row
    return Solved(walk_id, (kind, ticket_id), *rest)  # type: ignore[arg-type]


async def keep(session: AsyncSession, account_id: UUID, walk_id: UUID, terms: Sequence[int]) -> None:
    """Keep the words of a walk's problem."""
    rows = [{"account_id": account_id, "term": term, "walk_id": walk_id} for term in terms]
    if rows:
        await session.execute(insert(ResolvedWord).values(rows).on_conflict_do_nothing())
