"""The escalations inbox, and escalating straight from intake."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates, signed_in
from resolutionflow.flows.refusals import NoSuchFlow
from resolutionflow.kit.paging import BadCursor, Page
from resolutionflow.platform.http import Session
from resolutionflow.tickets.refusals import ClientNotFound, TicketNotFound
from resolutionflow.walks import refusals
from resolutionflow.walks.schemas.actions import Escalated, EscalateFromIntake, Preview
from resolutionflow.walks.schemas.intake import Intake
from resolutionflow.walks.schemas.lists import EscalationBrief, EscalationFigures, EscalationFilter
from resolutionflow.walks.service import escalating, lists, package

router = APIRouter(prefix="/l1/escalations", tags=["walks"])


@router.get("", responses=signed_in(BadCursor))
async def list_escalations(
    session: Session, actor: Caller, wanted: Annotated[EscalationFilter, Query()]
) -> Page[EscalationBrief]:
    """List escalations, the newest first: all for engineers and above, their own for technicians."""
    return await lists.list_escalations(session, actor, wanted)


@router.get("/figures", responses=signed_in())
async def read_figures(
    session: Session, actor: Caller, days: Annotated[int, Query(ge=1, le=366)] = 30
) -> EscalationFigures:
    """Count the escalations of the last ``days``, and those that went on although their package had gaps."""
    return await lists.figures(session, actor, days)


@router.post("/preview", responses=signed_in(TicketNotFound, ClientNotFound, NoSuchFlow, refusals.ProposalNotFound))
async def preview_from_intake(payload: Intake, session: Session, actor: Caller) -> Preview:
    """Show the hand-over as escalating this problem straight away would fill it; nothing is made."""
    return await package.preview_intake(session, actor, payload)


@router.post(
    "",
    response_model=Escalated,
    responses=creates(
        TicketNotFound,
        ClientNotFound,
        NoSuchFlow,
        refusals.ProposalNotFound,
        refusals.RecipientNotFound,
    ),
)
async def escalate_from_intake(
    payload: EscalateFromIntake, session: Session, actor: Caller, once: OnceOnly, body: Body
) -> Response:
    """Escalate a problem at once: makes an ad-hoc walk that is escalated already."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await escalating.escalate_from_intake(session, actor, payload))
