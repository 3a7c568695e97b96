"""Parked walks: waiting on something, until somebody goes on."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.walks.models import PARK, UNPARK, L1WalkSession
from resolutionflow.walks.schemas.actions import Waiting
from resolutionflow.walks.schemas.shown import Walk
from resolutionflow.walks.service import access, reminding
from resolutionflow.walks.service.events import record, touch
from resolutionflow.walks.service.opening import show
from resolutionflow.walks.service.ticket_state import follow


async def park(session: AsyncSession, actor: Actor, walk_id: UUID, payload: Waiting) -> Walk:
    """Park an active walk, say something else it waits on, or go on with it."""
    walk = await access.locked_active(session, actor, walk_id)
    if payload.waiting_on is None:
        await go_on(session, actor, walk)
        return await show(session, actor, walk)
    walk.waiting_on, walk.waiting_until = payload.waiting_on, payload.waiting_until
    walk.waiting_for, walk.reminded_at = payload.waiting_for, None
    record(session, walk, PARK, actor.user_id, {"waiting_on": payload.waiting_on, "waiting_for": payload.waiting_for})
    await reminding.plan(session, walk)
    touch(walk)
    await session.flush()
    await follow(session, walk, "waiting")
    return await show(session, actor, walk)


async def go_on(session: AsyncSession, actor: Actor, walk: L1WalkSession) -> None:
    """Take a walk out of the waiting list; one that isn't parked stays as it is."""
    if walk.waiting_on is None:
        return
    walk.waiting_on = walk.waiting_for = walk.waiting_until = walk.reminded_at = None
    record(session, walk, UNPARK, actor.user_id)
    touch(walk)
    await session.flush()
    await follow(session, walk, "in_progress", only_from=("waiting",))
