"""Rows of walks, fenced to the account and to what the actor may see."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, and_, cast, exists, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased, defer

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import User
from resolutionflow.accounts.roles import Permission
from resolutionflow.flows.models import Flow, FlowVersion
from resolutionflow.kit.paging import decode_moment
from resolutionflow.tickets.models import Client, Ticket
from resolutionflow.walks.models import ANSWER, L1WalkSession, WalkEvent
from resolutionflow.walks.queries.present import joined
from resolutionflow.walks.schemas.lists import WalkFilter

Walk = L1WalkSession
_Other = aliased(L1WalkSession)
_Creator = aliased(User)
_Holder = aliased(User)


NEVER_DUE = datetime(8999, 1, 1, tzinfo=UTC)
"""Stands in cursors for parked walks that have no moment."""


def own(actor: Actor) -> ColumnElement[bool]:
    """Say in SQL whether a walk is the actor's: begun by them, or taken over by them."""
    return or_(Walk.created_by_user_id == actor.user_id, Walk.assigned_to_user_id == actor.user_id)


def _of_a_ticket_at_hand(actor: Actor) -> ColumnElement[bool]:
    """Say in SQL whether a walk is on a ticket that the actor holds, or walks too."""
    also_walked = exists().where(
        _Other.account_id == actor.account_id,
        _Other.ticket_id == Walk.ticket_id,
        _Other.ticket_kind == Walk.ticket_kind,
        or_(_Other.created_by_user_id == actor.user_id, _Other.assigned_to_user_id == actor.user_id),
    )
    held = exists().where(
        Ticket.account_id == actor.account_id,
        Ticket.assignee_user_id == actor.user_id,
        Ticket.kind == Walk.ticket_kind,
        func.coalesce(Ticket.external_id, cast(Ticket.id, String)) == Walk.ticket_id,
    )
    return or_(also_walked, held)


def visible(actor: Actor) -> Select[L1WalkSession]:
    """Select the walks that the actor may see: all for staff, else own and joined ones, and the ticket's at hand."""
    wanted = select(Walk).where(Walk.account_id == actor.account_id)
    if actor.may(Permission.READ_ALL_WALKS):
        return wanted
    return wanted.where(or_(own(actor), joined(actor), _of_a_ticket_at_hand(actor)))


async def walk(session: AsyncSession, actor: Actor, walk_id: UUID, *, lock: bool = False) -> L1WalkSession | None:
    """Return a walk that the actor may see, locked when it is to be changed."""
    wanted = visible(actor).where(Walk.id == walk_id)
    if lock:
        wanted = wanted.with_for_update(of=Walk).execution_options(populate_existing=True)
    return (await session.scalars(wanted)).first()


async def newest(session: AsyncSession, actor: Actor) -> L1WalkSession | None:
    """Return the walk that changed last among those that the actor may see."""
    return (await session.scalars(visible(actor).order_by(Walk.last_step_at.desc(), Walk.id.desc()).limit(1))).first()


