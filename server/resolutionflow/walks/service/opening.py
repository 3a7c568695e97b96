"""Opening a walk: everything that its page shows."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.tickets.models import Ticket
from resolutionflow.tickets.service import clients, of_walks
from resolutionflow.walks import queries
from resolutionflow.walks.ai_build.citing import with_links
from resolutionflow.walks.ai_build.showing import making_of
from resolutionflow.walks.models import AI_BUILD, PROPOSAL, L1WalkSession
from resolutionflow.walks.queries import Answered
from resolutionflow.walks.queries import escalations as escalation_queries
from resolutionflow.walks.schemas.moves import Switched
from resolutionflow.walks.schemas.shown import (
    Escalation,
    EscalationPackage,
    Path,
    PathStep,
    PersonShown,
    TicketNamed,
    Walk,
)
from resolutionflow.walks.service import access, nodes, pictures
from resolutionflow.walks.service.events import ticket_of

PATH_PAGE = 50
ALSO_TRIED = 50

People = dict[UUID, PersonShown]
Takes = Mapping[UUID | None, datetime]
"""Who has taken the walk over, and when first."""


def ticket_named(walk: L1WalkSession, ticket: Ticket | None) -> TicketNamed:
    """Return a walk's ticket as it is shown beside the walk."""
    named = TicketNamed(kind=walk.ticket_kind, id=walk.ticket_id)
    if ticket is not None:
        named.number, named.title, named.link, named.row_id = ticket.number, ticket.title, ticket.link, ticket.id
    return named


def step_shown(answered: Answered, people: People, takes: Takes) -> PathStep:
    """Return an answered step as it is shown; what comes from the database needs no second check."""
    return PathStep.model_construct(
        step_no=answered.step_no,
        node_id=answered.node_id,
        question=answered.question,
        option_id=answered.option_id,
        answer=answered.answer,
        l1_note=answered.l1_note,
        evidence=answered.evidence,
        user=people.get(answered.user_id) if answered.user_id else None,
        answered_at=answered.created_at,
        made_by=answered.made_by,
        after_take_over=answered.user_id in takes and answered.created_at >= takes[answered.user_id],
    )


async def open_walk(session: AsyncSession, actor: Actor, walk_id: UUID) -> Walk:
    """Return a walk; raise ``WalkNotFound``."""
    return await show(session, actor, await access.seen(session, actor, walk_id))


async def show(session: AsyncSession, actor: Actor, walk: L1WalkSession) -> Walk:
    """Return a walk that the actor may see as its page shows it."""
    await session.flush()
    nodes.remember(walk)
    path = await queries.standing(session, walk, None, PATH_PAGE)
    undone = await queries.undone(session, walk, ALSO_TRIED)
    people = await access.people(session, walk.account_id, _ids(walk, [*path, *undone]))
    takes = await _takes(session, walk)
    pending, stopped_at = await nodes.shown(session, walk)
    flow_title, flow_version = await queries.flow_of(session, walk) if walk.flow_version_id else (None, None)
    fields = {name: getattr(walk, name) for name in Walk.model_fields.keys() & L1WalkSession.__table__.columns.keys()}
    return Walk.model_validate(
        fields
        | await _names(session, walk, people)
        | {
            "flow_title": flow_title,
            "flow_version": flow_version,
            "unreviewed": walk.session_kind in (PROPOSAL, AI_BUILD),
            "pending_node": await with_links(session, actor, pending),
            "stopped_at": await with_links(session, actor, stopped_at),
            "making": await making_of(session, walk, path),
            "walked_path": [step_shown(event, people, takes) for event in path],
            "also_tried": [step_shown(event, people, takes) for event in undone],
            "pictures": await pictures.of_walk(session, walk),
            "switches": [
                Switched(after_step=one["at"], flow_title=one["title"], flow_version=one["number"])
                for one in walk.switches
            ],
            "escalation": _escalation(walk, people),
            "may_act": access.may_act(actor, walk),
        }
    )


async def _takes(session: AsyncSession, walk: L1WalkSession) -> Takes:
    return {} if walk.escalated_at is None else await escalation_queries.takes(session, walk)


async def _names(session: AsyncSession, walk: L1WalkSession, people: People) -> dict[str, Any]:
    tickets = await of_walks.named(session, walk.account_id, [ticket_of(walk)])
    client_ids = [walk.client_id] if walk.client_id else []
    client_names = await clients.names(session, walk.account_id, client_ids)
    return {
        "ticket": ticket_named(walk, tickets.get(ticket_of(walk))),
        "client_name": client_names.get(walk.client_id) if walk.client_id else None,
        "created_by": people[walk.created_by_user_id],
        "assigned_to": people.get(walk.assigned_to_user_id) if walk.assigned_to_user_id else None,
    }


def _ids(walk: L1WalkSession, events: Iterable[Answered]) -> set[UUID | None]:
    recipients = {UUID(user_id) for user_id in walk.escalation_recipient_ids}
    return {walk.created_by_user_id, walk.assigned_to_user_id, *recipients, *(event.user_id for event in events)}


def _escalation(walk: L1WalkSession, people: People) -> Escalation | None:
    if walk.escalated_at is None:
        return None
    return Escalation(
        reason=walk.escalation_reason or "",
        reason_category=walk.escalation_reason_category or "",
        escalated_at=walk.escalated_at,
        recipients=[people[UUID(user_id)] for user_id in walk.escalation_recipient_ids if UUID(user_id) in people],
        package=EscalationPackage.model_validate(walk.escalation_package or {}),
        missing=walk.escalation_missing,
        override_reason=walk.escalation_override_reason,
    )


async def read_path(session: AsyncSession, actor: Actor, walk_id: UUID, before: int | None, limit: int) -> Path:
    """Return a page of the answers that stand, oldest first; raise ``WalkNotFound``."""
    return await path_of(session, await access.seen(session, actor, walk_id), before, limit)


async def path_of(session: AsyncSession, walk: L1WalkSession, before: int | None, limit: int) -> Path:
    """Return a page of the answers of a walk that stand, oldest first."""
    rows = await queries.standing(session, walk, before, limit)
    people = await access.people(session, walk.account_id, (event.user_id for event in rows))
    takes = await _takes(session, walk)
    first = rows[0].step_no if rows else 1
    return Path(items=[step_shown(event, people, takes) for event in rows], before=first if first > 1 else None)
