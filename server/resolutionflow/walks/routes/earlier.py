"""What was solved before, for whoever takes a problem in."""

from uuid import UUID

from fastapi import APIRouter

from resolutionflow.accounts.caller import Caller, signed_in
from resolutionflow.platform.http import Session
from resolutionflow.tickets.refusals import ClientNotFound
from resolutionflow.walks.alike import service
from resolutionflow.walks.alike.schemas import AlikeAsked, LookAlikes, PastTickets

router = APIRouter(tags=["walks"])


@router.post("/l1/look-alikes", responses=signed_in(ClientNotFound))
async def find_look_alikes(payload: AlikeAsked, session: Session, actor: Caller) -> LookAlikes:
    """Find tickets that were solved and look like a problem; nothing is saved."""
    return await service.look_alikes(session, actor, payload)


@router.get("/clients/{client_id}/tickets", responses=signed_in(ClientNotFound))
async def list_past_tickets(client_id: UUID, session: Session, actor: Caller) -> PastTickets:
    """List a client's last ten tickets, each with how it was solved."""
    return await service.past_tickets(session, actor, client_id)
