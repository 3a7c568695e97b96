"""A client's version of a flow: shown, saved, given up, and found when a walk begins."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.flows.models import ARCHIVED, Flow
from resolutionflow.flows.overlays import queries
from resolutionflow.flows.overlays.engine import StepChange, drifted, effective, judge, remembered, trimmed
from resolutionflow.flows.overlays.models import FlowOverlay, FlowOverlayVersion
from resolutionflow.flows.overlays.queries import Listed
from resolutionflow.flows.overlays.refusals import (
    NoSuchOverlay,
    NoSuchOverlayVersion,
    OverlayChanged,
    OverlayHasErrors,
)
from resolutionflow.flows.overlays.schemas import (
    OverlayBrief,
    OverlayChange,
    OverlayJudged,
    OverlayNew,
    OverlayShown,
    OverlayTried,
    OverlayVersionBrief,
    OverlayVersionShown,
)
from resolutionflow.flows.overlays.trees import CHANGES
from resolutionflow.flows.refusals import FlowIsArchived, FlowNotPublished
from resolutionflow.flows.schemas import PersonName
from resolutionflow.flows.service.library import found
from resolutionflow.flows.service.trees import published_tree
from resolutionflow.flows.tree import Tree
from resolutionflow.flows.validator import has_errors
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.kit.paging import Page, page_of
from resolutionflow.tickets.service import clients

Changes = dict[str, StepChange]


async def of_flow(
    session: AsyncSession, actor: Actor, flow_id: UUID, after: tuple[str, UUID] | None, limit: int
) -> Page[OverlayBrief]:
    """Return a page of a flow's overlays by client; raise ``NoSuchFlow``."""
    actor.must(Permission.USE_TICKETS)
    await found(session, actor, flow_id)
    rows = await queries.of_flow(session, actor, flow_id, after, limit)
    return await _page(session, rows, limit, by_client=True)


async def of_client(
    session: AsyncSession, actor: Actor, client_id: UUID, after: tuple[str, UUID] | None, limit: int
) -> Page[OverlayBrief]:
    """Return a page of a client's overlays by flow; raise ``ClientNotFound``."""
    actor.must(Permission.USE_TICKETS)
    await clients.known(session, actor, client_id)
    rows = await queries.of_client(session, actor, client_id, after, limit)
    return await _page(session, rows, limit, by_client=False)


async def _page(session: AsyncSession, rows: Sequence[Listed], limit: int, *, by_client: bool) -> Page[OverlayBrief]:
    items, following = page_of(rows, limit, lambda row: (row[2] if by_client else row[1].title_key, row[0].id), _same)
    shown = [OverlayBrief(**await _brief(session, row)) for row in items]
    return Page(items=shown, next=following)


def _same(row: Listed) -> Listed:
    return row


async def read(session: AsyncSession, actor: Actor, flow_id: UUID, client_id: UUID) -> OverlayShown:
    """Return a client's version of a flow; raise ``NoSuchOverlay`` or ``FlowNotPublished``."""
    actor.must(Permission.USE_TICKETS)
    row = await queries.one(session, actor, flow_id, client_id)
    if row is None:
        raise NoSuchOverlay
    overlay, flow, _, version, _ = row
    base = await _base(session, flow)
    changes = _changes(version)
    return OverlayShown(
        **await _brief(session, row),
        version=overlay.row_version,
        flow_version=flow.published_version,
        in_force=effective(base, changes).in_force,
        changes=changes,
        drift=drifted(base, changes, version.base if version else {}),
        findings=judge(base, changes, changes),
    )


async def _base(session: AsyncSession, flow: Flow) -> Tree:
    if flow.published_version_id is None:
        raise FlowNotPublished("This flow was never published, so there is nothing to change for a client yet.")
    return await published_tree(session, flow.account_id, flow.published_version_id)


def _changes(version: FlowOverlayVersion | None) -> Changes:
    return CHANGES.validate_python(version.changes) if version else {}


async def _brief(session: AsyncSession, row: Listed) -> dict[str, Any]:
    overlay, flow, client_name, version, author = row
    base, changes = await _base(session, flow), _changes(version)
    return {
        "id": overlay.id,
        "flow_id": flow.id,
        "flow_title": flow.title,
        "client_id": overlay.client_id,
        "client_name": client_name,
        "number": version.number if version else 0,
        "steps": len(changes),
        "drift_count": len(drifted(base, changes, version.base)) if version else 0,
        "note": version.note if version else "",
        "saved_at": version.created_at if version else None,
        "author": _person(version, author),
    }


def _person(version: FlowOverlayVersion | None, name: str | None) -> PersonName | None:
    if version is None or version.author_user_id is None or name is None:
        return None
    return PersonName(id=version.author_user_id, name=name)


async def make(session: AsyncSession, actor: Actor, flow_id: UUID, payload: OverlayNew) -> OverlayShown:
    """Return the overlay of a client, made when there is none.

    Raise ``NoSuchFlow``, ``FlowIsArchived``, ``FlowNotPublished`` or ``ClientNotFound``.
    """
    actor.must(Permission.EDIT_FLOWS)
    await _base(session, await _changeable(session, actor, flow_id))
    await clients.known(session, actor, payload.client_id)
    await queries.make(session, actor.account_id, flow_id, payload.client_id)
    return await read(session, actor, flow_id, payload.client_id)


async def _changeable(session: AsyncSession, actor: Actor, flow_id: UUID) -> Flow:
    flow = await found(session, actor, flow_id)
    if flow.status == ARCHIVED:
        raise FlowIsArchived
    return flow


