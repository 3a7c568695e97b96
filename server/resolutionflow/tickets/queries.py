"""Rows of clients and tickets, fenced to the account of whoever asks."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, cast, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import User
from resolutionflow.kit.paging import BadCursor, decode_cursor, decode_moment, encode_cursor
from resolutionflow.kit.text import storable
from resolutionflow.tickets.models import Client, Ticket, TicketCounter
from resolutionflow.tickets.schemas import TicketFilter, TicketSort, TicketStatus

LOWEST_RANK, HIGHEST_RANK = 1, 4

TicketRow = tuple[Ticket, str | None, str | None]
"""A ticket, its client's name and its assignee's name."""


def visible(actor: Actor) -> Select[Ticket]:
    """Select the tickets of the actor's account."""
    return select(Ticket).where(Ticket.account_id == actor.account_id)


def visible_clients(actor: Actor) -> Select[Client]:
    """Select the clients of the actor's account."""
    return select(Client).where(Client.account_id == actor.account_id)


def _pattern(search: str) -> str:
    escaped = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


async def clients(
    session: AsyncSession, actor: Actor, search: str | None, archived: bool, after: str | None, limit: int
) -> Sequence[Client]:
    """Return one row more than ``limit`` of the clients by name."""
    name = func.lower(Client.name)
    wanted = visible_clients(actor).where(Client.archived_at.is_not(None) if archived else Client.archived_at.is_(None))
    if search:
        wanted = wanted.where(Client.name.ilike(_pattern(search)))
    if after:
        wanted = wanted.where(name > _name_in(after))
    return (await session.scalars(wanted.order_by(name).limit(limit + 1))).all()


def _name_in(cursor: str) -> ColumnElement[str]:
    (name,) = decode_cursor(cursor, str)
    try:
        return func.lower(storable(name))
    except ValueError as error:
        raise BadCursor from error


async def client(session: AsyncSession, actor: Actor, client_id: UUID, *, lock: bool = False) -> Client | None:
    """Return a client, locked when it is to be changed."""
    wanted = visible_clients(actor).where(Client.id == client_id)
    return (await session.scalars(wanted.with_for_update() if lock else wanted)).first()


async def client_named(session: AsyncSession, actor: Actor, name: str) -> Client | None:
    """Return the client of this name, in any case of letters."""
    wanted = visible_clients(actor).where(func.lower(Client.name) == func.lower(name))
    return (await session.scalars(wanted)).first()


def _with_names(actor: Actor) -> Select[Ticket, str | None, str | None]:
    return (
        select(Ticket, Client.name, User.name)
        .outerjoin(Client, (Client.account_id == Ticket.account_id) & (Client.id == Ticket.client_id))
        .outerjoin(User, (User.account_id == Ticket.account_id) & (User.id == Ticket.assignee_user_id))
        .where(Ticket.account_id == actor.account_id)
    )


async def tickets(session: AsyncSession, actor: Actor, wanted: TicketFilter) -> Sequence[TicketRow]:
    """Return one row more than the limit of the tickets in the order that is wanted."""
    rows = _sorted(_with_names(actor).where(*_conditions(actor, wanted)), wanted).limit(wanted.limit + 1)
    return [(row[0], row[1], row[2]) for row in (await session.execute(rows)).all()]


async def last_of_client(session: AsyncSession, actor: Actor, client_id: UUID, count: int) -> Sequence[TicketRow]:
    """Return a client's tickets that changed last."""
    rows = _with_names(actor).where(Ticket.client_id == client_id)
    last = rows.order_by(Ticket.updated_at.desc(), Ticket.id.desc()).limit(count)
    return [(row[0], row[1], row[2]) for row in (await session.execute(last)).all()]


Rows = Select[Ticket, str | None, str | None]


def _sorted(rows: Rows, wanted: TicketFilter) -> Rows:
    if wanted.sort == "priority":
        return _by_priority(rows, wanted.after)
    if wanted.sort == "oldest":
        # Ids grow with time, and the primary key is in their order.
        if wanted.after:
            rows = rows.where(Ticket.id > _id_in(wanted.after))
        return rows.order_by(Ticket.id)
    if wanted.after:
        rows = rows.where(tuple_(Ticket.updated_at, Ticket.id) < tuple_(*decode_moment(wanted.after)))
    return rows.order_by(Ticket.updated_at.desc(), Ticket.id.desc())


def _id_in(cursor: str) -> UUID:
    try:
        return UUID(decode_cursor(cursor, str)[0])
    except ValueError as error:
        raise BadCursor from error


def _by_priority(rows: Rows, after: str | None) -> Rows:
    if after:
        rank, moment, ticket_id = decode_cursor(after, int, str, str)
        if not LOWEST_RANK <= rank <= HIGHEST_RANK:
            raise BadCursor
        position = tuple_(*decode_moment(encode_cursor((moment, ticket_id))))
        # The first condition says nothing new, but is one that the index can begin at.
        rows = rows.where(
            Ticket.priority_rank <= rank,
            or_(Ticket.priority_rank < rank, tuple_(Ticket.created_at, Ticket.id) > position),
        )
    return rows.order_by(Ticket.priority_rank.desc(), Ticket.created_at, Ticket.id)


