"""Tickets as walks use them: found or made at intake, moved by what happens in a walk."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.service import tombstone_id
from resolutionflow.kit.clock import now
from resolutionflow.platform import live
from resolutionflow.tickets import queries
from resolutionflow.tickets.models import Ticket
from resolutionflow.tickets.refusals import TicketNotFound
from resolutionflow.tickets.service.tickets import store

TITLE_LENGTH = 200
LARGEST_NUMBER = 2_147_483_647


@dataclass(frozen=True, slots=True)
class Wanted:
    """The ticket that an intake names, and what to write on it when it is made."""

    kind: str
    id: str | None
    problem_text: str
    client_id: UUID | None
    category: str | None
    link: str | None = None
    contact: str | None = None
    asset: str | None = None
    priority: str | None = None


async def find(session: AsyncSession, actor: Actor, wanted: Wanted) -> Ticket | None:
    """Return the ticket that is named, null when it is to be made; raise ``TicketNotFound``."""
    if wanted.id is None:
        return None
    if wanted.kind == "psa":
        return await queries.by_external_id(session, actor.account_id, wanted.id)
    found = await _ours(session, actor, wanted.id)
    if found is None:
        raise TicketNotFound
    return found


async def _ours(session: AsyncSession, actor: Actor, named: str) -> Ticket | None:
    number = named.removeprefix("#")
    if number.isdecimal() and number.isascii():
        return await queries.by_number(session, actor, int(number)) if int(number) <= LARGEST_NUMBER else None
    try:
        return await queries.ticket(session, actor, UUID(named))
    except ValueError:
        return None


async def make(session: AsyncSession, actor: Actor, wanted: Wanted) -> Ticket:
    """Make the ticket of an intake, held by whoever takes it in."""
    ticket = Ticket(
        account_id=actor.account_id,
        external_id=wanted.id if wanted.kind == "psa" else None,
        title=title(wanted.problem_text),
        description=wanted.problem_text,
        client_id=wanted.client_id,
        category=wanted.category,
        link=wanted.link,
        contact=wanted.contact,
        asset=wanted.asset,
        created_by_user_id=actor.user_id,
    )
    if wanted.priority is not None:
        ticket.priority = wanted.priority
    await store(session, ticket)
    return ticket


def title(problem_text: str) -> str:
    """Return the first line of a problem, cut at a word."""
    line = next((line.strip() for line in problem_text.splitlines() if line.strip()), "Ticket")
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[: TITLE_LENGTH - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut) + "…"


async def hold(session: AsyncSession, account_id: UUID, walk_ticket: tuple[str, str]) -> None:
    """Lock the ticket ``(kind, id)`` of a walk until the transaction ends."""
    locked = select(Ticket.id).where(Ticket.account_id == account_id, _is(walk_ticket)).with_for_update()
    await session.execute(locked)


def _is(walk_ticket: tuple[str, str]) -> ColumnElement[bool]:
    kind, named = walk_ticket
    return Ticket.external_id == named if kind == "psa" else Ticket.id == UUID(named)


async def move(
    session: AsyncSession,
    account_id: UUID,
    walk_ticket: tuple[str, str],
    status: str,
    *,
    assignee_user_id: UUID | None = None,
    only_from: Collection[str] = (),
) -> None:
    """Give the ticket ``(kind, id)`` of a walk a new status and, when given, a new assignee.

    With ``only_from`` a ticket of another status stays as it is.
    """
    moved = update(Ticket).where(Ticket.account_id == account_id, _is(walk_ticket))
    if only_from:
        moved = moved.where(Ticket.status.in_(only_from))
    values: dict[str, object] = {"status": status, "updated_at": now(), "row_version": Ticket.row_version + 1}
    if assignee_user_id is not None:
        values["assignee_user_id"] = assignee_user_id
    await session.execute(moved.values(values), execution_options={"synchronize_session": False})
    kind, row_id = walk_ticket
    live.announce(session, live.Topic.TICKETS, UUID(row_id) if kind == "internal" else None)


async def named(
    session: AsyncSession, account_id: UUID, walk_tickets: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Ticket]:
    """Return the tickets that walks name as ``(kind, id)``."""
    pairs = set(walk_tickets)
    row_ids = [UUID(named) for kind, named in pairs if kind == "internal"]
    external_ids = [named for kind, named in pairs if kind == "psa"]
    rows = await queries.of_walks(session, account_id, row_ids, external_ids) if pairs else []
    return {(row.kind, row.external_id or str(row.id)): row for row in rows}


async def purge_person(session: AsyncSession, account_id: UUID, user_id: UUID) -> None:
    """Hand the tickets that a person made or holds to the tombstone; what a ticket says is its client's matter."""
    heir = await tombstone_id(session, account_id)
    for column in (Ticket.created_by_user_id, Ticket.assignee_user_id):
        handed = update(Ticket).where(Ticket.account_id == account_id, column == user_id).values({column: heir})
        await session.execute(handed, execution_options={"synchronize_session": False})
