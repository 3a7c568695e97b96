"""Passwords and sessions."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import lru_cache
from uuid import UUID

from sqlalchemy import ColumnElement, delete, or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit, queries
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import AccessToken, User, UserSession
from resolutionflow.accounts.refusals import KeyHasNoSession, NoSuchSession
from resolutionflow.accounts.roles import Role
from resolutionflow.accounts.schemas.access import Browser, SessionShown
from resolutionflow.accounts.service.candidate import Candidate
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.platform import crypto
from resolutionflow.platform.settings import Settings

_hashing = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")
"""Two at a time: each hash takes 64 MB and a core, and the rest of the server must go on."""


async def hash_password(password: str) -> str:
    """Return the Argon2id hash of ``password``, made in a thread; call it with no transaction open."""
    return await asyncio.get_running_loop().run_in_executor(_hashing, crypto.hash_password, password)


@lru_cache
def _nobodys_hash() -> str:
    return crypto.hash_password(crypto.new_token())


def _compare(password: str, stored: str | None) -> bool:
    decoy = _nobodys_hash()
    return crypto.password_matches(password, stored or decoy) and stored is not None


async def password_matches(password: str, candidate: Candidate | None) -> bool:
    """Say whether ``password`` is the candidate's; takes as long when there is no candidate."""
    stored = candidate.password_hash if candidate else None
    return await asyncio.get_running_loop().run_in_executor(_hashing, _compare, password, stored)


def actor_of(user: User) -> Actor:
    """Return ``user`` as an actor: for the moments in which they are let in."""
    return Actor(user.account_id, user.id, user.name, Role(user.account_role), user.can_cover_l1)


async def start_session(session: AsyncSession, user: User, browser: Browser, settings: Settings) -> str:
    """Sign ``user`` in with a new secret, which is returned; the session that the browser had before ends."""
    if browser.token:
        old = crypto.token_hash(browser.token)
        await session.execute(delete(AccessToken).where(AccessToken.token_hash == old, AccessToken.kind == "session"))
    secret, session_id = crypto.new_token(), new_id()
    user.last_seen_at = now()
    session.add(
        UserSession(
            account_id=user.account_id,
            id=session_id,
            user_id=user.id,
            user_agent=browser.user_agent or None,
            ip_address=browser.address,
        )
    )
    session.add(
        AccessToken(
            token_hash=crypto.token_hash(secret),
            id=session_id,
            kind="session",
            account_id=user.account_id,
            user_id=user.id,
            expires_at=now() + timedelta(days=settings.session_days),
        )
    )
    await session.flush()
    return secret


async def prolong_session(session: AsyncSession, actor: Actor, settings: Settings) -> None:
    """Move the end of the actor's session on, at most once a day."""
    if actor.by_api_key:
        return
    end = now() + timedelta(days=settings.session_days)
    await session.execute(
        update(AccessToken)
        .where(*_own_tokens(actor), AccessToken.id == actor.token_id, AccessToken.expires_at < end - timedelta(days=1))
        .values(expires_at=end)
    )
    await session.execute(
        update(User)
        .where(
            User.account_id == actor.account_id,
            User.id == actor.user_id,
            or_(User.last_seen_at.is_(None), User.last_seen_at < now() - timedelta(minutes=5)),
        )
        .values(last_seen_at=now())
    )


async def list_sessions(session: AsyncSession, actor: Actor) -> list[SessionShown]:
    """Return the browsers in which the actor is signed in."""
    return [
        SessionShown(
            id=row.id,
            current=row.id == actor.token_id,
            user_agent=row.user_agent,
            ip_address=row.ip_address,
            created_at=row.created_at,
            last_used_at=token.last_used_at,
            expires_at=token.expires_at,
        )
        for row, token in await queries.sessions(session, actor)
    ]


async def sign_out(session: AsyncSession, actor: Actor) -> None:
    """End the actor's session; raise ``KeyHasNoSession``."""
    if actor.by_api_key:
        raise KeyHasNoSession
    assert actor.token_id is not None
    await _end_session(session, actor, actor.token_id)


async def revoke_session(session: AsyncSession, actor: Actor, session_id: UUID) -> None:
    """End one of the actor's sessions; raise ``NoSuchSession``."""
    if not await _end_session(session, actor, session_id):
        raise NoSuchSession
    audit.record(session, actor, "session.revoke", "session", session_id)


async def end_sessions(session: AsyncSession, actor: Actor, user_id: UUID, *, but: UUID | None = None) -> None:
    """End every session of a person except ``but``."""
    mine = (AccessToken.account_id == actor.account_id, AccessToken.user_id == user_id, AccessToken.kind == "session")
    kept = (UserSession.account_id == actor.account_id, UserSession.user_id == user_id)
    await session.execute(delete(AccessToken).where(*mine, *([AccessToken.id != but] if but else [])))
    await session.execute(delete(UserSession).where(*kept, *([UserSession.id != but] if but else [])))


async def _end_session(session: AsyncSession, actor: Actor, session_id: UUID) -> bool:
    ended = await session.execute(
        delete(AccessToken).where(*_own_tokens(actor), AccessToken.id == session_id).returning(AccessToken.token_hash)
    )
    await session.execute(
        delete(UserSession).where(
            UserSession.account_id == actor.account_id,
            UserSession.user_id == actor.user_id,
            UserSession.id == session_id,
        )
    )
    return ended.first() is not None


def _own_tokens(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return (
        AccessToken.account_id == actor.account_id,
        AccessToken.user_id == actor.user_id,
        AccessToken.kind == "session",
    )
