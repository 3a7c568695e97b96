"""Pasted evidence: which answer does it speak for."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.flows.evidence import proven
from resolutionflow.walks.refusals import TakesNotesOnly
from resolutionflow.walks.schemas.actions import EvidencePasted, EvidenceRead
from resolutionflow.walks.service import access, nodes


async def read_evidence(session: AsyncSession, actor: Actor, walk_id: UUID, payload: EvidencePasted) -> EvidenceRead:
    """Say which answer of the pending node the evidence speaks for; raise ``TakesNotesOnly`` on a walk without one."""
    walk = await access.seen(session, actor, walk_id)
    access.check_active(walk)
    node = await nodes.node_awaiting(session, walk)
    if node is None:
        raise TakesNotesOnly
    found = proven(node, payload.evidence)
    if found is None:
        return EvidenceRead(option_id=None, why="It speaks for none of the answers, or for several.")
    option_id, words = found
    return EvidenceRead(option_id=option_id, why=f"It contains: {words}")
