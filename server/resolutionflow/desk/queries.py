"""Reads over walks, tickets, flows and clients. Every query names the account; row-level security stands behind it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, and_, case, cast, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from resolutionflow.accounts.actor import Actor
from resolutionflow.flows.engine import searched
from resolutionflow.flows.models import ARCHIVED, Flow
from resolutionflow.flows.queries import visible as visible_flows
from resolutionflow.tickets.models import Client, Ticket
from resolutionflow.tickets.queries import visible as visible_tickets
from resolutionflow.walks.models import ACTIVE, ESCALATED, RESOLVED
from resolutionflow.walks.models import L1WalkSession as Walk
from resolutionflow.walks.queries import visible as visible_walks

EACH = 6
DONE = ("resolved", "closed")
URGENT = "urgent"
LEAST_WALKS, LEAST_SHARE, MOST_FLOWS = 5, 0.3, 5

Words = ColumnElement[str] | InstrumentedAttribute[str]
Columns = tuple[ColumnElement[Any] | InstrumentedAttribute[Any], ...]
Found = tuple[Any, ...]
"""A row that was read: its columns are named where it is."""


def _all_in(text: Words, words: Sequence[str]) -> list[ColumnElement[bool]]:
    return [text.contains(word, autoescape=True) for word in words]


def _first_with(text: Words, words: Sequence[str]) -> ColumnElement[int]:
    """Sort what begins with the first word before what has it somewhere."""
    return case((text.startswith(words[0], autoescape=True), 0), else_=1)


async def _rows(session: AsyncSession, query: Select[Any], columns: Columns) -> list[Found]:
    return [tuple(row) for row in await session.execute(query.with_only_columns(*columns).limit(EACH))]


async def flows(session: AsyncSession, actor: Actor, words: Sequence[str]) -> list[Found]:
    """Return flows that have all words: id, title, category, status."""
    query = visible_flows(actor).where(
        Flow.status != ARCHIVED, *_all_in(Flow.search_text, [searched(word) for word in words])
    )
    ordered = query.order_by(_first_with(Flow.title_key, words), Flow.updated_at.desc(), Flow.id.desc())
    return await _rows(session, ordered, (Flow.id, Flow.title, Flow.category, Flow.status))


async def tickets(session: AsyncSession, actor: Actor, words: Sequence[str]) -> list[Found]:
    """Return tickets that have all words, one of that very number first: id, title, number, PSA id, status."""
    number = cast(Ticket.number, String)
    parts = (number, Ticket.title, Ticket.external_id, Ticket.contact, Ticket.asset, Client.name)
    text = func.lower(func.concat_ws(" ", *parts))
    same = (Client.account_id == Ticket.account_id) & (Client.id == Ticket.client_id)
    exact = or_(number == words[0].removeprefix("#"), func.lower(Ticket.external_id) == words[0])
    query = visible_tickets(actor).outerjoin(Client, same)
    found = query.where(or_(exact, and_(*_all_in(text, words))))
    ordered = found.order_by(case((exact, 0), else_=1), Ticket.updated_at.desc(), Ticket.id.desc())
    columns = (Ticket.id, Ticket.title, Ticket.number, Ticket.external_id, Client.name, Ticket.status)
    return await _rows(session, ordered, columns)


async def walks(session: AsyncSession, actor: Actor, words: Sequence[str]) -> list[Found]:
    """Return walks whose problem has all words, open ones first: id, problem, flow, status, when."""
    same = (Flow.account_id == Walk.account_id) & (Flow.id == Walk.flow_id)
    query = visible_walks(actor).outerjoin(Flow, same).where(*_all_in(func.lower(Walk.problem_text), words))
    is_open = case((Walk.status == ACTIVE, 0), (Walk.status == ESCALATED, 1), else_=2)
    ordered = query.order_by(is_open, Walk.last_step_at.desc(), Walk.id.desc())
    return await _rows(session, ordered, (Walk.id, func.left(Walk.problem_text, 200), Flow.title, Walk.status))


async def clients(session: AsyncSession, actor: Actor, words: Sequence[str]) -> list[Found]:
    """Return clients whose name has all words: id, name."""
    name = func.lower(Client.name)
    query = select(Client).where(
        Client.account_id == actor.account_id, Client.archived_at.is_(None), *_all_in(name, words)
    )
    return await _rows(session, query.order_by(_first_with(name, words), name), (Client.id, Client.name))


def _own(actor: Actor) -> ColumnElement[bool]:
    return or_(Walk.created_by_user_id == actor.user_id, Walk.assigned_to_user_id == actor.user_id)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


async def my_day(session: AsyncSession, actor: Actor, since: datetime, present: datetime) -> Found:
    """Count the actor's walks: open, waiting, due, and resolved or escalated since."""
    waits = (Walk.status == ACTIVE) & Walk.waiting_on.is_not(None)
    query = select(
        _count((Walk.status == ACTIVE) & Walk.waiting_on.is_(None)),
        _count(waits),
        _count(waits & (Walk.waiting_until <= present)),
        _count((Walk.status == RESOLVED) & (Walk.resolved_at >= since)),
        _count((Walk.escalated_at >= since) & (Walk.created_by_user_id == actor.user_id)),
    ).where(Walk.account_id == actor.account_id, _own(actor), or_(Walk.status == ACTIVE, Walk.last_step_at >= since))
    return tuple((await session.execute(query)).one())


async def queue(session: AsyncSession, actor: Actor) -> Found:
    """Count the desk's tickets that are not done: all, unassigned, urgent."""
    undone = visible_tickets(actor).where(Ticket.status.not_in(DONE))
    columns = (
        func.count(),
        _count(Ticket.assignee_user_id.is_(None)),
        _count(Ticket.priority == URGENT),
    )
    return tuple((await session.execute(undone.with_only_columns(*columns))).one())


async def untaken(session: AsyncSession, actor: Actor) -> int:
    """Count the escalations that nobody has taken."""
    query = select(func.count()).where(Walk.account_id == actor.account_id, Walk.status == ESCALATED)
    return await session.scalar(query) or 0


async def often_escalated(session: AsyncSession, actor: Actor, present: datetime, days: int) -> list[Found]:
    """Return flows of whose walks begun in the last days many were escalated: id, title, walks, escalated."""
    walked = func.count()
    escalated = _count(Walk.escalated_at.is_not(None))
    counted = (
        select(Walk.flow_id, cast(walked, Integer).label("walked"), cast(escalated, Integer).label("escalated"))
        .where(
            Walk.account_id == actor.account_id,
            Walk.started_at >= present - timedelta(days=days),
            Walk.flow_id.is_not(None),
            or_(Walk.status != ACTIVE, Walk.escalated_at.is_not(None)),
        )
        .group_by(Walk.flow_id)
        .having(walked >= LEAST_WALKS, escalated >= literal(LEAST_SHARE) * walked)
        .order_by(escalated.desc(), walked)
        .limit(MOST_FLOWS)
        .subquery()
    )
    query = (
        select(Flow.id, Flow.title, counted.c.walked, counted.c.escalated)
        .join(counted, (Flow.id == counted.c.flow_id))
        .where(Flow.account_id == actor.account_id, Flow.status != ARCHIVED)
        .order_by(counted.c.escalated.desc(), counted.c.walked, Flow.title)
    )
    return [tuple(row) for row in await session.execute(query)]
