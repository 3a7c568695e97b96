"""Jobs of the use of models: what dead processes held is given back."""

from uuid import UUID

from resolutionflow.ai.service import housekeeping
from resolutionflow.platform.db import Database
from resolutionflow.platform.jobs import job, periodic


@periodic("ai.housekeeping", "*/10 * * * *")
async def housekeep(database: Database) -> None:
    """Look in every account for what is held too long, each in a job of its own."""
    async with database.transaction() as session:
        await housekeeping.everywhere(session)


@job("ai.give_back")
async def give_back(database: Database, account_id: UUID) -> None:
    """Give back in one account what is held too long, a part of it in each transaction."""
    more = True
    while more:
        async with database.transaction(account_id) as session:
            more = await housekeeping.give_back_lapsed(session, account_id)
