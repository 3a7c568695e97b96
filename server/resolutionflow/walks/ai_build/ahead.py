"""Zero wait: while a technician reads a step, the step after each of its answers is made already.

What was made ahead lies beside the walk and is never in its path unless its answer is given. An answer with a note is
another way, so that what the note says is never left out. Nothing is made ahead that the walk itself may still need.
"""

import asyncio
import logging
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.ai.port import Answer, Answered, Failure, Task
from resolutionflow.ai.refusals import AiSwitchedOff, FlowCallsSpent, QuotaSpent, TooManyAtOnce
from resolutionflow.ai.service import ask, maker, reserve, settle
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.platform.db import Database
from resolutionflow.walks.ai_build import queries
from resolutionflow.walks.ai_build.claims import LEASE, Begun, asked, path_of
from resolutionflow.walks.ai_build.engine import MOST_ANSWERS, MOST_PAID, Place
from resolutionflow.walks.ai_build.fixed import says_fixed
from resolutionflow.walks.ai_build.making import check, held, in_background, keep
from resolutionflow.walks.ai_build.models import WalkNode
from resolutionflow.walks.models import ACTIVE, AI_BUILD, L1WalkSession

log = logging.getLogger(__name__)

MOST_AHEAD = 5
"""Answers of one step whose next steps are made ahead: more than a model is asked to give."""

Option = dict[str, str]


async def is_wanted(session: AsyncSession, account_id: UUID, node: dict[str, Any] | None) -> bool:
    """Say whether the steps after this one are to be made ahead."""
    if node is None or not node["options"] or node["made_by"] == "playbook":
        return False
    return await queries.zero_wait(session, account_id)


def look_ahead(database: Database, actor: Actor, walk_id: UUID) -> None:
    """Make what comes after each answer of the step at which a walk stands; it goes on by itself."""
    in_background(_look_ahead(database, actor, walk_id))


async def _look_ahead(database: Database, actor: Actor, walk_id: UUID) -> None:
    async with database.transaction(actor.account_id) as session:
        begun = await _begin(session, actor, walk_id)
    if not begun:
        return
    try:
        for ended in await asyncio.gather(*(_make(database, one) for one in begun), return_exceptions=True):
            if isinstance(ended, Exception):
                log.error("making a step of %s ahead stopped", walk_id, exc_info=ended)
    finally:
        async with database.transaction(actor.account_id) as session:
            await settle(session, begun[0].reservation, [], last=True)


async def _begin(session: AsyncSession, actor: Actor, walk_id: UUID) -> list[Begun]:
    """Claim the ways on that nobody has begun, and hold a call for each; none where that is not allowed."""
    walk = await queries.locked_walk(session, actor.account_id, walk_id)
    if walk is None or walk.status != ACTIVE or walk.session_kind != AI_BUILD or walk.pending_node is None:
        return []
    ways = await _ways(session, walk, walk.pending_node)
    who = await maker(session, actor.account_id)
    if not ways or who is None or who.source != "model" or who.trouble is not None:
        return []
    try:
        reservation = await reserve(
            session, actor, Task.AHEAD, walk_id=walk.id, counts="walk", calls=len(ways), source="model"
        )
    except (AiSwitchedOff, FlowCallsSpent, QuotaSpent, TooManyAtOnce):
        return []
    path = await path_of(session, walk)
    before = await asked(session, walk, path)
    begun = []
    for place, option in ways:
        row = _claimed(walk, place, who.label)
        session.add(row)
        assert row.claim is not None
        said = Answered(walk.pending_node["text"], option["label"])
        whole = replace(before, path=[*before.path, said], must_end=place.step_no >= MOST_ANSWERS)
        begun.append(Begun(actor, walk.id, place, row.claim, reservation, whole))
    await session.flush()
    return begun


async def _ways(session: AsyncSession, walk: L1WalkSession, node: dict[str, Any]) -> list[tuple[Place, Option]]:
    """Return the ways on from a step that nobody has begun, as many as leave the walk itself what it may need."""
    step_no = walk.step_count + 1
    left = MOST_PAID - await queries.paid_for(session, walk) - (MOST_ANSWERS - walk.step_count)
    begun = await queries.ways_on(session, walk, step_no)
    options = [one for one in node["options"][:MOST_AHEAD] if not says_fixed(node, one["label"])]
    ways = [(Place.after(step_no, node["id"], one["id"], None), one) for one in options]
    return [one for one in ways if one[0].way not in begun][: max(0, left)]


def _claimed(walk: L1WalkSession, place: Place, label: str) -> WalkNode:
    return WalkNode(
        account_id=walk.account_id,
        walk_id=walk.id,
        step_no=place.step_no,
        way=place.way,
        source="model",
        label=label[:300],
        claim=new_id(),
        until=now() + LEASE,
        ahead=True,
        attempts=1,
    )


async def _make(database: Database, begun: Begun) -> None:
    answer = Answer(None, "model", Failure.UNAVAILABLE)
    try:
        async with held(database, begun):
            answer = await ask(database, begun.reservation, begun.asked, check(begun))
    finally:
        async with database.transaction(begun.reservation.account_id) as session:
            walk = await queries.locked_walk(session, begun.reservation.account_id, begun.walk_id)
            await settle(session, begun.reservation, [answer], last=False)
            if walk is not None:
                await keep(session, walk, begun, answer)
