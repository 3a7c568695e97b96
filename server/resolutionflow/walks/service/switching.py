"""Going on with another flow in the middle of a walk: path, notes and step count stay.

``L1WalkSession.switches`` holds, oldest first, one entry for each switch that stands: after how many answers it came
(``at``), where the walk stood before it (``stood``) and what it went on with (``title``, ``number``). An answer was
given before the first switch with ``at`` not less than its step number, so going back needs nothing else.
"""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.flows import service as flows
from resolutionflow.flows.models import Flow
from resolutionflow.flows.overlays import service as overlays
from resolutionflow.walks import queries
from resolutionflow.walks.finding import service as finding
from resolutionflow.walks.models import FLOW, SWITCH, L1WalkSession
from resolutionflow.walks.refusals import FollowsThisFlow, TooManySwitches, WalkMovedOn
from resolutionflow.walks.schemas.moves import Switch
from resolutionflow.walks.schemas.shown import Walk
from resolutionflow.walks.service import access, parking
from resolutionflow.walks.service.events import record, touch
from resolutionflow.walks.service.opening import show

MOST_SWITCHES = 50
"""More than anybody needs; a walk is read whole, so what it holds is bounded."""

_IDS = ("flow_id", "flow_proposal_id", "flow_version_id", "overlay_version_id")
_PLAIN = ("session_kind", "pending_node_id", "pending_node", "match_score")
"""Columns that say where a walk stands in what it follows; a switch changes them, and going back restores them."""


def stood(walk: L1WalkSession) -> dict[str, Any]:
    """Return where a walk stands, as JSON."""
    ids = {name: getattr(walk, name) for name in _IDS}
    return {name: str(value) for name, value in ids.items() if value is not None} | {
        name: getattr(walk, name) for name in _PLAIN if getattr(walk, name) is not None
    }


def stand(walk: L1WalkSession, at: dict[str, Any]) -> None:
    """Let a walk stand where ``stood`` said."""
    for name in _IDS:
        setattr(walk, name, UUID(at[name]) if name in at else None)
    for name in _PLAIN:
        setattr(walk, name, at.get(name))


def just_switched(walk: L1WalkSession) -> bool:
    """Say whether the last move that stands is a switch, with no answer after it."""
    return bool(walk.switches) and walk.switches[-1]["at"] == walk.step_count


def restore(walk: L1WalkSession, kept: int) -> None:
    """Take back the switches that came after answer number ``kept``; of those right after the last answer, one."""
    standing = [entry for entry in walk.switches if entry["at"] <= kept]
    if kept == walk.step_count:
        standing.pop()
    gone = walk.switches[len(standing) :]
    if gone:
        stand(walk, gone[0]["stood"])
        walk.switches = standing


def versions_at(walk: L1WalkSession, step_no: int) -> tuple[UUID | None, UUID | None]:
    """Return the flow's version and the client's on which the standing answer number ``step_no`` was given."""
    later = next((entry["stood"] for entry in walk.switches if entry["at"] >= step_no), None)
    if later is None:
        return walk.flow_version_id, walk.overlay_version_id
    version_id, overlay_id = later.get("flow_version_id"), later.get("overlay_version_id")
    return UUID(version_id) if version_id else None, UUID(overlay_id) if overlay_id else None


def followed_at(walk: L1WalkSession, step_no: int) -> tuple[UUID | None, UUID | None]:
    """Return version and flow on which the standing answer number ``step_no`` was given."""
    at = next((entry["stood"] for entry in walk.switches if entry["at"] >= step_no), stood(walk))
    version_id, flow_id = at.get("flow_version_id"), at.get("flow_id")
    return UUID(version_id) if version_id else None, UUID(flow_id) if flow_id else None


def kind_at(walk: L1WalkSession, step_no: int) -> str:
    """Return the kind that the walk had when the standing answer number ``step_no`` was given."""
    later = next((entry["stood"] for entry in walk.switches if entry["at"] >= step_no), None)
    return walk.session_kind if later is None else str(later["session_kind"])


async def _overlay_for(session: AsyncSession, walk: L1WalkSession, flow: Flow) -> UUID | None:
    """Return the client's version to go on with: on a flow's version that was followed before, the one from then."""
    version_id = str(flow.published_version_id)
    for entry in walk.switches:
        if entry["stood"].get("flow_version_id") == version_id:
            before = entry["stood"].get("overlay_version_id")
            return UUID(before) if before else None
    return await overlays.to_pin(session, walk.account_id, flow.id, walk.client_id)


async def switch(session: AsyncSession, actor: Actor, walk_id: UUID, payload: Switch, version: int | None) -> Walk:
    """Go on with another flow, at its first step.

    Raise ``NoSuchFlow``, ``FlowNotPublished``, ``FollowsThisFlow``, ``TooManySwitches`` or ``WalkMovedOn`` besides
    what walks raise.
    """
    walk = await access.locked_active(session, actor, walk_id)
    if version is not None and walk.version != version:
        raise WalkMovedOn(version=walk.version)
    flow = await flows.startable(session, actor, payload.flow_id)
    _check(walk, flow)
    await parking.go_on(session, actor, walk)
    await _go_on_with(session, actor, walk, flow)
    return await show(session, actor, walk)


def _check(walk: L1WalkSession, flow: Flow) -> None:
    if walk.flow_version_id == flow.published_version_id:
        raise FollowsThisFlow
    if len(walk.switches) >= MOST_SWITCHES:
        raise TooManySwitches


async def _go_on_with(session: AsyncSession, actor: Actor, walk: L1WalkSession, flow: Flow) -> None:
    assert flow.published_version_id is not None
    tree = await flows.published_tree(session, actor.account_id, flow.published_version_id)
    overlay_id = await _overlay_for(session, walk, flow)
    before = stood(walk)
    stand(
        walk,
        {
            "session_kind": FLOW,
            "flow_id": str(flow.id),
            "flow_version_id": str(flow.published_version_id),
            **({"overlay_version_id": str(overlay_id)} if overlay_id else {}),
            "pending_node_id": tree.root_id,
        },
    )
    walk.category = walk.category or flow.category
    walk.version += 1
    await session.flush()
    title, number = await queries.flow_of(session, walk)
    walk.switches = [*walk.switches, {"at": walk.step_count, "stood": before, "title": title, "number": number}]
    touch(walk)
    record(session, walk, SWITCH, actor.user_id, {"from": before, "to": stood(walk)})
    await finding.remember(session, walk)
