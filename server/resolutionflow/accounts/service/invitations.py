"""Invitations, as those handle them who invite."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit, queries
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import AccessToken, Invitation, SignInName, User
from resolutionflow.accounts.refusals import EmailTaken, InvitationAccepted, NoSuchInvitation, OnlyOwnersMakeOwners
from resolutionflow.accounts.roles import Permission, Role
from resolutionflow.accounts.schemas.people import InvitationNew, InvitationShown, InvitationStatus
from resolutionflow.kit.clock import now
from resolutionflow.kit.paging import Page, page_of
from resolutionflow.kit.text import casefold_email
from resolutionflow.platform.crypto import new_token, token_hash
from resolutionflow.platform.jobs import enqueue

LIFE = timedelta(days=7)


async def invite(
    session: AsyncSession, actor: Actor, payload: InvitationNew, invitation_id: UUID, token: str, *, mailed: bool
) -> InvitationShown:
    """Let whoever holds ``token`` join; raise ``OnlyOwnersMakeOwners`` or ``EmailTaken``."""
    actor.must(Permission.MANAGE_ACCOUNT)
    if payload.account_role is Role.OWNER and not actor.may(Permission.MAKE_OWNERS):
        raise OnlyOwnersMakeOwners
    if payload.email is not None:
        taken = await session.get(SignInName, casefold_email(payload.email))
        if taken is not None:
            raise EmailTaken
    invitation = Invitation(
        account_id=actor.account_id,
        id=invitation_id,
        email=payload.email,
        account_role=payload.account_role.value,
        can_cover_l1=payload.can_cover_l1,
        invited_by_user_id=actor.user_id,
        created_at=now(),
        expires_at=now() + LIFE,
    )
    session.add(invitation)
    add_token(session, invitation, token)
    role = payload.account_role.value
    audit.record(session, actor, "invitation.create", "invitation", invitation_id, email=payload.email, role=role)
    if mailed:
        account_id = actor.account_id
        await enqueue(session, "accounts.mail_invitation", account_id=account_id, invitation_id=invitation_id)
    await session.flush()
    return shown(invitation, actor.name)


def add_token(session: AsyncSession, invitation: Invitation, token: str) -> None:
    """Make ``token`` open ``invitation``; several may (one shown, one mailed)."""
    session.add(
        AccessToken(
            token_hash=token_hash(token),
            id=invitation.id,
            kind="invitation",
            account_id=invitation.account_id,
            expires_at=invitation.expires_at,
        )
    )


async def list_invitations(session: AsyncSession, actor: Actor, after: str | None, limit: int) -> Page[InvitationShown]:
    """Return a page of invitations, the newest first."""
    actor.must(Permission.MANAGE_ACCOUNT)
    rows = await queries.invitations(session, actor, after, limit)
    items, following = page_of(rows, limit, lambda row: [row[0].id], lambda row: shown(row[0], row[1]))
    return Page(items=items, next=following)


async def revoke_invitation(session: AsyncSession, actor: Actor, invitation_id: UUID) -> None:
    """Withdraw an invitation; raise ``NoSuchInvitation`` or ``InvitationAccepted``."""
    actor.must(Permission.MANAGE_ACCOUNT)
    wanted = select(Invitation).where(Invitation.account_id == actor.account_id, Invitation.id == invitation_id)
    invitation = (await session.scalars(wanted.with_for_update())).first()
    if invitation is None:
        raise NoSuchInvitation
    if invitation.accepted_at is not None:
        raise InvitationAccepted
    if invitation.revoked_at is None:
        invitation.revoked_at = now()
        audit.record(session, actor, "invitation.revoke", "invitation", invitation_id)
        await session.flush()


@dataclass(frozen=True, slots=True)
class Letter:
    """What the mail of an invitation says; ``token`` was made for it."""

    email: str
    account_name: str
    invited_by: str
    expires_at: datetime
    token: str


async def invitation_letter(session: AsyncSession, account_id: UUID, invitation_id: UUID) -> Letter | None:
    """Return the letter of an invitation with a new token for it; null when it is open no more."""
    wanted = (
        select(Invitation, User.name)
        .join(User, (User.account_id == Invitation.account_id) & (User.id == Invitation.invited_by_user_id))
        .where(Invitation.account_id == account_id, Invitation.id == invitation_id)
    )
    row = (await session.execute(wanted)).first()
    if row is None or row[0].email is None or status(row[0]) is not InvitationStatus.OPEN:
        return None
    invitation, inviter = row
    account = await queries.account(session, account_id)
    token = new_token()
    add_token(session, invitation, token)
    await session.flush()
    return Letter(row[0].email, account.name, inviter, invitation.expires_at, token)


def status(invitation: Invitation) -> InvitationStatus:
    """Return what has become of ``invitation``."""
    if invitation.accepted_at is not None:
        return InvitationStatus.ACCEPTED
    if invitation.revoked_at is not None:
        return InvitationStatus.REVOKED
    return InvitationStatus.OPEN if invitation.expires_at > now() else InvitationStatus.EXPIRED


def shown(invitation: Invitation, invited_by_name: str) -> InvitationShown:
    """Return ``invitation`` as listed."""
    return InvitationShown(
        id=invitation.id,
        email=invitation.email,
        account_role=Role(invitation.account_role),
        can_cover_l1=invitation.can_cover_l1,
        status=status(invitation),
        invited_by_name=invited_by_name,
        created_at=invitation.created_at,
        expires_at=invitation.expires_at,
    )
