"""Jobs of pictures."""

from uuid import UUID

from sqlalchemy import select

from resolutionflow.accounts.models import Account
from resolutionflow.attachments import service
from resolutionflow.platform.db import Database
from resolutionflow.platform.jobs import enqueue, job, periodic


@periodic("attachments.find_removed", "41 3 * * *")
async def find_removed(database: Database) -> None:
    """Look in every account for pictures that were taken away, each in a job of its own."""
    async with database.transaction() as session:
        for account_id in await session.scalars(select(Account.id)):
            await enqueue(session, "attachments.forget_removed", account_id=account_id)


@job("attachments.forget_removed")
async def forget_removed(database: Database, account_id: UUID) -> None:
    """Delete an account's pictures that were taken away, a part of them in each transaction."""
    more = True
    while more:
        async with database.transaction(account_id) as session:
            more = await service.forget_removed(session, account_id)
