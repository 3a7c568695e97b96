"""Ending a walk as resolved or abandoned, and reopening one."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.flows.matching.service import forget_resolved, remember_resolved
from resolutionflow.walks.ai_build.claims import let_go
from resolutionflow.walks.alike import service as alike
from resolutionflow.walks.models import (
    ABANDON,
    ABANDONED,
    ACTIVE,
    ESCALATED,
    REOPEN,
    RESOLVE,
    RESOLVED,
    L1WalkSession,
)
from resolutionflow.walks.refusals import WalkNotEnded
from resolutionflow.walks.schemas.actions import Resolve
from resolutionflow.walks.schemas.shown import Walk
from resolutionflow.walks.service import access, telling
from resolutionflow.walks.service.auditing import account_for
from resolutionflow.walks.service.events import record, turn
from resolutionflow.walks.service.opening import show
from resolutionflow.walks.service.ticket_state import follow


async def resolve(session: AsyncSession, actor: Actor, walk_id: UUID, payload: Resolve) -> Walk:
    """End an active walk as solved; its problem becomes a match text of its flow."""
    walk = await access.locked_active(session, actor, walk_id)
    walk.resolved_at = walk.ended_at = turn(walk, RESOLVED)
    walk.resolution_notes, walk.helpful = payload.resolution_notes, payload.helpful
    record(session, walk, RESOLVE, actor.user_id, {"helpful": payload.helpful})
    await account_for(session, actor, walk, "walk.resolve", ticket_id=walk.ticket_id, ticket_kind=walk.ticket_kind)
    await session.flush()
    await let_go(session, walk)
    await follow(session, walk, "resolved")
    await alike.remember(session, walk)
    if walk.flow_id is not None and walk.problem_text and payload.helpful is not False:
        await remember_resolved(session, actor, walk.flow_id, walk.problem_text)
    shown = await show(session, actor, walk)
    await telling.resolved(session, actor, walk, shown)
    return shown


async def abandon(session: AsyncSession, actor: Actor, walk_id: UUID) -> Walk:
    """End an active walk without solving or escalating it."""
    walk = await access.locked_active(session, actor, walk_id)
    await account_for(session, actor, walk, "walk.abandon")
    await lapse(session, walk, actor.user_id)
    return await show(session, actor, walk)


async def lapse(session: AsyncSession, walk: L1WalkSession, user_id: UUID | None) -> None:
    """Abandon a walk that is locked, for a person or (``user_id`` null) because it was idle."""
    walk.ended_at = turn(walk, ABANDONED)
    record(session, walk, ABANDON, user_id)
    await session.flush()
    await let_go(session, walk)
    await follow(session, walk, "open", only_from=("in_progress", "waiting"))


async def reopen(session: AsyncSession, actor: Actor, walk_id: UUID) -> Walk:
    """Make a resolved or abandoned walk active again, where it stood; raise ``WalkNotEnded``."""
    walk = await access.locked(session, actor, walk_id)
    if walk.status == ACTIVE:
        raise WalkNotEnded
    if walk.status == ESCALATED:
        raise WalkNotEnded("This walk is escalated, not ended; whoever takes it over goes on with it.")
    before = walk.status
    await _forget(session, walk)
    turn(walk, ACTIVE)
    walk.resolved_at = walk.ended_at = None
    record(session, walk, REOPEN, actor.user_id, {"before": before})
    await account_for(session, actor, walk, "walk.reopen", before=before)
    await session.flush()
    await follow(session, walk, "in_progress")
    return await show(session, actor, walk)


async def _forget(session: AsyncSession, walk: L1WalkSession) -> None:
    """Take the match text of a resolved walk out again: it says no more that the flow solved this."""
    if walk.flow_id is not None and walk.problem_text and walk.resolved_at is not None:
        await forget_resolved(session, walk.account_id, walk.flow_id, walk.problem_text, walk.resolved_at)
