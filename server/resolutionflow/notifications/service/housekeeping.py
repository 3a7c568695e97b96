"""What is thrown away in time."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.models import Account
from resolutionflow.kit.clock import now
from resolutionflow.notifications.models import Notification, WebhookDelivery
from resolutionflow.platform.jobs import enqueue_many

KEEP_NOTIFICATIONS = timedelta(days=90)
KEEP_DELIVERIES = timedelta(days=30)


async def tidy_everywhere(session: AsyncSession) -> None:
    """Enqueue one job an account."""
    ids = (await session.scalars(select(Account.id))).all()
    await enqueue_many(session, "notifications.tidy", [{"account_id": account_id} for account_id in ids])


async def tidy_account(session: AsyncSession, account_id: UUID) -> None:
    """Remove notifications and deliveries that were kept long enough."""
    moment = now()
    old = (Notification.account_id == account_id, Notification.created_at < moment - KEEP_NOTIFICATIONS)
    await session.execute(delete(Notification).where(*old))
    done = (WebhookDelivery.account_id == account_id, WebhookDelivery.created_at < moment - KEEP_DELIVERIES)
    await session.execute(delete(WebhookDelivery).where(*done))
