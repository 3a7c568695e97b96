"""The hand-over as a walk, or an intake, fills it."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import service as accounts
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.flows.step_reports import service as step_reports
from resolutionflow.kit.redact import redacted
from resolutionflow.tickets.models import Client, Ticket
from resolutionflow.tickets.service import clients, of_walks
from resolutionflow.walks.engine.notes import with_pictures
from resolutionflow.walks.engine.package import Facts, Leaf, Tried, filled, missing, words_of
from resolutionflow.walks.engine.path import with_switches
from resolutionflow.walks.models import L1WalkSession
from resolutionflow.walks.schemas.actions import Preview
from resolutionflow.walks.schemas.intake import Intake
from resolutionflow.walks.schemas.shown import EscalationCategory, EscalationPackage, PathStep, PersonShown, Walk
from resolutionflow.walks.service import access
from resolutionflow.walks.service.events import ticket_of
from resolutionflow.walks.service.opening import path_of, show
from resolutionflow.walks.service.starting import check_named, ticket_for
from resolutionflow.walks.texts import time

MOST_STEPS = 200

Named = list[tuple[str, str | None]]


async def preview(session: AsyncSession, actor: Actor, walk_id: UUID) -> Preview:
    """Return the hand-over of a walk as escalating would fill it now; raise ``WalkNotFound``."""
    walk = await access.seen(session, actor, walk_id)
    return await _preview(session, actor, await facts(session, actor, walk))


async def preview_intake(session: AsyncSession, actor: Actor, payload: Intake) -> Preview:
    """Return the hand-over of a problem without a walk; raise what escalating it straight away would."""
    actor.must(Permission.DO_L1_WORK)
    await check_named(session, actor, payload)
    ticket = await ticket_for(session, actor, payload)
    given = payload.ticket
    client_id = payload.client_id or (ticket.client_id if ticket else None)
    names = await clients.names(session, actor.account_id, [client_id] if client_id else [])
    named: Named = [
        ("Ticket", _called(ticket) or given.id),
        ("Link", given.link),
        ("Client", names.get(client_id) if client_id else None),
        *_of_ticket(given.contact, given.asset, given.priority, ticket),
        ("Category", payload.category or (ticket.category if ticket else None)),
    ]
    known = Facts(
        problem=payload.problem_text,
        ticket_words=_words_of(ticket),
        named=named,
        client_facts=await _client_facts(session, actor, client_id),
    )
    return await _preview(session, actor, known)


async def _preview(session: AsyncSession, actor: Actor, known: Facts) -> Preview:
    package = masked(filled(known))
    return Preview(
        package=EscalationPackage(**package),
        missing=missing(package),
        default_recipients=await default_recipients(session, actor),
    )


def masked(package: dict[str, str]) -> dict[str, str]:
    """Return the package without what looks like a secret."""
    return {name: redacted(text) for name, text in package.items()}


async def default_recipients(session: AsyncSession, actor: Actor) -> list[PersonShown]:
    """Return who is told when nobody is chosen: not who escalates, as long as somebody else is left."""
    settings = await accounts.settings_of(session, actor.account_id)
    wanted = [UUID(user_id) for user_id in settings.default_escalation_recipient_ids]
    found = {user.id: user.name for user in await accounts.active_people(session, actor.account_id, wanted)}
    there = [PersonShown(id=user_id, name=found[user_id]) for user_id in wanted if user_id in found]
    return [person for person in there if person.id != actor.user_id] or there


async def facts(session: AsyncSession, actor: Actor, walk: L1WalkSession) -> Facts:
    """Return what is known for the hand-over of a walk."""
    shown = await show(session, actor, walk)
    steps = shown.walked_path
    if len(steps) < walk.step_count:
        steps = (await path_of(session, walk, None, MOST_STEPS)).items
    ticket = (await of_walks.named(session, walk.account_id, [ticket_of(walk)])).get(ticket_of(walk))
    node = shown.pending_node or shown.stopped_at
    before = walk.escalation_package or {}
    return Facts(
        problem=walk.problem_text or "",
        ticket_words=_words_of(ticket),
        named=await _named(session, walk, shown, ticket),
        client_facts=await _client_facts(session, actor, walk.client_id),
        notes=with_pictures(shown.walk_notes, (one.name for one in shown.pictures)),
        takes_notes_only=walk.flow_version_id is None and not steps,
        tried=_tried(shown, steps),
        skipped=walk.step_count - len(steps),
        said_wrong=await step_reports.said_wrong(session, walk.account_id, walk.id),
        stands_at=Leaf(node.type, node.text, node.to, node.reason) if node else None,
        hypothesis=before.get("current_hypothesis") or "",
    )


async def _named(session: AsyncSession, walk: L1WalkSession, shown: Walk, ticket: Ticket | None) -> Named:
    return [
        ("Ticket", shown.ticket.called),
        ("Link", shown.ticket.link),
        ("Client", shown.client_name),
        *_of_ticket(None, None, None, ticket),
        ("Category", walk.category),
        ("Flow", f"{shown.flow_title} (version {shown.flow_version})" if shown.flow_title else None),
        ("Worked on", f"{time.total_minutes(await time.spent(session, walk))} min of active work, by {_people(shown)}"),
        ("Escalated before", _before(shown)),
    ]


def _before(shown: Walk) -> str | None:
    if shown.escalation is None or shown.taken_over_at is None:
        return None
    why = EscalationCategory(shown.escalation.reason_category or EscalationCategory.OTHER).wording
    return f"{shown.escalation.reason} ({why})"


def _people(shown: Walk) -> str:
    taker = shown.assigned_to
    return f"{shown.created_by.name}, then {taker.name}" if taker else shown.created_by.name


def _of_ticket(contact: str | None, asset: str | None, priority: str | None, ticket: Ticket | None) -> Named:
    return [
        ("Contact", contact or (ticket.contact if ticket else None)),
        ("Device or asset", asset or (ticket.asset if ticket else None)),
        ("Priority", priority or (ticket.priority if ticket else None)),
    ]


def _called(ticket: Ticket | None) -> str | None:
    if ticket is None:
        return None
    return f"#{ticket.number}" if ticket.number else ticket.external_id


def _words_of(ticket: Ticket | None) -> list[str]:
    return [] if ticket is None else [ticket.title.removesuffix("…"), ticket.description or ""]


async def _client_facts(session: AsyncSession, actor: Actor, client_id: UUID | None) -> list[str]:
    client = await session.get(Client, (actor.account_id, client_id)) if client_id else None
    return [f"{fact['label']}: {fact['value']}" for fact in client.facts] if client else []


def _tried(shown: Walk, steps: list[PathStep]) -> list[Tried]:
    several = len({step.user.id for step in [*steps, *shown.also_tried] if step.user}) > 1
    stand = with_switches(
        ((step.step_no, _in_words(step, several)) for step in steps),
        [(one.after_step, f"{one.flow_title} (version {one.flow_version})") for one in shown.switches],
    )
    return [*stand, *(_in_words(step, several, undone=True) for step in shown.also_tried)]


def _in_words(step: PathStep, several: bool, undone: bool = False) -> Tried:
    who = step.user.name if step.user and several else None
    if who:
        who = f"{who}, {'after taking over' if step.after_take_over else 'first line'}"
    return Tried(step.question, step.answer, step.l1_note, undone, who, words_of(step.evidence), step.step_no)
