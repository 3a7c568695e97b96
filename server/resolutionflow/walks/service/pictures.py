"""Pictures of a walk: pasted into its notes, shown as evidence for a step, or handed over with it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import caller
from resolutionflow.accounts.actor import Actor
from resolutionflow.attachments import service as attachments
from resolutionflow.attachments.models import EVIDENCE, Attachment
from resolutionflow.platform import live
from resolutionflow.platform.db import Database
from resolutionflow.walks.models import NOTE, L1WalkSession
from resolutionflow.walks.schemas.pictures import Picture, PictureGiven
from resolutionflow.walks.service import access
from resolutionflow.walks.service.events import record, touch


@dataclass(frozen=True, slots=True)
class Sent:
    """A picture as it was sent: by whom (their secret), to which walk, what it is, and the account's limit."""

    token: str
    walk_id: UUID
    told: PictureGiven
    raw: bytes
    most_megabytes: int

    @property
    def source_hash(self) -> bytes:
        """Return the hash by which the same picture is known again."""
        return hashlib.sha256(self.raw).digest()


def shown(found: Attachment, names: dict[UUID, str]) -> Picture:
    """Return a picture as it is listed."""
    return Picture.model_validate(
        {name: getattr(found, name) for name in Picture.model_fields if name != "created_by"}
        | {"created_by": names.get(found.created_by_user_id, "")}
    )


async def of_walk(session: AsyncSession, walk: L1WalkSession) -> list[Picture]:
    """Return the pictures of a walk that the actor may see."""
    found = await attachments.of_walk(session, walk.account_id, walk.id)
    return await _named(session, walk.account_id, found)


async def _named(session: AsyncSession, account_id: UUID, found: Iterable[Attachment]) -> list[Picture]:
    pictures = list(found)
    people = await access.people(session, account_id, (one.created_by_user_id for one in pictures))
    return [shown(one, {user_id: person.name for user_id, person in people.items()}) for one in pictures]


async def listed(session: AsyncSession, actor: Actor, walk_id: UUID) -> list[Picture]:
    """Return the pictures of a walk; raise ``WalkNotFound``."""
    return await of_walk(session, await access.seen(session, actor, walk_id))


async def read(
    session: AsyncSession, actor: Actor, walk_id: UUID, picture_id: UUID, small: bool
) -> tuple[Picture, bytes]:
    """Return a picture and its bytes; raise ``WalkNotFound`` or ``AttachmentNotFound``."""
    walk = await access.seen(session, actor, walk_id)
    found, held = await attachments.content(session, walk.account_id, walk.id, picture_id, small=small)
    return shown(found, {}), held


async def add(database: Database, sent: Sent) -> Picture:
    """Keep a picture in an active walk; the same bytes again are the picture that is there.

    It is drawn anew between two transactions, so that no connection waits for it. Raise ``NotAPicture``,
    ``PictureTooLarge``, ``TooManyPictures`` or ``NoRoomForPictures`` besides what walks raise.
    """
    async with database.transaction() as session:
        actor = await caller.resolve(session, sent.token)
        walk = await access.locked_active(session, actor, sent.walk_id)
        before = await attachments.known(session, actor.account_id, walk.id, sent.source_hash)
        if before is not None:
            return (await _named(session, actor.account_id, [before]))[0]
        await attachments.check_room(session, actor.account_id, sent.most_megabytes)
    drawn = await attachments.draw(sent.raw)
    async with database.transaction() as session:
        actor = await caller.resolve(session, sent.token)
        walk = await access.locked_active(session, actor, sent.walk_id)
        kept = await attachments.keep(session, actor, walk.id, _given(walk, sent), drawn, sent.most_megabytes)
        record(session, walk, NOTE, actor.user_id, {"picture": kept.name})
        touch(walk)
        await session.flush()
        return (await _named(session, actor.account_id, [kept]))[0]


def _given(walk: L1WalkSession, sent: Sent) -> attachments.Given:
    """Say what a picture speaks for: evidence belongs to the step that is asked now."""
    speaks = sent.told.place == EVIDENCE and walk.pending_node_id is not None
    return attachments.Given(
        name=sent.told.name,
        place=sent.told.place,
        node_id=walk.pending_node_id if speaks else None,
        step_no=walk.step_count + 1 if speaks else None,
        source_hash=sent.source_hash,
    )


async def remove(session: AsyncSession, actor: Actor, walk_id: UUID, picture_id: UUID) -> None:
    """Take a picture out of an active walk; raise ``AttachmentNotFound`` besides what walks raise."""
    walk = await access.locked_active(session, actor, walk_id)
    await attachments.remove(session, walk.account_id, walk.id, picture_id)
    live.announce(session, live.Topic.WALKS, walk.id)


async def put_back(session: AsyncSession, actor: Actor, walk_id: UUID, picture_id: UUID) -> Picture:
    """Put a picture back that was taken out; raise ``AttachmentNotFound`` besides what walks raise."""
    walk = await access.locked_active(session, actor, walk_id)
    found = await attachments.put_back(session, walk.account_id, walk.id, picture_id)
    live.announce(session, live.Topic.WALKS, walk.id)
    return (await _named(session, walk.account_id, [found]))[0]
