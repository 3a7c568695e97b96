"""Removing a person from the use of models."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.ai.models import AIReservation, AIUsage


async def purge_person(session: AsyncSession, account_id: UUID, user_id: UUID) -> None:
    """Take a person out of what was used: the calls and what they cost stay, without who made them."""
    for table in (AIUsage, AIReservation):
        own = (table.account_id == account_id, table.user_id == user_id)
        await session.execute(update(table).where(*own).values(user_id=None))
