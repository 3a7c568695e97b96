"""A ticket as it is opened: with its walks, and who walks it now."""

from uuid import UUID

from fastapi import APIRouter

from resolutionflow.accounts.caller import Caller, signed_in
from resolutionflow.platform.http import Session
from resolutionflow.tickets.refusals import TicketNotFound
from resolutionflow.walks.schemas.lists import TicketPage
from resolutionflow.walks.service import ticket_page

router = APIRouter(prefix="/tickets", tags=["tickets"])


@router.get("/{ticket_id}", responses=signed_in(TicketNotFound))
async def open_ticket(ticket_id: UUID, session: Session, actor: Caller) -> TicketPage:
    """Open a ticket: itself, its walks, and who walks it now."""
    return await ticket_page.open_ticket(session, actor, ticket_id)
