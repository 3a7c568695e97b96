"""Leave to make one step: a claim with a lease and what it may cost, committed before anything is asked.

Everything here runs under the lock of the walk, so that of two callers one has the claim and the other sees it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.ai.port import Answered, NextNodeAsked, Passage, SaidWrong, Source, Task
from resolutionflow.ai.refusals import AiSwitchedOff, FlowCallsSpent, QuotaSpent, TooManyAtOnce
from resolutionflow.ai.service import PLAYBOOK_LABEL, Reservation, maker, release, reserve
from resolutionflow.flows.step_reports import service as step_reports
from resolutionflow.kit.clock import now
from resolutionflow.kit.errors import Refusal
from resolutionflow.kit.ids import new_id
from resolutionflow.walks import queries as walk_queries
from resolutionflow.walks.ai_build import queries
from resolutionflow.walks.ai_build.engine import MOST_ANSWERS, MOST_PAID, Place
from resolutionflow.walks.ai_build.models import WalkNode
from resolutionflow.walks.ai_build.refusals import MostStepsMade
from resolutionflow.walks.ai_build.words import QUOTA_SPENT, SAID_WRONG, SWITCHED_OFF, TOO_MANY, WALK_LIMIT
from resolutionflow.walks.models import AI_BUILD, L1WalkSession
from resolutionflow.walks.queries import Answered as Standing

CODES: dict[type[Refusal], str] = {
    AiSwitchedOff: SWITCHED_OFF,
    FlowCallsSpent: QUOTA_SPENT,
    MostStepsMade: WALK_LIMIT,
    QuotaSpent: QUOTA_SPENT,
    TooManyAtOnce: TOO_MANY,
}
"""Why a step is not even asked for, before anything is paid."""

LEASE = timedelta(seconds=12)
"""So long a claim holds by itself. Whoever makes the step renews it; when their process dies, nobody does."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Leave to make the step at one place of a walk: what is asked, and the claim to keep what comes."""

    actor: Actor
    walk_id: UUID
    place: Place
    claim: UUID
    reservation: Reservation
    asked: NextNodeAsked


def is_claimed(row: WalkNode | None, moment: datetime) -> bool:
    """Say whether somebody makes this step now; a lease that ran out is nobody's."""
    return row is not None and row.until is not None and row.until > moment


def place_of(walk: L1WalkSession, path: list[Standing]) -> Place:
    """Return the place of the step that comes after ``path``, the last answers of the walk that stand."""
    if not walk.step_count:
        return Place.start()
    last = path[-1]
    return Place.after(walk.step_count, last.node_id, last.option_id, last.l1_note)


async def path_of(session: AsyncSession, walk: L1WalkSession) -> list[Standing]:
    """Return the answers that stand: few, for the number of questions is bounded."""
    return await walk_queries.standing(session, walk, None, MOST_ANSWERS)


async def awaited(session: AsyncSession, walk: L1WalkSession) -> tuple[Place, WalkNode | None]:
    """Return the place at which a walk stands, and its step as far as it is there."""
    place = place_of(walk, await path_of(session, walk))
    return place, await queries.at(session, walk, place)


def put(walk: L1WalkSession, row: WalkNode | None) -> bool:
    """Let a walk stand at a step that was made, if it was and nobody found it wrong; say whether it does."""
    if row is None or row.node is None or row.failure == SAID_WRONG:
        return False
    walk.pending_node, walk.pending_node_id = row.node, row.node["id"]
    return True


async def let_go(session: AsyncSession, walk: L1WalkSession) -> None:
    """Give the walk back to the plan at its end, if no call of it was paid; ``walk`` is locked."""
    before = (entry["stood"].get("session_kind") for entry in walk.switches)
    if AI_BUILD in (walk.session_kind, *before):
        await release(session, walk.account_id, walk_id=walk.id)


async def stand_where_made(session: AsyncSession, walk: L1WalkSession) -> None:
    """Let a locked walk stand at the step that was made for it while it followed a flow."""
    if walk.session_kind == AI_BUILD and walk.pending_node is None:
        await session.flush()
        put(walk, (await awaited(session, walk))[1])


async def begin(session: AsyncSession, actor: Actor, walk: L1WalkSession, source: Source | None = None) -> Begun:
    """Claim the step at which a locked walk stands, and hold one call for it.

    Raise ``MostStepsMade`` and what ``reserve`` raises; then ``fail`` may keep why.
    """
    path = await path_of(session, walk)
    place = place_of(walk, path)
    label = await _asked_of(session, walk, source)
    reservation = await reserve(session, actor, Task.NEXT_NODE, walk_id=walk.id, counts="walk", source=source)
    row = await _row(session, walk, place, label)
    row.source, row.failure, row.node = reservation.source, None, None
    row.claim, row.until = new_id(), now() + LEASE
    row.attempts += reservation.source == "model"
    await session.flush()
    return Begun(actor, walk.id, place, row.claim, reservation, await asked(session, walk, path))


async def _asked_of(session: AsyncSession, walk: L1WalkSession, source: Source | None) -> str:
    """Return who is asked, in the words that people see; raise ``MostStepsMade``."""
    who = await maker(session, walk.account_id)
    if source == "playbook" or who is None or who.source == "playbook":
        return PLAYBOOK_LABEL
    if await queries.paid_for(session, walk) >= MOST_PAID:
        raise MostStepsMade
    return who.label


async def _row(session: AsyncSession, walk: L1WalkSession, place: Place, label: str) -> WalkNode:
    row = await queries.at(session, walk, place)
    if row is None:
        key = {"account_id": walk.account_id, "walk_id": walk.id, "step_no": place.step_no, "way": place.way}
        row = WalkNode(**key, attempts=0, ahead=False, source="playbook")
        session.add(row)
    row.label = label[:300]
    return row


async def fail(session: AsyncSession, walk: L1WalkSession, refusal: Refusal) -> None:
    """Keep why nobody was asked for the step at which a locked walk stands."""
    place = place_of(walk, await path_of(session, walk))
    who = await maker(session, walk.account_id)
    row = await _row(session, walk, place, who.label if who else PLAYBOOK_LABEL)
    row.source = who.source if who else "playbook"
    row.failure, row.node = CODES[type(refusal)], None
    await session.flush()


async def asked(session: AsyncSession, walk: L1WalkSession, path: list[Standing]) -> NextNodeAsked:
    """Return what is asked for the step after ``path``."""
    first = await queries.first(session, walk)
    known = (first.knowledge if first is not None else None) or []
    return NextNodeAsked(
        problem=walk.problem_text or "",
        category=walk.category or "",
        path=[Answered(step.question, step.answer, step.l1_note or "") for step in path],
        passages=[Passage(one["id"], f"{one['title']}: {one['text']}") for one in known],
        must_end=len(path) >= MOST_ANSWERS,
        said_wrong=[SaidWrong(*one) for one in await step_reports.said_wrong(session, walk.account_id, walk.id)],
    )
