"""Imports: a batch of flow files, each flow judged by itself; the good ones are taken in, each bad one is named."""

import asyncio
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.flows.flow_file import FlowFile
from resolutionflow.flows.import_schemas import ImportItem, ImportNew, ImportQuery, ImportState
from resolutionflow.flows.models import FlowImport, FlowImportItem
from resolutionflow.flows.queries import imports as queries
from resolutionflow.flows.refusals import NoSuchImport, NoSuchImportedFlow
from resolutionflow.flows.service.correcting import wanted_of
from resolutionflow.flows.service.cutting import MAX_FINDINGS_KEPT, MAX_FLOWS, Cut
from resolutionflow.flows.service.items import ItemRead, read_item
from resolutionflow.flows.service.taking_in import Choices, take_in
from resolutionflow.flows.tree import Tree
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.kit.paging import BadCursor, decode_cursor, page_of
from resolutionflow.notifications.service import Kind, tell
from resolutionflow.platform.jobs import enqueue

AT_ONCE = 20
"""As many flows are taken in by the request itself, and in one transaction of the job."""

GONE = "Whoever began this import is no longer active. Import the file again."
FAILED = (
    "The import stopped because of a fault on the server, and was tried again several times. "
    "What was taken in before stays. Import this flow again; if it stops again, look into the server's log."
)


async def start_import(session: AsyncSession, actor: Actor, payload: ImportNew, *, preview: bool) -> ImportState:
    """Begin an import; a small one is done when this returns. Raise what ``wanted_of`` raises."""
    actor.must(Permission.EDIT_FLOWS)
    cuts = await asyncio.to_thread(wanted_of, payload)
    batch = FlowImport(
        account_id=actor.account_id,
        id=new_id(),
        user_id=actor.user_id,
        preview=preview,
        publish=payload.publish,
        replace_drafts=payload.replace_drafts,
        total=len(cuts),
        created_at=now(),
    )
    session.add(batch)
    await session.flush()
    if cuts:
        await session.execute(insert(FlowImportItem), [_row(batch, position, cut) for position, cut in cuts])
    if len(cuts) <= AT_ONCE:
        await work_on(session, actor, batch)
    else:
        await enqueue(session, "flows.import", account_id=actor.account_id, import_id=batch.id)
    return await _state(session, batch, ImportQuery())


def _row(batch: FlowImport, position: int, cut: Cut) -> dict[str, object]:
    return {
        "account_id": batch.account_id,
        "id": new_id(),
        "import_id": batch.id,
        "position": position,
        "name": cut.name,
        "first_line": cut.first_line,
        "format": cut.kind,
        "content": cut.content,
        "flow": cut.flow,
        "title": cut.title,
        "findings": cut.findings,
        "problem": cut.problem,
        "outcome": None if cut.problem is None else "refused",
    }


async def work_on(session: AsyncSession, actor: Actor, batch: FlowImport) -> bool:
    """Judge and take in the next flows of a batch; return whether others are left after them."""
    waiting = await queries.waiting(session, batch, AT_ONCE)
    for item in waiting:
        await _settle(session, actor, batch, item, await asyncio.to_thread(read_item, item))
    await session.flush()
    if len(waiting) == AT_ONCE and await queries.waiting(session, batch, 1):
        return True
    if batch.finished_at is None:
        await _finish(session, actor, batch)
    return False


async def _settle(session: AsyncSession, actor: Actor, batch: FlowImport, item: FlowImportItem, read: ItemRead) -> None:
    """Write down what became of one flow; its text is let go, and of a preview the flow is kept to be looked at."""
    flow = read.flow
    item.title = read.title
    item.findings = [finding.model_dump() for finding in read.findings[:MAX_FINDINGS_KEPT]]
    item.content = None
    item.flow = flow.model_dump_json() if flow is not None and batch.preview else None
    if flow is None:
        errors = (finding.message for finding in read.findings if finding.severity == "error")
        item.outcome, item.problem = "refused", read.problem or next(errors, "This is not a flow.")
        return
    item.node_count, item.given_id = len(flow.tree.nodes), flow.id
    if flow.id is not None and await queries.is_in_batch(session, item, flow.id):
        item.outcome = "refused"
        item.problem = f"Another flow of this import has the id {flow.id} too. Give one of them another, or none."
        return
    taken = await take_in(session, actor, flow, Choices(batch.preview, batch.publish, batch.replace_drafts))
    item.outcome, item.problem, item.flow_id = taken.outcome, taken.problem, taken.flow_id


async def give_up(session: AsyncSession, batch: FlowImport, problem: str = GONE) -> None:
    """End a batch that can't go on, and say why: what was not taken in yet is refused."""
    await queries.refuse_waiting(session, batch, problem)
    batch.problem = problem
    batch.finished_at = now()
    await session.flush()


async def _finish(session: AsyncSession, actor: Actor, batch: FlowImport) -> None:
    batch.finished_at = now()
    if not batch.preview:
        counts = await queries.counts(session, batch)
        audit.record(session, actor, "flow.import", "flow_import", batch.id, **counts)
        words = f"Your import is finished: {batch.total} flow{'s' if batch.total != 1 else ''}"
        data: dict[str, Any] = {
            "import_id": str(batch.id),
            **{str(outcome): count for outcome, count in counts.items()},
        }
        link = f"/flows/import?run={batch.id}"
        kind, event = Kind.IMPORT_FINISHED, str(batch.id)
        await tell(session, actor.account_id, [actor.user_id], kind, words, link, event=event, data=data)
    await session.flush()


async def read_import(session: AsyncSession, actor: Actor, import_id: UUID, query: ImportQuery) -> ImportState:
    """Return how far an import is, with a page of its flows; raise ``NoSuchImport`` or ``BadCursor``."""
    actor.must(Permission.EDIT_FLOWS)
    batch = await session.get(FlowImport, (actor.account_id, import_id))
    if batch is None:
        raise NoSuchImport
    return await _state(session, batch, query)


async def read_imported(session: AsyncSession, actor: Actor, import_id: UUID, position: int) -> Tree:
    """Return the steps of one flow of a preview; raise ``NoSuchImportedFlow``."""
    actor.must(Permission.EDIT_FLOWS)
    flow = await queries.flow_of(session, actor.account_id, import_id, position)
    if flow is None:
        raise NoSuchImportedFlow
    return FlowFile.model_validate_json(flow).tree


def _position(cursor: str | None) -> int:
    if cursor is None:
        return 0
    position: int = decode_cursor(cursor, int)[0]
    if not 0 <= position <= MAX_FLOWS:
        raise BadCursor
    return position


async def _state(session: AsyncSession, batch: FlowImport, query: ImportQuery) -> ImportState:
    counts = await queries.counts(session, batch)
    rows = await queries.items(session, batch, query.outcome, _position(query.after), query.limit)
    items, following = page_of(rows, query.limit, lambda item: (item.position,), _shown)
    return ImportState(
        id=batch.id,
        preview=batch.preview,
        publish=batch.publish,
        replace_drafts=batch.replace_drafts,
        status="done" if batch.finished_at else "running",
        problem=batch.problem,
        total=batch.total,
        done=sum(counts.values()),
        **counts,
        created_at=batch.created_at,
        finished_at=batch.finished_at,
        items=items,
        next=following,
    )


def _shown(item: FlowImportItem) -> ImportItem:
    return ImportItem.model_validate(item, from_attributes=True)
