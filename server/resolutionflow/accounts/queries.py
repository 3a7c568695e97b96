"""Reads of accounts: every one is fenced to an account."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import (
    AccessToken,
    Account,
    AccountSettings,
    ApiKey,
    AuditEvent,
    Invitation,
    Team,
    TeamMember,
    User,
    UserSession,
)
from resolutionflow.accounts.schemas.settings import AuditFilter
from resolutionflow.kit.clock import now
from resolutionflow.kit.paging import BadCursor, decode_cursor, decode_moment
from resolutionflow.kit.text import storable


def visible(actor: Actor) -> Select[User]:
    """Select the people of the actor's account, deactivated ones too, the tombstone never."""
    return select(User).where(User.account_id == actor.account_id, User.is_tombstone.is_(False))


def after_name(
    after: str | None, name: InstrumentedAttribute[str], row_id: InstrumentedAttribute[UUID]
) -> list[ColumnElement[bool]]:
    """Return the condition of a list ordered by name and id; raise ``BadCursor``."""
    if after is None:
        return []
    last_name, last_id = decode_cursor(after, str, str)
    try:
        return [tuple_(name, row_id) > (storable(last_name), UUID(last_id))]
    except ValueError as error:
        raise BadCursor from error


def after_newest(after: str | None, row_id: InstrumentedAttribute[UUID]) -> list[ColumnElement[bool]]:
    """Return the condition of a list ordered by descending id; raise ``BadCursor``."""
    if after is None:
        return []
    (last_id,) = decode_cursor(after, str)
    try:
        return [row_id < UUID(last_id)]
    except ValueError as error:
        raise BadCursor from error


def _after_moment(after: str | None) -> list[ColumnElement[bool]]:
    if after is None:
        return []
    return [tuple_(AuditEvent.created_at, AuditEvent.id) < decode_moment(after)]


def _matching(search: str | None) -> list[ColumnElement[bool]]:
    if not search:
        return []
    return [or_(User.name.icontains(search, autoescape=True), User.email.icontains(search, autoescape=True))]


async def people(
    session: AsyncSession, actor: Actor, search: str | None, include_deactivated: bool, after: str | None, limit: int
) -> Sequence[User]:
    """Return up to ``limit + 1`` people by name."""
    wanted = visible(actor).where(*_matching(search), *after_name(after, User.name, User.id))
    if not include_deactivated:
        wanted = wanted.where(User.deleted_at.is_(None))
    return (await session.scalars(wanted.order_by(User.name, User.id).limit(limit + 1))).all()


async def active_people(session: AsyncSession, account_id: UUID, ids: Collection[UUID]) -> Sequence[User]:
    """Return those of ``ids`` who are active people of the account, by name."""
    wanted = select(User).where(User.account_id == account_id, User.id.in_(ids), User.deleted_at.is_(None))
    return (await session.scalars(wanted.order_by(User.name, User.id))).all()


async def account(session: AsyncSession, account_id: UUID) -> Account:
    """Return the account."""
    return (await session.scalars(select(Account).where(Account.id == account_id))).one()


async def settings_row(session: AsyncSession, account_id: UUID, *, lock: bool = False) -> AccountSettings:
    """Return the settings of the account, locked against other changes when asked."""
    wanted = select(AccountSettings).where(AccountSettings.account_id == account_id)
    return (await session.scalars(wanted.with_for_update() if lock else wanted)).one()


async def sessions(session: AsyncSession, actor: Actor) -> Sequence[Row[UserSession, AccessToken]]:
    """Return the actor's living sessions with their tokens, the newest first."""
    wanted = (
        select(UserSession, AccessToken)
        .join(AccessToken, (AccessToken.account_id == UserSession.account_id) & (AccessToken.id == UserSession.id))
        .where(
            UserSession.account_id == actor.account_id,
            UserSession.user_id == actor.user_id,
            AccessToken.user_id == actor.user_id,
            AccessToken.kind == "session",
            or_(AccessToken.expires_at.is_(None), AccessToken.expires_at > now()),
        )
        .order_by(UserSession.id.desc())
    )
    return (await session.execute(wanted)).all()


