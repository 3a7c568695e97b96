"""Publishing: a draft becomes the next immutable version; an old version can be published again."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.flows import queries
from resolutionflow.flows.engine import with_start
from resolutionflow.flows.models import PUBLISHED, Flow, FlowVersion
from resolutionflow.flows.queries import VersionRow
from resolutionflow.flows.refusals import (
    DraftChangedElsewhere,
    FlowHasErrors,
    NoSuchFlow,
    NoSuchVersion,
    NothingToPublish,
    StartNotUsable,
)
from resolutionflow.flows.schemas import PersonName, Publish, VersionDetail, VersionList, VersionSummary
from resolutionflow.flows.service.drafts import editable, stored
from resolutionflow.flows.service.trees import published_tree
from resolutionflow.flows.tree import Tree
from resolutionflow.flows.validator import check_tree, has_errors
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.kit.paging import page_of
from resolutionflow.platform import live
from resolutionflow.platform.jobs import enqueue


@dataclass(frozen=True, slots=True)
class _Joined:
    """A tree with its shared start in front, and which version of which flow that start is."""

    tree: Tree
    start_flow_id: UUID | None = None
    start_version: int | None = None


async def publish(
    session: AsyncSession, actor: Actor, flow_id: UUID, payload: Publish, draft_version: int | None = None
) -> VersionSummary:
    """Make the draft the next version and remove it; with a newer shared start and no draft, take that start in.

    Raise ``NothingToPublish``, ``FlowHasErrors``, ``StartNotUsable``, ``DraftChangedElsewhere`` (``draft_version`` is
    the one the person saw), ``NoSuchFlow`` or ``FlowIsArchived``.
    """
    flow = await editable(session, actor, flow_id)
    if draft_version is not None and flow.draft_version != draft_version:
        raise DraftChangedElsewhere(row_version=flow.draft_version)
    draft = await queries.draft(session, actor, flow_id)
    if draft is not None:
        text = draft.tree
        await session.delete(draft)
    else:
        text = await _tree_for_a_newer_start(session, actor, flow)
    version = await _append(session, actor, flow, Tree.model_validate_json(text), payload.note)
    audit.record(session, actor, "flow.publish", "flow", flow.id, version=version.number, title=flow.title)
    return await _summary(session, actor, version)


async def _tree_for_a_newer_start(session: AsyncSession, actor: Actor, flow: Flow) -> str:
    if not await queries.start_is_newer(session, flow) or flow.published_version is None:
        raise NothingToPublish
    version = await queries.version(session, actor.account_id, flow.id, flow.published_version)
    assert version is not None
    return version.authored_tree or version.tree


async def _append(
    session: AsyncSession, actor: Actor, flow: Flow, authored: Tree, note: str, restored_from: int | None = None
) -> FlowVersion:
    """Append the next version of a locked flow and point the flow at it."""
    joined = await _join(session, actor, flow, authored)
    version = FlowVersion(
        account_id=actor.account_id,
        id=new_id(),
        flow_id=flow.id,
        number=(flow.published_version or 0) + 1,
        tree=stored(joined.tree),
        authored_tree=None if joined.tree is authored else stored(authored),
        node_count=len(joined.tree.nodes),
        note=note,
        starts_with_flow_id=joined.start_flow_id,
        starts_with_version=joined.start_version,
        restored_from=restored_from,
        published_by_user_id=actor.user_id,
        published_at=now(),
    )
    session.add(version)
    await session.flush()
    await _point_at(session, flow, version)
    return version


async def _point_at(session: AsyncSession, flow: Flow, version: FlowVersion) -> None:
    flow.published_version, flow.published_version_id = version.number, version.id
    flow.starts_with_flow_id = version.starts_with_flow_id
    flow.node_count, flow.status = version.node_count, PUBLISHED
    flow.published_at = flow.updated_at = version.published_at
    flow.row_version += 1
    flow.draft_version += 1
    await session.flush()
    live.announce(session, live.Topic.FLOWS, flow.id)
    await enqueue(session, "flows.matching.reindex", account_id=flow.account_id, flow_id=flow.id)


async def _join(session: AsyncSession, actor: Actor, flow: Flow, authored: Tree) -> _Joined:
    """Put the shared start in front and judge the whole; raise ``FlowHasErrors`` or ``StartNotUsable``."""
    _no_errors(authored)
    if authored.starts_with is None:
        return _Joined(authored)
    start = await queries.one(session, actor, authored.starts_with)
    if start is None or start.status != PUBLISHED or flow.id in (start.id, start.starts_with_flow_id):
        raise StartNotUsable
    assert start.published_version_id is not None
    try:
        tree = with_start(authored, await published_tree(session, actor.account_id, start.published_version_id))
    except ValueError as error:
        raise StartNotUsable(
            "With its shared start the flow has too many steps, or an id longer than 100. Shorten one of both."
        ) from error
    _no_errors(tree)
    return _Joined(tree, start.id, start.published_version)


def _no_errors(tree: Tree) -> None:
    findings = check_tree(tree)
    if has_errors(findings):
        raise FlowHasErrors(findings=[finding.model_dump() for finding in findings])


async def restore(session: AsyncSession, actor: Actor, flow_id: UUID, number: int, payload: Publish) -> VersionSummary:
    """Publish an old version again as the next one; a draft stays. Raise ``NoSuchVersion`` and as ``publish``."""
    flow = await editable(session, actor, flow_id)
    old = await queries.version(session, actor.account_id, flow_id, number)
    if old is None:
        raise NoSuchVersion
    authored = Tree.model_validate_json(old.authored_tree or old.tree)
    version = await _append(session, actor, flow, authored, payload.note, restored_from=number)
    audit.record(session, actor, "flow.restore", "flow", flow.id, version=version.number, restored_from=number)
    return await _summary(session, actor, version)


async def _summary(session: AsyncSession, actor: Actor, version: FlowVersion) -> VersionSummary:
    return VersionSummary(
        id=version.id,
        number=version.number,
        note=version.note,
        node_count=version.node_count,
        restored_from=version.restored_from,
        published_at=version.published_at,
        published_by=await _publisher(session, actor, version),
    )


async def _publisher(session: AsyncSession, actor: Actor, version: FlowVersion) -> PersonName | None:
    user_id = version.published_by_user_id
    name = await queries.person_name(session, actor, user_id)
    return PersonName(id=user_id, name=name) if user_id is not None and name is not None else None


async def versions(session: AsyncSession, actor: Actor, flow_id: UUID, before: int | None, limit: int) -> VersionList:
    """Return published versions of a flow, newest first; raise ``NoSuchFlow``."""
    await _visible(session, actor, flow_id)
    rows = await queries.versions(session, actor, flow_id, before, limit)
    items, following = page_of(rows, limit, lambda row: (row.number,), _shown)
    return VersionList(items=items, next=following)


def _shown(row: VersionRow) -> VersionSummary:
    version_id, number, note, node_count, restored_from, published_at, user_id, name = row
    publisher = PersonName(id=user_id, name=name) if user_id is not None and name is not None else None
    return VersionSummary(
        id=version_id,
        number=number,
        note=note,
        node_count=node_count,
        restored_from=restored_from,
        published_at=published_at,
        published_by=publisher,
    )


async def read_version(session: AsyncSession, actor: Actor, flow_id: UUID, number: int) -> VersionDetail:
    """Return a published version with its tree; raise ``NoSuchFlow`` or ``NoSuchVersion``."""
    await _visible(session, actor, flow_id)
    version = await queries.version(session, actor.account_id, flow_id, number)
    if version is None:
        raise NoSuchVersion
    shown = await _summary(session, actor, version)
    return VersionDetail(**shown.model_dump(), tree=Tree.model_validate_json(version.tree))


async def _visible(session: AsyncSession, actor: Actor, flow_id: UUID) -> None:
    actor.must(Permission.READ_LIBRARY)
    if await queries.one(session, actor, flow_id) is None:
        raise NoSuchFlow
