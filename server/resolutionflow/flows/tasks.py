"""Jobs of flows."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import and_, delete, or_, select

from resolutionflow.accounts.models import Account, User
from resolutionflow.accounts.service import actor_of
from resolutionflow.flows.models import FlowImport
from resolutionflow.flows.queries.imports import batch_of, failed
from resolutionflow.flows.service.imports import FAILED, give_up, work_on
from resolutionflow.kit.clock import now
from resolutionflow.platform.db import Database
from resolutionflow.platform.jobs import enqueue, job, periodic

KEEP_IMPORTS = timedelta(days=30)
KEEP_PREVIEWS = timedelta(days=1)
"""Previews hold whole flows, so that their steps can be looked at."""


@job("flows.import")
async def take_in_batch(database: Database, account_id: UUID, import_id: UUID) -> None:
    """Take in the flows of an import, a few in each transaction, so that its progress shows."""
    more = True
    while more:
        async with database.transaction(account_id) as session:
            batch = await batch_of(session, account_id, import_id, lock=True)
            user = await session.get(User, (account_id, batch.user_id)) if batch and batch.user_id else None
            if batch is None:
                return
            if user is None or user.deleted_at is not None:
                await give_up(session, batch)
                return
            more = await work_on(session, actor_of(user), batch)


@job("flows.forget_imports")
async def forget_imports(database: Database, account_id: UUID) -> None:
    """Remove what is remembered of imports of the account that began 30 days ago, of previews 1 day."""
    async with database.transaction(account_id) as session:
        old = FlowImport.created_at < now() - KEEP_IMPORTS
        looked_at = and_(FlowImport.preview, FlowImport.created_at < now() - KEEP_PREVIEWS)
        await session.execute(delete(FlowImport).where(FlowImport.account_id == account_id, or_(old, looked_at)))


@periodic("flows.end_failed_imports", "* * * * *")
async def end_failed_imports(database: Database) -> None:
    """End the imports whose job failed for good, and say so: nobody is to wait for them."""
    async with database.transaction() as session:
        found = await failed(session, now() - KEEP_PREVIEWS)
    for account_id, import_id in found:
        async with database.transaction(account_id) as session:
            batch = await batch_of(session, account_id, import_id, lock=True)
            if batch is not None and batch.finished_at is None:
                await give_up(session, batch, FAILED)


@periodic("flows.sweep_imports", "23 3 * * *")
async def sweep_imports(database: Database) -> None:
    """Have every account forget its old imports."""
    async with database.transaction() as session:
        for account_id in (await session.execute(select(Account.id))).scalars():
            await enqueue(session, "flows.forget_imports", account_id=account_id)