def _conditions(actor: Actor, wanted: TicketFilter) -> list[ColumnElement[bool]]:
    same = {
        Ticket.status: wanted.status,
        Ticket.kind: wanted.kind,
        Ticket.priority: wanted.priority,
        Ticket.client_id: wanted.client_id,
        Ticket.assignee_user_id: actor.user_id if wanted.mine else wanted.assignee_user_id,
    }
    conditions = [column == value for column, value in same.items() if value is not None]
    if wanted.unassigned:
        conditions.append(Ticket.assignee_user_id.is_(None))
    if wanted.undone:
        conditions.append(Ticket.status.not_in((TicketStatus.RESOLVED, TicketStatus.CLOSED)))
    if wanted.search:
        conditions.append(_found_by(wanted.search))
    return conditions


def _found_by(search: str) -> ColumnElement[bool]:
    pattern = _pattern(search)
    texts = (Ticket.title, Ticket.external_id, Ticket.contact, Ticket.asset, Client.name)
    number = search.removeprefix("#")
    return or_(*(text.ilike(pattern) for text in texts), cast(Ticket.number, String) == number)


async def ticket(session: AsyncSession, actor: Actor, ticket_id: UUID, *, lock: bool = False) -> Ticket | None:
    """Return a ticket by our id, locked when it is to be changed."""
    wanted = visible(actor).where(Ticket.id == ticket_id)
    return (await session.scalars(wanted.with_for_update() if lock else wanted)).first()


async def ticket_row(session: AsyncSession, actor: Actor, ticket_id: UUID) -> TicketRow | None:
    """Return a ticket by our id, with names."""
    found = (await session.execute(_with_names(actor).where(Ticket.id == ticket_id))).first()
    return (found[0], found[1], found[2]) if found else None


async def by_external_id(session: AsyncSession, account_id: UUID, external_id: str) -> Ticket | None:
    """Return the ticket of a ticket system."""
    wanted = select(Ticket).where(Ticket.account_id == account_id, Ticket.external_id == external_id)
    return (await session.scalars(wanted)).first()


async def by_number(session: AsyncSession, actor: Actor, number: int) -> Ticket | None:
    """Return the ticket of ours that has this number."""
    return (await session.scalars(visible(actor).where(Ticket.number == number))).first()


async def of_walks(
    session: AsyncSession, account_id: UUID, row_ids: Collection[UUID], external_ids: Collection[str]
) -> Sequence[Ticket]:
    """Return the tickets that walks name, by our ids and by ids of ticket systems."""
    wanted = select(Ticket).where(
        Ticket.account_id == account_id, or_(Ticket.id.in_(row_ids), Ticket.external_id.in_(external_ids))
    )
    return (await session.scalars(wanted)).all()


async def client_names(session: AsyncSession, account_id: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of clients by id."""
    rows = await session.execute(
        select(Client.id, Client.name).where(Client.account_id == account_id, Client.id.in_(ids))
    )
    return {row.id: row.name for row in rows}


async def next_number(session: AsyncSession, account_id: UUID) -> int:
    """Return the next number of the account; whoever asks at the same time waits for this transaction's end."""
    counter = insert(TicketCounter).values(account_id=account_id, last_number=1)
    counted = counter.on_conflict_do_update(
        index_elements=[TicketCounter.account_id], set_={"last_number": TicketCounter.last_number + 1}
    ).returning(TicketCounter.last_number)
    return (await session.execute(counted)).scalar_one()


async def active_person(session: AsyncSession, actor: Actor, user_id: UUID) -> bool:
    """Say whether somebody is an active person of the account."""
    wanted = select(User.id).where(
        User.account_id == actor.account_id,
        User.id == user_id,
        User.deleted_at.is_(None),
        User.is_tombstone.is_(False),
    )
    return (await session.execute(wanted)).first() is not None


async def next_unassigned(session: AsyncSession, actor: Actor) -> Ticket | None:
    """Return the ticket to be taken next, locked; one that somebody else is just taking is passed over."""
    queue = visible(actor).where(Ticket.status == TicketStatus.OPEN, Ticket.assignee_user_id.is_(None))
    first = queue.order_by(Ticket.priority_rank.desc(), Ticket.created_at, Ticket.id).limit(1)
    return (await session.scalars(first.with_for_update(skip_locked=True))).first()


def cursor(ticket: Ticket, sort: TicketSort) -> tuple[object, ...]:
    """Return the sort key of a ticket in the list."""
    if sort == "priority":
        return ticket.priority_rank, ticket.created_at.isoformat(), ticket.id
    return (ticket.id,) if sort == "oldest" else (ticket.updated_at, ticket.id)
