"""Running background jobs in a test until none is left."""

from resolutionflow.platform.db import Database
from resolutionflow.platform.jobs import run_worker
from resolutionflow.worker import load_jobs


async def run_jobs(database: Database) -> None:
    """Run every job that is waiting in ``database``, and those that they enqueue."""
    load_jobs()
    await run_worker(database, database.target, until_empty=True)
