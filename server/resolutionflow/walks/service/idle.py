"""Walks that nobody has gone on with for longer than the account allows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import service as accounts
from resolutionflow.accounts.models import Account
from resolutionflow.kit.clock import now
from resolutionflow.platform.jobs import enqueue
from resolutionflow.walks import queries
from resolutionflow.walks.engine.time import counted_idle
from resolutionflow.walks.models import L1WalkSession
from resolutionflow.walks.queries import idle as idle_queries
from resolutionflow.walks.service.ending import lapse

AT_ONCE = 500

Position = tuple[datetime, UUID]
"""Since when a walk is idle, and its id: the order in which walks are looked at."""


@dataclass(frozen=True, slots=True)
class Looked:
    """How many walks were abandoned, and after which one to go on (null: that was all)."""

    abandoned: int
    following: Position | None


async def enqueue_for_every_account(session: AsyncSession) -> None:
    """Enqueue the search for idle walks, one job an account."""
    for account_id in await session.scalars(select(Account.id)):
        await enqueue(session, "walks.abandon_idle", account_id=account_id)


async def abandon_idle(session: AsyncSession, account_id: UUID, after: Position | None = None) -> Looked:
    """Abandon the account's idle walks, of the next ``AT_ONCE`` that come into question after ``after``.

    Time before ``waiting_until``, and days on which a walk's owner did nothing at all, don't count; of an owner who
    has left every day counts.
    """
    limit = timedelta(hours=(await accounts.settings_of(session, account_id)).idle_limit_hours)
    moment = now()
    found = await idle_queries.idle(session, account_id, moment - limit, after, AT_ONCE)
    days = await _active_days(session, account_id, found)
    late = [walk for walk in found if _idle_for(walk, moment, days.get(_owner(walk))) >= limit]
    following = (_since(found[-1]), found[-1].id) if len(found) == AT_ONCE else None
    for walk in late:
        await lapse(session, walk, None)
    return Looked(len(late), following)


def _owner(walk: L1WalkSession) -> UUID:
    return walk.assigned_to_user_id or walk.created_by_user_id


def _since(walk: L1WalkSession) -> datetime:
    return max(walk.last_step_at, walk.waiting_until or walk.last_step_at)


def _idle_for(walk: L1WalkSession, moment: datetime, active_days: set[date] | None) -> timedelta:
    return moment - _since(walk) if active_days is None else counted_idle(_since(walk), moment, active_days)


async def _active_days(
    session: AsyncSession, account_id: UUID, walks: Iterable[L1WalkSession]
) -> dict[UUID, set[date]]:
    """Return the days on which the owners of ``walks`` did something, for those who are still there."""
    earliest: dict[UUID, datetime] = {}
    for walk in walks:
        earliest[_owner(walk)] = min(_since(walk), earliest.get(_owner(walk), _since(walk)))
    there = await queries.people(session, account_id, earliest)
    return {
        owner: await idle_queries.active_days(session, account_id, owner, since)
        for owner, since in earliest.items()
        if there.get(owner)
    }
