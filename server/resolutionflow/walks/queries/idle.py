"""Rows of walks in which nothing happens, and the days on which their owners did something."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.walks.models import ACTIVE, L1WalkSession

Walk = L1WalkSession


async def idle(
    session: AsyncSession, account_id: UUID, before: datetime, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[L1WalkSession]:
    """Return active walks in which nothing has happened, and that waited for nothing, since ``before``; locked."""
    last = func.greatest(Walk.last_step_at, func.coalesce(Walk.waiting_until, Walk.last_step_at))
    wanted = select(Walk).where(Walk.account_id == account_id, Walk.status == ACTIVE, last < before)
    if after is not None:
        wanted = wanted.where(tuple_(last, Walk.id) > tuple_(*after))
    return (await session.scalars(wanted.order_by(last, Walk.id).limit(limit).with_for_update(skip_locked=True))).all()


async def due(session: AsyncSession, account_id: UUID, moment: datetime, limit: int) -> Sequence[L1WalkSession]:
    """Return parked walks whose moment has come and of which nobody was reminded yet; locked."""
    wanted = select(Walk).where(
        Walk.account_id == account_id,
        Walk.waiting_until <= moment,
        Walk.waiting_on.is_not(None),
        Walk.reminded_at.is_(None),
    )
    return (await session.scalars(wanted.order_by(Walk.waiting_until).limit(limit).with_for_update())).all()


_ACTIVE_DAYS = text(
    """
    select (e.created_at at time zone 'UTC')::date as day
      from l1_walk_sessions w
      join l1_walk_events e on e.account_id = w.account_id and e.walk_id = w.id
     where w.account_id = :account_id and w.last_step_at >= cast(:since as timestamptz) - interval '2 minutes'
       and e.user_id = :user_id and e.created_at >= :since
     union
    select (a.created_at at time zone 'UTC')::date from audit_events a
     where a.account_id = :account_id and a.user_id = :user_id and a.created_at >= :since
     union
    select (u.last_seen_at at time zone 'UTC')::date from users u
     where u.account_id = :account_id and u.id = :user_id and u.last_seen_at >= :since
    """
)


async def active_days(session: AsyncSession, account_id: UUID, user_id: UUID, since: datetime) -> set[date]:
    """Return the days (UTC) from ``since`` on which a person is known to have done something."""
    rows = await session.scalars(_ACTIVE_DAYS, {"account_id": account_id, "user_id": user_id, "since": since})
    return {day for day in rows if day is not None}
