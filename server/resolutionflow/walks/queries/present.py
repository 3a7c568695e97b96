"""Rows of who joined a walk, and who has it open."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import User
from resolutionflow.walks.models import L1WalkSession, WalkPerson

_JOIN = text(
    "insert into l1_walk_people as p (account_id, walk_id, user_id, joined_at, seen_at)"
    " values (:account_id, :walk_id, :user_id, :moment, :moment)"
    " on conflict (account_id, walk_id, user_id) do update set joined_at = excluded.joined_at"
    " where p.joined_at is null returning 1"
)
_ENTER = text(
    "with before as (select seen_at from l1_walk_people"
    " where account_id = :account_id and walk_id = :walk_id and user_id = :user_id)"
    " insert into l1_walk_people (account_id, walk_id, user_id, seen_at)"
    " values (:account_id, :walk_id, :user_id, :moment)"
    " on conflict (account_id, walk_id, user_id) do update set seen_at = excluded.seen_at"
    " returning not exists (select from before where seen_at > :gone)"
)


def joined(actor: Actor) -> ColumnElement[bool]:
    """Say in SQL whether the actor has joined a walk."""
    return exists().where(
        WalkPerson.account_id == L1WalkSession.account_id,
        WalkPerson.walk_id == L1WalkSession.id,
        WalkPerson.user_id == actor.user_id,
        WalkPerson.joined_at.is_not(None),
    )


async def any_walk(session: AsyncSession, account_id: UUID, walk_id: UUID) -> L1WalkSession | None:
    """Return any walk of the account, locked: for who is about to join it."""
    wanted = select(L1WalkSession).where(L1WalkSession.account_id == account_id, L1WalkSession.id == walk_id)
    return (await session.scalars(wanted.with_for_update().execution_options(populate_existing=True))).first()


async def join(session: AsyncSession, actor: Actor, walk_id: UUID, moment: datetime) -> bool:
    """Let the actor join a walk; say whether they had not before."""
    values = {"account_id": actor.account_id, "walk_id": walk_id, "user_id": actor.user_id, "moment": moment}
    return (await session.execute(_JOIN, values)).first() is not None


async def enter(session: AsyncSession, actor: Actor, walk_id: UUID, moment: datetime, gone: datetime) -> bool:
    """Note that the actor has a walk open; say whether they were not in it since ``gone``."""
    values = {"account_id": actor.account_id, "walk_id": walk_id, "user_id": actor.user_id}
    return bool(await session.scalar(_ENTER, {**values, "moment": moment, "gone": gone}))


async def others(session: AsyncSession, actor: Actor, walk_id: UUID, since: datetime) -> Sequence[tuple[UUID, str]]:
    """Return id and name of everybody else who has had a walk open since then."""
    wanted = (
        select(User.id, User.name)
        .join(WalkPerson, and_(WalkPerson.account_id == User.account_id, WalkPerson.user_id == User.id))
        .where(
            WalkPerson.account_id == actor.account_id,
            WalkPerson.walk_id == walk_id,
            WalkPerson.user_id != actor.user_id,
            WalkPerson.seen_at > since,
        )
        .order_by(User.name, User.id)
        .limit(20)
    )
    return [(row.id, row.name) for row in await session.execute(wanted)]
