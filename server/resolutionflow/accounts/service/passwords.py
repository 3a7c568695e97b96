"""Changing passwords, and reset links."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import AccessToken, SignInAttempt, User
from resolutionflow.accounts.refusals import NoSuchLink, ResetLinkEnded, UserDeactivated
from resolutionflow.accounts.service.access import actor_of, end_sessions
from resolutionflow.accounts.service.candidate import Candidate
from resolutionflow.accounts.service.people import lock_managed
from resolutionflow.accounts.service.sign_in import Attempt, count, find_candidate, forget, lock_candidate
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.kit.text import casefold_email
from resolutionflow.platform.crypto import new_token, token_hash
from resolutionflow.platform.db import enter_account
from resolutionflow.platform.jobs import enqueue

LINK_LIFE = timedelta(hours=24)
MAILED_LINK_LIFE = timedelta(hours=2)
MAILS_PER_NAME = 3
MAILS_PER_ADDRESS = 30
MAIL_WINDOW = timedelta(hours=1)
_SUBJECT = "reset:"


async def change_password(
    session: AsyncSession, actor: Actor, attempt: Attempt, candidate: Candidate | None, new_hash: str | None
) -> bool:
    """Set the new hash and end the person's other sessions; say no, and audit it, when there is no new hash."""
    user = await lock_candidate(session, candidate) if candidate else None
    if user is None or new_hash is None:
        audit.record(session, actor, "user.password_refused", "user", actor.user_id, address=attempt.address)
        return False
    user.password_hash = new_hash
    await forget(session, attempt)
    await end_sessions(session, actor, user.id, but=None if actor.by_api_key else actor.token_id)
    await _forget_links(session, user)
    audit.record(session, actor, "user.password_change", "user", user.id)
    await session.flush()
    return True


async def make_reset_link(session: AsyncSession, actor: Actor, user_id: UUID, link_id: UUID, token: str) -> datetime:
    """Let whoever holds ``token`` set the person's password; return until when.

    Raise ``NoSuchUser``, ``OnlyOwnersMakeOwners`` or ``UserDeactivated``.
    """
    user = await lock_managed(session, actor, user_id)
    if user.deleted_at is not None:
        raise UserDeactivated
    expires_at = now() + LINK_LIFE
    await _forget_links(session, user)
    session.add(_reset(user, link_id, token, expires_at))
    audit.record(session, actor, "user.reset_link", "user", user.id)
    await session.flush()
    return expires_at


def _reset(user: User, link_id: UUID, token: str, expires_at: datetime) -> AccessToken:
    return AccessToken(
        token_hash=token_hash(token),
        id=link_id,
        kind="reset",
        account_id=user.account_id,
        user_id=user.id,
        expires_at=expires_at,
    )


async def _forget_links(session: AsyncSession, user: User) -> None:
    await session.execute(
        delete(AccessToken).where(
            AccessToken.account_id == user.account_id, AccessToken.user_id == user.id, AccessToken.kind == "reset"
        )
    )


async def request_reset(session: AsyncSession, email: str, address: str) -> None:
    """Count the request and leave the rest to a job, whoever ``email`` is; raise ``TooManyAttempts``."""
    limits = {_SUBJECT + casefold_email(email): MAILS_PER_NAME, f"reset-address:{address}": MAILS_PER_ADDRESS}
    request_id, _ = await count(session, limits, MAIL_WINDOW)
    await enqueue(session, "accounts.mail_reset", request_id=request_id)


async def reset_for_request(session: AsyncSession, request_id: UUID) -> tuple[str, str] | None:
    """Return the address to mail and the token of a new reset link; null when nobody signs in with that address."""
    request = await session.get(SignInAttempt, request_id)
    if request is None:
        return None
    candidate = await find_candidate(session, request.subject.removeprefix(_SUBJECT))
    user = await lock_candidate(session, candidate) if candidate else None
    if user is None:
        return None
    token = new_token()
    session.add(_reset(user, new_id(), token, now() + MAILED_LINK_LIFE))
    audit.record(session, actor_of(user), "user.reset_mail", "user", user.id)
    await session.flush()
    return user.email, token


async def check_reset(session: AsyncSession, token: str) -> None:
    """Raise ``NoSuchLink`` or ``ResetLinkEnded`` unless ``token`` opens a reset."""
    await _open(session, token)


async def finish_reset(session: AsyncSession, token: str, password_hash: str) -> None:
    """Set the password of the person whose reset ``token`` opens; all their sessions and links end."""
    opened = await _open(session, token, lock=True)
    await enter_account(session, opened.account_id)
    wanted = select(User).where(
        User.account_id == opened.account_id, User.id == opened.user_id, User.deleted_at.is_(None)
    )
    user = (await session.scalars(wanted.with_for_update())).first()
    if user is None:
        raise ResetLinkEnded
    actor = actor_of(user)
    user.password_hash = password_hash
    await end_sessions(session, actor, user.id)
    await _forget_links(session, user)
    await session.execute(delete(SignInAttempt).where(SignInAttempt.subject == f"name:{casefold_email(user.email)}"))
    audit.record(session, actor, "user.password_reset", "user", user.id)
    await session.flush()


async def _open(session: AsyncSession, token: str, *, lock: bool = False) -> AccessToken:
    wanted = select(AccessToken).where(AccessToken.token_hash == token_hash(token), AccessToken.kind == "reset")
    found = (await session.scalars(wanted.with_for_update() if lock else wanted)).first()
    if found is None:
        raise NoSuchLink("This link is not known here: it was used, replaced by a newer one, or not copied whole.")
    if found.expires_at is not None and found.expires_at <= now():
        raise ResetLinkEnded
    return found
