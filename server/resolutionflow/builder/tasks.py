"""Jobs of the flow builder: conversations expire, and are removed."""

from uuid import UUID

from resolutionflow.builder.service import housekeeping
from resolutionflow.platform.db import Database
from resolutionflow.platform.jobs import job, periodic


@periodic("builder.housekeeping", "7,22,37,52 * * * *")
async def housekeep(database: Database) -> None:
    """Look in every account for conversations whose time is over, each in a job of its own."""
    async with database.transaction() as session:
        await housekeeping.everywhere(session)


@job("builder.expire")
async def expire(database: Database, account_id: UUID) -> None:
    """Expire and remove conversations of one account, a part of them in each transaction."""
    more = True
    while more:
        async with database.transaction(account_id) as session:
            more = await housekeeping.expire(session, account_id)
