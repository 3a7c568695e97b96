"""Rows of imports under way."""

from collections.abc import Sequence
from datetime import datetime
from typing import get_args
from uuid import UUID

from sqlalchemy import Select, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from resolutionflow.flows.import_schemas import ImportOutcome
from resolutionflow.flows.models import FlowImport, FlowImportItem

Item = FlowImportItem

_FAILED = text(
    "select j.args->>'account_id', j.args->>'import_id' from procrastinate_jobs j"
    " where j.task_name = 'flows.import' and j.status in ('failed', 'aborted', 'cancelled')"
    " and exists (select from procrastinate_events e where e.job_id = j.id and e.at > :since)"
    " and not exists (select from procrastinate_jobs o where o.task_name = j.task_name"
    " and o.status in ('todo', 'doing') and o.args->>'import_id' = j.args->>'import_id')"
)


def _of(batch: FlowImport) -> Select[FlowImportItem]:
    return select(Item).where(Item.account_id == batch.account_id, Item.import_id == batch.id)


async def waiting(session: AsyncSession, batch: FlowImport, limit: int) -> Sequence[FlowImportItem]:
    """Return the next flows of a batch that nothing has become of yet."""
    query = _of(batch).where(Item.outcome.is_(None)).order_by(Item.position).limit(limit).options(undefer(Item.flow))
    return (await session.execute(query)).scalars().all()


async def refuse_waiting(session: AsyncSession, batch: FlowImport, problem: str) -> None:
    """Refuse every flow of a batch that nothing has become of yet."""
    await session.execute(
        update(Item)
        .where(Item.account_id == batch.account_id, Item.import_id == batch.id, Item.outcome.is_(None))
        .values(outcome="refused", problem=problem, content=None, flow=None)
    )


async def flow_of(session: AsyncSession, account_id: UUID, import_id: UUID, position: int) -> str | None:
    """Return the flow of a preview as it was kept, once it is judged."""
    query = (
        select(Item.flow)
        .where(Item.account_id == account_id, Item.import_id == import_id, Item.position == position)
        .where(Item.outcome.is_not(None))
    )
    flow: str | None = await session.scalar(query)
    return flow


async def failed(session: AsyncSession, since: datetime) -> Sequence[tuple[UUID, UUID]]:
    """Return the imports (account, import) whose job failed for good since then and has no other one."""
    found = await session.execute(_FAILED, {"since": since})
    return [(UUID(account_id), UUID(import_id)) for account_id, import_id in found]


async def is_in_batch(session: AsyncSession, item: FlowImportItem, given_id: UUID) -> bool:
    """Say whether an earlier flow of the same batch has this id."""
    query = (
        select(Item.id)
        .where(
            Item.account_id == item.account_id,
            Item.import_id == item.import_id,
            Item.given_id == given_id,
            Item.position < item.position,
        )
        .limit(1)
    )
    return await session.scalar(query) is not None


async def counts(session: AsyncSession, batch: FlowImport) -> dict[ImportOutcome, int]:
    """Return how many flows of a batch came to each outcome."""
    query = (
        select(Item.outcome, func.count())
        .where(Item.account_id == batch.account_id, Item.import_id == batch.id, Item.outcome.is_not(None))
        .group_by(Item.outcome)
    )
    found = dict((await session.execute(query)).all())
    return {outcome: found.get(outcome, 0) for outcome in get_args(ImportOutcome)}


async def items(
    session: AsyncSession, batch: FlowImport, outcome: ImportOutcome | None, after: int, limit: int
) -> Sequence[FlowImportItem]:
    """Return flows of a batch in the order of its files, one more than ``limit``."""
    query = _of(batch).where(Item.position > after).order_by(Item.position).limit(limit + 1)
    if outcome is not None:
        query = query.where(Item.outcome == outcome)
    return (await session.execute(query)).scalars().all()


async def batch_of(
    session: AsyncSession, account_id: UUID, import_id: UUID, *, lock: bool = False
) -> FlowImport | None:
    """Return an import of the account; with ``lock`` no other job works on it meanwhile."""
    query = select(FlowImport).where(FlowImport.account_id == account_id, FlowImport.id == import_id)
    return (await session.execute(query.with_for_update() if lock else query)).scalar_one_or_none()
