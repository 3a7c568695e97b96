"""Endpoints of other programs that are told of events, and what became of each delivery."""

import hashlib
import hmac
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.kit.paging import Page, page_of
from resolutionflow.notifications import queries
from resolutionflow.notifications.models import WAITING, WebhookDelivery, WebhookEndpoint
from resolutionflow.notifications.refusals import (
    DeliveryUnderWay,
    NoSuchDelivery,
    NoSuchWebhook,
    TooManyWebhooks,
    WebhookChanged,
)
from resolutionflow.notifications.schemas import DeliveryShown, WebhookChange, WebhookNew, WebhookShown
from resolutionflow.platform.crypto import secret_key
from resolutionflow.platform.jobs import enqueue
from resolutionflow.platform.settings import Settings

MOST_ENDPOINTS = 10
TEST = "test"
STARTS_WITH = "whsec_"
"""So that a secret is known for what it is wherever it turns up."""


def secret_of(settings: Settings, endpoint_id: UUID, secret_no: int) -> str:
    """Return a secret of an endpoint: derived by the installation's key, so that it is stored nowhere."""
    key = secret_key(settings.secret_key, settings.data_dir)
    derived = hmac.new(key, b"webhook\0" + endpoint_id.bytes + b"%d" % secret_no, hashlib.sha256)
    return STARTS_WITH + derived.hexdigest()


async def list_all(session: AsyncSession, actor: Actor) -> list[WebhookShown]:
    """Return every endpoint of the account, at most ``MOST_ENDPOINTS``, by name."""
    actor.must(Permission.MANAGE_ACCOUNT)
    return [shown(row) for row in await queries.endpoints(session, actor)]


async def show(session: AsyncSession, actor: Actor, endpoint_id: UUID) -> WebhookShown:
    """Return one endpoint; raise ``NoSuchWebhook``."""
    return shown(await _found(session, actor, endpoint_id))


async def create(session: AsyncSession, actor: Actor, payload: WebhookNew) -> WebhookEndpoint:
    """Make an endpoint, whose address was checked; raise ``TooManyWebhooks``."""
    actor.must(Permission.MANAGE_ACCOUNT)
    if len(await queries.endpoints(session, actor)) >= MOST_ENDPOINTS:
        raise TooManyWebhooks
    row = WebhookEndpoint(
        account_id=actor.account_id,
        id=new_id(),
        name=payload.name,
        url=payload.url,
        kinds=_kinds(payload.kinds),
        secret_no=1,
        row_version=1,
        is_on=True,
        created_at=now(),
    )
    session.add(row)
    audit.record(session, actor, "webhook.create", "webhook", row.id, name=row.name, url=row.url, kinds=row.kinds)
    await session.flush()
    return row


async def change(
    session: AsyncSession, actor: Actor, endpoint_id: UUID, payload: WebhookChange, version: int
) -> WebhookShown:
    """Change an endpoint; raise ``NoSuchWebhook`` or ``WebhookChanged``."""
    row = await _found(session, actor, endpoint_id, lock=True)
    if row.row_version != version:
        raise WebhookChanged
    changes = {name: value for name, value in payload.model_dump().items() if value is not None}
    if "kinds" in changes:
        changes["kinds"] = _kinds(changes["kinds"])
    for name, value in changes.items():
        setattr(row, name, value)
    if payload.is_on or payload.url is not None:
        row.failing_since = row.stopped_at = None
    row.row_version += 1
    audit.record(session, actor, "webhook.change", "webhook", row.id, **changes)
    await session.flush()
    return shown(row)


async def renew_secret(session: AsyncSession, actor: Actor, endpoint_id: UUID) -> WebhookEndpoint:
    """Give an endpoint another secret; the old one is good for nothing at once. Raise ``NoSuchWebhook``."""
    row = await _found(session, actor, endpoint_id, lock=True)
    row.secret_no += 1
    row.row_version += 1
    audit.record(session, actor, "webhook.renew_secret", "webhook", row.id, name=row.name)
    await session.flush()
    return row


async def delete(session: AsyncSession, actor: Actor, endpoint_id: UUID) -> None:
    """Remove an endpoint with its deliveries; raise ``NoSuchWebhook``."""
    row = await _found(session, actor, endpoint_id, lock=True)
    await session.delete(row)
    audit.record(session, actor, "webhook.delete", "webhook", row.id, name=row.name, url=row.url)
    await session.flush()


async def test(session: AsyncSession, actor: Actor, endpoint_id: UUID) -> DeliveryShown:
    """Send a delivery of the kind ``test``; raise ``NoSuchWebhook``."""
    await _found(session, actor, endpoint_id)
    row = WebhookDelivery(
        account_id=actor.account_id,
        id=new_id(),
        endpoint_id=endpoint_id,
        kind=TEST,
        event=str(new_id()),
        payload={"kind": TEST, "at": now().isoformat(), "link": "/settings?tab=webhooks", "data": {}},
        status=WAITING,
        attempts=0,
        created_at=now(),
    )
    session.add(row)
    await session.flush()
    await enqueue(session, "notifications.deliver", account_id=actor.account_id, delivery_id=row.id)
    return _delivery(row)


async def list_deliveries(
    session: AsyncSession, actor: Actor, endpoint_id: UUID, after: str | None, limit: int
) -> Page[DeliveryShown]:
    """Return a page of deliveries to an endpoint, the newest first; raise ``NoSuchWebhook``."""
    await _found(session, actor, endpoint_id)
    rows = await queries.deliveries(session, actor, endpoint_id, after, limit)
    items, following = page_of(rows, limit, lambda row: [row.id], _delivery)
    return Page(items=items, next=following)


async def resend(session: AsyncSession, actor: Actor, endpoint_id: UUID, delivery_id: UUID) -> DeliveryShown:
    """Send a delivery again, under its id; raise ``NoSuchWebhook``, ``NoSuchDelivery``, ``DeliveryUnderWay``."""
    await _found(session, actor, endpoint_id)
    row = await queries.delivery(session, actor.account_id, delivery_id, lock=True)
    if row is None or row.endpoint_id != endpoint_id:
        raise NoSuchDelivery
    if row.status == WAITING and row.next_try_at is None:
        raise DeliveryUnderWay
    row.status, row.attempts, row.next_try_at = WAITING, 0, None
    await session.flush()
    await enqueue(session, "notifications.deliver", account_id=actor.account_id, delivery_id=row.id)
    return _delivery(row)


async def _found(session: AsyncSession, actor: Actor, endpoint_id: UUID, *, lock: bool = False) -> WebhookEndpoint:
    actor.must(Permission.MANAGE_ACCOUNT)
    row = await queries.endpoint(session, actor.account_id, endpoint_id, lock=lock)
    if row is None:
        raise NoSuchWebhook
    return row


def _kinds(kinds: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(str(kind) for kind in kinds))


def shown(row: WebhookEndpoint) -> WebhookShown:
    """Return an endpoint as people see it."""
    return WebhookShown(
        id=row.id,
        name=row.name,
        url=row.url,
        kinds=row.kinds,
        is_on=row.is_on,
        created_at=row.created_at,
        failing_since=row.failing_since,
        stopped_at=row.stopped_at,
        version=row.row_version,
    )


def _delivery(row: WebhookDelivery) -> DeliveryShown:
    return DeliveryShown.model_validate(row, from_attributes=True)
