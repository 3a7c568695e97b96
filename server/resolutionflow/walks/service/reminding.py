"""Reminding whoever holds a parked walk that what it waited for should have come by now."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.kit.clock import now
from resolutionflow.notifications.service import Kind, tell
from resolutionflow.platform.jobs import enqueue
from resolutionflow.tickets.service import of_walks
from resolutionflow.walks.models import L1WalkSession
from resolutionflow.walks.queries import idle as idle_queries
from resolutionflow.walks.service.events import ticket_of
from resolutionflow.walks.service.opening import ticket_named

AT_ONCE = 200


async def plan(session: AsyncSession, walk: L1WalkSession) -> None:
    """Have a job look at the account's parked walks when this one is due: nothing is asked before that."""
    if walk.waiting_until is not None:
        lock = f"walks.remind:{walk.account_id}"
        await enqueue(session, "walks.remind", lock=lock, at=walk.waiting_until, account_id=walk.account_id)


async def remind(session: AsyncSession, account_id: UUID) -> bool:
    """Remind of the account's walks that are due, each once, a part of them; say whether there may be more."""
    moment = now()
    due = await idle_queries.due(session, account_id, moment, AT_ONCE)
    tickets = await of_walks.named(session, account_id, (ticket_of(walk) for walk in due))
    for walk in due:
        walk.reminded_at = moment
        ticket = ticket_named(walk, tickets.get(ticket_of(walk)))
        await tell(
            session,
            account_id,
            [walk.assigned_to_user_id or walk.created_by_user_id],
            Kind.REMINDER,
            f"Ticket {ticket.called}: waiting on {walk.waiting_on}\n{ticket.title or walk.problem_text or ''}",
            f"/walks/{walk.id}",
            event=f"{walk.id}:{walk.waiting_until}",
        )
    await session.flush()
    return len(due) == AT_ONCE
