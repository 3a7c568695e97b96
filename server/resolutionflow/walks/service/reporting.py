"""Saying in a walk that a step is wrong."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.flows import service as flows
from resolutionflow.flows.step_reports import service as step_reports
from resolutionflow.flows.step_reports.schemas import StepReportShown
from resolutionflow.walks import queries
from resolutionflow.walks.models import L1WalkSession
from resolutionflow.walks.refusals import StepNotWalked
from resolutionflow.walks.schemas.moves import StepWrong
from resolutionflow.walks.service import access, nodes, switching


async def report(session: AsyncSession, actor: Actor, walk_id: UUID, payload: StepWrong) -> StepReportShown:
    """Report the step that is asked, or one that was answered; raise ``WalkNotFound`` or ``StepNotWalked``."""
    actor.must(Permission.SUGGEST_CHANGE)
    walk = await access.seen(session, actor, walk_id)
    node, version_id, flow_id = await _seen_as(session, walk, payload)
    wrong = step_reports.Wrong(
        flow_id=flow_id,
        flow_version_id=version_id,
        walk_id=walk.id,
        node_id=payload.node_id,
        node_text=node["text"],
        text=payload.text,
        should_say=payload.should_say,
    )
    return await step_reports.report(session, actor, wrong)


async def _seen_as(session: AsyncSession, walk: L1WalkSession, payload: StepWrong) -> tuple[dict[str, Any], UUID, UUID]:
    """Return the step as it was served, and version and flow that it was served from."""
    if payload.step_no is None:
        at_hand = payload.node_id == walk.pending_node_id
        node = await nodes.standing_at(session, walk) if at_hand else None
        version_id, flow_id = walk.flow_version_id, walk.flow_id
    else:
        answered = await queries.standing_event(session, walk, payload.step_no)
        node = answered.node if answered is not None and answered.node_id == payload.node_id else None
        version_id, flow_id = switching.followed_at(walk, payload.step_no)
    if node is None or version_id is None or flow_id is None:
        raise StepNotWalked
    if payload.node_id not in (await flows.published_tree(session, walk.account_id, version_id)).nodes:
        raise StepNotWalked  # answered on another flow, and undone with the switch to it
    return node, version_id, flow_id


async def reported(session: AsyncSession, actor: Actor, walk_id: UUID) -> list[StepReportShown]:
    """Return what was reported in a walk, the newest first; raise ``WalkNotFound``."""
    walk = await access.seen(session, actor, walk_id)
    return await step_reports.of_walk(session, actor, walk.id)
