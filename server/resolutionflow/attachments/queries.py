"""Rows of pictures."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.attachments.models import Attachment, AttachmentContent, AttachmentUse

_ADD_USE = text(
    "insert into attachment_use as u (account_id, bytes) values (:account_id, :size)"
    " on conflict (account_id) do update set bytes = u.bytes + excluded.bytes returning bytes"
)


def _of(account_id: UUID, walk_id: UUID) -> ColumnElement[bool]:
    return and_(Attachment.account_id == account_id, Attachment.walk_id == walk_id)


async def by_hash(session: AsyncSession, account_id: UUID, walk_id: UUID, source_hash: bytes) -> Attachment | None:
    """Return the picture that was made of these bytes in this walk, one that was taken away too."""
    wanted = select(Attachment).where(_of(account_id, walk_id), Attachment.source_hash == source_hash)
    return (await session.scalars(wanted)).first()


async def of_walk(session: AsyncSession, account_id: UUID, walk_id: UUID) -> Sequence[Attachment]:
    """Return the pictures of a walk that are there, oldest first; a walk holds few."""
    wanted = select(Attachment).where(_of(account_id, walk_id), Attachment.removed_at.is_(None))
    return (await session.scalars(wanted.order_by(Attachment.id))).all()


async def count(session: AsyncSession, account_id: UUID, walk_id: UUID) -> int:
    """Return how many pictures a walk holds, those that were taken away too."""
    wanted = select(func.count()).select_from(Attachment).where(_of(account_id, walk_id))
    return await session.scalar(wanted) or 0


async def one(session: AsyncSession, account_id: UUID, walk_id: UUID, attachment_id: UUID) -> Attachment | None:
    """Return a picture of a walk, one that was taken away too."""
    wanted = select(Attachment).where(_of(account_id, walk_id), Attachment.id == attachment_id)
    return (await session.scalars(wanted)).first()


async def content(session: AsyncSession, account_id: UUID, attachment_id: UUID, small: bool) -> bytes | None:
    """Return the bytes of a picture, or those of its small one."""
    column = AttachmentContent.thumb if small else AttachmentContent.picture
    return await session.scalar(
        select(column).where(
            AttachmentContent.account_id == account_id, AttachmentContent.attachment_id == attachment_id
        )
    )


async def used(session: AsyncSession, account_id: UUID) -> int:
    """Return how many bytes of pictures the account keeps."""
    return await session.scalar(select(AttachmentUse.bytes).where(AttachmentUse.account_id == account_id)) or 0


async def add_use(session: AsyncSession, account_id: UUID, size: int) -> int:
    """Count ``size`` bytes more (or fewer), and return how many the account keeps now."""
    total: int = (await session.execute(_ADD_USE, {"account_id": account_id, "size": size})).scalar_one()
    return total


async def delete(session: AsyncSession, account_id: UUID, which: ColumnElement[bool], limit: int) -> int:
    """Delete up to ``limit`` pictures for good, give their room back, and return how many there were."""
    wanted = select(Attachment).where(Attachment.account_id == account_id, which).limit(limit).with_for_update()
    gone = (await session.scalars(wanted)).all()
    for picture in gone:
        await session.delete(picture)
    if gone:
        await session.flush()
        await add_use(session, account_id, -sum(picture.size for picture in gone))
    return len(gone)


def removed_before(moment: datetime) -> ColumnElement[bool]:
    """Say in SQL whether a picture was taken away before ``moment``."""
    return Attachment.removed_at < moment


def made_by(user_id: UUID) -> ColumnElement[bool]:
    """Say in SQL whether a person added the picture."""
    return Attachment.created_by_user_id == user_id
