"""The worker's composition root: every job of the product, run from the database's queue."""

import asyncio
import logging
from importlib import import_module

import uvloop

import resolutionflow.registry  # noqa: F401
from resolutionflow.platform.db import Database, Target
from resolutionflow.platform.jobs import run_worker
from resolutionflow.platform.log import log_to_stderr
from resolutionflow.platform.migrate import migrate
from resolutionflow.platform.settings import settings
from resolutionflow.platform.targets import check_role, open_targets

log = logging.getLogger(__name__)

TASK_MODULES: tuple[str, ...] = (
    "resolutionflow.accounts.tasks",
    "resolutionflow.flows.matching.tasks",
    "resolutionflow.flows.tasks",
    "resolutionflow.walks.tasks",
)
"""Modules that declare jobs; each domain with a ``tasks`` module stands here."""

RESTART_SECONDS = 5.0


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
        except (OSError, RuntimeError, ExceptionGroup) as error:
            log.warning("the worker stopped (%s); it starts again in %s s", error, RESTART_SECONDS)
        await asyncio.sleep(RESTART_SECONDS)


def work_only() -> None:
    """Run background jobs, and nothing else, until told to stop."""
    current = settings()
    log_to_stderr(current.log_format, current.log_level)
    with open_targets(current) as targets:
        migrate(targets.owner)
        check_role(targets.run_time)
        uvloop.run(work(Database(targets.run_time, pool_size=4), targets.run_time))
