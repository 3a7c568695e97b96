"""The worker's composition root: every job of the product, run from the database's queue."""

import asyncio
import contextlib
import logging
import signal
from importlib import import_module

import psycopg
import uvloop
from procrastinate.exceptions import ProcrastinateException

import resolutionflow.registry  # noqa: F401
from resolutionflow.platform import live
from resolutionflow.platform.db import Database, Target
from resolutionflow.platform.jobs import run_worker
from resolutionflow.platform.log import log_to_stderr
from resolutionflow.platform.migrate import migrate
from resolutionflow.platform.settings import settings
from resolutionflow.platform.targets import check_role, open_targets

log = logging.getLogger(__name__)

TASK_MODULES: tuple[str, ...] = (
    "resolutionflow.accounts.tasks",
    "resolutionflow.ai.tasks",
    "resolutionflow.attachments.tasks",
    "resolutionflow.builder.tasks",
    "resolutionflow.flows.matching.tasks",
    "resolutionflow.flows.tasks",
    "resolutionflow.notifications.tasks",
    "resolutionflow.walks.tasks",
)
"""Modules that declare jobs; each domain with a ``tasks`` module stands here."""

RESTART_SECONDS = 5.0
BROKEN_OFF = (ProcrastinateException, psycopg.Error, OSError, RuntimeError, ExceptionGroup)
"""What ends a worker whose database went away, the first after half a minute in which it did not come back."""


def load_jobs() -> None:
    """Import every module that declares jobs."""
    for module in TASK_MODULES:
        import_module(module)


async def work(database: Database, target: Target) -> None:
    """Run jobs until cancelled; when the database goes away, start again once it is back."""
    load_jobs()
    while True:
        try:
            await run_worker(database, target)
        except BROKEN_OFF as error:
            log.warning("the worker stopped (%s); it starts again in %s s", error, RESTART_SECONDS)
        await asyncio.sleep(RESTART_SECONDS)


def work_only() -> None:
    """Run background jobs, and nothing else, until told to stop."""
    current = settings()
    log_to_stderr(current.log_format, current.log_level)
    with open_targets(current) as targets:
        migrate(targets.owner)
        check_role(targets.run_time)
        uvloop.run(_work_until_told(targets.run_time))


async def _work_until_told(target: Target) -> None:
    """Run jobs until SIGTERM or Ctrl+C; those that are running get ten seconds to end, and run again later if not."""
    working = asyncio.create_task(work(Database(target, pool_size=4), target))
    relaying = asyncio.create_task(live.relay(target))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, working.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await working
    relaying.cancel()
