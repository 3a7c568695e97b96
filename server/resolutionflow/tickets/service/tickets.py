"""Tickets: the list, making one, changing one."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.kit.clock import now
from resolutionflow.kit.paging import Page, page_of
from resolutionflow.platform import live
from resolutionflow.platform.jobs import enqueue
from resolutionflow.tickets import queries
from resolutionflow.tickets.engine import may_become, may_change
from resolutionflow.tickets.models import Ticket
from resolutionflow.tickets.queries import TicketRow
from resolutionflow.tickets.refusals import (
    NoSuchAssignee,
    QueueEmpty,
    StatusNotByHand,
    TicketChanged,
    TicketNotFound,
    TicketThere,
)
from resolutionflow.tickets.schemas import TicketBrief, TicketChange, TicketFilter, TicketNew, TicketShown
from resolutionflow.tickets.service import clients

NEVER_EMPTY = frozenset({"title", "priority", "status"})


def ticket_id(ticket: Ticket) -> str:
    """Return what a walk calls a ticket: our id as text, or the ticket system's."""
    return ticket.external_id or str(ticket.id)


def _brief(row: TicketRow) -> TicketBrief:
    return TicketBrief.model_validate(_fields(row))


def _fields(row: TicketRow) -> dict[str, object]:
    ticket, client_name, assignee_name = row
    known = {name: getattr(ticket, name) for name in TicketShown.model_fields.keys() & Ticket.__table__.columns.keys()}
    return known | {
        "ticket_id": ticket_id(ticket),
        "client_name": client_name,
        "assignee_name": assignee_name,
        "may_become": may_become(ticket.status),
        "version": ticket.row_version,
    }


async def list_tickets(session: AsyncSession, actor: Actor, wanted: TicketFilter) -> Page[TicketBrief]:
    """Return a page of tickets in the order that is wanted."""
    actor.must(Permission.USE_TICKETS)
    rows = await queries.tickets(session, actor, wanted)
    items, following = page_of(rows, wanted.limit, lambda row: queries.cursor(row[0], wanted.sort), _brief)
    return Page(items=items, next=following)


async def last_of_client(session: AsyncSession, actor: Actor, client_id: UUID, count: int) -> list[TicketBrief]:
    """Return a client's tickets that changed last; raise ``ClientNotFound``."""
    actor.must(Permission.USE_TICKETS)
    await clients.known(session, actor, client_id)
    return [_brief(row) for row in await queries.last_of_client(session, actor, client_id, count)]


async def open_ticket(session: AsyncSession, actor: Actor, row_id: UUID) -> TicketShown:
    """Return a ticket; raise ``TicketNotFound``."""
    actor.must(Permission.USE_TICKETS)
    row = await queries.ticket_row(session, actor, row_id)
    if row is None:
        raise TicketNotFound
    return TicketShown.model_validate(_fields(row))


async def create_ticket(session: AsyncSession, actor: Actor, payload: TicketNew) -> TicketShown:
    """Make a ticket; raise ``ClientNotFound``, ``NoSuchAssignee`` or ``TicketThere``."""
    actor.must(Permission.USE_TICKETS)
    await _check_names(session, actor, payload.client_id, payload.assignee_user_id)
    if payload.external_id is not None:
        await _check_new(session, actor, payload.external_id)
    ticket = Ticket(account_id=actor.account_id, created_by_user_id=actor.user_id, **payload.model_dump())
    await store(session, ticket)
    row = await queries.ticket_row(session, actor, ticket.id)
    assert row is not None, "it was stored just now"
    return TicketShown.model_validate(_fields(row))


async def store(session: AsyncSession, ticket: Ticket) -> None:
    """Add a ticket, numbered when it is ours."""
    ticket.kind = "psa" if ticket.external_id else "internal"
    if ticket.kind == "internal":
        ticket.number = await queries.next_number(session, ticket.account_id)
    session.add(ticket)
    await session.flush()
    live.announce(session, live.Topic.TICKETS, ticket.id)


async def _check_new(session: AsyncSession, actor: Actor, external_id: str) -> None:
    there = await queries.by_external_id(session, actor.account_id, external_id)
    if there is not None:
        raise TicketThere(ticket_id=str(there.id))


async def _check_names(
    session: AsyncSession, actor: Actor, client_id: UUID | None, assignee_user_id: UUID | None
) -> None:
    if client_id is not None:
        await clients.known(session, actor, client_id)
    if assignee_user_id is not None and not await queries.active_person(session, actor, assignee_user_id):
        raise NoSuchAssignee


async def change_ticket(
    session: AsyncSession, actor: Actor, row_id: UUID, payload: TicketChange, version: int
) -> TicketShown:
    """Change a ticket.

    Raise ``TicketNotFound``, ``TicketChanged``, ``ClientNotFound``, ``NoSuchAssignee`` or ``StatusNotByHand``.
    """
    actor.must(Permission.USE_TICKETS)
    ticket = await queries.ticket(session, actor, row_id, lock=True)
    if ticket is None:
        raise TicketNotFound
    if ticket.row_version != version:
        raise TicketChanged
    await _check_names(session, actor, payload.client_id, payload.assignee_user_id)
    if payload.status is not None and not may_change(ticket.status, payload.status):
        raise StatusNotByHand(status_now=ticket.status, may_become=list(may_become(ticket.status)))
    if payload.title not in (None, ticket.title):
        await enqueue(session, "walks.ticket_renamed", account_id=ticket.account_id, ticket_id=ticket.id)
    for name in payload.model_fields_set:
        value = getattr(payload, name)
        if value is not None or name not in NEVER_EMPTY:
            setattr(ticket, name, value)
    ticket.row_version += 1
    ticket.updated_at = now()
    await session.flush()
    live.announce(session, live.Topic.TICKETS, ticket.id)
    return await open_ticket(session, actor, row_id)


async def take_next(session: AsyncSession, actor: Actor) -> TicketShown:
    """Assign to the actor the most pressing open ticket that nobody has; raise ``QueueEmpty``.

    Of two who take at once each gets another ticket.
    """
    actor.must(Permission.USE_TICKETS)
    ticket = await queries.next_unassigned(session, actor)
    if ticket is None:
        raise QueueEmpty
    ticket.assignee_user_id = actor.user_id
    ticket.row_version += 1
    ticket.updated_at = now()
    await session.flush()
    live.announce(session, live.Topic.TICKETS, ticket.id)
    return await open_ticket(session, actor, ticket.id)
