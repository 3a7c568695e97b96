"""Jobs live in the database, in the transaction of whoever asks for them."""

import asyncio
from uuid import UUID

import pytest
from procrastinate import PsycopgConnector
from sqlalchemy import text

from resolutionflow.kit.ids import new_id
from resolutionflow.platform.db import Database, psycopg_conninfo
from resolutionflow.platform.jobs import MAX_ATTEMPTS, enqueue, job, jobs, sweep
from tests.support.work import run_jobs

done: list[UUID] = []


@job("tests.note_down")
async def note_down(database: Database, thing_id: UUID) -> None:
    del database
    done.append(thing_id)


@job("tests.knock", attempts=MAX_ATTEMPTS + 2)
async def knock(database: Database, thing_id: UUID) -> None:
    del database
    done.append(thing_id)
    raise ConnectionError


@pytest.fixture(autouse=True)
def _nothing_done() -> None:
    done.clear()


class RolledBack(Exception):
    pass


async def test_a_job_runs_once_its_transaction_is_committed(fresh_database: Database) -> None:
    thing = new_id()
    async with fresh_database.transaction() as session:
        await enqueue(session, "tests.note_down", thing_id=thing)
    await run_jobs(fresh_database)
    assert done == [thing]


async def _enqueue_and_fail(database: Database) -> None:
    async with database.transaction() as session:
        await enqueue(session, "tests.note_down", thing_id=new_id())
        raise RolledBack


async def test_a_job_of_a_transaction_that_failed_never_runs(fresh_database: Database) -> None:
    with pytest.raises(RolledBack):
        await _enqueue_and_fail(fresh_database)
    await run_jobs(fresh_database)
    assert done == []


async def _leave_behind(database: Database, attempts: int, name: str = "tests.note_down") -> UUID:
    """A job that a worker began and died over."""
    thing = new_id()
    async with database.transaction() as session:
        await enqueue(session, name, thing_id=thing)
        await session.execute(
            text(
                "with w as (insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour')"
                " returning id) update procrastinate_jobs set status = 'doing', attempts = :attempts,"
                " worker_id = (select id from w)"
            ),
            {"attempts": attempts},
        )
    return thing


async def _sweep(database: Database) -> None:
    connector = PsycopgConnector(conninfo=psycopg_conninfo(database.target), min_size=1, max_size=2)
    with jobs.replace_connector(connector) as app:
        async with app.open_async():
            await sweep(database)


async def test_the_job_of_a_dead_worker_is_swept_up_and_runs_again(fresh_database: Database) -> None:
    thing = await _leave_behind(fresh_database, attempts=0)
    await _sweep(fresh_database)
    await asyncio.wait_for(run_jobs(fresh_database), 20)
    assert done == [thing]


async def test_a_job_that_keeps_killing_its_worker_is_given_up(fresh_database: Database) -> None:
    await _leave_behind(fresh_database, attempts=MAX_ATTEMPTS)
    await _sweep(fresh_database)
    await run_jobs(fresh_database)
    assert done == []
    async with fresh_database.transaction() as session:
        status = (
            await session.execute(
                text("select status::text from procrastinate_jobs where task_name = 'tests.note_down'")
            )
        ).scalar_one()
    assert status == "failed"


async def test_a_patient_job_outlives_the_attempts_of_others(fresh_database: Database) -> None:
    thing = await _leave_behind(fresh_database, MAX_ATTEMPTS, "tests.knock")
    await _sweep(fresh_database)
    await run_jobs(fresh_database)
    assert done == [thing]
    async with fresh_database.transaction() as session:
        waits = "select status::text, scheduled_at > now() from procrastinate_jobs where task_name = 'tests.knock'"
        assert (await session.execute(text(waits))).one() == ("todo", True)
