"""The one draft of a flow: read, saved by autosave, given up."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.flows import queries
from resolutionflow.flows.models import ARCHIVED, Flow, FlowDraft
from resolutionflow.flows.refusals import (
    DraftChangedElsewhere,
    DraftIsAllThereIs,
    FlowIsArchived,
    NoSuchFlow,
    TreeTooLarge,
)
from resolutionflow.flows.schemas import Draft, DraftChange, DraftSaved, PersonName
from resolutionflow.flows.tree import MAX_TREE_BYTES, Tree
from resolutionflow.flows.validator import check_tree
from resolutionflow.kit.clock import now

LISTED_ANEW_AFTER = timedelta(seconds=60)
"""An autosave moves the flow to the top of the library at most this often: each move rewrites its indexes."""


def stored(tree: Tree) -> str:
    """Return ``tree`` as it is stored; raise ``TreeTooLarge``."""
    text = tree.to_json()
    if len(text.encode()) > MAX_TREE_BYTES:
        raise TreeTooLarge
    return text


async def editable(session: AsyncSession, actor: Actor, flow_id: UUID) -> Flow:
    """Return a flow, locked, whose draft ``actor`` may change; raise ``NoSuchFlow`` or ``FlowIsArchived``."""
    actor.must(Permission.EDIT_FLOWS)
    flow = await queries.one(session, actor, flow_id, lock=True)
    if flow is None:
        raise NoSuchFlow
    if flow.status == ARCHIVED:
        raise FlowIsArchived
    return flow


async def newest_draft_tree(session: AsyncSession, actor: Actor, flow: Flow) -> Tree:
    """Return the tree of the draft, or of the newest version as a person wrote it."""
    draft = await queries.draft(session, actor, flow.id)
    if draft is not None:
        return Tree.model_validate_json(draft.tree)
    assert flow.published_version is not None
    version = await queries.version(session, actor.account_id, flow.id, flow.published_version)
    assert version is not None
    return Tree.model_validate_json(version.authored_tree or version.tree)


async def read_draft(session: AsyncSession, actor: Actor, flow_id: UUID) -> Draft:
    """Return the draft of a flow, or its newest version's tree where there is none; raise ``NoSuchFlow``."""
    actor.must(Permission.EDIT_FLOWS)
    flow = await queries.one(session, actor, flow_id)
    if flow is None:
        raise NoSuchFlow
    draft = await queries.draft(session, actor, flow_id)
    tree = await newest_draft_tree(session, actor, flow)
    return Draft(
        flow_id=flow_id,
        tree=tree,
        saved=draft is not None,
        based_on_version=draft.based_on_version if draft else flow.published_version,
        findings=check_tree(tree),
        row_version=flow.draft_version,
        updated_at=draft.updated_at if draft else None,
        updated_by=await _person(session, actor, draft.updated_by_user_id if draft else None),
    )


async def _person(session: AsyncSession, actor: Actor, user_id: UUID | None) -> PersonName | None:
    name = await queries.person_name(session, actor, user_id)
    return PersonName(id=user_id, name=name) if user_id is not None and name is not None else None


async def save_draft(
    session: AsyncSession, actor: Actor, flow_id: UUID, payload: DraftChange, row_version: int | None
) -> DraftSaved:
    """Keep the whole tree as the draft; raise ``DraftChangedElsewhere`` when ``row_version`` is not the newest."""
    flow = await editable(session, actor, flow_id)
    _unchanged_since(flow, row_version)
    moment = now()
    await put_draft(session, actor, flow, payload.tree, moment)
    return DraftSaved(row_version=flow.draft_version, updated_at=moment, findings=check_tree(payload.tree))


def _unchanged_since(flow: Flow, row_version: int | None) -> None:
    if row_version is not None and flow.draft_version != row_version:
        raise DraftChangedElsewhere(row_version=flow.draft_version)


async def put_draft(session: AsyncSession, actor: Actor, flow: Flow, tree: Tree, moment: datetime) -> None:
    """Make ``tree`` the draft of a flow that is locked; raise ``TreeTooLarge``."""
    text = stored(tree)
    draft = await queries.draft(session, actor, flow.id)
    if draft is None:
        draft = FlowDraft(
            account_id=actor.account_id, flow_id=flow.id, based_on_version=flow.published_version, tree=text
        )
        session.add(draft)
    draft.tree, draft.updated_at, draft.updated_by_user_id = text, moment, actor.user_id
    flow.draft_version += 1
    if flow.published_version is None:
        flow.node_count = len(tree.nodes)
    if moment - flow.updated_at > LISTED_ANEW_AFTER:
        flow.updated_at = moment
    await session.flush()


async def drop_draft(session: AsyncSession, actor: Actor, flow_id: UUID, row_version: int | None) -> None:
    """Give up the draft of a flow; without one nothing happens.

    Raise ``DraftChangedElsewhere``, ``NoSuchFlow``, ``FlowIsArchived``, or ``DraftIsAllThereIs``.
    """
    flow = await editable(session, actor, flow_id)
    _unchanged_since(flow, row_version)
    draft = await queries.draft(session, actor, flow_id)
    if flow.published_version is None:
        raise DraftIsAllThereIs
    if draft is not None:
        await session.delete(draft)
        flow.draft_version += 1
        await session.flush()
