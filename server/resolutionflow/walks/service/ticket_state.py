"""A ticket with several walks stands where the most alive of them stands."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.tickets.service import of_walks
from resolutionflow.walks import queries
from resolutionflow.walks.models import ACTIVE, ESCALATED, L1WalkSession
from resolutionflow.walks.service.events import ticket_of

MOST_ALIVE_FIRST = ("in_progress", "escalated", "waiting")
"""What keeps a ticket from being less than this; resolved and abandoned walks keep it from nothing."""


async def follow(
    session: AsyncSession,
    walk: L1WalkSession,
    status: str,
    *,
    assignee_user_id: UUID | None = None,
    only_from: tuple[str, ...] = (),
) -> None:
    """Move the ticket of a walk to ``status``, or to where another of its walks keeps it, if that is more alive.

    The ticket is locked first: of two walks that end at once, the second one sees that the first has ended.
    """
    await of_walks.hold(session, walk.account_id, ticket_of(walk))
    kept = {_kept_at(one, waits) for one, waits in await queries.statuses_besides(session, walk)}
    alive = next((one for one in MOST_ALIVE_FIRST if one == status or one in kept), status)
    if alive != status:
        await of_walks.move(session, walk.account_id, ticket_of(walk), alive)
        return
    await of_walks.move(
        session, walk.account_id, ticket_of(walk), status, assignee_user_id=assignee_user_id, only_from=only_from
    )


def _kept_at(status: str, waits: bool) -> str | None:
    if status == ACTIVE:
        return "waiting" if waits else "in_progress"
    return "escalated" if status == ESCALATED else None
