"""Running background jobs in a test until none is left."""

from sqlalchemy import text

from resolutionflow.platform.db import Database
from resolutionflow.platform.jobs import run_worker
from resolutionflow.worker import load_jobs

_DUE = text(
    "select exists(select 1 from procrastinate_jobs where status = 'todo'"
    " and (scheduled_at is null or scheduled_at <= now()))"
)


async def run_jobs(database: Database) -> None:
    """Run every job that is waiting in ``database``, and those that they enqueue."""
    load_jobs()
    due = True
    while due:  # a worker ends when nothing waits, though a job that still runs may enqueue more
        await run_worker(database, database.target, until_empty=True)
        async with database.transaction() as session:
            due = (await session.execute(_DUE)).scalar_one()
