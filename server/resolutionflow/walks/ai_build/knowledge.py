"""What the account's own flows say near a problem: passages that steps may lean on, and that they cite."""

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.flows import service as flows
from resolutionflow.flows.matching.service import Candidate, MatchResult
from resolutionflow.flows.models import Flow
from resolutionflow.flows.refusals import FlowNotPublished, NoSuchFlow
from resolutionflow.walks.ai_build.engine import passages

NEAR = 0.05
"""The chance of being right from which on a flow is near enough to say something."""
MOST_FLOWS = 3


async def knowledge_near(session: AsyncSession, actor: Actor, found: MatchResult, problem: str) -> list[dict[str, str]]:
    """Return passages of the published flows that are nearest to a problem, those that share most words first."""
    near = [one for one in found.candidates if one.flow_id is not None and one.score >= NEAR]
    told: list[dict[str, str]] = []
    for one in near[:MOST_FLOWS]:
        flow = await _published(session, actor, one)
        if flow is None or flow.published_version_id is None:
            continue
        tree = await flows.published_tree(session, actor.account_id, flow.published_version_id)
        told += [passage | {"flow_id": str(flow.id)} for passage in passages(flow.title, tree, problem)]
    return [{"id": f"k{place}", **passage} for place, passage in enumerate(told, 1)]


async def _published(session: AsyncSession, actor: Actor, one: Candidate) -> Flow | None:
    assert one.flow_id is not None
    try:
        return await flows.startable(session, actor, one.flow_id)
    except (NoSuchFlow, FlowNotPublished):  # archived this moment
        return None
