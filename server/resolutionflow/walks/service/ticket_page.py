"""A ticket as it is opened."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.tickets.service import tickets
from resolutionflow.walks import queries
from resolutionflow.walks.models import ACTIVE
from resolutionflow.walks.queries import BriefRow
from resolutionflow.walks.schemas.lists import TicketPage, TicketWalk
from resolutionflow.walks.schemas.shown import PersonShown
from resolutionflow.walks.service.lists import Tickets, brief, briefs

MOST_WALKS = 50


async def open_ticket(session: AsyncSession, actor: Actor, row_id: UUID) -> TicketPage:
    """Return a ticket with its walks and who walks it now; raise ``TicketNotFound``."""
    ticket = await tickets.open_ticket(session, actor, row_id)
    rows = await queries.of_ticket(session, actor.account_id, ticket.kind, ticket.ticket_id, MOST_WALKS)
    named = await briefs(session, actor, rows)
    walks = [_with_outcome(row, named) for row in rows]
    at_it = [walk.assigned_to or walk.created_by for walk in walks if walk.status == ACTIVE]
    now_by: dict[UUID, PersonShown] = {person.id: person for person in at_it}
    return TicketPage(**ticket.model_dump(), walks=walks, walked_now_by=list(now_by.values()))


def _with_outcome(row: BriefRow, named: Tickets) -> TicketWalk:
    walk = row.walk
    return TicketWalk(
        **brief(row, named).model_dump(),
        resolution_notes=walk.resolution_notes,
        helpful=walk.helpful,
        ended_at=walk.ended_at,
    )
