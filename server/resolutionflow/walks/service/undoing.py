"""Going back: answers are undone, and stay on record."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.walks import queries
from resolutionflow.walks.ai_build.claims import stand_where_made
from resolutionflow.walks.finding import service as finding
from resolutionflow.walks.models import ADHOC, AI_BUILD, BACK, L1WalkSession
from resolutionflow.walks.refusals import NothingToUndo, TakesNotesOnly, WalkMovedOn
from resolutionflow.walks.schemas.actions import Back
from resolutionflow.walks.schemas.shown import Walk
from resolutionflow.walks.service import access, parking, switching
from resolutionflow.walks.service.events import record, touch
from resolutionflow.walks.service.opening import show


async def go_back(session: AsyncSession, actor: Actor, walk_id: UUID, payload: Back, version: int | None) -> Walk:
    """Undo answers, or the switch of flow that came last; a switch is undone with the answers after it.

    Raise ``TakesNotesOnly``, ``WalkMovedOn`` or ``NothingToUndo`` besides what walks raise.
    """
    walk = await access.locked_active(session, actor, walk_id)
    if walk.session_kind == ADHOC:
        raise TakesNotesOnly
    if version is not None and walk.version != version:
        raise WalkMovedOn(version=walk.version)
    kept = _kept(walk, payload.to_step)
    await parking.go_on(session, actor, walk)
    await _undo(session, actor, walk, kept)
    await stand_where_made(session, walk)
    return await show(session, actor, walk)


def _kept(walk: L1WalkSession, to_step: int | None) -> int:
    """Return how many answers stay: all of them when a switch alone is undone; raise ``NothingToUndo``."""
    most = walk.step_count if switching.just_switched(walk) else walk.step_count - 1
    kept = most if to_step is None else to_step
    if not 0 <= kept <= most:
        raise NothingToUndo
    return kept


async def _undo(session: AsyncSession, actor: Actor, walk: L1WalkSession, kept: int) -> None:
    """Keep the first ``kept`` answers. What is asked again is the node as it was served, so nothing is made anew."""
    undone = walk.step_count - kept
    first_undone = await queries.standing_event(session, walk, kept + 1) if undone else None
    before = await queries.standing_event(session, walk, kept) if kept else None
    flow_id = walk.flow_id
    switching.restore(walk, kept)
    if first_undone is not None:
        walk.pending_node_id = first_undone.node_id
        walk.pending_node = first_undone.node if walk.session_kind == AI_BUILD else walk.pending_node
    walk.current_node_id = before.node_id if before else None
    walk.step_count, walk.undone_count, walk.version = kept, walk.undone_count + undone, walk.version + 1
    touch(walk)
    record(session, walk, BACK, actor.user_id, {"undone": undone})
    if walk.flow_id != flow_id:
        await finding.remember(session, walk)