async def flow_of(session: AsyncSession, found: L1WalkSession) -> tuple[str | None, int | None]:
    """Return the title of a walk's flow and the number of the version that it is pinned to."""
    wanted = (
        select(Flow.title, FlowVersion.number)
        .join(FlowVersion, (FlowVersion.account_id == Flow.account_id) & (FlowVersion.flow_id == Flow.id))
        .where(FlowVersion.account_id == found.account_id, FlowVersion.id == found.flow_version_id)
    )
    row = (await session.execute(wanted)).first()
    return (row.title, row.number) if row else (None, None)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as paths show it; ``question`` is the text of the node as it was served."""

    step_no: int
    node_id: str
    question: str
    option_id: str
    answer: str
    l1_note: str | None
    evidence: dict[str, Any] | None
    user_id: UUID | None
    created_at: datetime
    made_by: Literal["person", "model", "playbook"]


_ANSWERED = (
    WalkEvent.step_no,
    WalkEvent.node_id,
    WalkEvent.node["text"].astext,
    WalkEvent.option_id,
    WalkEvent.answer,
    WalkEvent.l1_note,
    WalkEvent.evidence,
    WalkEvent.user_id,
    WalkEvent.created_at,
    WalkEvent.made_by,
)
"""The columns of ``Answered``: rows without the node, which is what makes a long path dear to read."""


def _of(found: L1WalkSession) -> tuple[ColumnElement[bool], ...]:
    return WalkEvent.account_id == found.account_id, WalkEvent.walk_id == found.id, WalkEvent.kind == ANSWER


async def standing(session: AsyncSession, found: L1WalkSession, before: int | None, limit: int) -> list[Answered]:
    """Return up to ``limit`` standing answers that come before step number ``before``, oldest first.

    The newest answer of each step number stands, up to the walk's count; the primary key serves them in this order.
    """
    top = found.step_count if before is None else min(before - 1, found.step_count)
    newest = select(*_ANSWERED).where(*_of(found), WalkEvent.step_no <= top).ext(distinct_on(WalkEvent.step_no))
    rows = await session.execute(newest.order_by(WalkEvent.step_no.desc(), WalkEvent.seq.desc()).limit(limit))
    return [Answered(*row) for row in reversed(rows.all())]


async def standing_event(session: AsyncSession, found: L1WalkSession, step_no: int) -> WalkEvent | None:
    """Return the whole event of the standing answer with this number."""
    wanted = select(WalkEvent).where(*_of(found), WalkEvent.step_no == step_no)
    return (await session.scalars(wanted.order_by(WalkEvent.seq.desc()).limit(1))).first()


async def undone(session: AsyncSession, found: L1WalkSession, limit: int) -> list[Answered]:
    """Return the last ``limit`` answers that were undone, oldest first."""
    if not found.undone_count:
        return []
    later = aliased(WalkEvent)
    replaced = exists().where(
        later.account_id == WalkEvent.account_id,
        later.walk_id == WalkEvent.walk_id,
        later.kind == ANSWER,
        later.step_no == WalkEvent.step_no,
        later.seq > WalkEvent.seq,
    )
    gone = select(*_ANSWERED).where(*_of(found), or_(WalkEvent.step_no > found.step_count, replaced))
    rows = await session.execute(gone.order_by(WalkEvent.seq.desc()).limit(limit))
    return [Answered(*row) for row in reversed(rows.all())]


async def by_key(session: AsyncSession, actor: Actor, walk_id: UUID, key: str) -> WalkEvent | None:
    """Return the answer that this person gave under this ``Idempotency-Key``."""
    wanted = select(WalkEvent).where(
        WalkEvent.account_id == actor.account_id,
        WalkEvent.walk_id == walk_id,
        WalkEvent.idempotency_key == key,
        WalkEvent.user_id == actor.user_id,
    )
    return (await session.scalars(wanted)).first()


async def timeline(session: AsyncSession, found: L1WalkSession) -> Sequence[Any]:
    """Return kind and moment of every event of a walk, oldest first."""
    wanted = (
        select(WalkEvent.kind, WalkEvent.created_at, WalkEvent.user_id)
        .where(WalkEvent.account_id == found.account_id, WalkEvent.walk_id == found.id)
        .order_by(WalkEvent.seq)
    )
    return (await session.execute(wanted)).all()


async def last_event(session: AsyncSession, found: L1WalkSession) -> WalkEvent | None:
    """Return the newest event of a walk."""
    wanted = select(WalkEvent).where(
        WalkEvent.account_id == found.account_id,
        WalkEvent.walk_id == found.id,
        WalkEvent.step_no == found.step_count,
        WalkEvent.seq == found.event_count,
    )
    return (await session.scalars(wanted)).first()


async def names(session: AsyncSession, account_id: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of people by id, those who left too."""
    rows = await session.execute(select(User.id, User.name).where(User.account_id == account_id, User.id.in_(ids)))
    return {row.id: row.name for row in rows}


async def people(session: AsyncSession, account_id: UUID, ids: Collection[UUID]) -> dict[UUID, bool]:
    """Return which of ``ids`` are people of the account, and whether they are still there."""
    wanted = select(User.id, User.deleted_at).where(
        User.account_id == account_id, User.id.in_(ids), User.is_tombstone.is_(False)
    )
    return {row.id: row.deleted_at is None for row in await session.execute(wanted)}


@dataclass(frozen=True, slots=True)
class BriefRow:
    """A walk in a list with the names that are shown beside it."""

    walk: L1WalkSession
    creator: str
    holder: str | None
    client: str | None
    flow: str | None


