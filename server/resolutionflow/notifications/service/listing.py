"""What a person is told in the app: the list, how many are unread, marking as read."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CursorResult, update
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.kit.clock import now
from resolutionflow.kit.paging import Page, page_of
from resolutionflow.notifications import queries
from resolutionflow.notifications.engine import Kind
from resolutionflow.notifications.models import Notification
from resolutionflow.notifications.refusals import NoSuchNotification
from resolutionflow.notifications.schemas import AllRead, NotificationShown, Unread
from resolutionflow.platform import live


async def list_own(
    session: AsyncSession, actor: Actor, unread: bool, after: str | None, limit: int
) -> Page[NotificationShown]:
    """Return a page of the actor's notifications, the newest first."""
    rows = await queries.page(session, actor, unread, after, limit)
    items, following = page_of(rows, limit, lambda row: [row.id], _shown)
    return Page(items=items, next=following)


async def count_unread(session: AsyncSession, actor: Actor) -> Unread:
    """Return how many of the actor's notifications are not read."""
    return Unread(unread=await queries.unread(session, actor))


async def mark(session: AsyncSession, actor: Actor, notification_id: UUID, *, read: bool) -> NotificationShown:
    """Mark one notification as read or unread; raise ``NoSuchNotification``."""
    row = await queries.one(session, actor, notification_id)
    if row is None:
        raise NoSuchNotification
    if (row.read_at is not None) is not read:
        row.read_at = now() if read else None
        await session.flush()
        live.announce(session, live.Topic.NOTIFICATIONS, user_id=actor.user_id)
    return _shown(row)


async def mark_all(session: AsyncSession, actor: Actor, up_to: UUID) -> AllRead:
    """Mark every notification up to ``up_to``, one of the actor's, as read; raise ``NoSuchNotification``."""
    if await queries.one(session, actor, up_to) is None:
        raise NoSuchNotification
    moment = now()
    unread = (Notification.in_app, Notification.read_at.is_(None), Notification.id <= up_to)
    count = await _set(session, actor, unread, moment)
    return AllRead(count=count, read_at=moment)


async def unmark_all(session: AsyncSession, actor: Actor, read_at: datetime) -> Unread:
    """Mark as unread again what was marked as read at that moment."""
    await _set(session, actor, (Notification.in_app, Notification.read_at == read_at), None)
    return await count_unread(session, actor)


async def _set(session: AsyncSession, actor: Actor, which: tuple[object, ...], moment: datetime | None) -> int:
    own = (Notification.account_id == actor.account_id, Notification.user_id == actor.user_id)
    changed = update(Notification).where(*own, *which).values(read_at=moment)  # type: ignore[arg-type]
    done = await session.execute(changed, execution_options={"synchronize_session": False})
    assert isinstance(done, CursorResult)
    if done.rowcount:
        live.announce(session, live.Topic.NOTIFICATIONS, user_id=actor.user_id)
    return done.rowcount


def _shown(row: Notification) -> NotificationShown:
    return NotificationShown(
        id=row.id,
        kind=Kind(row.kind),
        title=row.title,
        body=row.body,
        link=row.link,
        created_at=row.created_at,
        read_at=row.read_at,
    )
