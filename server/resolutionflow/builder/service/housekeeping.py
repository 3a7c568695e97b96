"""Conversations whose time is over: expired, and removed a week later."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.models import Account
from resolutionflow.ai.service import release
from resolutionflow.builder import queries
from resolutionflow.builder.models import EXPIRED
from resolutionflow.builder.service.rows import SAVEABLE
from resolutionflow.kit.clock import now
from resolutionflow.platform import live
from resolutionflow.platform.jobs import enqueue_many

BATCH = 200


async def everywhere(session: AsyncSession) -> None:
    """Enqueue one job an account."""
    ids = (await session.scalars(select(Account.id))).all()
    await enqueue_many(session, "builder.expire", [{"account_id": account_id} for account_id in ids])


async def expire(session: AsyncSession, account_id: UUID) -> bool:
    """Expire what is over 24 hours old and remove what expired a week ago; say whether there is more."""
    moment = now()
    late = await queries.to_expire(session, account_id, moment, BATCH)
    for row in late:
        row.status = EXPIRED
        await session.flush()
        live.announce(session, live.Topic.FLOW_BUILDS, row.id, user_id=row.user_id)
        await release(session, account_id, conversation_id=row.id)
    removed = await queries.remove_old(session, account_id, moment - SAVEABLE, BATCH)
    return max(len(late), len(removed)) == BATCH
