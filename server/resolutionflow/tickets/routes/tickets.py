"""Routes of tickets; opening one is in ``walks`` because it shows its walks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates, signed_in
from resolutionflow.kit.errors import PreconditionMissing
from resolutionflow.kit.paging import BadCursor, Page
from resolutionflow.platform.http import IfMatch, Session, etag
from resolutionflow.tickets import refusals
from resolutionflow.tickets.schemas import (
    TicketBrief,
    TicketChange,
    TicketFilter,
    TicketNew,
    TicketShown,
)
from resolutionflow.tickets.service import tickets as service

router = APIRouter(prefix="/tickets", tags=["tickets"])


@router.get("", responses=signed_in(BadCursor))
async def list_tickets(
    session: Session,
    actor: Caller,
    wanted: Annotated[TicketFilter, Query()],
) -> Page[TicketBrief]:
    """List tickets, the last changed first unless another order is asked for."""
    return await service.list_tickets(session, actor, wanted)


@router.post(
    "",
    status_code=201,
    response_model=TicketShown,
    responses=creates(refusals.ClientNotFound, refusals.NoSuchAssignee, refusals.TicketThere),
)
async def create_ticket(payload: TicketNew, session: Session, actor: Caller, once: OnceOnly, body: Body) -> Response:
    """Make a ticket: one of ours, numbered, or one of a ticket system by its id."""
    if seen := await once.seen(body):
        return seen
    shown = await service.create_ticket(session, actor, payload)
    return await once.keep(shown, 201, {"ETag": etag(shown.version)})


@router.post("/next", response_model=TicketShown, responses=creates(refusals.QueueEmpty, refusals.TicketNotFound))
async def take_next_ticket(session: Session, actor: Caller, once: OnceOnly, body: Body) -> Response:
    """Take the most pressing open ticket that nobody has."""
    if seen := await once.seen(body):
        return seen
    shown = await service.take_next(session, actor)
    return await once.keep(shown, 200, {"ETag": etag(shown.version)})


@router.patch(
    "/{ticket_id}",
    responses=signed_in(
        PreconditionMissing,
        refusals.TicketNotFound,
        refusals.TicketChanged,
        refusals.ClientNotFound,
        refusals.NoSuchAssignee,
        refusals.StatusNotByHand,
    ),
)
async def change_ticket(
    ticket_id: UUID, payload: TicketChange, session: Session, actor: Caller, version: IfMatch, response: Response
) -> TicketShown:
    """Change a ticket."""
    shown = await service.change_ticket(session, actor, ticket_id, payload, version)
    response.headers["ETag"] = etag(shown.version)
    return shown
