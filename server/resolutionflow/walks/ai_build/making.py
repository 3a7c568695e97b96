"""A step in the making: asked for with no transaction open, then kept with what it cost.

It goes on by itself in this process: whoever asked may close the page, and finds the step when they come back.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.ai.port import Answer, Check, Failure, Finding, Made, NodeMade
from resolutionflow.ai.service import PLAYBOOK_LABEL, ask, settle
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.platform import vectors
from resolutionflow.platform.db import Database
from resolutionflow.walks.ai_build import queries
from resolutionflow.walks.ai_build.claims import LEASE, Begun, awaited, let_go, put
from resolutionflow.walks.ai_build.engine import PASSED_ON, ending, judge, node_of, says_again
from resolutionflow.walks.ai_build.instead import by_playbook, instead
from resolutionflow.walks.ai_build.models import WalkNode
from resolutionflow.walks.ai_build.words import NOT_MADE, PLAYBOOK_FAILED, REPEATED
from resolutionflow.walks.models import ACTIVE, AI_BUILD, L1WalkSession
from resolutionflow.walks.service.events import announce

log = logging.getLogger(__name__)

_running: set[asyncio.Task[Any]] = set()


def check(begun: Begun) -> Check:
    """Return the judge of what is made: form, safety floor, addresses that nobody here knows, what was given before."""
    known = " ".join(passage.text for passage in begun.asked.passages)
    before = [step.question for step in begun.asked.path]
    wrong = [one.step for one in begun.asked.said_wrong]
    read = vectors.reader()

    def judged(made: Made) -> list[Finding]:
        return judge(made, known, before, wrong, read=read)

    return judged


@asynccontextmanager
async def held(database: Database, begun: Begun) -> AsyncIterator[None]:
    """Renew the claim for as long as the step is in the making."""
    ended = asyncio.Event()
    renewing = asyncio.create_task(_renew(database, begun, ended))
    try:
        yield
    finally:
        ended.set()
        await renewing


async def _renew(database: Database, begun: Begun, ended: asyncio.Event) -> None:
    account_id = begun.reservation.account_id
    while not await _within(ended, LEASE.total_seconds() / 4):
        try:
            async with database.transaction(account_id) as session:
                if not await queries.renew(session, account_id, begun.walk_id, begun.claim, now() + LEASE):
                    return
        except (DBAPIError, OSError, TimeoutError):  # away for a moment: the next try is in time, or the claim ends
            log.warning("the claim of %s was not renewed", begun.walk_id, exc_info=True)


async def _within(event: asyncio.Event, seconds: float) -> bool:
    """Wait for an event; say whether it came in time."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True


async def make(database: Database, begun: Begun) -> Answer:
    """Have the step made and keep it; it goes on when whoever waits for it is gone."""
    return await asyncio.shield(in_background(_make(database, begun)))


def in_background(work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
    """Let work go on by itself until it is done, or this process ends."""
    task = asyncio.create_task(work)
    _running.add(task)
    task.add_done_callback(_running.discard)
    return task


async def end_makings() -> None:
    """Stop what is being made in this process, which is about to end; each writes down what it has paid."""
    for task in (there := list(_running)):
        task.cancel()
    if there:
        await asyncio.wait(there, timeout=5)


async def _make(database: Database, begun: Begun) -> Answer:
    answer = Answer(None, begun.reservation.source)
    try:
        async with held(database, begun):
            answer = await _asked(database, begun)
    finally:  # also when this process ends: what was paid is written down, and nobody waits for the claim to end
        await _finish(database, begun, answer)
    return answer


async def _asked(database: Database, begun: Begun) -> Answer:
    if begun.reservation.source == "playbook":
        return await by_playbook(database, begun.reservation, begun.asked, check(begun))
    answer = await ask(database, begun.reservation, begun.asked, check(begun))
    if not says_again(answer.findings) or begun.asked.must_end:
        return answer
    return await instead(database, begun.reservation, begun.asked, check(begun), answer)


async def _finish(database: Database, begun: Begun, answer: Answer) -> None:
    async with database.transaction(begun.reservation.account_id) as session:
        walk = await queries.locked_walk(session, begun.reservation.account_id, begun.walk_id)
        await settle(session, begun.reservation, [answer])
        if walk is not None:
            await keep(session, walk, begun, answer)
            if walk.status != ACTIVE:
                await let_go(session, walk)


async def keep(session: AsyncSession, walk: L1WalkSession, begun: Begun, answer: Answer) -> None:
    """Keep what came, if the claim still holds, and let the walk stand there if it still awaits it."""
    row = await queries.at(session, walk, begun.place)
    if row is None or row.claim != begun.claim:
        return
    row.claim = row.until = None
    await _fill(session, walk, row, begun, answer)
    await session.flush()
    if walk.session_kind == AI_BUILD and walk.pending_node is None:
        place, _ = await awaited(session, walk)
        if place == begun.place:
            put(walk, row)
            announce(session, walk)


async def _fill(session: AsyncSession, walk: L1WalkSession, row: WalkNode, begun: Begun, answer: Answer) -> None:
    made, source = answer.made if isinstance(answer.made, NodeMade) else None, answer.source
    if made is None and source == "playbook" and answer.failure == Failure.INVALID_OUTPUT:
        made = PASSED_ON
    if begun.asked.must_end:
        made, is_theirs = ending(made)
        source = source if is_theirs else "playbook"
    if source != begun.reservation.source:
        row.source, row.label = "playbook", PLAYBOOK_LABEL
    if made is None:
        row.failure = _why(answer)
        return
    first = await queries.first(session, walk)
    row.node = node_of(made, source, str(new_id()), (first.knowledge if first else None) or [])
    row.failure = REPEATED if made is answer.made and answer.failure is None and says_again(answer.findings) else None


def _why(answer: Answer) -> str:
    """Return why nothing came: what the model's side told, else whose fault it was on ours."""
    if answer.source == "playbook" and answer.failure != Failure.NO_PLAYBOOK:
        return PLAYBOOK_FAILED
    return str(answer.failure or NOT_MADE)