async def api_keys(
    session: AsyncSession, actor: Actor, user_id: UUID | None, after: str | None, limit: int
) -> Sequence[Row[ApiKey, str, datetime | None]]:
    """Return up to ``limit + 1`` unrevoked keys with owner's name and last use; of one person when ``user_id``."""
    wanted = (
        select(ApiKey, User.name, AccessToken.last_used_at)
        .join(User, (User.account_id == ApiKey.account_id) & (User.id == ApiKey.user_id))
        .join(
            AccessToken,
            (AccessToken.account_id == ApiKey.account_id)
            & (AccessToken.user_id == ApiKey.user_id)
            & (AccessToken.id == ApiKey.id),
            isouter=True,
        )
        .where(ApiKey.account_id == actor.account_id, ApiKey.revoked_at.is_(None), *after_newest(after, ApiKey.id))
    )
    if user_id is not None:
        wanted = wanted.where(ApiKey.user_id == user_id)
    return (await session.execute(wanted.order_by(ApiKey.id.desc()).limit(limit + 1))).all()


async def invitations(
    session: AsyncSession, actor: Actor, after: str | None, limit: int
) -> Sequence[Row[Invitation, str]]:
    """Return up to ``limit + 1`` invitations with the name of who invites, the newest first."""
    wanted = (
        select(Invitation, User.name)
        .join(User, (User.account_id == Invitation.account_id) & (User.id == Invitation.invited_by_user_id))
        .where(Invitation.account_id == actor.account_id, *after_newest(after, Invitation.id))
        .order_by(Invitation.id.desc())
        .limit(limit + 1)
    )
    return (await session.execute(wanted)).all()


async def teams(session: AsyncSession, actor: Actor, after: str | None, limit: int) -> Sequence[Team]:
    """Return up to ``limit + 1`` teams by name."""
    wanted = select(Team).where(Team.account_id == actor.account_id, *after_name(after, Team.name, Team.id))
    return (await session.scalars(wanted.order_by(Team.name, Team.id).limit(limit + 1))).all()


async def members(session: AsyncSession, actor: Actor, team_ids: Collection[UUID]) -> dict[UUID, list[User]]:
    """Return the active members of each team, by name."""
    wanted = (
        select(TeamMember.team_id, User)
        .join(User, (User.account_id == TeamMember.account_id) & (User.id == TeamMember.user_id))
        .where(TeamMember.account_id == actor.account_id, TeamMember.team_id.in_(team_ids), User.deleted_at.is_(None))
        .order_by(User.name, User.id)
    )
    found: dict[UUID, list[User]] = {team_id: [] for team_id in team_ids}
    for team_id, user in await session.execute(wanted):
        found[team_id].append(user)
    return found


async def audit(
    session: AsyncSession, actor: Actor, wanted: AuditFilter, after: str | None, limit: int
) -> Sequence[Row[AuditEvent, str]]:
    """Return up to ``limit + 1`` audit rows with the person's name, the newest first."""
    rows = (
        select(AuditEvent, User.name)
        .join(User, (User.account_id == AuditEvent.account_id) & (User.id == AuditEvent.user_id), isouter=True)
        .where(AuditEvent.account_id == actor.account_id, *_after_moment(after), *_audit_conditions(wanted))
        .order_by(AuditEvent.created_at.desc(), AuditEvent.id.desc())
        .limit(limit + 1)
    )
    return (await session.execute(rows)).all()


def _audit_conditions(wanted: AuditFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.action is not None:
        yield AuditEvent.action == wanted.action
    if wanted.user_id is not None:
        yield AuditEvent.user_id == wanted.user_id
    if wanted.since is not None:
        yield AuditEvent.created_at >= wanted.since
    if wanted.until is not None:
        yield AuditEvent.created_at < wanted.until


async def count_active_owners(session: AsyncSession, account_id: UUID) -> int:
    """Return how many active owners the account has."""
    wanted = select(func.count()).where(
        User.account_id == account_id, User.account_role == "owner", User.deleted_at.is_(None)
    )
    return (await session.execute(wanted)).scalar_one()
