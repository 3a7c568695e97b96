"""Jobs of walks."""

from uuid import UUID

from resolutionflow.platform.db import Database
from resolutionflow.platform.jobs import job, periodic
from resolutionflow.walks.service import idle, reminding


@periodic("walks.find_idle", "11 * * * *")
async def find_idle(database: Database) -> None:
    """Look for idle walks in every account, each in a job of its own."""
    async with database.transaction() as session:
        await idle.enqueue_for_every_account(session)


@job("walks.remind")
async def remind(database: Database, account_id: UUID) -> None:
    """Remind of the parked walks of one account that are due, a part of them in each transaction."""
    more = True
    while more:
        async with database.transaction(account_id) as session:
            more = await reminding.remind(session, account_id)


@job("walks.abandon_idle")
async def abandon_idle(database: Database, account_id: UUID) -> None:
    """Abandon the idle walks of one account, a part of them in each transaction."""
    looked = idle.Looked(0, following=None)
    while True:
        async with database.transaction(account_id) as session:
            looked = await idle.abandon_idle(session, account_id, looked.following)
        if looked.following is None:
            return
