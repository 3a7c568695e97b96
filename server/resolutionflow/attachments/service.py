"""Keeping pictures of walks. Who may see or add them is for whoever calls to judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from anyio import CapacityLimiter, to_thread
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.attachments import queries
from resolutionflow.attachments.engine import Drawn, TooManyPixels, Unreadable, drawn_anew
from resolutionflow.attachments.models import Attachment, AttachmentContent
from resolutionflow.attachments.refusals import (
    AttachmentNotFound,
    NoRoomForPictures,
    NotAPicture,
    PictureTooLarge,
    TooManyPictures,
)
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id

MOST_OF_A_WALK = 60
KEPT_WHEN_REMOVED = timedelta(days=1)
AT_ONCE = 200
MEGABYTE = 1_048_576

_WORDS = {
    "heic": "This is a HEIC picture, as iPhones take them, and most browsers can't show it. Send it as JPEG, or take a "
    "screenshot of it and paste that.",
    "svg": "This is an SVG drawing, which may hold scripts. Take a screenshot of it and paste that.",
    "pdf": "This is a PDF. Take a screenshot of the page that matters and paste that.",
}
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}

_one_at_a_time: list[CapacityLimiter] = []


@dataclass(frozen=True, slots=True)
class Given:
    """A picture that arrived: what it is called, where it belongs, and the hash of the bytes that it was made of."""

    name: str
    place: str
    node_id: str | None
    step_no: int | None
    source_hash: bytes


async def draw(raw: bytes) -> Drawn:
    """Draw a picture anew in a thread, one at a time (a large one takes some 300 MB while it is open).

    Raise ``NotAPicture`` or ``PictureTooLarge``.
    """
    if not _one_at_a_time:
        _one_at_a_time.append(CapacityLimiter(1))
    try:
        return await to_thread.run_sync(drawn_anew, raw, limiter=_one_at_a_time[0])
    except Unreadable as error:
        raise NotAPicture(_WORDS.get(error.kind)) from error
    except TooManyPixels as error:
        raise PictureTooLarge from error


async def known(session: AsyncSession, account_id: UUID, walk_id: UUID, source_hash: bytes) -> Attachment | None:
    """Return the picture that these bytes made in this walk before, if it is there."""
    found = await queries.by_hash(session, account_id, walk_id, source_hash)
    return found if found is not None and found.removed_at is None else None


async def check_room(session: AsyncSession, account_id: UUID, most_megabytes: int) -> None:
    """Raise ``NoRoomForPictures`` when the account is full."""
    if await queries.used(session, account_id) >= most_megabytes * MEGABYTE:
        raise NoRoomForPictures


async def keep(
    session: AsyncSession, actor: Actor, walk_id: UUID, given: Given, drawn: Drawn, most_megabytes: int
) -> Attachment:
    """Keep a picture in a walk that is locked; the same one again is the one that is there.

    Raise ``TooManyPictures`` or ``NoRoomForPictures``.
    """
    found = await queries.by_hash(session, actor.account_id, walk_id, given.source_hash)
    if found is None:
        if await queries.count(session, actor.account_id, walk_id) >= MOST_OF_A_WALK:
            raise TooManyPictures
        found = await _store(session, actor, walk_id, given, drawn, most_megabytes)
    elif found.removed_at is not None:
        found.removed_at = None
        found.place, found.node_id, found.step_no = given.place, given.node_id, given.step_no
    await session.flush()
    return found


async def _store(
    session: AsyncSession, actor: Actor, walk_id: UUID, given: Given, drawn: Drawn, most_megabytes: int
) -> Attachment:
    size = len(drawn.picture) + len(drawn.thumb)
    if await queries.add_use(session, actor.account_id, size) > most_megabytes * MEGABYTE:
        raise NoRoomForPictures
    made = Attachment(
        account_id=actor.account_id,
        id=new_id(),
        walk_id=walk_id,
        created_by_user_id=actor.user_id,
        created_at=now(),
        place=given.place,
        node_id=given.node_id,
        step_no=given.step_no,
        name=_named(given.name, drawn.media_type),
        media_type=drawn.media_type,
        width=drawn.width,
        height=drawn.height,
        size=size,
        source_hash=given.source_hash,
    )
    session.add(made)
    await session.flush()
    session.add(
        AttachmentContent(account_id=actor.account_id, attachment_id=made.id, picture=drawn.picture, thumb=drawn.thumb)
    )
    return made


def _named(name: str, media_type: str) -> str:
    """Return a file's name without folders and with the ending of what is kept."""
    plain = "".join(char for char in name.replace("\\", "/").rpartition("/")[2] if char.isprintable())
    stem = " ".join((plain.rpartition(".")[0] or plain).split())
    return f"{stem[:190] or 'Picture'}.{_EXTENSIONS[media_type]}"


async def of_walk(session: AsyncSession, account_id: UUID, walk_id: UUID) -> Sequence[Attachment]:
    """Return the pictures of a walk, oldest first."""
    return await queries.of_walk(session, account_id, walk_id)


async def content(
    session: AsyncSession, account_id: UUID, walk_id: UUID, attachment_id: UUID, *, small: bool
) -> tuple[Attachment, bytes]:
    """Return a picture with its bytes; raise ``AttachmentNotFound``."""
    found = await queries.one(session, account_id, walk_id, attachment_id)
    held = await queries.content(session, account_id, attachment_id, small) if found else None
    if found is None or held is None or found.removed_at is not None:
        raise AttachmentNotFound
    return found, held


async def remove(session: AsyncSession, account_id: UUID, walk_id: UUID, attachment_id: UUID) -> None:
    """Take a picture away; for a day it can be put back. Raise ``AttachmentNotFound``."""
    found = await queries.one(session, account_id, walk_id, attachment_id)
    if found is None or found.removed_at is not None:
        raise AttachmentNotFound
    found.removed_at = now()
    await session.flush()


async def put_back(session: AsyncSession, account_id: UUID, walk_id: UUID, attachment_id: UUID) -> Attachment:
    """Put a picture back that was taken away; raise ``AttachmentNotFound``."""
    found = await queries.one(session, account_id, walk_id, attachment_id)
    if found is None:
        raise AttachmentNotFound
    found.removed_at = None
    await session.flush()
    return found


async def forget_removed(session: AsyncSession, account_id: UUID) -> bool:
    """Delete pictures that were taken away over a day ago, a part of them; say whether there may be more."""
    before = queries.removed_before(now() - KEPT_WHEN_REMOVED)
    return await queries.delete(session, account_id, before, AT_ONCE) == AT_ONCE


async def purge_person(session: AsyncSession, account_id: UUID, user_id: UUID) -> None:
    """Delete the pictures that a person added: what they show may be theirs."""
    while await queries.delete(session, account_id, queries.made_by(user_id), AT_ONCE) == AT_ONCE:
        pass
