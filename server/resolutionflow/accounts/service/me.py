"""The person who is signed in."""

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import queries
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import Account, User
from resolutionflow.accounts.refusals import TooManyPreferences, UserChanged
from resolutionflow.accounts.roles import Permission
from resolutionflow.accounts.schemas.access import Me, MeChange

MAX_PREFERENCES = 100


async def get_self(session: AsyncSession, actor: Actor) -> User:
    """Return the actor's own row."""
    wanted = select(User).where(User.account_id == actor.account_id, User.id == actor.user_id)
    return (await session.scalars(wanted)).one()


async def zone_of(session: AsyncSession, actor: Actor) -> tzinfo:
    """Return the time zone of the actor's profile; UTC when they chose none, or one that is known no more."""
    chosen = (await get_self(session, actor)).time_zone
    try:
        return ZoneInfo(chosen) if chosen else UTC
    except ZoneInfoNotFoundError:
        return UTC


async def show_me(session: AsyncSession, actor: Actor, mail_configured: bool) -> Me:
    """Return what the screens need to know about the actor."""
    user = await get_self(session, actor)
    account = await queries.account(session, actor.account_id)
    categories = (await queries.settings_row(session, actor.account_id)).l1_categories
    return me_of(actor, user, account, mail_configured, categories)


def me_of(actor: Actor, user: User, account: Account, mail_configured: bool, categories: list[str]) -> Me:
    """Return ``user`` as their screens see them; an API key's role shows instead of theirs."""
    return Me(
        id=user.id,
        account_id=account.id,
        account_name=account.name,
        email=user.email,
        name=user.name,
        account_role=actor.role,
        can_cover_l1=user.can_cover_l1,
        time_zone=user.time_zone,
        preferences=user.preferences,
        permissions=[permission for permission in Permission if actor.may(permission)],
        l1_categories=categories if actor.may(Permission.READ_DIRECTORY) else None,
        mail_configured=mail_configured,
        version=user.row_version,
    )


async def change_me(session: AsyncSession, actor: Actor, payload: MeChange, version: int) -> None:
    """Change the actor's name, time zone or preferences; raise ``UserChanged`` or ``TooManyPreferences``."""
    wanted = select(User).where(User.account_id == actor.account_id, User.id == actor.user_id)
    user = (await session.scalars(wanted.with_for_update())).one()
    if user.row_version != version:
        raise UserChanged
    user.name = payload.name or user.name
    if "time_zone" in payload.model_fields_set:
        user.time_zone = payload.time_zone
    user.preferences = _merged(user.preferences, payload)
    user.row_version += 1
    await session.flush()


def _merged(present: dict[str, object], payload: MeChange) -> dict[str, object]:
    merged = {**present, **(payload.preferences or {})}
    kept = {name: value for name, value in merged.items() if value is not None}
    if len(kept) > MAX_PREFERENCES:
        raise TooManyPreferences
    return kept
