"""The node of a walk that awaits an answer, and the pins of walks to their versions, kept per process."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.flows.overlays import trees
from resolutionflow.flows.tree import Node, Tree
from resolutionflow.walks.ai_build.refusals import NextStepNotThere
from resolutionflow.walks.models import ACTIVE, AI_BUILD, ESCALATED, L1WalkSession

MOST_PINS = 50_000


@dataclass(frozen=True, slots=True)
class Pin:
    """Whose a walk on a flow is, and the version that it follows.

    Going on with another flow changes the version, perhaps in another process: so ``answer_walk`` asks whether the
    walk still follows the one that is remembered here, and whoever loads the walk remembers it anew. The client's
    version goes with the flow's: a walk that comes back to a flow's version follows it with the same one.
    """

    account_id: UUID
    version_id: UUID
    session_kind: str
    overlay_version_id: UUID | None = None


_pins: OrderedDict[UUID, Pin] = OrderedDict()


def pin_of(walk_id: UUID) -> Pin | None:
    """Return the pin of a walk that this process has met."""
    return _pins.get(walk_id)


def remember(walk: L1WalkSession) -> None:
    """Keep the pin of a walk on a flow; it says nothing about who may see the walk."""
    if walk.flow_version_id is None:
        return
    _pins[walk.id] = Pin(walk.account_id, walk.flow_version_id, walk.session_kind, walk.overlay_version_id)
    while len(_pins) > MOST_PINS:
        _pins.popitem(last=False)


async def tree_of(session: AsyncSession, walk: L1WalkSession) -> Tree | None:
    """Return the tree that a walk is pinned to, null when it follows none."""
    if walk.flow_version_id is None:
        return None
    return await trees.tree_with(session, walk.account_id, walk.flow_version_id, walk.overlay_version_id)


async def standing_at(session: AsyncSession, walk: L1WalkSession) -> dict[str, Any] | None:
    """Return the node at which a walk stands as it is served, whatever the walk's status."""
    tree = await tree_of(session, walk)
    if tree is None or walk.pending_node_id is None:
        return walk.pending_node
    return tree.served(walk.pending_node_id)


async def shown(session: AsyncSession, walk: L1WalkSession) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """Return the node that awaits an answer (of an active walk), and where an escalated one stopped."""
    if walk.status not in (ACTIVE, ESCALATED):
        return None, None
    node = await standing_at(session, walk)
    return (node, None) if walk.status == ACTIVE else (None, node)


async def node_awaiting(session: AsyncSession, walk: L1WalkSession) -> Node | None:
    """Return the node at which a walk stands, with its options' evidence and ways on; raise ``NextStepNotThere``."""
    if walk.session_kind == AI_BUILD:
        if walk.pending_node is None:
            raise NextStepNotThere
        return Node.model_validate(walk.pending_node)
    tree = await tree_of(session, walk)
    if tree is None or walk.pending_node_id is None:
        return None
    return tree.node(walk.pending_node_id)
