"""Telling people that something happened, in the transaction in which it happened."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.notifications import queries
from resolutionflow.notifications.engine import SENT_TO_WEBHOOKS, Kind, choice
from resolutionflow.notifications.models import WAITING, Notification, WebhookDelivery
from resolutionflow.platform import live
from resolutionflow.platform.jobs import enqueue, enqueue_many

TITLE_LENGTH = 300
BODY_LENGTH = 2_000


async def tell(
    session: AsyncSession,
    account_id: UUID,
    user_ids: Iterable[UUID],
    kind: Kind,
    title: str,
    link: str,
    *,
    event: str | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Tell the active people among ``user_ids``, each as they wish, and the webhooks that listen for ``kind``.

    Lines of ``title`` after the first are the text under it. ``link`` is a path of the web app. ``event`` names what
    happened: one event is told once, however often this is called. Whoever did it, the caller of the request, is not
    told. ``data``, ids and states without anybody's words, goes to webhooks alone; ``title`` does not.
    """
    event = event or str(new_id())
    doer = session.info.get("user_id")
    moment = now()
    rows = await _rows(session, account_id, set(user_ids) - {doer}, kind, moment)
    if rows:
        line, _, text = title.strip().partition("\n")
        cut = {"title": _cut(line, TITLE_LENGTH), "body": _cut(text.strip(), BODY_LENGTH), "link": link}
        told = [row | cut | {"event": event[:200], "by_user_id": doer} for row in rows]
        await _store(session, account_id, told)
    if kind in SENT_TO_WEBHOOKS:
        payload = {"kind": kind.value, "at": moment.isoformat(), "link": link, "data": data or {}}
        await _send_to_webhooks(session, account_id, kind, event[:200], payload)


async def _rows(
    session: AsyncSession, account_id: UUID, user_ids: set[UUID], kind: Kind, moment: datetime
) -> list[dict[str, Any]]:
    found = await queries.choices_of(session, account_id, user_ids) if user_ids else {}
    wanted = {user_id: choice(kind, choices) for user_id, choices in found.items()}
    return [
        {
            "account_id": account_id,
            "id": new_id(),
            "user_id": user_id,
            "kind": kind.value,
            "in_app": how.in_app,
            "mail": WAITING if how.by_mail else None,
            "created_at": moment,
        }
        for user_id, how in wanted.items()
        if how.in_app or how.by_mail
    ]


async def _store(session: AsyncSession, account_id: UUID, rows: list[dict[str, Any]]) -> None:
    added = insert(Notification).values(rows).on_conflict_do_nothing()
    stored = (await session.execute(added.returning(Notification.user_id, Notification.mail))).all()
    for user_id in {user_id for user_id, _ in stored}:
        live.announce(session, live.Topic.NOTIFICATIONS, user_id=user_id)
    if any(mail for _, mail in stored):
        await enqueue(session, "notifications.mail", lock=mail_lock(account_id), account_id=account_id)


async def _send_to_webhooks(
    session: AsyncSession, account_id: UUID, kind: Kind, event: str, payload: dict[str, Any]
) -> None:
    endpoints = await queries.listening_for(session, account_id, kind)
    if not endpoints:
        return
    rows = [
        {
            "account_id": account_id,
            "id": new_id(),
            "endpoint_id": endpoint_id,
            "kind": kind.value,
            "event": event,
            "payload": payload,
        }
        for endpoint_id in endpoints
    ]
    added = insert(WebhookDelivery).values(rows).on_conflict_do_nothing().returning(WebhookDelivery.id)
    ids = (await session.scalars(added)).all()
    await enqueue_many(
        session, "notifications.deliver", [{"account_id": account_id, "delivery_id": row_id} for row_id in ids]
    )


def mail_lock(account_id: UUID) -> str:
    """Return the lock under which an account's mail is sent, one job after the other."""
    return f"notifications.mail:{account_id}"


def _cut(words: str, length: int) -> str:
    return words if len(words) <= length else words[: length - 1] + "…"
