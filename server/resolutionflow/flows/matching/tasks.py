"""Jobs of matching."""

from uuid import UUID

from sqlalchemy import select

from resolutionflow.accounts.models import Account
from resolutionflow.flows.matching import queries
from resolutionflow.flows.matching.indexing import RECIPE, embed_flow, index_flow
from resolutionflow.platform import vectors
from resolutionflow.platform.db import Database
from resolutionflow.platform.jobs import enqueue, job, periodic


@job("flows.matching.reindex")
async def reindex(database: Database, account_id: UUID, flow_id: UUID) -> None:
    """Let matching know a flow as it is published now, or no longer; vectors follow in a job of their own."""
    async with database.transaction(account_id) as session:
        lacks_vectors = await index_flow(session, account_id, flow_id)
        if lacks_vectors and vectors.available():
            await enqueue(session, "flows.matching.embed", account_id=account_id, flow_id=flow_id)


@job("flows.matching.embed")
async def embed(database: Database, account_id: UUID, flow_id: UUID) -> None:
    """Make the vectors that a flow lacks."""
    await embed_flow(database, account_id, flow_id)


@job("flows.matching.complete")
async def complete(database: Database, account_id: UUID) -> None:
    """Index every published flow of the account that is missing, of an older recipe, or without vectors."""
    async with database.transaction(account_id) as session:
        missing = await queries.unindexed(session, account_id, RECIPE, with_vectors=vectors.available())
        for flow_id in missing:
            await enqueue(session, "flows.matching.reindex", account_id=account_id, flow_id=flow_id)


@periodic("flows.matching.sweep", "7 * * * *")
async def sweep(database: Database) -> None:
    """Have every account looked over: after an upgrade, or once the model is there."""
    async with database.transaction() as session:
        for account_id in (await session.execute(select(Account.id))).scalars():
            await enqueue(session, "flows.matching.complete", account_id=account_id)
