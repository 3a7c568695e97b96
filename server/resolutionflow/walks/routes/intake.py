"""Intake: a problem comes in."""

from fastapi import APIRouter
from starlette.responses import Response

from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates
from resolutionflow.flows.refusals import FlowNotPublished, NoSuchFlow
from resolutionflow.platform.http import Session
from resolutionflow.tickets.refusals import ClientNotFound, TicketNotFound
from resolutionflow.walks import refusals
from resolutionflow.walks.schemas.intake import Intake, IntakeResponse
from resolutionflow.walks.service import intake as service

router = APIRouter(prefix="/l1", tags=["walks"])


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
async def take_in(payload: Intake, session: Session, actor: Caller, once: OnceOnly, body: Body) -> Response:
    """Take a problem in: start a walk, or say what could be done."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await service.take_in(session, actor, payload))