def _with_names(rows: Select[L1WalkSession]) -> Select[Any]:
    return (
        rows.add_columns(_Creator.name, _Holder.name, Client.name, Flow.title)
        .options(*(defer(column, raiseload=True) for column in (Walk.walk_notes, Walk.escalation_package)))
        .join(_Creator, and_(_Creator.account_id == Walk.account_id, _Creator.id == Walk.created_by_user_id))
        .outerjoin(_Holder, and_(_Holder.account_id == Walk.account_id, _Holder.id == Walk.assigned_to_user_id))
        .outerjoin(Client, and_(Client.account_id == Walk.account_id, Client.id == Walk.client_id))
        .outerjoin(Flow, and_(Flow.account_id == Walk.account_id, Flow.id == Walk.flow_id))
    )


async def briefs(session: AsyncSession, rows: Select[L1WalkSession]) -> list[BriefRow]:
    """Return walks with the names that are shown beside them."""
    return [BriefRow(*row) for row in (await session.execute(_with_names(rows))).all()]


def in_reach(actor: Actor, mine: bool) -> Select[L1WalkSession]:
    """Select the walks that an actor's lists hold: all for staff, unless ``mine``, else their own."""
    everything = select(Walk).where(Walk.account_id == actor.account_id)
    return everything if actor.may(Permission.READ_ALL_WALKS) and not mine else everything.where(own(actor))


async def walks(session: AsyncSession, actor: Actor, wanted: WalkFilter) -> list[BriefRow]:
    """Return one row more than the limit of the walks, the last changed first; parked ones, the first due first.

    Of a ticket all: whoever may open it sees who works on it, and may join them.
    """
    whole = wanted.ticket_id is not None and not wanted.mine and actor.may(Permission.USE_TICKETS)
    rows = select(Walk).where(Walk.account_id == actor.account_id) if whole else in_reach(actor, wanted.mine)
    if wanted.status is not None:
        rows = rows.where(Walk.status == wanted.status)
    if wanted.waiting is not None:
        rows = rows.where(Walk.waiting_on.is_not(None) if wanted.waiting else Walk.waiting_on.is_(None))
    if wanted.ticket_id is not None:
        rows = rows.where(Walk.ticket_id == wanted.ticket_id)
    if wanted.waiting:
        return await briefs(session, _by_due(rows, wanted))
    if wanted.after is not None:
        rows = rows.where(tuple_(Walk.last_step_at, Walk.id) < tuple_(*decode_moment(wanted.after)))
    return await briefs(session, rows.order_by(Walk.last_step_at.desc(), Walk.id.desc()).limit(wanted.limit + 1))


def _by_due(rows: Select[L1WalkSession], wanted: WalkFilter) -> Select[L1WalkSession]:
    """Order parked walks by when they are due, those without a moment last."""
    if wanted.after is not None:
        moment, walk_id = decode_moment(wanted.after)
        undated = and_(Walk.waiting_until.is_(None), Walk.id > walk_id)
        dated = or_(tuple_(Walk.waiting_until, Walk.id) > tuple_(moment, walk_id), Walk.waiting_until.is_(None))
        rows = rows.where(undated if moment == NEVER_DUE else dated)
    return rows.order_by(Walk.waiting_until, Walk.id).limit(wanted.limit + 1)


async def of_ticket(session: AsyncSession, account_id: UUID, kind: str, ticket_id: str, limit: int) -> list[BriefRow]:
    """Return the walks of a ticket, the newest first."""
    rows = select(Walk).where(Walk.account_id == account_id, Walk.ticket_kind == kind, Walk.ticket_id == ticket_id)
    return await briefs(session, rows.order_by(Walk.started_at.desc(), Walk.id.desc()).limit(limit))


async def statuses_besides(session: AsyncSession, found: L1WalkSession) -> list[tuple[str, bool]]:
    """Return where the other walks on the same ticket stand, each once: status, and whether they are parked."""
    parked = _Other.waiting_on.is_not(None)
    others = (
        select(_Other.status, parked)
        .where(
            _Other.account_id == found.account_id,
            _Other.ticket_id == found.ticket_id,
            _Other.ticket_kind == found.ticket_kind,
            _Other.id != found.id,
        )
        .distinct()
    )
    return [(status, waits) for status, waits in await session.execute(others)]
