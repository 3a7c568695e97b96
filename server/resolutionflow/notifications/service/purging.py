"""Removing a person from notifications."""

from uuid import UUID

from sqlalchemy import delete, or_
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.notifications.models import Notification, NotificationChoices


async def purge_person(session: AsyncSession, account_id: UUID, user_id: UUID) -> None:
    """Delete what a person was told and what others were told of them: it names them."""
    of_person = or_(Notification.user_id == user_id, Notification.by_user_id == user_id)
    await session.execute(delete(Notification).where(Notification.account_id == account_id, of_person))
    own = (NotificationChoices.account_id == account_id, NotificationChoices.user_id == user_id)
    await session.execute(delete(NotificationChoices).where(*own))
