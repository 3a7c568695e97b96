"""Imports: a batch of flow files, each flow judged by itself; the good ones are taken in, each bad one is named."""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.flows.flow_file import MAX_FILE_BYTES, FlowFileError, Part, judge, parsed, parts
from resolutionflow.flows.flow_file.document import Judged
from resolutionflow.flows.models import FlowImport, FlowImportItem
from resolutionflow.flows.queries import imports as queries
from resolutionflow.flows.refusals import NoSuchImport, TooManyFlows
from resolutionflow.flows.schemas import ImportFile, ImportItem, ImportNew, ImportQuery, ImportState
from resolutionflow.flows.service.taking_in import Choices, take_in
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.kit.paging import BadCursor, decode_cursor, page_of
from resolutionflow.platform.jobs import enqueue

MAX_FLOWS = 5_000
AT_ONCE = 20
"""As many flows are taken in by the request itself, and in one transaction of the job."""

GONE = "Whoever began this import is no longer active. Import the file again."
MAX_FINDINGS_KEPT = 50
UNREADABLE = "This holds NUL characters, half of a surrogate pair, or more than 3 MB. Save it as UTF-8, or split it."


@dataclass(frozen=True, slots=True)
class _Cut:
    """One flow of a file: its text, or why it has none."""

    name: str
    first_line: int = 1
    content: str | None = None
    problem: str | None = None


async def start_import(session: AsyncSession, actor: Actor, payload: ImportNew, *, preview: bool) -> ImportState:
    """Begin an import; a small one is done when this returns. Raise ``TooManyFlows``."""
    actor.must(Permission.EDIT_FLOWS)
    cuts = await asyncio.to_thread(_cut_all, payload.files)
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
    await session.execute(insert(FlowImportItem), [_row(batch, position, cut) for position, cut in enumerate(cuts, 1)])
    if len(cuts) <= AT_ONCE:
        await work_on(session, actor, batch)
    else:
        await enqueue(session, "flows.import", account_id=actor.account_id, import_id=batch.id)
    return await _state(session, batch, ImportQuery())


def _cut_all(files: Iterable[ImportFile]) -> list[_Cut]:
    """Return every flow of every file, in order; raise ``TooManyFlows``."""
    cuts: list[_Cut] = []
    for file in files:
        cuts.extend(_cut(file))
        if len(cuts) > MAX_FLOWS:
            raise TooManyFlows
    return cuts


def _cut(file: ImportFile) -> Iterator[_Cut]:
    try:
        found = parts(file.content)
    except FlowFileError as error:
        yield _Cut(file.name, error.line or 1, problem=str(error))
        return
    for part in found[: MAX_FLOWS + 1]:
        readable = "\x00" not in part.text and _size(part.text) <= MAX_FILE_BYTES
        yield _Cut(
            file.name, part.first_line, part.text if readable else None, problem=None if readable else UNREADABLE
        )


def _size(text: str) -> int:
    try:
        return len(text.encode())
    except UnicodeEncodeError:
        return MAX_FILE_BYTES + 1


def _row(batch: FlowImport, position: int, cut: _Cut) -> dict[str, object]:
    return {
        "account_id": batch.account_id,
        "id": new_id(),
        "import_id": batch.id,
        "position": position,
        "name": cut.name,
        "first_line": cut.first_line,
        "content": cut.content,
        "problem": cut.problem,
        "outcome": None if cut.problem is None else "refused",
    }


async def work_on(session: AsyncSession, actor: Actor, batch: FlowImport) -> bool:
    """Judge and take in the next flows of a batch; return whether others are left after them."""
    waiting = await queries.waiting(session, batch, AT_ONCE)
    for item in waiting:
        assert item.content is not None
        read = await asyncio.to_thread(_read, Part(item.content, item.first_line))
        await _settle(session, actor, batch, item, read)
    await session.flush()
    if len(waiting) == AT_ONCE and await queries.waiting(session, batch, 1):
        return True
    if batch.finished_at is None:
        await _finish(session, actor, batch)
    return False


@dataclass(frozen=True, slots=True)
class _Read:
    """What a part's text came to: a judgement, or why it could not be read."""

    judged: Judged = field(default_factory=lambda: Judged(None))
    problem: str | None = None


def _read(part: Part) -> _Read:
    try:
        return _Read(judge(parsed(part)))
    except FlowFileError as error:
        return _Read(problem=str(error))


async def _settle(session: AsyncSession, actor: Actor, batch: FlowImport, item: FlowImportItem, read: _Read) -> None:
    """Write down what became of one flow; its text is let go."""
    flow, findings = read.judged.flow, read.judged.findings
    item.title = read.judged.title
    item.findings = [finding.model_dump() for finding in findings[:MAX_FINDINGS_KEPT]]
    item.content = None
    if flow is None:
        errors = (finding.message for finding in findings if finding.severity == "error")
        item.outcome, item.problem = "refused", read.problem or next(errors, "This is not a flow.")
        return
    item.node_count, item.given_id = len(flow.tree.nodes), flow.id
    if flow.id is not None and await queries.is_in_batch(session, item, flow.id):
        item.outcome = "refused"
        item.problem = f"Another flow of this import has the id {flow.id} too. Give one of them another, or none."
        return
    taken = await take_in(session, actor, flow, Choices(batch.preview, batch.publish, batch.replace_drafts))
    item.outcome, item.problem, item.flow_id = taken.outcome, taken.problem, taken.flow_id


async def give_up(session: AsyncSession, batch: FlowImport) -> None:
    """End a batch whose person is gone: what was not taken in yet is refused."""
    await queries.refuse_waiting(session, batch, GONE)
    batch.finished_at = now()
    await session.flush()


async def _finish(session: AsyncSession, actor: Actor, batch: FlowImport) -> None:
    batch.finished_at = now()
    if not batch.preview:
        counts = await queries.counts(session, batch)
        audit.record(session, actor, "flow.import", "flow_import", batch.id, **counts)
    await session.flush()


async def read_import(session: AsyncSession, actor: Actor, import_id: UUID, query: ImportQuery) -> ImportState:
    """Return how far an import is, with a page of its flows; raise ``NoSuchImport`` or ``BadCursor``."""
    actor.must(Permission.EDIT_FLOWS)
    batch = await session.get(FlowImport, (actor.account_id, import_id))
    if batch is None:
        raise NoSuchImport
    return await _state(session, batch, query)


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
