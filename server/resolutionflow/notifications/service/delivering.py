"""A delivery to an endpoint: what is sent, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.roles import MANAGERS
from resolutionflow.kit.clock import now
from resolutionflow.notifications import queries
from resolutionflow.notifications.engine import STOPPED_AFTER, Kind, next_try, signature
from resolutionflow.notifications.models import DELIVERED, FAILED, WAITING, WebhookDelivery, WebhookEndpoint
from resolutionflow.notifications.service.telling import tell
from resolutionflow.notifications.service.webhooks import TEST, secret_of
from resolutionflow.platform.jobs import enqueue
from resolutionflow.platform.settings import Settings

EARLY = timedelta(seconds=1)
PROBLEM_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Parcel:
    """One try of a delivery, as it is posted."""

    url: str
    headers: Mapping[str, str]
    body: bytes


async def packed(
    session: AsyncSession, settings: Settings, account_id: UUID, delivery_id: UUID, base: str
) -> Parcel | None:
    """Return what is to be posted now; null when there is nothing to post (any more, or yet)."""
    row = await queries.delivery(session, account_id, delivery_id, lock=True)
    if row is None or row.status != WAITING or (row.next_try_at is not None and row.next_try_at > now() + EARLY):
        return None
    endpoint = await queries.endpoint(session, account_id, row.endpoint_id)
    assert endpoint is not None, "deliveries go with their endpoint"
    if not endpoint.is_on and row.kind != TEST:
        row.status, row.next_try_at, row.problem = FAILED, None, "The webhook is switched off."
        await session.flush()
        return None
    return _parcel(settings, row, endpoint, base)


def _parcel(settings: Settings, row: WebhookDelivery, endpoint: WebhookEndpoint, base: str) -> Parcel:
    body = orjson.dumps({"id": str(row.id), **row.payload, "link": base + row.payload["link"]})
    timestamp = int(now().timestamp())
    secret = secret_of(settings, endpoint.id, endpoint.secret_no)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "ResolutionFlow",
        "ResolutionFlow-Event": row.kind,
        "ResolutionFlow-Delivery": str(row.id),
        "ResolutionFlow-Timestamp": str(timestamp),
        "ResolutionFlow-Signature": f"v1={signature(secret, timestamp, body)}",
    }
    return Parcel(endpoint.url, headers, body)


async def note(session: AsyncSession, account_id: UUID, delivery_id: UUID, status: int | None, problem: str) -> None:
    """Note how a try went: taken when ``status`` is 2xx; else it is tried again in time, or given up."""
    row = await queries.delivery(session, account_id, delivery_id, lock=True)
    if row is None or row.status != WAITING:
        return
    endpoint = await queries.endpoint(session, account_id, row.endpoint_id, lock=True)
    assert endpoint is not None, "deliveries go with their endpoint"
    moment = now()
    row.attempts, row.tried_at, row.answer_status = row.attempts + 1, moment, status
    if status is not None and 200 <= status < 300:
        row.status, row.next_try_at, row.problem = DELIVERED, None, None
        endpoint.failing_since = None
    else:
        row.problem = (problem or _refused(status))[:PROBLEM_LENGTH]
        await _again(session, row, moment)
        await _failing(session, endpoint, moment)
    await session.flush()


async def _again(session: AsyncSession, row: WebhookDelivery, moment: datetime) -> None:
    at = None if row.kind == TEST else next_try(row.attempts, moment)
    row.next_try_at = at
    if at is None:
        row.status = FAILED
    else:
        await enqueue(session, "notifications.deliver", at=at, account_id=row.account_id, delivery_id=row.id)


async def _failing(session: AsyncSession, endpoint: WebhookEndpoint, moment: datetime) -> None:
    """Remember since when an endpoint fails; after ``STOPPED_AFTER`` switch it off and tell the managers."""
    endpoint.failing_since = endpoint.failing_since or moment
    if not endpoint.is_on or moment - endpoint.failing_since < STOPPED_AFTER:
        return
    endpoint.is_on, endpoint.stopped_at = False, moment
    endpoint.row_version += 1
    people = await queries.managers(session, endpoint.account_id, MANAGERS)
    words = (
        f"The webhook {endpoint.name} was switched off\n"
        f"It took nothing for {STOPPED_AFTER.days} days. Mend the other side, then switch it on again."
    )
    event = f"{endpoint.id}:{moment.isoformat()}"
    link = "/settings?tab=webhooks"
    await tell(session, endpoint.account_id, people, Kind.WEBHOOK_STOPPED, words, link, event=event)


def _refused(status: int | None) -> str:
    if status is not None and 300 <= status < 400:
        return f"It answered {status}: redirects are not followed. Give the address that it leads to."
    return f"It answered {status}."
