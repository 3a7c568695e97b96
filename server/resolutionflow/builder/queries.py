"""Rows of conversations, fenced to the person whose they are."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.builder.models import COMPLETED, EXPIRED, AIConversation
from resolutionflow.kit.paging import decode_moment


def visible(actor: Actor) -> Select[AIConversation]:
    """Select the actor's own conversations."""
    own = (AIConversation.account_id == actor.account_id, AIConversation.user_id == actor.user_id)
    return select(AIConversation).where(*own)


async def one(
    session: AsyncSession, actor: Actor, conversation_id: UUID, *, lock: bool = False
) -> AIConversation | None:
    """Return a conversation of the actor's, locked on demand."""
    wanted = visible(actor).where(AIConversation.id == conversation_id).execution_options(populate_existing=True)
    return (await session.scalars(wanted.with_for_update() if lock else wanted)).one_or_none()


async def page(session: AsyncSession, actor: Actor, after: str | None, limit: int) -> Sequence[AIConversation]:
    """Return one row more than ``limit``, the newest first."""
    wanted = visible(actor)
    if after is not None:
        wanted = wanted.where(tuple_(AIConversation.created_at, AIConversation.id) < decode_moment(after))
    newest = (AIConversation.created_at.desc(), AIConversation.id.desc())
    return (await session.scalars(wanted.order_by(*newest).limit(limit + 1))).all()


async def to_expire(session: AsyncSession, account_id: UUID, moment: datetime, limit: int) -> Sequence[AIConversation]:
    """Return conversations whose time is over, locked; those that somebody has locked come later."""
    late = (AIConversation.account_id == account_id, AIConversation.expires_at <= moment)
    open_ones = AIConversation.status.not_in((COMPLETED, EXPIRED))
    wanted = select(AIConversation).where(*late, open_ones).limit(limit).with_for_update(skip_locked=True)
    return (await session.scalars(wanted)).all()


async def remove_old(session: AsyncSession, account_id: UUID, before: datetime, limit: int) -> Sequence[UUID]:
    """Remove conversations that expired before a moment; return their ids."""
    old = (AIConversation.account_id == account_id, AIConversation.expires_at <= before)
    some = select(AIConversation.id).where(*old, AIConversation.status == EXPIRED).limit(limit)
    wanted = (AIConversation.account_id == account_id, AIConversation.id.in_(some))
    return (await session.scalars(delete(AIConversation).where(*wanted).returning(AIConversation.id))).all()
