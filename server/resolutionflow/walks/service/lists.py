"""Lists of walks and of escalations."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.kit.clock import now
from resolutionflow.kit.paging import Page, page_of
from resolutionflow.tickets.models import Ticket
from resolutionflow.tickets.service import of_walks
from resolutionflow.walks import queries
from resolutionflow.walks.queries import BriefRow
from resolutionflow.walks.queries import escalations as escalation_queries
from resolutionflow.walks.schemas.lists import (
    EscalationBrief,
    EscalationFigures,
    EscalationFilter,
    EscalationState,
    WalkFilter,
)
from resolutionflow.walks.schemas.shown import PersonShown, WalkBrief
from resolutionflow.walks.service import access
from resolutionflow.walks.service.events import ticket_of
from resolutionflow.walks.service.opening import ticket_named

Tickets = dict[tuple[str, str], Ticket]


def brief(row: BriefRow, tickets: Tickets) -> WalkBrief:
    """Return a walk as a line of a list."""
    walk = row.walk
    names = WalkBrief.model_fields.keys() & walk.__table__.columns.keys()
    holder = (
        PersonShown(id=walk.assigned_to_user_id, name=row.holder) if walk.assigned_to_user_id and row.holder else None
    )
    return WalkBrief.model_validate(
        {name: getattr(walk, name) for name in names}
        | {
            "ticket": ticket_named(walk, tickets.get(ticket_of(walk))),
            "title": row.flow or of_walks.title(walk.problem_text or ""),
            "client_name": row.client,
            "created_by": PersonShown(id=walk.created_by_user_id, name=row.creator),
            "assigned_to": holder,
        }
    )


async def briefs(session: AsyncSession, actor: Actor, rows: list[BriefRow]) -> Tickets:
    """Return the tickets of walks that are listed."""
    return await of_walks.named(session, actor.account_id, (ticket_of(row.walk) for row in rows))


async def list_walks(session: AsyncSession, actor: Actor, wanted: WalkFilter) -> Page[WalkBrief]:
    """Return a page of walks, the last changed first; of parked ones alone, the first due first."""
    access.must_see_walks(actor)
    rows = await queries.walks(session, actor, wanted)
    tickets = await briefs(session, actor, rows)
    key = _due if wanted.waiting else _last_changed
    items, following = page_of(rows, wanted.limit, key, lambda row: brief(row, tickets))
    return Page(items=items, next=following)


async def list_escalations(session: AsyncSession, actor: Actor, wanted: EscalationFilter) -> Page[EscalationBrief]:
    """Return a page of escalations."""
    access.must_see_walks(actor)
    rows = await escalation_queries.page(session, actor, wanted)
    tickets = await briefs(session, actor, rows)
    told = {UUID(user_id) for row in rows for user_id in row.walk.escalation_recipient_ids}
    people = await access.people(session, actor.account_id, told)
    key = _last_changed if wanted.state is EscalationState.OPEN else _escalated
    items, following = page_of(rows, wanted.limit, key, lambda row: _escalation(row, tickets, people))
    return Page(items=items, next=following)


def _escalation(row: BriefRow, tickets: Tickets, people: dict[UUID, PersonShown]) -> EscalationBrief:
    walk, ticket = row.walk, tickets.get(ticket_of(row.walk))
    told = [UUID(user_id) for user_id in walk.escalation_recipient_ids]
    return EscalationBrief(
        **brief(row, tickets).model_dump(),
        recipients=[people[user_id] for user_id in told if user_id in people],
        missing=walk.escalation_missing,
        overridden=bool(walk.escalation_missing and walk.escalation_override_reason),
        stopped_at=walk.escalation_step,
        priority=ticket.priority if ticket else None,
        taken_over_at=walk.taken_over_at,
        ended_at=walk.ended_at,
    )


async def figures(session: AsyncSession, actor: Actor, days: int) -> EscalationFigures:
    """Return how complete the hand-overs of the last ``days`` were."""
    actor.must(Permission.MANAGE_ACCOUNT)
    since = now() - timedelta(days=days)
    escalated, with_gaps, overridden, missing = await escalation_queries.figures(session, actor.account_id, since)
    return EscalationFigures(
        days=days, escalated=escalated, with_gaps=with_gaps, overridden=overridden, missing=missing
    )


def _due(row: BriefRow) -> tuple[object, ...]:
    return row.walk.waiting_until or queries.NEVER_DUE, row.walk.id


def _last_changed(row: BriefRow) -> tuple[object, ...]:
    return row.walk.last_step_at, row.walk.id


def _escalated(row: BriefRow) -> tuple[object, ...]:
    return row.walk.escalated_at, row.walk.id
