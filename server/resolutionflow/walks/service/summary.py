"""Ticket notes, and the hand-over as the walk fills it."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.kit.clock import now
from resolutionflow.kit.redact import redacted
from resolutionflow.walks import queries
from resolutionflow.walks.engine.note import Format, Told, note
from resolutionflow.walks.engine.notes import words
from resolutionflow.walks.engine.package import Facts, Tried, filled, missing
from resolutionflow.walks.engine.path import with_switches
from resolutionflow.walks.engine.time import active_minutes
from resolutionflow.walks.models import ACTIVE, L1WalkSession
from resolutionflow.walks.queries import Answered
from resolutionflow.walks.schemas.actions import Preview, Summary
from resolutionflow.walks.schemas.shown import EscalationCategory, EscalationPackage, PathStep, Walk
from resolutionflow.walks.service import access
from resolutionflow.walks.service.opening import show

MOST_STEPS = 200


def _tried(step: PathStep, undone: bool = False) -> Tried:
    return Tried(step.question, step.answer, step.l1_note, undone)


def _path(shown: Walk, steps: Sequence[Answered | PathStep]) -> list[Tried]:
    switches = [(one.after_step, f"{one.flow_title} (version {one.flow_version})") for one in shown.switches]
    return with_switches(((step.step_no, Tried(step.question, step.answer, step.l1_note)) for step in steps), switches)


def facts(shown: Walk) -> Facts:
    """Return what a walk knows for its hand-over."""
    node = shown.pending_node or shown.stopped_at
    return Facts(
        problem=shown.problem_text or "",
        ticket=shown.ticket.called,
        client=shown.client_name,
        category=shown.category,
        flow=shown.flow_title,
        notes=words(shown.walk_notes),
        tried=[*_path(shown, shown.walked_path), *(_tried(step, True) for step in shown.also_tried)],
        pending=node.text if node else None,
    )


async def preview(session: AsyncSession, actor: Actor, walk_id: UUID) -> Preview:
    """Return the hand-over as the walk fills it, secrets masked; raise ``WalkNotFound``."""
    walk = await access.seen(session, actor, walk_id)
    package = {name: redacted(text) for name, text in filled(facts(await show(session, actor, walk))).items()}
    return Preview(package=EscalationPackage(**package), missing=missing(package))


async def summarise(
    session: AsyncSession, actor: Actor, walk_id: UUID, audience: Literal["internal", "client"], style: Format
) -> Summary:
    """Return the ticket note of a walk; raise ``WalkNotFound``."""
    walk = await access.seen(session, actor, walk_id)
    told = await _told(session, actor, walk)
    return Summary(audience=audience, format=style, text=note(told, audience, style), active_minutes=told.minutes)


def _kind(walk: L1WalkSession) -> str:
    return EscalationCategory(walk.escalation_reason_category or EscalationCategory.OTHER).wording


async def _told(session: AsyncSession, actor: Actor, walk: L1WalkSession) -> Told:
    shown = await show(session, actor, walk)
    steps = await queries.standing(session, walk, None, MOST_STEPS)
    escalated = f"{walk.escalation_reason} ({_kind(walk)})" if walk.escalated_at else None
    return Told(
        status=walk.status,
        ticket=shown.ticket.called,
        client=shown.client_name,
        started=walk.started_at,
        ended=walk.ended_at,
        problem=walk.problem_text or "",
        flow=f"{shown.flow_title} (version {shown.flow_version})" if shown.flow_title else None,
        technician=shown.created_by.name,
        taken_by=shown.assigned_to.name if shown.assigned_to else None,
        steps=_path(shown, steps),
        skipped=walk.step_count - len(steps),
        also_tried=[_tried(step, True) for step in shown.also_tried],
        notes=words(walk.walk_notes),
        resolution=walk.resolution_notes,
        escalation=escalated,
        package=walk.escalation_package or {},
        waiting_on=walk.waiting_on,
        minutes=await _minutes(session, walk),
    )


async def _minutes(session: AsyncSession, walk: L1WalkSession) -> int:
    events = [(row.kind, row.created_at) for row in await queries.timeline(session, walk)]
    if walk.status == ACTIVE:
        events.append(("note", now()))
    return active_minutes(events)
