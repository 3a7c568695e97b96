"""Which mails go out now, to whom, and what they say."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.notifications import queries
from resolutionflow.notifications.engine import WINDOW, Item, letters, mail_text
from resolutionflow.notifications.models import DROPPED, SENT, Notification
from resolutionflow.notifications.service.telling import mail_lock
from resolutionflow.platform.jobs import enqueue

TOO_OLD = timedelta(days=1)
"""What could not be mailed for so long is no news any more; it stands in the app."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail about some notifications."""

    to: str
    subject: str
    text: str
    ids: Sequence[UUID]


async def due(session: AsyncSession, account_id: UUID, base: str) -> list[Letter]:
    """Return the mails of the account that go out now; for what must wait a job is enqueued. ``base`` begins links."""
    moment = now()
    rows = await queries.waiting_for_mail(session, account_id)
    people = {row.user_id for row in rows}
    to = await queries.addresses(session, account_id, people) if rows else {}
    gone = [row.id for row in rows if row.user_id not in to or row.created_at < moment - TOO_OLD]
    if gone:
        await dropped(session, account_id, gone)
    waiting = [row for row in rows if row.id not in set(gone)]
    lately = await queries.mailed_since(session, account_id, people, moment - WINDOW) if waiting else []
    counts = {user_id: count for user_id, count, _ in lately}
    found = [
        letter
        for user_id in dict.fromkeys(row.user_id for row in waiting)
        for letter in _letters([row for row in waiting if row.user_id == user_id], to, counts.get(user_id, 0), base)
    ]
    await _go_on_later(
        session, account_id, len(waiting) - sum(len(one.ids) for one in found), [row[2] for row in lately]
    )
    return found


def _letters(rows: Sequence[Notification], to: dict[UUID, str], sent: int, base: str) -> list[Letter]:
    made, at = [], 0
    for size in letters(len(rows), sent):
        part = rows[at : at + size]
        at += size
        items = [Item(row.title, row.body, base + row.link) for row in part]
        subject, text = mail_text(items, f"{base}/settings?tab=notifications")
        made.append(Letter(to[part[0].user_id], subject, text, [row.id for row in part]))
    return made


async def _go_on_later(
    session: AsyncSession, account_id: UUID, held: int, first_mails: Collection[datetime | None]
) -> None:
    if held:
        at = min((mailed for mailed in first_mails if mailed), default=now()) + WINDOW
        await enqueue(session, "notifications.mail", lock=mail_lock(account_id), at=at, account_id=account_id)


async def sent(session: AsyncSession, account_id: UUID, ids: Collection[UUID]) -> None:
    """Note that one mail about ``ids`` went out."""
    await _note(session, account_id, ids, mail=SENT, mail_id=new_id(), mailed_at=now())


async def dropped(session: AsyncSession, account_id: UUID, ids: Collection[UUID]) -> None:
    """Note that no mail about ``ids`` will go out."""
    await _note(session, account_id, ids, mail=DROPPED)


async def drop_all(session: AsyncSession, account_id: UUID) -> None:
    """Note that nothing that waits will be mailed: there is no mail server."""
    await dropped(session, account_id, [row.id for row in await queries.waiting_for_mail(session, account_id)])


async def _note(session: AsyncSession, account_id: UUID, ids: Collection[UUID], **values: object) -> None:
    these = update(Notification).where(Notification.account_id == account_id, Notification.id.in_(ids))
    await session.execute(these.values(**values), execution_options={"synchronize_session": False})
