"""Clients' versions of a flow over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response

from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates, signed_in
from resolutionflow.flows.overlays import service
from resolutionflow.flows.overlays.refusals import (
    NoSuchOverlay,
    NoSuchOverlayVersion,
    OverlayChanged,
    OverlayHasErrors,
)
from resolutionflow.flows.overlays.schemas import (
    OverlayBrief,
    OverlayChange,
    OverlayJudged,
    OverlayNew,
    OverlayShown,
    OverlayTried,
    OverlayVersionBrief,
    OverlayVersionShown,
)
from resolutionflow.flows.refusals import FlowIsArchived, FlowNotPublished, NoSuchFlow
from resolutionflow.kit.errors import PreconditionMissing
from resolutionflow.kit.paging import MAX_LIMIT, BadCursor, Page, decode_cursor
from resolutionflow.kit.text import storable
from resolutionflow.platform.http import IfMatch, IfMatchOptional, InvalidInput, Session, etag
from resolutionflow.tickets.refusals import ClientNotFound

router = APIRouter(tags=["overlays"])

LARGEST_VERSION = 2_147_483_647
After = Annotated[str | None, Query(max_length=4_000)]
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT)]
VersionNumber = Annotated[int, Path(ge=1, le=LARGEST_VERSION)]

ONE = "/flows/{flow_id}/overlays/{client_id}"


def _position(cursor: str | None) -> tuple[str, UUID] | None:
    if cursor is None:
        return None
    name, row_id = decode_cursor(cursor, str, str)
    try:
        return storable(name), UUID(row_id)
    except ValueError as error:
        raise BadCursor from error


@router.get("/flows/{flow_id}/overlays", responses=signed_in(NoSuchFlow, FlowNotPublished, BadCursor))
async def list_flow_overlays(
    session: Session, actor: Caller, flow_id: UUID, after: After = None, limit: Limit = 50
) -> Page[OverlayBrief]:
    """List for which clients a flow is another, and what of it changed since."""
    return await service.of_flow(session, actor, flow_id, _position(after), limit)


@router.get("/clients/{client_id}/overlays", responses=signed_in(ClientNotFound, FlowNotPublished, BadCursor))
async def list_client_overlays(
    session: Session, actor: Caller, client_id: UUID, after: After = None, limit: Limit = 50
) -> Page[OverlayBrief]:
    """List the flows that are others for a client."""
    return await service.of_client(session, actor, client_id, _position(after), limit)


@router.post(
    "/flows/{flow_id}/overlays",
    status_code=201,
    response_model=OverlayShown,
    responses=creates(NoSuchFlow, FlowIsArchived, FlowNotPublished, ClientNotFound, NoSuchOverlay),
)
async def make_overlay(
    session: Session, actor: Caller, flow_id: UUID, payload: OverlayNew, *, body: Body, once: OnceOnly
) -> Response:
    """Give a client a version of the flow of its own, which changes nothing yet; one that is there is returned."""
    if (reply := await once.seen(body)) is not None:
        return reply
    shown = await service.make(session, actor, flow_id, payload)
    return await once.keep(shown, 201, {"ETag": etag(shown.version)})


@router.post("/flows/{flow_id}/overlays/try", responses=signed_in(NoSuchFlow, FlowNotPublished))
async def try_overlay(session: Session, actor: Caller, flow_id: UUID, payload: OverlayTried) -> OverlayJudged:
    """Judge changes for a client; nothing is saved."""
    return await service.try_out(session, actor, flow_id, payload)


@router.get(ONE, responses=signed_in(NoSuchOverlay, FlowNotPublished))
async def read_overlay(
    session: Session, actor: Caller, flow_id: UUID, client_id: UUID, response: Response
) -> OverlayShown:
    """Show what is changed for a client, what of the flow changed since, and the `ETag` to save under."""
    shown = await service.read(session, actor, flow_id, client_id)
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.put(
    ONE,
    responses=signed_in(
        NoSuchFlow,
        NoSuchOverlay,
        FlowIsArchived,
        FlowNotPublished,
        OverlayChanged,
        OverlayHasErrors,
        PreconditionMissing,
        InvalidInput,
    ),
)
async def save_overlay(
    session: Session,
    actor: Caller,
    flow_id: UUID,
    client_id: UUID,
    *,
    payload: OverlayChange,
    version: IfMatch,
    response: Response,
) -> OverlayShown:
    """Save all changes as the next version; needs `If-Match`. Walks under way stay on what they began with."""
    shown = await service.save(session, actor, flow_id, client_id, payload, version)
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.delete(ONE, status_code=204, responses=signed_in(NoSuchFlow, NoSuchOverlay, OverlayChanged, InvalidInput))
async def remove_overlay(
    session: Session, actor: Caller, flow_id: UUID, client_id: UUID, if_match: IfMatchOptional
) -> None:
    """Let the client follow the flow as it is; what was changed stays among the versions."""
    await service.remove(session, actor, flow_id, client_id, if_match)


@router.get(ONE + "/versions", responses=signed_in(NoSuchOverlay, BadCursor))
async def list_overlay_versions(
    session: Session,
    actor: Caller,
    flow_id: UUID,
    client_id: UUID,
    after: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
) -> Page[OverlayVersionBrief]:
    """List what was changed for a client before, newest first."""
    before = _number(after) if after else None
    return await service.versions(session, actor, flow_id, client_id, before, limit)


def _number(cursor: str) -> int:
    number: int = decode_cursor(cursor, int)[0]
    if not 0 <= number <= LARGEST_VERSION:
        raise BadCursor
    return number


@router.get(ONE + "/versions/{number}", responses=signed_in(NoSuchOverlay, NoSuchOverlayVersion))
async def read_overlay_version(
    session: Session, actor: Caller, flow_id: UUID, client_id: UUID, number: VersionNumber
) -> OverlayVersionShown:
    """Show what was changed for a client at one time."""
    return await service.read_version(session, actor, flow_id, client_id, number)
