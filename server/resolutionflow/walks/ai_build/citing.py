"""Which citations of a made step lead somewhere: to flows that whoever reads the step may open now."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.flows.models import PUBLISHED, Flow
from resolutionflow.flows.queries import visible

Node = dict[str, Any]


async def with_links(session: AsyncSession, actor: Actor, node: Node | None) -> Node | None:
    """Return a step with the flows of its citations, but those that are archived, or not for this person to read."""
    if node is None:
        return None
    named = {UUID(one["flow_id"]) for one in node.get("citations", ()) if one.get("flow_id")}
    if not named:
        return node
    readable = visible(actor).where(Flow.id.in_(named), Flow.status == PUBLISHED).with_only_columns(Flow.id)
    there = {str(flow_id) for flow_id in await session.scalars(readable)}
    return node | {"citations": [_linked(one, there) for one in node["citations"]]}


def _linked(citation: dict[str, str], there: set[str]) -> dict[str, str]:
    return {name: value for name, value in citation.items() if name != "flow_id" or value in there}
