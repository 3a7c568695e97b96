"""Routes of clients."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates, signed_in
from resolutionflow.kit.errors import PreconditionMissing
from resolutionflow.kit.paging import MAX_LIMIT, BadCursor, Page
from resolutionflow.platform.http import IfMatch, Session, etag
from resolutionflow.tickets import refusals
from resolutionflow.tickets.schemas import ClientChange, ClientNew, ClientShown, Search
from resolutionflow.tickets.service import clients as service

router = APIRouter(prefix="/clients", tags=["clients"])


@router.get("", responses=signed_in(BadCursor))
async def list_clients(
    session: Session,
    actor: Caller,
    search: Annotated[Search | None, Query()] = None,
    archived: bool = False,
    after: Annotated[str | None, Query(max_length=500)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = 50,
) -> Page[ClientShown]:
    """List clients by name."""
    return await service.list_clients(session, actor, search, archived, after, limit)


@router.post("", status_code=201, response_model=ClientShown, responses=creates(refusals.ClientNameTaken))
async def create_client(payload: ClientNew, session: Session, actor: Caller, once: OnceOnly, body: Body) -> Response:
    """Add a client."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await service.create_client(session, actor, payload), 201)


@router.get("/{client_id}", responses=signed_in(refusals.ClientNotFound))
async def open_client(client_id: UUID, session: Session, actor: Caller, response: Response) -> ClientShown:
    """Open a client."""
    shown = await service.open_client(session, actor, client_id)
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.patch(
    "/{client_id}",
    responses=signed_in(PreconditionMissing, refusals.ClientNotFound, refusals.ClientNameTaken, refusals.ClientChanged),
)
async def change_client(
    client_id: UUID, payload: ClientChange, session: Session, actor: Caller, version: IfMatch, response: Response
) -> ClientShown:
    """Change a client."""
    shown = await service.change_client(session, actor, client_id, payload, version)
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.delete("/{client_id}", status_code=204, responses=signed_in(refusals.ClientNotFound))
async def archive_client(client_id: UUID, session: Session, actor: Caller) -> None:
    """Offer a client no longer; its tickets keep it."""
    await service.archive_client(session, actor, client_id)


@router.post("/{client_id}/unarchive", responses=signed_in(refusals.ClientNotFound))
async def unarchive_client(client_id: UUID, session: Session, actor: Caller, response: Response) -> ClientShown:
    """Offer a client again."""
    shown = await service.unarchive_client(session, actor, client_id)
    response.headers["ETag"] = etag(shown.version)
    return shown
