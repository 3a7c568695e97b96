"""Walks that nobody has gone on with for longer than the account allows."""

from datetime import datetime, timedelta
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
from resolutionflow.walks.service.ending import lapse

AT_ONCE = 500


async def enqueue_for_every_account(session: AsyncSession) -> None:
    """Enqueue the search for idle walks, one job an account."""
    for account_id in await session.scalars(select(Account.id)):
        await enqueue(session, "walks.abandon_idle", account_id=account_id)


async def abandon_idle(session: AsyncSession, account_id: UUID) -> int:
    """Abandon the account's idle walks and return how many.

    Time before ``waiting_until``, and days on which a walk's owner did nothing at all, don't count.
    """
    limit = timedelta(hours=(await accounts.settings_of(session, account_id)).idle_limit_hours)
    moment = now()
    abandoned = 0
    for walk in await queries.idle(session, account_id, moment - limit, AT_ONCE):
        if await _idle_for(session, walk, moment) >= limit:
            await lapse(session, walk, None)
            abandoned += 1
    return abandoned


async def _idle_for(session: AsyncSession, walk: L1WalkSession, moment: datetime) -> timedelta:
    owner = walk.assigned_to_user_id or walk.created_by_user_id
    since = max(walk.last_step_at, walk.waiting_until or walk.last_step_at)
    return counted_idle(since, moment, await queries.active_days(session, walk.account_id, owner, since))
