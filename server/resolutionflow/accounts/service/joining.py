"""Invitations, as the invited person meets them."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit, queries
from resolutionflow.accounts.models import AccessToken, Invitation, User
from resolutionflow.accounts.refusals import (
    EmailMissing,
    InvitationEnded,
    InvitationForAnother,
    InvitationUsed,
    NoSuchLink,
)
from resolutionflow.accounts.roles import Permission, Role
from resolutionflow.accounts.schemas.people import InvitationAccept, InvitationOpened, InvitationStatus
from resolutionflow.accounts.service.access import actor_of
from resolutionflow.accounts.service.invitations import status
from resolutionflow.accounts.service.setup import add_person
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.kit.text import casefold_email
from resolutionflow.platform.crypto import token_hash
from resolutionflow.platform.db import enter_account
from resolutionflow.platform.jobs import enqueue


async def open_invitation(session: AsyncSession, token: str) -> InvitationOpened:
    """Return what ``token`` opens; raise ``NoSuchLink``, ``InvitationUsed`` or ``InvitationEnded``."""
    invitation, inviter = await _open(session, token)
    account = await queries.account(session, invitation.account_id)
    return InvitationOpened(
        account_name=account.name,
        invited_by_name=inviter.name,
        account_role=Role(invitation.account_role),
        email=invitation.email,
        expires_at=invitation.expires_at,
    )


async def accept_invitation(session: AsyncSession, payload: InvitationAccept, password_hash: str) -> User:
    """Make the invited person; of several at once with one token, one passes.

    Raise ``NoSuchLink``, ``InvitationUsed``, ``InvitationEnded``, ``InvitationForAnother``, ``EmailMissing`` or
    ``EmailTaken``.
    """
    invitation, _ = await _open(session, payload.token)
    user = User(
        account_id=invitation.account_id,
        id=new_id(),
        email=_address(invitation, payload.email),
        name=payload.name,
        account_role=invitation.account_role,
        can_cover_l1=invitation.can_cover_l1,
        password_hash=password_hash,
        preferences={},
        row_version=1,
    )
    await add_person(session, user)
    invitation.accepted_at = now()
    invitation.accepted_by_user_id = user.id
    audit.record(session, actor_of(user), "invitation.accept", "invitation", invitation.id, role=user.account_role)
    await session.flush()
    await enqueue(session, "notifications.joined", account_id=user.account_id, invitation_id=invitation.id)
    return user


def _address(invitation: Invitation, given: str | None) -> str:
    address = given or invitation.email
    if address is None:
        raise EmailMissing
    if invitation.email is not None and casefold_email(address) != casefold_email(invitation.email):
        raise InvitationForAnother
    return address


async def _open(session: AsyncSession, token: str) -> tuple[Invitation, User]:
    wanted = select(AccessToken).where(AccessToken.token_hash == token_hash(token), AccessToken.kind == "invitation")
    found = (await session.scalars(wanted)).first()
    if found is None:
        raise NoSuchLink
    await enter_account(session, found.account_id)
    row = select(Invitation).where(Invitation.account_id == found.account_id, Invitation.id == found.id)
    invitation = (await session.scalars(row.with_for_update())).one()
    if status(invitation) is InvitationStatus.ACCEPTED:
        raise InvitationUsed
    inviter = await _inviter(session, invitation)
    if status(invitation) is not InvitationStatus.OPEN or inviter is None:
        raise InvitationEnded
    return invitation, inviter


async def _inviter(session: AsyncSession, invitation: Invitation) -> User | None:
    # An invitation is worth what its maker may still do: a demoted or deactivated one lets nobody in.
    wanted = select(User).where(
        User.account_id == invitation.account_id,
        User.id == invitation.invited_by_user_id,
        User.deleted_at.is_(None),
    )
    inviter = (await session.scalars(wanted)).first()
    if inviter is None:
        return None
    makes_owner = invitation.account_role == Role.OWNER
    needed = Permission.MAKE_OWNERS if makes_owner else Permission.MANAGE_ACCOUNT
    return inviter if actor_of(inviter).may(needed) else None
