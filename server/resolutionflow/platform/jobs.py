"""Background jobs: PostgreSQL is the queue (procrastinate), enqueued in the caller's own transaction.

A job is declared with ``@job("domain.verb")``; its arguments are ids only. It must be idempotent: after a
crash it runs again. Periodic work is declared with ``@periodic``.
"""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy
from procrastinate.jobs import Status
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.platform.db import Database, Target, psycopg_conninfo

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
DEAD_AFTER_SECONDS = 30.0
KEEP_HOURS = 72

jobs = App(connector=PsycopgConnector())
"""Every job of the product by name; its connector is replaced when a process starts."""

Work = Callable[..., Awaitable[None]]

_ENQUEUE = text(
    "select procrastinate_defer_jobs_v1(array[row('default', :name, 0, :lock, null, cast(:args as jsonb), :at)"
    "::procrastinate_job_to_defer_v1])"
)
_ENQUEUE_MANY = text(
    "select procrastinate_defer_jobs_v1((select array_agg(row('default', :name, 0, null, null, args, null)"
    "::procrastinate_job_to_defer_v1) from jsonb_array_elements(cast(:each as jsonb)) args))"
)


def job(name: str, *, attempts: int = MAX_ATTEMPTS) -> Callable[[Work], Work]:
    """Declare an async function ``(database, **ids)`` as the job ``name``; ids arrive as ``UUID``.

    One that fails is tried up to ``attempts`` times more, after 3, 9, 27, 81, 243 seconds and so on.
    """

    def declare(work: Work) -> Work:
        async def run(context: JobContext, /, **ids: str) -> None:
            await work(_database(context), **{key: UUID(value) for key, value in ids.items()})

        jobs.task(name=name, pass_context=True, retry=RetryStrategy(max_attempts=attempts, exponential_wait=3))(run)
        return work

    return declare


def periodic(name: str, cron: str) -> Callable[[Work], Work]:
    """Declare an async function ``(database)`` to run at ``cron`` (minute hour day month weekday, UTC)."""

    def declare(work: Work) -> Work:
        async def run(context: JobContext, timestamp: int) -> None:
            del timestamp
            await work(_database(context))

        jobs.periodic(cron=cron)(jobs.task(name=name, pass_context=True, queueing_lock=name)(run))
        return work

    return declare


def _database(context: JobContext) -> Database:
    database = (context.additional_context or {})["database"]
    assert isinstance(database, Database)
    return database


async def enqueue(
    session: AsyncSession, name: str, *, lock: str | None = None, at: datetime | None = None, **ids: UUID
) -> None:
    """Enqueue job ``name`` in this transaction: it exists if, and only if, the transaction commits.

    Jobs with the same ``lock`` run one after the other. ``at`` is the earliest moment it may run.
    """
    arguments = json.dumps({key: str(value) for key, value in ids.items()})
    await session.execute(_ENQUEUE, {"name": name, "lock": lock, "args": arguments, "at": at})


async def enqueue_many(session: AsyncSession, name: str, each: Sequence[Mapping[str, UUID]]) -> None:
    """Enqueue job ``name`` once for each mapping of ids, all in one statement of this transaction."""
    arguments = json.dumps([{key: str(value) for key, value in ids.items()} for ids in each])
    if each:
        await session.execute(_ENQUEUE_MANY, {"name": name, "each": arguments})


def _most_attempts(name: str) -> int:
    task = jobs.tasks.get(name)
    return getattr(task.retry_strategy, "max_attempts", None) or MAX_ATTEMPTS if task else MAX_ATTEMPTS


@periodic("platform.sweep", "* * * * *")
async def sweep(database: Database) -> None:
    """Run the jobs of dead workers again, as often as they may be tried; forget jobs that ended long ago."""
    del database
    manager = jobs.job_manager
    for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_SECONDS):
        if stalled.attempts < _most_attempts(stalled.task_name):
            log.warning("job %s of a dead worker runs again", stalled.id)
            await manager.retry_job(stalled)
        else:
            log.error("job %s given up after %s attempts", stalled.id, stalled.attempts)
            await manager.finish_job(stalled, status=Status.FAILED, delete_job=False)
    await manager.delete_old_jobs(nb_hours=KEEP_HOURS, include_failed=False)


async def run_worker(database: Database, target: Target, *, concurrency: int = 2, until_empty: bool = False) -> None:
    """Run jobs until cancelled, or until none is left with ``until_empty``."""
    connector = PsycopgConnector(conninfo=psycopg_conninfo(target), min_size=1, max_size=concurrency + 2)
    with jobs.replace_connector(connector) as app:
        async with app.open_async():
            options: dict[str, Any] = {"additional_context": {"database": database}, "concurrency": concurrency}
            await app.run_worker_async(
                wait=not until_empty,
                install_signal_handlers=False,
                shutdown_graceful_timeout=10,
                listen_notify=not until_empty,
                **options,
            )
