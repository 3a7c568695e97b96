"""Rows of escalations: the inbox, who is told, who took over."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Select,
    String,
    bindparam,
    cast,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    tuple_,
    type_coerce,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import TeamMember
from resolutionflow.kit.clock import now
from resolutionflow.kit.paging import decode_moment
from resolutionflow.tickets.models import Ticket
from resolutionflow.walks.engine.package import HEADINGS
from resolutionflow.walks.finding.engine import asked
from resolutionflow.walks.finding.queries import having
from resolutionflow.walks.models import (
    ABANDONED,
    ACTIVE,
    ESCALATED,
    RESOLVED,
    TAKE,
    EscalationRecipient,
    L1WalkSession,
    WalkEvent,
)
from resolutionflow.walks.queries import BriefRow, briefs, in_reach
from resolutionflow.walks.schemas.lists import EscalationFilter, EscalationState, Sort, Whose

Walk = L1WalkSession
Told = EscalationRecipient
_Taken = aliased(L1WalkSession)
LARGEST_NUMBER = 2_147_483_647


def _literally(value: str) -> ColumnElement[str]:
    """Return a value that is written into the statement, so that an index over some rows only is known to fit."""
    return bindparam(None, value, String, literal_execute=True)


async def page(session: AsyncSession, actor: Actor, wanted: EscalationFilter) -> list[BriefRow]:
    """Return one row more than the limit of the escalations."""
    moment = moment_of(wanted.state)
    rows = in_reach(actor, False).where(*_standing(wanted.state), *await _conditions(session, actor, wanted))
    if wanted.after is not None:
        rows = rows.where(*_after(wanted, moment))
    order = (moment.desc(), Walk.id.desc()) if wanted.sort is Sort.NEWEST else (moment, Walk.id)
    return await briefs(session, rows.order_by(*order).limit(wanted.limit + 1))


def moment_of(state: EscalationState) -> ColumnElement[datetime | None]:
    """Return what escalations of a state are ordered by: an open one last changed when it was escalated."""
    return type_coerce(Walk.last_step_at if state is EscalationState.OPEN else Walk.escalated_at, DateTime(True))


def _standing(state: EscalationState) -> list[ColumnElement[bool]]:
    if state is EscalationState.OPEN:
        return [Walk.status == _literally(ESCALATED)]
    if state is EscalationState.TAKEN:
        return [Walk.escalated_at.is_not(None), Walk.status == _literally(ACTIVE)]
    return [Walk.escalated_at.is_not(None), Walk.status.in_((RESOLVED, ABANDONED))]


def _after(wanted: EscalationFilter, moment: ColumnElement[datetime | None]) -> list[ColumnElement[bool]]:
    """Return what comes after the cursor; the first condition says nothing new, but an index can begin at it."""
    since, walk_id = decode_moment(wanted.after or "")
    key = tuple_(moment, Walk.id)
    if wanted.sort is Sort.NEWEST:
        return [moment <= since, key < tuple_(since, walk_id)]
    return [moment >= since, key > tuple_(since, walk_id)]


async def _conditions(session: AsyncSession, actor: Actor, wanted: EscalationFilter) -> list[ColumnElement[bool]]:
    same: dict[InstrumentedAttribute[Any], object] = {
        Walk.category: wanted.category,
        Walk.client_id: wanted.client_id,
        Walk.flow_id: wanted.flow_id,
    }
    conditions = [column == value for column, value in same.items() if value is not None]
    if wanted.older_than_hours is not None:
        conditions.append(moment_of(wanted.state) <= now() - timedelta(hours=wanted.older_than_hours))
    if wanted.search:
        conditions.append(await _found_by(session, actor, wanted.search))
    if wanted.whose is Whose.NOBODY:
        conditions.append(~_told(None))
    elif wanted.whose is not None:
        people = [actor.user_id] if wanted.whose is Whose.ME else await _team_mates(session, actor)
        conditions.append(_theirs(actor, wanted.state, people))
    return conditions


def _theirs(actor: Actor, state: EscalationState, people: Collection[UUID]) -> ColumnElement[bool]:
    """Say whether somebody of ``people`` is told of it, or has taken it.

    Asked with "or", every escalation there is would be read.
    """
    if state is EscalationState.OPEN:
        return _told(people)
    told = select(Told.walk_id).where(Told.account_id == actor.account_id, Told.user_id.in_(people))
    taken = select(_Taken.id).where(
        _Taken.account_id == actor.account_id, _Taken.assigned_to_user_id.in_(people), _Taken.escalated_at.is_not(None)
    )
    return Walk.id.in_(union_all(told, taken))


def _told(people: Collection[UUID] | None) -> ColumnElement[bool]:
    told = exists().where(Told.account_id == Walk.account_id, Told.walk_id == Walk.id)
    return told if people is None else told.where(Told.user_id.in_(people))


async def _found_by(session: AsyncSession, actor: Actor, search: str) -> ColumnElement[bool]:
    """Say whether the ticket has this number, or what the escalation says has words that begin with these."""
    found = await having(session, actor.account_id, asked(search))
    number = search.removeprefix("#")
    if not (number.isdecimal() and number.isascii() and int(number) <= LARGEST_NUMBER):
        return found
    ours = select(cast(Ticket.id, String)).where(Ticket.account_id == actor.account_id, Ticket.number == int(number))
    return or_(found, (Walk.ticket_kind == "internal") & (Walk.ticket_id == ours.scalar_subquery()))


async def _team_mates(session: AsyncSession, actor: Actor) -> Sequence[UUID]:
    """Return the people of the actor's teams; without a team they are alone."""
    mine = select(TeamMember.team_id).where(
        TeamMember.account_id == actor.account_id, TeamMember.user_id == actor.user_id
    )
    mates = select(TeamMember.user_id).where(TeamMember.account_id == actor.account_id, TeamMember.team_id.in_(mine))
    return (await session.scalars(mates.distinct())).all() or [actor.user_id]


