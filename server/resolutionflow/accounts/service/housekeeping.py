"""What is thrown away in time: ended tokens, old tries, sessions without a token, old idempotency keys."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.models import AccessToken, Account, SignInAttempt, UserSession
from resolutionflow.kit.clock import now
from resolutionflow.platform.idempotency import KEEP_DAYS, IdempotencyKey
from resolutionflow.platform.jobs import enqueue

KEEP_ENDED_TOKENS = timedelta(days=30)
"""So long a link that has expired still says so, instead of being unknown."""
KEEP_ATTEMPTS = timedelta(days=1)


async def tidy_everywhere(session: AsyncSession) -> None:
    """Empty the global tables of what has ended, and enqueue one job an account for the fenced ones."""
    await session.execute(delete(AccessToken).where(AccessToken.expires_at < now() - KEEP_ENDED_TOKENS))
    await session.execute(delete(SignInAttempt).where(SignInAttempt.created_at < now() - KEEP_ATTEMPTS))
    for account_id in await session.scalars(select(Account.id)):
        await enqueue(session, "accounts.tidy", account_id=account_id)


async def tidy_account(session: AsyncSession, account_id: UUID) -> None:
    """Remove sessions whose token is gone and idempotency keys older than ``KEEP_DAYS``."""
    alive = exists().where(
        AccessToken.account_id == UserSession.account_id,
        AccessToken.user_id == UserSession.user_id,
        AccessToken.id == UserSession.id,
    )
    await session.execute(delete(UserSession).where(UserSession.account_id == account_id, ~alive))
    old = now() - timedelta(days=KEEP_DAYS)
    await session.execute(
        delete(IdempotencyKey).where(IdempotencyKey.account_id == account_id, IdempotencyKey.created_at < old)
    )
