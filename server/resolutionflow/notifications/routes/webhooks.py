"""Webhooks: other programs that are told of events. For owners and admins."""

import json
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates, credential, resolve, signed_in
from resolutionflow.accounts.roles import Permission
from resolutionflow.kit.errors import PreconditionMissing
from resolutionflow.kit.paging import BadCursor, Page
from resolutionflow.notifications import posting, refusals
from resolutionflow.notifications.models import WebhookEndpoint
from resolutionflow.notifications.routes.notifications import After, Limit
from resolutionflow.notifications.schemas import (
    DeliveryShown,
    WebhookChange,
    WebhookMade,
    WebhookNew,
    WebhookShown,
)
from resolutionflow.notifications.service import webhooks
from resolutionflow.platform.http import IfMatch, Session, etag

router = APIRouter(prefix="/webhooks", tags=["webhooks"])


async def _check_address(request: Request, payload: WebhookNew | WebhookChange) -> None:
    """Look the address up with no transaction open, for managers only; raise ``AddressNotAllowed``."""
    async with request.app.state.database.transaction() as session:
        actor = await resolve(session, credential(request))
        actor.must(Permission.MANAGE_ACCOUNT)
    if payload.url is None:
        return
    try:
        await posting.resolve(payload.url, posting.networks(request.app.state.settings.webhook_private))
    except posting.Unreachable as error:
        raise refusals.AddressNotAllowed(f"{error} Nothing was saved.") from error


async def _check_new(request: Request, payload: WebhookNew) -> None:
    await _check_address(request, payload)


async def _check_changed(request: Request, payload: WebhookChange) -> None:
    await _check_address(request, payload)


def _made(request: Request, row: WebhookEndpoint, status: int) -> Response:
    """Return the endpoint with its secret, which no stored reply holds."""
    secret = webhooks.secret_of(request.app.state.settings, row.id, row.secret_no)
    reply = WebhookMade(**webhooks.shown(row).model_dump(), secret=secret)
    return Response(
        reply.model_dump_json(), status, media_type="application/json", headers={"ETag": etag(reply.version)}
    )


@router.get("", responses=signed_in())
async def list_webhooks(session: Session, actor: Caller) -> list[WebhookShown]:
    """List the webhooks of the account, at most 10."""
    return await webhooks.list_all(session, actor)


@router.post(
    "",
    status_code=201,
    response_model=WebhookMade,
    dependencies=[Depends(_check_new)],
    responses=creates(refusals.TooManyWebhooks, refusals.AddressNotAllowed),
)
async def make_webhook(
    session: Session, actor: Caller, request: Request, payload: WebhookNew, body: Body, once: OnceOnly
) -> Response:
    """Make a webhook. Its secret is in this reply and nowhere else."""
    again = await once.seen(body)
    if again is not None:
        return _again(request, again)
    row = await webhooks.create(session, actor, payload)
    await once.keep(webhooks.shown(row), 201)
    return _made(request, row, 201)


def _again(request: Request, stored: Response) -> Response:
    """Return the first reply again, with the secret that it showed."""
    reply = json.loads(bytes(stored.body))
    reply["secret"] = webhooks.secret_of(request.app.state.settings, UUID(reply["id"]), 1)
    headers = {"Idempotency-Replayed": "true"}
    return Response(json.dumps(reply), stored.status_code, media_type="application/json", headers=headers)


@router.get("/{webhook_id}", responses=signed_in(refusals.NoSuchWebhook))
async def read_webhook(session: Session, actor: Caller, webhook_id: UUID, response: Response) -> WebhookShown:
    """Show one webhook."""
    shown = await webhooks.show(session, actor, webhook_id)
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.patch(
    "/{webhook_id}",
    dependencies=[Depends(_check_changed)],
    responses=signed_in(
        refusals.NoSuchWebhook, refusals.WebhookChanged, refusals.AddressNotAllowed, PreconditionMissing
    ),
)
async def change_webhook(
    session: Session, actor: Caller, webhook_id: UUID, payload: WebhookChange, version: IfMatch, response: Response
) -> WebhookShown:
    """Change a webhook, or switch it off and on."""
    shown = await webhooks.change(session, actor, webhook_id, payload, version)
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.delete("/{webhook_id}", status_code=204, responses=signed_in(refusals.NoSuchWebhook))
async def delete_webhook(session: Session, actor: Caller, webhook_id: UUID) -> None:
    """Remove a webhook; what is on its way to it is not sent."""
    await webhooks.delete(session, actor, webhook_id)


@router.post("/{webhook_id}/secret", response_model=WebhookMade, responses=signed_in(refusals.NoSuchWebhook))
async def renew_webhook_secret(session: Session, actor: Caller, request: Request, webhook_id: UUID) -> Response:
    """Make another secret; the old one is good for nothing from now on."""
    return _made(request, await webhooks.renew_secret(session, actor, webhook_id), 200)


@router.post(
    "/{webhook_id}/test",
    status_code=202,
    response_model=DeliveryShown,
    responses=creates(refusals.NoSuchWebhook),
)
async def test_webhook(session: Session, actor: Caller, webhook_id: UUID, body: Body, once: OnceOnly) -> Response:
    """Send a delivery of the kind `test`, once; how it went stands in the list of deliveries."""
    again = await once.seen(body)
    if again is not None:
        return again
    return await once.keep(await webhooks.test(session, actor, webhook_id), 202)


@router.get("/{webhook_id}/deliveries", responses=signed_in(refusals.NoSuchWebhook, BadCursor))
async def list_deliveries(
    session: Session, actor: Caller, webhook_id: UUID, after: After = None, limit: Limit = 50
) -> Page[DeliveryShown]:
    """List the deliveries of the last 30 days, the newest first."""
    return await webhooks.list_deliveries(session, actor, webhook_id, after, limit)


@router.post(
    "/{webhook_id}/deliveries/{delivery_id}/resend",
    status_code=202,
    responses=signed_in(refusals.NoSuchWebhook, refusals.NoSuchDelivery, refusals.DeliveryUnderWay),
)
async def resend_delivery(session: Session, actor: Caller, webhook_id: UUID, delivery_id: UUID) -> DeliveryShown:
    """Send a delivery again, under the same id."""
    return await webhooks.resend(session, actor, webhook_id, delivery_id)
