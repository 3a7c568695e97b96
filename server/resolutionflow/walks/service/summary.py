"""Ticket notes."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.service import zone_of
from resolutionflow.ai.service import PLAYBOOK_LABEL
from resolutionflow.tickets.service import of_walks
from resolutionflow.walks import queries
from resolutionflow.walks.engine.note import PLACEHOLDERS, Audience, Format, Told, note
from resolutionflow.walks.engine.notes import with_pictures
from resolutionflow.walks.engine.package import Tried, words_of
from resolutionflow.walks.engine.path import with_switches
from resolutionflow.walks.engine.template import faults
from resolutionflow.walks.models import L1WalkSession
from resolutionflow.walks.queries import Answered
from resolutionflow.walks.schemas.actions import Summary
from resolutionflow.walks.schemas.shown import EscalationCategory, PathStep, Walk
from resolutionflow.walks.service import access
from resolutionflow.walks.service.events import ticket_of
from resolutionflow.walks.service.opening import show
from resolutionflow.walks.texts import templates, time
from resolutionflow.walks.texts.schemas import TemplateFault, TemplateTrial, TemplateTried

MOST_STEPS = 200


def _tried(step: Answered | PathStep, undone: bool = False) -> Tried:
    return Tried(step.question, step.answer, step.l1_note, undone, evidence=words_of(step.evidence))


def _path(shown: Walk, steps: Sequence[Answered | PathStep]) -> list[Tried]:
    switches = [(one.after_step, f"{one.flow_title} (version {one.flow_version})") for one in shown.switches]
    return with_switches(((step.step_no, _tried(step)) for step in steps), switches)


async def summarise(
    session: AsyncSession, actor: Actor, walk_id: UUID, audience: Audience, style: Format, template_id: UUID | None
) -> Summary:
    """Return the ticket note of a walk, after a template of the account or its default one.

    Raise ``WalkNotFound`` or ``NoteTemplateNotFound``.
    """
    walk = await access.seen(session, actor, walk_id)
    template = await templates.body_of(session, actor, audience, template_id)
    told = await _told(session, actor, walk)
    written = note(told, audience, style, template)
    return Summary(
        audience=audience, format=style, text=written.text, masked=written.masked, active_minutes=told.minutes
    )


async def tried(session: AsyncSession, actor: Actor, trial: TemplateTrial) -> TemplateTried:
    """Return a note after a template that is not saved; raise ``WalkNotFound``."""
    access.must_see_walks(actor)
    found = [
        TemplateFault(line=one.line, message=one.message) for one in faults(trial.body, PLACEHOLDERS[trial.audience])
    ]
    if trial.walk_id is None:
        walk = await queries.newest(session, actor)
    else:
        walk = await access.seen(session, actor, trial.walk_id)
    if walk is None:
        return TemplateTried(text=None, masked=0, ticket=None, faults=found)
    told = await _told(session, actor, walk)
    written = note(told, trial.audience, trial.format, trial.body)
    return TemplateTried(text=written.text, masked=written.masked, ticket=told.ticket, faults=found)


def _kind(walk: L1WalkSession) -> str:
    return EscalationCategory(walk.escalation_reason_category or EscalationCategory.OTHER).wording


def _led_by(shown: Walk) -> str | None:
    """Return what led a walk: its flow, or who made its steps as it was walked; null for notes alone."""
    if shown.flow_title:
        return f"{shown.flow_title} (version {shown.flow_version})"
    if shown.making is None:
        return None
    makers = {step.made_by for step in shown.walked_path} - {"person", shown.making.source}
    others = [PLAYBOOK_LABEL if maker == "playbook" else "a model" for maker in sorted(makers)]
    return f"Built as you walk, not reviewed; steps by {' and '.join([*others, shown.making.label])}"


async def _told(session: AsyncSession, actor: Actor, walk: L1WalkSession) -> Told:
    shown = await show(session, actor, walk)
    steps = await queries.standing(session, walk, None, MOST_STEPS)
    ticket = (await of_walks.named(session, walk.account_id, [ticket_of(walk)])).get(ticket_of(walk))
    escalated = f"{walk.escalation_reason} ({_kind(walk)})" if walk.escalated_at else None
    return Told(
        status=walk.status,
        ticket=shown.ticket.called,
        client=shown.client_name,
        contact=ticket.contact if ticket else None,
        asset=ticket.asset if ticket else None,
        started=walk.started_at,
        ended=walk.ended_at,
        problem=walk.problem_text or "",
        flow=_led_by(shown),
        technician=shown.created_by.name,
        taken_by=shown.assigned_to.name if shown.assigned_to else None,
        steps=_path(shown, steps),
        skipped=walk.step_count - len(steps),
        also_tried=[_tried(step, True) for step in shown.also_tried],
        notes=with_pictures(walk.walk_notes, (one.name for one in shown.pictures)),
        resolution=walk.resolution_notes,
        escalation=escalated,
        package=walk.escalation_package or {},
        waiting_on=walk.waiting_on,
        minutes=time.total_minutes(await time.spent(session, walk)),
        time=await time.lines(session, walk),
        pictures=[],
        zone=await zone_of(session, actor),
    )
