"""The library: finding flows, making them, what is said about them, archiving."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.flows import queries
from resolutionflow.flows.engine import search_text, title_key
from resolutionflow.flows.models import ARCHIVED, DRAFT, PUBLISHED, Flow, FlowDraft
from resolutionflow.flows.queries import Listed, Wanted
from resolutionflow.flows.refusals import FlowChangedElsewhere, FlowNotPublished, NoSuchFlow, NoSuchPerson
from resolutionflow.flows.schemas import (
    CategoryCount,
    FlowChange,
    FlowDetail,
    FlowMade,
    FlowNew,
    FlowPage,
    FlowSummary,
    PersonName,
)
from resolutionflow.flows.service.drafts import newest_draft_tree, stored
from resolutionflow.flows.service.trees import published_tree
from resolutionflow.flows.tree import Tree
from resolutionflow.flows.validator import check_tree
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.kit.paging import page_of
from resolutionflow.platform import live
from resolutionflow.platform.jobs import enqueue

TITLE_LENGTH = 255


def summary(row: Listed) -> FlowSummary:
    """Return a flow as a line of the library."""
    return FlowSummary.model_validate(_fields(row))


def _fields(row: Listed) -> dict[str, Any]:
    flow, owner_name, has_draft = row
    named = flow.owner_user_id is not None and owner_name is not None
    owner = PersonName(id=flow.owner_user_id, name=owner_name) if named else None
    names = FlowSummary.model_fields.keys() - {"owner", "has_draft"}
    return {name: getattr(flow, name) for name in names} | {"owner": owner, "has_draft": has_draft}


async def library(session: AsyncSession, actor: Actor, wanted: Wanted) -> FlowPage:
    """Return one page of the flows that ``actor`` may see."""
    actor.must(Permission.READ_LIBRARY)
    rows = await queries.library(session, actor, wanted)
    by_title = wanted.sort == "title"
    items, following = page_of(
        rows,
        wanted.limit,
        lambda row: (row[0].title_key if by_title else row[0].updated_at.isoformat(), row[0].id),
        summary,
    )
    return FlowPage(items=items, next=following)


async def categories(session: AsyncSession, actor: Actor) -> list[CategoryCount]:
    """Return the categories of the library with their numbers of flows."""
    actor.must(Permission.READ_LIBRARY)
    return [CategoryCount(category=name or "", count=count) for name, count in await queries.categories(session, actor)]


async def found(session: AsyncSession, actor: Actor, flow_id: UUID, *, lock: bool = False) -> Flow:
    """Return a flow that ``actor`` may see; raise ``NoSuchFlow``."""
    flow = await queries.one(session, actor, flow_id, lock=lock)
    if flow is None:
        raise NoSuchFlow
    return flow


async def startable(session: AsyncSession, actor: Actor, flow_id: UUID) -> Flow:
    """Return a flow that a walk may start on; raise ``NoSuchFlow`` (a stranger's) or ``FlowNotPublished``."""
    flow = await session.get(Flow, (actor.account_id, flow_id))
    if flow is None:
        raise NoSuchFlow
    if flow.status != PUBLISHED:
        raise FlowNotPublished
    return flow


async def listed(session: AsyncSession, actor: Actor, flow_id: UUID) -> FlowSummary:
    """Return one flow as a line of the library; raise ``NoSuchFlow``."""
    rows = await queries.listed(session, actor, [flow_id])
    if flow_id not in rows:
        raise NoSuchFlow
    return summary(rows[flow_id])


async def read(session: AsyncSession, actor: Actor, flow_id: UUID) -> FlowDetail:
    """Return a flow with its published tree; raise ``NoSuchFlow``."""
    actor.must(Permission.READ_LIBRARY)
    row = (await queries.listed(session, actor, [flow_id])).get(flow_id)
    if row is None:
        raise NoSuchFlow
    flow = row[0]
    published = flow.published_version_id
    tree = await published_tree(session, actor.account_id, published) if published is not None else None
    return FlowDetail(
        **_fields(row),
        tree=tree,
        published_version_id=published,
        starts_with=flow.starts_with_flow_id,
        start_is_newer=await queries.start_is_newer(session, flow),
        source_conversation_id=flow.source_conversation_id,
        row_version=flow.row_version,
    )


async def create(
    session: AsyncSession,
    actor: Actor,
    payload: FlowNew,
    flow_id: UUID | None = None,
    *,
    source_conversation_id: UUID | None = None,
) -> FlowMade:
    """Make a flow whose tree is a draft; raise ``NoSuchPerson`` or ``TreeTooLarge``."""
    actor.must(Permission.EDIT_FLOWS)
    await _check_owner(session, actor, payload.owner_user_id)
    flow = Flow(
        account_id=actor.account_id,
        id=flow_id or new_id(),
        title=payload.title,
        description=payload.description,
        category=payload.category,
        tags=list(dict.fromkeys(payload.tags)),
        status=DRAFT,
        node_count=len(payload.tree.nodes),
        owner_user_id=payload.owner_user_id or actor.user_id,
        created_by_user_id=actor.user_id,
        source_conversation_id=source_conversation_id,
        updated_at=now(),
    )
    _index(flow)
    session.add(flow)
    await session.flush()
    session.add(_draft_of(actor, flow, payload.tree))
    await session.flush()
    made = await listed(session, actor, flow.id)
    return FlowMade(**made.model_dump(), findings=check_tree(payload.tree))


def _draft_of(actor: Actor, flow: Flow, tree: Tree) -> FlowDraft:
    return FlowDraft(
        account_id=actor.account_id,
        flow_id=flow.id,
        tree=stored(tree),
        updated_by_user_id=actor.user_id,
        updated_at=now(),
    )


def _index(flow: Flow) -> None:
    flow.title_key = title_key(flow.title)
    flow.search_text = search_text(flow.title, flow.category, flow.tags, flow.description)


async def _check_owner(session: AsyncSession, actor: Actor, user_id: UUID | None) -> None:
    if user_id is not None and not await queries.is_active_person(session, actor, user_id):
        raise NoSuchPerson


async def change(
    session: AsyncSession, actor: Actor, flow_id: UUID, payload: FlowChange, row_version: int | None
) -> FlowDetail:
    """Change what is said about a flow; raise ``NoSuchFlow``, ``FlowChangedElsewhere`` or ``NoSuchPerson``.

    ``row_version`` is the one the person saw; None changes whatever is there.
    """
    actor.must(Permission.EDIT_FLOWS)
    flow = await found(session, actor, flow_id, lock=True)
    if row_version is not None and flow.row_version != row_version:
        raise FlowChangedElsewhere(row_version=flow.row_version)
    changes = payload.model_dump(exclude_unset=True)
    await _check_owner(session, actor, changes.get("owner_user_id"))
    if changes.get("title", flow.title) != flow.title:
        await enqueue(session, "walks.flow_renamed", account_id=flow.account_id, flow_id=flow.id)
    for name, value in changes.items():
        setattr(flow, name, value)
    _index(flow)
    await _touched(session, flow)
    return await read(session, actor, flow_id)


async def _touched(session: AsyncSession, flow: Flow) -> None:
    """Count the change and let matching read the flow again."""
    flow.row_version += 1
    flow.updated_at = now()
    await session.flush()
    live.announce(session, live.Topic.FLOWS, flow.id)
    if flow.published_version is not None:
        await enqueue(session, "flows.matching.reindex", account_id=flow.account_id, flow_id=flow.id)


async def archive(session: AsyncSession, actor: Actor, flow_id: UUID) -> FlowSummary:
    """Take a flow out of library, intake and matching; walks on it go on. Raise ``NoSuchFlow``."""
    actor.must(Permission.EDIT_FLOWS)
    flow = await found(session, actor, flow_id, lock=True)
    if flow.status != ARCHIVED:
        flow.status, flow.archived_at = ARCHIVED, now()
        await _touched(session, flow)
        audit.record(session, actor, "flow.archive", "flow", flow.id, title=flow.title)
    return await listed(session, actor, flow_id)


async def unarchive(session: AsyncSession, actor: Actor, flow_id: UUID) -> FlowSummary:
    """Put an archived flow back; raise ``NoSuchFlow``."""
    actor.must(Permission.EDIT_FLOWS)
    flow = await found(session, actor, flow_id, lock=True)
    if flow.status == ARCHIVED:
        flow.status, flow.archived_at = (PUBLISHED if flow.published_version else DRAFT), None
        await _touched(session, flow)
        audit.record(session, actor, "flow.unarchive", "flow", flow.id, title=flow.title)
    return await listed(session, actor, flow_id)


async def duplicate(session: AsyncSession, actor: Actor, flow_id: UUID) -> FlowMade:
    """Make a new flow whose draft is a copy of this one's draft, or newest version; raise ``NoSuchFlow``."""
    actor.must(Permission.EDIT_FLOWS)
    flow = await found(session, actor, flow_id)
    tree = await newest_draft_tree(session, actor, flow)
    copy = FlowNew.model_construct(
        title=f"Copy of {flow.title}"[:TITLE_LENGTH],
        description=flow.description,
        category=flow.category,
        tags=list(flow.tags),
        owner_user_id=None,
        tree=tree,
    )
    return await create(session, actor, copy)
