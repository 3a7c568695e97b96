"""Answering a step that was made: the answer is committed before the next step is asked for, and never lost with it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.ai.refusals import AiSwitchedOff, FlowCallsSpent, QuotaSpent, TooManyAtOnce
from resolutionflow.ai.service import maker
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.platform.db import Database
from resolutionflow.walks.ai_build import queries
from resolutionflow.walks.ai_build.ahead import is_wanted, look_ahead
from resolutionflow.walks.ai_build.citing import with_links
from resolutionflow.walks.ai_build.claims import Begun, awaited, begin, fail, is_claimed, put
from resolutionflow.walks.ai_build.engine import Place, node_of
from resolutionflow.walks.ai_build.fixed import end_of, says_fixed
from resolutionflow.walks.ai_build.making import make
from resolutionflow.walks.ai_build.models import WalkNode
from resolutionflow.walks.ai_build.refusals import MostStepsMade
from resolutionflow.walks.ai_build.showing import making_at
from resolutionflow.walks.models import AI_BUILD, ANSWER, L1WalkSession, WalkEvent
from resolutionflow.walks.refusals import AnswerNotOnNode, StepAnsweredBefore, WalkMovedOn
from resolutionflow.walks.service import access, parking
from resolutionflow.walks.service.answers import Given, reply
from resolutionflow.walks.service.events import announce, touch


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer that stands in the record, and the leave to make the step after it, null when there is none to make."""

    actor: Actor
    event: WalkEvent
    begun: Begun | None = None


async def record(session: AsyncSession, actor: Actor, walk: L1WalkSession, given: Given) -> Recorded:
    """Record the answer to a step of a locked walk.

    Raise ``WalkNotActive``, ``WalkMovedOn``, ``StepAnsweredBefore`` or ``AnswerNotOnNode``.
    """
    access.check_active(walk)
    node, label = _checked(walk, given)
    await parking.go_on(session, actor, walk)
    walk.step_count, walk.event_count, walk.version = walk.step_count + 1, walk.event_count + 1, walk.version + 1
    event = _event(actor, walk, given, node, label)
    session.add(event)
    walk.current_node_id, walk.pending_node, walk.pending_node_id = node["id"], None, None
    touch(walk)
    announce(session, walk)
    await session.flush()
    if node["made_by"] == "model" and says_fixed(node, label):
        await _end_fixed(session, walk, node, label)
    return Recorded(actor, event, await next_of(session, actor, walk, by_playbook=node["made_by"] == "playbook"))


async def _end_fixed(session: AsyncSession, walk: L1WalkSession, node: dict[str, Any], label: str) -> None:
    """Put a resolution where the step after an answer is awaited that says that the fault is gone: no call is paid."""
    place, row = await awaited(session, walk)
    before = await queries.by_id(session, walk, place.step_no - 1, node["id"])
    if before is None or is_claimed(row, now()) or (row is not None and row.node is not None):
        return
    if row is None:
        key = {"account_id": walk.account_id, "walk_id": walk.id, "step_no": place.step_no, "way": place.way}
        row = WalkNode(**key, attempts=0, ahead=False)
        session.add(row)
    row.source, row.label, row.failure = before.source, before.label, None
    row.node = node_of(end_of(node, label), "model", str(new_id()), [])
    await session.flush()


def _event(actor: Actor, walk: L1WalkSession, given: Given, node: dict[str, Any], label: str) -> WalkEvent:
    """Return the event of an answer; where it leads is not known yet, so ``next_node_id`` stays empty."""
    payload = given.payload
    return WalkEvent(
        account_id=walk.account_id,
        walk_id=walk.id,
        step_no=walk.step_count,
        seq=walk.event_count,
        kind=ANSWER,
        user_id=actor.user_id,
        walk_version=walk.version,
        node_id=node["id"],
        option_id=payload.option_id,
        answer=label,
        l1_note=payload.note,
        evidence=payload.evidence.model_dump(mode="json") if payload.evidence else None,
        node=node,
        made_by=node["made_by"],
        idempotency_key=given.key,
    )


async def next_of(
    session: AsyncSession, actor: Actor, walk: L1WalkSession, *, by_playbook: bool = False
) -> Begun | None:
    """Return the leave to make the step at which the walk stands; null when it is there, in the making, or refused.

    A walk that went on with the playbook stays with it as long as it is on, whether there is a model or not.
    """
    _, row = await awaited(session, walk)
    if put(walk, row) or is_claimed(row, now()):
        return None
    try:
        who = await maker(session, actor.account_id) if by_playbook else None
        return await begin(session, actor, walk, "playbook" if who is not None and who.playbook_too else None)
    except (AiSwitchedOff, FlowCallsSpent, MostStepsMade, QuotaSpent, TooManyAtOnce) as refusal:
        await fail(session, walk, refusal)
        return None


def _checked(walk: L1WalkSession, given: Given) -> tuple[dict[str, Any], str]:
    """Return the step that is answered and the words of the answer."""
    if given.version is not None and walk.version != given.version:
        raise WalkMovedOn(version=walk.version)
    node = walk.pending_node
    if node is None or node["id"] != given.payload.node_id:
        raise StepAnsweredBefore(version=walk.version, pending_node_id=walk.pending_node_id)
    label = next((one["label"] for one in node["options"] if one["id"] == given.payload.option_id), None)
    if label is None:
        raise AnswerNotOnNode
    return node, label


async def taken(database: Database, given: Given, recorded: Recorded) -> bytes:
    """Have the next step made, if it is to be, and return the reply to an answer that is committed."""
    if recorded.begun is not None:
        await make(database, recorded.begun)
    event = recorded.event
    assert event.node is not None
    place = Place.after(event.step_no, given.payload.node_id, given.payload.option_id, given.payload.note)
    async with database.transaction(event.account_id) as session:
        walk = await queries.walk(session, event.account_id, event.walk_id)
        row = await queries.at(session, walk, place)
        pending = await with_links(session, recorded.actor, row.node if row is not None else None)
        shown = await making_at(session, walk, place, is_there=pending is not None)
        go_on = await is_wanted(session, event.account_id, pending)
    if go_on:
        look_ahead(database, recorded.actor, event.walk_id)
    counts, said = (event.walk_version, event.step_no), (event.node["text"], event.answer or "")
    return reply(given, AI_BUILD, counts, said, pending, shown.model_dump(mode="json"))
