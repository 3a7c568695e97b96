"""All branches worked out at once, detached from the request: whoever asked may close the page and come back."""

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.ai.port import Answer, BranchAsked, Task
from resolutionflow.ai.quota import FAN_OUT_DEADLINE, LEASE_MARGIN
from resolutionflow.ai.service import Reservation, ask_many, release, reserve, settle
from resolutionflow.builder import queries
from resolutionflow.builder.engine.making import branch_asked, judge
from resolutionflow.builder.engine.state import Making, Run, RunState, is_busy, run_state
from resolutionflow.builder.models import COMPLETED, AIConversation
from resolutionflow.builder.refusals import BeingMade, NothingToDetail
from resolutionflow.builder.schemas import ConversationShown, DetailAllWanted
from resolutionflow.builder.service.making import filled, paid, to_detailing, unfinished
from resolutionflow.builder.service.rows import found, keep, opened, state_of
from resolutionflow.builder.service.showing import shown
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.platform.db import Database

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0
"""Seconds between looks whether a run was cancelled, here or in another process."""

_running: set[asyncio.Task[None]] = set()


@dataclass(frozen=True, slots=True)
class Started:
    """A run that is committed and may begin."""

    actor: Actor
    conversation_id: UUID
    run_id: str
    reservation: Reservation
    branch_ids: tuple[str, ...]
    asked: tuple[BranchAsked, ...]


async def begin_all(
    session: AsyncSession, actor: Actor, conversation_id: UUID, payload: DetailAllWanted
) -> tuple[ConversationShown, Started]:
    """Claim every chosen branch that is not worked out, and hold a call for each.

    Raise what ``opened`` and ``reserve`` raise, ``BeingMade`` or ``NothingToDetail``.
    """
    row, state = await opened(session, actor, conversation_id)
    moment = now()
    if state.run is not None and run_state(state.run, moment) == "running":
        raise BeingMade
    wanted = [branch for branch in unfinished(state) if not is_busy(branch.making, moment)]
    if not wanted:
        raise BeingMade if unfinished(state) else NothingToDetail
    reservation = await reserve(
        session,
        actor,
        Task.BRANCH,
        conversation_id=conversation_id,
        counts="flow",
        calls=len(wanted),
        source=payload.source,
    )
    run = Run(
        id=new_id().hex,
        source=reservation.source,
        started_at=moment,
        until=moment + timedelta(seconds=FAN_OUT_DEADLINE + LEASE_MARGIN),
        branch_ids=[branch.id for branch in wanted],
    )
    state.run = run
    for branch in wanted:
        branch.making, branch.failure = Making(claim=run.id, until=run.until), None
    to_detailing(row)
    await keep(session, row, state)
    asked = tuple(branch_asked(state, branch) for branch in wanted)
    started = Started(actor, conversation_id, run.id, reservation, tuple(run.branch_ids), asked)
    return await shown(session, actor, row), started


async def cancel_all(session: AsyncSession, actor: Actor, conversation_id: UUID) -> ConversationShown:
    """Stop the run; branches that are there stay. Without a run nothing happens. Raise ``NoSuchConversation``."""
    row = await found(session, actor, conversation_id, lock=True)
    state = state_of(row)
    if state.run is not None and state.run.state == "running":
        await _end(session, row, state.run.id, "cancelled")
    return await shown(session, actor, row)


async def _end(session: AsyncSession, row: AIConversation, run_id: str, how: RunState) -> None:
    """Note how a run ended and let its branches go; one that ended already stays as it ended."""
    state = state_of(row)
    if state.run is None or state.run.id != run_id or state.run.state != "running":
        return
    state.run.state = how
    for branch in state.branches:
        if branch.making is not None and branch.making.claim == run_id:
            branch.making = None
    await keep(session, row, state)


def launch(database: Database, started: Started) -> None:
    """Let a run go on by itself in this process."""
    task = asyncio.create_task(_carry_out(database, started))
    _running.add(task)
    task.add_done_callback(_running.discard)


async def end_runs() -> None:
    """Stop the runs of this process, which is about to end; each writes down what it has paid."""
    for task in (there := list(_running)):
        task.cancel()
    if there:
        await asyncio.wait(there, timeout=5)


async def _carry_out(database: Database, started: Started) -> None:
    how: RunState = "stopped"
    working = asyncio.create_task(_ask(database, started))
    watching = asyncio.create_task(_until_cancelled(database, started))
    try:
        await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            working.result()
            how = "done"
    except Exception:
        log.exception("working out the branches of %s stopped", started.conversation_id)
    finally:
        for task in (working, watching):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await task
        await _finish(database, started, how)


async def _ask(database: Database, started: Started) -> None:
    async def on_done(place: int, answer: Answer) -> None:
        async with database.transaction(started.actor.account_id) as session:
            row = await queries.one(session, started.actor, started.conversation_id, lock=True)
            await paid(session, row, started.reservation, answer, last=False)
            if row is not None:
                await filled(session, row, started.branch_ids[place], started.run_id, answer)

    await ask_many(database, started.reservation, started.asked, judge, on_done)


async def _until_cancelled(database: Database, started: Started) -> None:
    """Return once the run is cancelled or its conversation is gone or completed."""
    while True:
        await asyncio.sleep(LOOK_EVERY)
        async with database.transaction(started.actor.account_id) as session:
            row = await queries.one(session, started.actor, started.conversation_id)
            run = state_of(row).run if row is not None and row.status != COMPLETED else None
        if run is None or run.id != started.run_id or run.state != "running":
            return


async def _finish(database: Database, started: Started, how: RunState) -> None:
    async with database.transaction(started.actor.account_id) as session:
        row = await queries.one(session, started.actor, started.conversation_id, lock=True)
        spent = await settle(session, started.reservation, [], last=True)
        if row is not None:
            row.question_rounds += spent.calls
            await _end(session, row, started.run_id, how)
        else:
            await release(session, started.actor.account_id, conversation_id=started.conversation_id)
