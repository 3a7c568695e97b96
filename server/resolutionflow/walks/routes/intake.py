"""Intake: a problem comes in."""

from typing import Annotated

from fastapi import APIRouter, Header, Request
from starlette.responses import Response

from resolutionflow.accounts.caller import Body, Credential, creates, once, resolve
from resolutionflow.flows.refusals import FlowNotPublished, NoSuchFlow
from resolutionflow.platform.db import Database
from resolutionflow.tickets.refusals import ClientNotFound, TicketNotFound
from resolutionflow.walks import refusals
from resolutionflow.walks.schemas.intake import Intake, IntakeResponse
from resolutionflow.walks.service import intake as service

router = APIRouter(prefix="/l1", tags=["walks"])

Key = Annotated[str | None, Header(alias="Idempotency-Key")]


@router.post(
    "/intake",
    response_model=IntakeResponse,
    responses=creates(
        TicketNotFound,
        ClientNotFound,
        NoSuchFlow,
        FlowNotPublished,
        refusals.ProposalNotFound,
        refusals.ProposalNotWalkable,
    ),
)
async def take_in(request: Request, token: Credential, payload: Intake, body: Body, key: Key = None) -> Response:
    """Take a problem in: start a walk, or say what could be done.

    Where no flow fits and steps may be made as one walks, the first one is made before this answers; the same key
    sent meanwhile gets the walk without it.
    """
    database: Database = request.app.state.database
    async with database.transaction() as session:
        actor = await resolve(session, token)
        use = await once(request, session, actor, key)
        if seen := await use.seen(body):
            return seen
        taken = await service.take_in(session, actor, payload)
        reply = await use.keep(taken.response)
    if taken.begun is None:
        return reply
    started = await service.led_on(database, taken.begun)
    async with database.transaction(actor.account_id) as session:
        return await (await once(request, session, actor, key)).keep(started)
