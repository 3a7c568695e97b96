"""Signing in: tries are counted, and the count committed, before any password is hashed."""

import ipaddress
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit
from resolutionflow.accounts.models import SignInAttempt, SignInName, User
from resolutionflow.accounts.refusals import TooManyAttempts
from resolutionflow.accounts.service.access import actor_of
from resolutionflow.accounts.service.candidate import Candidate
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.kit.text import casefold_email
from resolutionflow.platform.db import enter_account

WINDOW = timedelta(minutes=15)
TRIES_PER_NAME = 10
TRIES_PER_ADDRESS = 100

_ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtextextended(:subject, 0))")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One counted try: the name it is for, where it came from, and its rows."""

    name: str
    address: str
    ids: tuple[UUID, ...]


async def count_attempt(session: AsyncSession, email: str, address: str) -> Attempt:
    """Count a try for ``email`` from ``address``; raise ``TooManyAttempts``, which counts nothing."""
    name = f"name:{casefold_email(email)}"
    limits = {name: TRIES_PER_NAME, f"address:{_network(address)}": TRIES_PER_ADDRESS}
    return Attempt(name, address, await count(session, limits, WINDOW))


async def count(session: AsyncSession, limits: dict[str, int], window: timedelta) -> tuple[UUID, ...]:
    """Count one try for each subject of ``limits`` and return the rows; raise ``TooManyAttempts`` at a limit."""
    for subject in sorted(limits):
        await session.execute(_ONE_AT_A_TIME, {"subject": subject})
    for subject, limit in limits.items():
        await _check(session, subject, limit, window)
    rows = [SignInAttempt(id=new_id(), subject=subject) for subject in limits]
    session.add_all(rows)
    await session.flush()
    return tuple(row.id for row in rows)


async def _check(session: AsyncSession, subject: str, limit: int, window: timedelta) -> None:
    since = now() - window
    recent = select(func.count(), func.min(SignInAttempt.created_at)).where(
        SignInAttempt.subject == subject, SignInAttempt.created_at > since
    )
    tries, first = (await session.execute(recent)).one()
    if tries >= limit:
        raise _too_many(max(1, int((first - since).total_seconds())))


def _too_many(seconds: int) -> TooManyAttempts:
    minutes = -(-seconds // 60)
    wait = f"{minutes} minutes" if minutes > 1 else "a minute"
    return TooManyAttempts(
        f"Too many failed tries. Try again in {wait}, or ask an owner or admin for a reset link.", retry_after=seconds
    )


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    # One household or server usually has a whole /64 of IPv6 addresses to try from.
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)


async def find_candidate(session: AsyncSession, email: str) -> Candidate | None:
    """Return the active person who signs in with ``email`` and enter their account; null for an unknown name."""
    name = await session.get(SignInName, casefold_email(email))
    if name is None:
        return None
    await enter_account(session, name.account_id)
    wanted = select(User.password_hash).where(
        User.account_id == name.account_id, User.id == name.user_id, User.deleted_at.is_(None)
    )
    row = (await session.execute(wanted)).first()
    return Candidate(name.account_id, name.user_id, row.password_hash) if row else None


async def settle_attempt(
    session: AsyncSession, attempt: Attempt, candidate: Candidate | None, right: bool
) -> User | None:
    """Return the person to sign in and forget their failed tries, or null; a known name's failure is audited."""
    # Written for unknown names too, so that the time of the answer doesn't tell them apart.
    await session.execute(update(SignInAttempt).where(SignInAttempt.id == attempt.ids[0]).values(created_at=func.now()))
    if candidate is None:
        return None
    await enter_account(session, candidate.account_id)
    user = await lock_candidate(session, candidate)
    if user is None:
        return None
    actor = actor_of(user)
    if not right:
        audit.record(session, actor, "user.sign_in_failed", "user", user.id, address=attempt.address)
        return None
    await forget(session, attempt)
    audit.record(session, actor, "user.sign_in", "user", user.id, address=attempt.address)
    return user


async def lock_candidate(session: AsyncSession, candidate: Candidate) -> User | None:
    """Return the candidate as they are now, locked; null when deactivated or given another password meanwhile."""
    wanted = select(User).where(
        User.account_id == candidate.account_id,
        User.id == candidate.user_id,
        User.deleted_at.is_(None),
        User.password_hash.is_not_distinct_from(candidate.password_hash),
    )
    return (await session.scalars(wanted.with_for_update())).first()


async def forget(session: AsyncSession, attempt: Attempt) -> None:
    """Forget the failed tries of a name that has proved itself, and this try of its address."""
    await session.execute(delete(SignInAttempt).where(SignInAttempt.subject == attempt.name))
    await session.execute(delete(SignInAttempt).where(SignInAttempt.id.in_(attempt.ids)))
