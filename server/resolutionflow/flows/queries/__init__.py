"""The fenced doors to the tables of flows. Every query names the account; row-level security stands behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, exists, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import User
from resolutionflow.accounts.roles import Permission
from resolutionflow.flows.engine import searched
from resolutionflow.flows.models import ARCHIVED, PUBLISHED, Flow, FlowDraft, FlowVersion
from resolutionflow.flows.schemas import FlowSort, FlowStatus

Listed = Row[Flow, str | None, bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the library is asked for: words that must all occur, filters, an order, where the page begins."""

    words: Sequence[str] = ()
    category: str | None = None
    status: FlowStatus | None = None
    owner_user_id: UUID | None = None
    sort: FlowSort = "-updated"
    after: tuple[Any, UUID] | None = None
    limit: int = 50


def visible(actor: Actor) -> Select[Flow]:
    """Return the query of all flows that ``actor`` may see: published ones, all for those who edit."""
    query = select(Flow).where(Flow.account_id == actor.account_id)
    return query if actor.may(Permission.EDIT_FLOWS) else query.where(Flow.status == PUBLISHED)


async def one(session: AsyncSession, actor: Actor, flow_id: UUID, *, lock: bool = False) -> Flow | None:
    """Return the flow when ``actor`` may see it; with ``lock`` nobody else changes it meanwhile."""
    query = visible(actor).where(Flow.id == flow_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return (await session.execute(query)).scalar_one_or_none()


def _has_draft() -> ColumnElement[bool]:
    return exists().where(FlowDraft.account_id == Flow.account_id, FlowDraft.flow_id == Flow.id)


def _listed(actor: Actor) -> Select[Flow, str | None, bool]:
    drafts = _has_draft() if actor.may(Permission.EDIT_FLOWS) else literal(False)
    owner = (User.account_id == Flow.account_id) & (User.id == Flow.owner_user_id)
    return visible(actor).outerjoin(User, owner).add_columns(User.name, drafts)


async def listed(session: AsyncSession, actor: Actor, flow_ids: Sequence[UUID]) -> dict[UUID, Listed]:
    """Return these flows by id, each with its owner's name and whether it has a draft."""
    rows = await session.execute(_listed(actor).where(Flow.id.in_(flow_ids)))
    return {row[0].id: row for row in rows}


async def library(session: AsyncSession, actor: Actor, wanted: Wanted) -> Sequence[Listed]:
    """Return one row more than ``wanted.limit``, so that the caller sees whether there is another page."""
    query = _listed(actor)
    if wanted.status is not None:
        query = query.where(Flow.status == wanted.status)
    elif actor.may(Permission.EDIT_FLOWS):
        query = query.where(Flow.archived_at.is_(None))
    if wanted.category is not None:
        query = query.where(Flow.category == wanted.category)
    if wanted.owner_user_id is not None:
        query = query.where(Flow.owner_user_id == wanted.owner_user_id)
    for word in wanted.words:
        query = query.where(Flow.search_text.contains(searched(word), autoescape=True))
    return (await session.execute(_paged(query, wanted).limit(wanted.limit + 1))).all()


def _paged(query: Select[Flow, str | None, bool], wanted: Wanted) -> Select[Flow, str | None, bool]:
    if wanted.sort == "title":
        if wanted.after is not None:
            query = query.where(tuple_(Flow.title_key, Flow.id) > tuple_(*wanted.after))
        return query.order_by(Flow.title_key, Flow.id)
    if wanted.after is not None:
        query = query.where(tuple_(Flow.updated_at, Flow.id) < tuple_(*wanted.after))
    return query.order_by(Flow.updated_at.desc(), Flow.id.desc())


async def categories(session: AsyncSession, actor: Actor) -> Sequence[Row[str | None, int]]:
    """Return each category of the flows that stand in the library, with their number."""
    query = (
        visible(actor)
        .where(Flow.status != ARCHIVED, Flow.category.is_not(None))
        .with_only_columns(Flow.category, func.count())
        .group_by(Flow.category)
        .order_by(Flow.category)
    )
    return (await session.execute(query)).all()


async def start_is_newer(session: AsyncSession, flow: Flow) -> bool:
    """Say whether the shared start of a flow's newest version was published again since."""
    if flow.starts_with_flow_id is None or flow.published_version_id is None:
        return False
    start = aliased(Flow)
    query = (
        select(start.published_version > FlowVersion.starts_with_version)
        .join(FlowVersion, (FlowVersion.account_id == start.account_id) & (FlowVersion.id == flow.published_version_id))
        .where(start.account_id == flow.account_id, start.id == flow.starts_with_flow_id)
    )
    return bool(await session.scalar(query))


async def draft(session: AsyncSession, actor: Actor, flow_id: UUID) -> FlowDraft | None:
    """Return the draft of a flow."""
    return await session.get(FlowDraft, (actor.account_id, flow_id), populate_existing=True)


async def version(session: AsyncSession, account_id: UUID, flow_id: UUID, number: int) -> FlowVersion | None:
    """Return version ``number`` of a flow."""
    query = select(FlowVersion).where(
        FlowVersion.account_id == account_id, FlowVersion.flow_id == flow_id, FlowVersion.number == number
    )
    return (await session.execute(query)).scalar_one_or_none()


async def tree_of_version(session: AsyncSession, account_id: UUID, version_id: UUID) -> str | None:
    """Return the JSON text of the tree that a version walks."""
    query = select(FlowVersion.tree).where(FlowVersion.account_id == account_id, FlowVersion.id == version_id)
    return (await session.execute(query)).scalar_one_or_none()


VersionRow = Row[UUID, int, str, int, int | None, datetime, UUID | None, str | None]


async def versions(
    session: AsyncSession, actor: Actor, flow_id: UUID, before: int | None, limit: int
) -> Sequence[VersionRow]:
    """Return versions of a flow without their trees, newest first, one more than ``limit``."""
    publisher = (User.account_id == FlowVersion.account_id) & (User.id == FlowVersion.published_by_user_id)
    query = (
        select(
            FlowVersion.id,
            FlowVersion.number,
            FlowVersion.note,
            FlowVersion.node_count,
            FlowVersion.restored_from,
            FlowVersion.published_at,
            FlowVersion.published_by_user_id,
            User.name,
        )
        .outerjoin(User, publisher)
        .where(FlowVersion.account_id == actor.account_id, FlowVersion.flow_id == flow_id)
        .order_by(FlowVersion.number.desc())
        .limit(limit + 1)
    )
    if before is not None:
        query = query.where(FlowVersion.number < before)
    return (await session.execute(query)).all()


async def person_name(session: AsyncSession, actor: Actor, user_id: UUID | None) -> str | None:
    """Return the name of a person of the account, None when there is none (deactivated ones have a name)."""
    if user_id is None:
        return None
    return await session.scalar(select(User.name).where(User.account_id == actor.account_id, User.id == user_id))


async def is_active_person(session: AsyncSession, actor: Actor, user_id: UUID) -> bool:
    """Say whether somebody is a person of the account who still works here."""
    query = select(User.id).where(User.account_id == actor.account_id, User.id == user_id, User.deleted_at.is_(None))
    return await session.scalar(query) is not None
