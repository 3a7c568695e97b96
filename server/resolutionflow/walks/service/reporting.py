"""Saying in a walk that a step is wrong."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.flows import service as flows
from resolutionflow.flows.step_reports import service as step_reports
from resolutionflow.flows.step_reports.schemas import StepReportDone, StepReportShown
from resolutionflow.tickets.service import of_walks
from resolutionflow.walks import queries
from resolutionflow.walks.ai_build import queries as made_queries
from resolutionflow.walks.ai_build.words import SAID_WRONG
from resolutionflow.walks.models import AI_BUILD, L1WalkSession
from resolutionflow.walks.refusals import StepNotWalked
from resolutionflow.walks.schemas.moves import StepWrong
from resolutionflow.walks.service import access, nodes, switching
from resolutionflow.walks.service.events import announce, ticket_of
from resolutionflow.walks.service.opening import ticket_named
from resolutionflow.walks.service.package import default_recipients


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
    if flow_id is not None:
        return await step_reports.report(session, actor, wrong)
    await _give_no_more(session, walk, payload)
    return await step_reports.report(session, actor, wrong, await _told(session, actor, walk))


async def _give_no_more(session: AsyncSession, walk: L1WalkSession, payload: StepWrong) -> None:
    """Let a made step that was found wrong not be given again in this walk."""
    await made_queries.locked_walk(session, walk.account_id, walk.id)
    after = walk.step_count if payload.step_no is None else payload.step_no - 1
    row = await made_queries.by_id(session, walk, after, payload.node_id)
    if row is not None:
        row.failure = SAID_WRONG
    announce(session, walk)


async def _told(session: AsyncSession, actor: Actor, walk: L1WalkSession) -> step_reports.Told:
    """Return who is told of a made step: those to whom first line escalates, for it is nobody's flow."""
    ticket = (await of_walks.named(session, walk.account_id, [ticket_of(walk)])).get(ticket_of(walk))
    shown = ticket_named(walk, ticket)
    named = " ".join(f"the walk on {shown.called} {shown.title or ''}".split())
    people = await default_recipients(session, actor)
    return step_reports.Told([person.id for person in people], named, f"/walks/{walk.id}")


async def _seen_as(
    session: AsyncSession, walk: L1WalkSession, payload: StepWrong
) -> tuple[dict[str, Any], UUID | None, UUID | None]:
    """Return the step as it was served, and version and flow that it was served from; a made step has none."""
    if payload.step_no is None:
        at_hand = payload.node_id == walk.pending_node_id
        node = await nodes.standing_at(session, walk) if at_hand else None
        version_id, flow_id = walk.flow_version_id, walk.flow_id
    else:
        answered = await queries.standing_event(session, walk, payload.step_no)
        node = answered.node if answered is not None and answered.node_id == payload.node_id else None
        version_id, flow_id = switching.followed_at(walk, payload.step_no)
    if node is None:
        raise StepNotWalked
    if _was_made(walk, payload.step_no, node):
        return node, None, None
    if version_id is None or flow_id is None:
        raise StepNotWalked
    if payload.node_id not in (await flows.published_tree(session, walk.account_id, version_id)).nodes:
        raise StepNotWalked  # answered on another flow, and undone with the switch to it
    return node, version_id, flow_id


def _was_made(walk: L1WalkSession, step_no: int | None, node: dict[str, Any]) -> bool:
    """Say whether a step was made as the walk was walked: one of a proposal was not, whoever made it."""
    kind = walk.session_kind if step_no is None else switching.kind_at(walk, step_no)
    return kind == AI_BUILD and node.get("made_by", "person") != "person"


async def reported(session: AsyncSession, actor: Actor, walk_id: UUID) -> list[StepReportShown]:
    """Return what was reported in a walk, the newest first; raise ``WalkNotFound``."""
    walk = await access.seen(session, actor, walk_id)
    return await step_reports.of_walk(session, actor, walk.id)


async def done(
    session: AsyncSession, actor: Actor, walk_id: UUID, report_id: UUID, payload: StepReportDone
) -> StepReportShown:
    """Say that a report on a step made for the walk is dealt with; raise ``WalkNotFound`` or ``NoSuchStepReport``."""
    walk = await access.seen(session, actor, walk_id)
    shown = await step_reports.done_in_walk(session, actor, walk.id, report_id, payload)
    announce(session, walk)
    return shown


async def reopen(session: AsyncSession, actor: Actor, walk_id: UUID, report_id: UUID) -> StepReportShown:
    """Take back that such a report is dealt with; raise ``WalkNotFound`` or ``NoSuchStepReport``."""
    walk = await access.seen(session, actor, walk_id)
    shown = await step_reports.reopen_in_walk(session, actor, walk.id, report_id)
    announce(session, walk)
    return shown