async def try_out(session: AsyncSession, actor: Actor, flow_id: UUID, payload: OverlayTried) -> OverlayJudged:
    """Judge changes that nobody has saved; raise ``NoSuchFlow`` or ``FlowNotPublished``."""
    actor.must(Permission.EDIT_FLOWS)
    base = await _base(session, await found(session, actor, flow_id))
    findings = judge(base, trimmed(payload.changes), {})
    return OverlayJudged(ok=not has_errors(findings), findings=findings)


async def save(
    session: AsyncSession, actor: Actor, flow_id: UUID, client_id: UUID, payload: OverlayChange, row_version: int
) -> OverlayShown:
    """Append a version with these changes, none of them: give the overlay up.

    A step that is changed as before keeps the base that it was changed on, so its drift stays until it is settled.
    Raise ``NoSuchFlow``, ``NoSuchOverlay``, ``FlowIsArchived``, ``FlowNotPublished``, ``OverlayChanged`` or
    ``OverlayHasErrors``.
    """
    actor.must(Permission.EDIT_FLOWS)
    flow = await _changeable(session, actor, flow_id)
    overlay = await _locked(session, actor, flow_id, client_id, row_version)
    base = await _base(session, flow)
    before = await queries.version(session, actor.account_id, overlay.current_version_id)
    changes, known = trimmed(payload.changes), _changes(before)
    findings = judge(base, changes, known)
    if has_errors(findings):
        raise OverlayHasErrors(findings=[finding.model_dump() for finding in findings])
    seen_on = remembered(base, changes)
    for node_id, change in changes.items():
        if before is not None and known.get(node_id) == change and node_id not in payload.settled:
            seen_on |= {node_id: before.base[node_id]} if node_id in before.base else {}
    await _append(session, actor, overlay, changes, seen_on, payload.note)
    return await read(session, actor, flow_id, client_id)


async def _locked(
    session: AsyncSession, actor: Actor, flow_id: UUID, client_id: UUID, row_version: int | None
) -> FlowOverlay:
    overlay = await queries.locked(session, actor, flow_id, client_id)
    if overlay is None:
        raise NoSuchOverlay
    if row_version is not None and overlay.row_version != row_version:
        raise OverlayChanged(version=overlay.row_version)
    return overlay


async def _append(
    session: AsyncSession, actor: Actor, overlay: FlowOverlay, changes: Changes, base: dict[str, Any], note: str
) -> None:
    version = FlowOverlayVersion(
        account_id=actor.account_id,
        id=new_id(),
        overlay_id=overlay.id,
        number=overlay.last_number + 1,
        changes={node_id: change.model_dump(mode="json", exclude_defaults=True) for node_id, change in changes.items()},
        base=base,
        note=note,
        author_user_id=actor.user_id,
        created_at=now(),
    )
    session.add(version)
    await session.flush()
    await _point_at(session, actor, overlay, version.number, version.id if changes else None)


async def _point_at(
    session: AsyncSession, actor: Actor, overlay: FlowOverlay, number: int, version_id: UUID | None
) -> None:
    overlay.last_number, overlay.current_version_id = number, version_id
    overlay.row_version += 1
    overlay.updated_at = now()
    audit.record(
        session,
        actor,
        "overlay.save" if version_id else "overlay.remove",
        "flow",
        overlay.flow_id,
        client_id=str(overlay.client_id),
        number=number,
    )
    await session.flush()


async def remove(session: AsyncSession, actor: Actor, flow_id: UUID, client_id: UUID, row_version: int | None) -> None:
    """Let new walks of the client follow the flow as it is; walks under way go on. Raise as ``save``."""
    actor.must(Permission.EDIT_FLOWS)
    await found(session, actor, flow_id)
    overlay = await _locked(session, actor, flow_id, client_id, row_version)
    if overlay.current_version_id is not None:
        await _point_at(session, actor, overlay, overlay.last_number, None)


async def _readable(session: AsyncSession, actor: Actor, flow_id: UUID, client_id: UUID) -> FlowOverlay:
    actor.must(Permission.USE_TICKETS)
    row = await queries.one(session, actor, flow_id, client_id)
    if row is None:
        raise NoSuchOverlay
    overlay: FlowOverlay = row[0]
    return overlay


async def versions(
    session: AsyncSession, actor: Actor, flow_id: UUID, client_id: UUID, before: int | None, limit: int
) -> Page[OverlayVersionBrief]:
    """Return a page of an overlay's versions, newest first; raise ``NoSuchOverlay``."""
    overlay = await _readable(session, actor, flow_id, client_id)
    rows = await queries.versions(session, overlay, before, limit)
    items, following = page_of(rows, limit, lambda row: (row[0].number,), lambda row: _version(row[0], row[1]))
    return Page(items=items, next=following)


def _version(version: FlowOverlayVersion, author: str | None) -> OverlayVersionBrief:
    return OverlayVersionBrief(
        number=version.number,
        steps=len(version.changes),
        note=version.note,
        author=_person(version, author),
        created_at=version.created_at,
    )


async def read_version(
    session: AsyncSession, actor: Actor, flow_id: UUID, client_id: UUID, number: int
) -> OverlayVersionShown:
    """Return what was changed at one time; raise ``NoSuchOverlay`` or ``NoSuchOverlayVersion``."""
    overlay = await _readable(session, actor, flow_id, client_id)
    version = await queries.numbered(session, overlay, number)
    if version is None:
        raise NoSuchOverlayVersion
    brief = _version(version, None)
    return OverlayVersionShown(**brief.model_dump(), changes=_changes(version))


async def to_pin(session: AsyncSession, account_id: UUID, flow_id: UUID, client_id: UUID | None) -> UUID | None:
    """Return the overlay version that a walk beginning on this flow for this client is pinned to."""
    return await queries.current(session, account_id, flow_id, client_id) if client_id is not None else None