async def tell(session: AsyncSession, walk: L1WalkSession, user_ids: Collection[UUID]) -> None:
    """Make these people the ones who are told of the walk's escalation, and nobody else."""
    await session.execute(delete(Told).where(Told.account_id == walk.account_id, Told.walk_id == walk.id))
    if user_ids:
        rows = [{"account_id": walk.account_id, "walk_id": walk.id, "user_id": user_id} for user_id in user_ids]
        await session.execute(insert(Told), rows)


async def takes(session: AsyncSession, walk: L1WalkSession) -> dict[UUID | None, datetime]:
    """Return who has taken the walk over, each with the first time that they did."""
    wanted: Select[UUID | None, datetime] = (
        select(WalkEvent.user_id, func.min(WalkEvent.created_at))
        .where(
            WalkEvent.account_id == walk.account_id,
            WalkEvent.walk_id == walk.id,
            WalkEvent.kind == _literally(TAKE),
        )
        .group_by(WalkEvent.user_id)
    )
    return {row[0]: row[1] for row in await session.execute(wanted)}


async def figures(session: AsyncSession, account_id: UUID, since: datetime) -> tuple[int, int, int, dict[str, int]]:
    """Return how many were escalated since then, with gaps, with gaps and a reason, and how often which was empty."""
    gaps = func.jsonb_array_length(Walk.escalation_missing) > 0
    wanted = select(
        func.count(),
        func.count().filter(gaps),
        func.count().filter(gaps, Walk.escalation_override_reason.is_not(None)),
        *(func.count().filter(Walk.escalation_missing.op("?")(heading)) for heading in HEADINGS),
    ).where(Walk.account_id == account_id, Walk.escalated_at >= since)
    row = (await session.execute(wanted)).one()
    return row[0], row[1], row[2], dict(zip(HEADINGS, row[3:], strict=True))
