"""Taking an escalated walk over: the same walk goes on at the same node."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.walks import queries
from resolutionflow.walks.models import ACTIVE, ESCALATED, TAKE, L1WalkSession
from resolutionflow.walks.refusals import NotEscalated, TakenAlready, WalkNotFound
from resolutionflow.walks.schemas.shown import Walk
from resolutionflow.walks.service import access, telling
from resolutionflow.walks.service.auditing import account_for
from resolutionflow.walks.service.events import record, turn
from resolutionflow.walks.service.opening import show
from resolutionflow.walks.service.ticket_state import follow


async def take(session: AsyncSession, actor: Actor, walk_id: UUID) -> Walk:
    """Take an escalated walk over; raise ``WalkNotFound``, ``NotEscalated``, or ``TakenAlready`` naming the taker."""
    actor.must(Permission.TAKE_OVER)
    walk = await queries.walk(session, actor, walk_id, lock=True)
    if walk is None:
        raise WalkNotFound
    if walk.status != ESCALATED:
        await _refuse(session, actor, walk)
    walk.taken_over_at = turn(walk, ACTIVE)
    walk.assigned_to_user_id = actor.user_id
    walk.version += 1
    walk.ended_at = None
    record(session, walk, TAKE, actor.user_id)
    await account_for(session, actor, walk, "walk.take")
    await session.flush()
    await follow(session, walk, "in_progress", assignee_user_id=actor.user_id)
    shown = await show(session, actor, walk)
    await telling.taken(session, actor, walk, shown)
    return shown


async def _refuse(session: AsyncSession, actor: Actor, walk: L1WalkSession) -> None:
    if walk.status == ACTIVE and walk.taken_over_at is not None and walk.assigned_to_user_id is not None:
        taker = (await access.people(session, actor.account_id, [walk.assigned_to_user_id]))[walk.assigned_to_user_id]
        who = "You have" if taker.id == actor.user_id else f"{taker.name} has"
        raise TakenAlready(f"{who} taken this walk already.", taken_by={"id": str(taker.id), "name": taker.name})
    raise NotEscalated(f"This walk is {walk.status}, so it is not waiting to be taken over.", status_now=walk.status)
