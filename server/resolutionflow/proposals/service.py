"""What is done with proposals."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.service import tombstone_id
from resolutionflow.proposals.models import FlowProposal


async def purge_person(session: AsyncSession, account_id: UUID, user_id: UUID) -> None:
    """Hand the reviews of a person to the tombstone and clear what they wrote in them."""
    mine = (FlowProposal.account_id == account_id, FlowProposal.reviewed_by == user_id)
    values = {"reviewed_by": await tombstone_id(session, account_id), "reviewer_notes": None}
    await session.execute(update(FlowProposal).where(*mine).values(values))
