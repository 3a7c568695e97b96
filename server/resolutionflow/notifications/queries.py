"""Reads of notifications and webhooks: every one is fenced to an account."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import User
from resolutionflow.kit.paging import BadCursor, decode_cursor
from resolutionflow.notifications.engine import Kind
from resolutionflow.notifications.models import (
    WAITING,
    Notification,
    NotificationChoices,
    WebhookDelivery,
    WebhookEndpoint,
)

COUNTED = 100
"""Unread notifications are counted up to here."""
MOST_MAILED_AT_ONCE = 500


def visible(actor: Actor) -> Select[Notification]:
    """Select what the actor is told in the app."""
    own = (Notification.account_id == actor.account_id, Notification.user_id == actor.user_id)
    return select(Notification).where(*own, Notification.in_app)


async def page(
    session: AsyncSession, actor: Actor, unread: bool, after: str | None, limit: int
) -> Sequence[Notification]:
    """Return up to ``limit + 1`` notifications, the newest first; raise ``BadCursor``."""
    wanted = visible(actor)
    if unread:
        wanted = wanted.where(Notification.read_at.is_(None))
    if after is not None:
        wanted = wanted.where(Notification.id < _id_in(after))
    return (await session.scalars(wanted.order_by(Notification.id.desc()).limit(limit + 1))).all()


def _id_in(after: str) -> UUID:
    (last_id,) = decode_cursor(after, str)
    try:
        return UUID(last_id)
    except ValueError as error:
        raise BadCursor from error


async def one(session: AsyncSession, actor: Actor, notification_id: UUID) -> Notification | None:
    """Return one of the actor's notifications."""
    wanted = visible(actor).where(Notification.id == notification_id)
    return (await session.scalars(wanted.with_for_update())).first()


async def unread(session: AsyncSession, actor: Actor) -> int:
    """Return how many notifications the actor has not read, up to ``COUNTED``."""
    some = visible(actor).where(Notification.read_at.is_(None)).with_only_columns(Notification.id).limit(COUNTED)
    return (await session.execute(select(func.count()).select_from(some.subquery()))).scalar_one()


async def choices_of(
    session: AsyncSession, account_id: UUID, user_ids: Collection[UUID]
) -> dict[UUID, dict[str, dict[str, bool]]]:
    """Return the active people of ``user_ids``, each with what they chose."""
    rows = await session.execute(
        select(User.id, NotificationChoices.choices)
        .outerjoin(
            NotificationChoices,
            (NotificationChoices.account_id == User.account_id) & (NotificationChoices.user_id == User.id),
        )
        .where(User.account_id == account_id, User.id.in_(user_ids), User.deleted_at.is_(None))
    )
    return {user_id: choices or {} for user_id, choices in rows}


async def chosen(session: AsyncSession, actor: Actor) -> NotificationChoices | None:
    """Return what the actor chose, locked against other changes of it."""
    own = (NotificationChoices.account_id == actor.account_id, NotificationChoices.user_id == actor.user_id)
    return (await session.scalars(select(NotificationChoices).where(*own).with_for_update())).first()


async def waiting_for_mail(session: AsyncSession, account_id: UUID) -> Sequence[Notification]:
    """Return notifications of the account that wait to be mailed, the oldest first."""
    waiting = (Notification.account_id == account_id, Notification.mail == WAITING)
    wanted = select(Notification).where(*waiting).order_by(Notification.id).limit(MOST_MAILED_AT_ONCE)
    return (await session.scalars(wanted)).all()


async def mailed_since(
    session: AsyncSession, account_id: UUID, user_ids: Collection[UUID], moment: datetime
) -> Sequence[Row[UUID, int, datetime | None]]:
    """Return for each of ``user_ids`` who was mailed since ``moment`` how many mails it were, and when the first."""
    rows = await session.execute(
        select(
            Notification.user_id,
            func.count(Notification.mail_id.distinct()),
            func.min(Notification.mailed_at),
        )
        .where(
            Notification.account_id == account_id,
            Notification.user_id.in_(user_ids),
            Notification.mailed_at > moment,
        )
        .group_by(Notification.user_id)
    )
    return rows.all()


async def addresses(session: AsyncSession, account_id: UUID, user_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the mail addresses of the active people of ``user_ids``."""
    active = (User.account_id == account_id, User.id.in_(user_ids), User.deleted_at.is_(None))
    rows = await session.execute(select(User.id, User.email).where(*active))
    return {user_id: email for user_id, email in rows if email}


async def managers(session: AsyncSession, account_id: UUID, roles: Collection[str]) -> Sequence[UUID]:
    """Return the active people of ``roles``."""
    active = (User.account_id == account_id, User.account_role.in_(roles), User.deleted_at.is_(None))
    return (await session.scalars(select(User.id).where(*active))).all()


async def listening_for(session: AsyncSession, account_id: UUID, kind: Kind) -> Sequence[UUID]:
    """Return the endpoints that are on and listen for ``kind``."""
    on = (WebhookEndpoint.account_id == account_id, WebhookEndpoint.is_on, WebhookEndpoint.kinds.contains([kind]))
    return (await session.scalars(select(WebhookEndpoint.id).where(*on))).all()


async def endpoints(session: AsyncSession, actor: Actor) -> Sequence[WebhookEndpoint]:
    """Return every endpoint of the account by name."""
    own = select(WebhookEndpoint).where(WebhookEndpoint.account_id == actor.account_id)
    return (await session.scalars(own.order_by(WebhookEndpoint.name, WebhookEndpoint.id))).all()


async def endpoint(
    session: AsyncSession, account_id: UUID, endpoint_id: UUID, *, lock: bool = False
) -> WebhookEndpoint | None:
    """Return one endpoint."""
    one = (WebhookEndpoint.account_id == account_id, WebhookEndpoint.id == endpoint_id)
    wanted = select(WebhookEndpoint).where(*one)
    return (await session.scalars(wanted.with_for_update() if lock else wanted)).first()


async def deliveries(
    session: AsyncSession, actor: Actor, endpoint_id: UUID, after: str | None, limit: int
) -> Sequence[WebhookDelivery]:
    """Return up to ``limit + 1`` deliveries to an endpoint, the newest first; raise ``BadCursor``."""
    own = (WebhookDelivery.account_id == actor.account_id, WebhookDelivery.endpoint_id == endpoint_id)
    wanted = select(WebhookDelivery).where(*own)
    if after is not None:
        wanted = wanted.where(WebhookDelivery.id < _id_in(after))
    return (await session.scalars(wanted.order_by(WebhookDelivery.id.desc()).limit(limit + 1))).all()


async def delivery(
    session: AsyncSession, account_id: UUID, delivery_id: UUID, *, lock: bool = False
) -> WebhookDelivery | None:
    """Return one delivery."""
    one = (WebhookDelivery.account_id == account_id, WebhookDelivery.id == delivery_id)
    wanted: Select[Any] = select(WebhookDelivery).where(*one)
    return (await session.scalars(wanted.with_for_update() if lock else wanted)).first()
