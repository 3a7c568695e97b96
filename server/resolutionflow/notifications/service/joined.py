"""Telling whoever invited somebody that they joined; asked for by name, from a domain below."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.models import Invitation, User
from resolutionflow.notifications.engine import Kind
from resolutionflow.notifications.service.telling import tell


async def tell_inviter(session: AsyncSession, account_id: UUID, invitation_id: UUID) -> None:
    """Tell the maker of an invitation who accepted it."""
    wanted = (
        select(Invitation.invited_by_user_id, User)
        .join(User, (User.account_id == Invitation.account_id) & (User.id == Invitation.accepted_by_user_id))
        .where(Invitation.account_id == account_id, Invitation.id == invitation_id)
    )
    found = (await session.execute(wanted)).first()
    if found is None:
        return
    inviter, user = found
    session.info["user_id"] = user.id  # it was they who did it, so that it goes when they are purged
    data = {"user_id": str(user.id), "role": user.account_role}
    words = f"{user.name} accepted your invitation"
    event = str(invitation_id)
    await tell(session, account_id, [inviter], Kind.INVITATION_ACCEPTED, words, "/people", event=event, data=data)
