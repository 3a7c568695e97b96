"""Leave to ask: refused before anything is paid, held while calls are out, given back when they were not made."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.ai import queries
from resolutionflow.ai.models import FLOW, HELD, WALK, AIPeriod, AIReservation, AISettings, AIUnit
from resolutionflow.ai.port import Source, Task
from resolutionflow.ai.quota import COST_HELD, Count, Lacking, Wish, lacking, lease_seconds, period_at
from resolutionflow.ai.refusals import AiSwitchedOff, FlowCallsSpent, QuotaSpent, TooManyAtOnce
from resolutionflow.ai.service.making import has_model, limits_of, model_of, playbook_on
from resolutionflow.ai.service.values import Counts, Reservation
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id

UNIT_LEASE = timedelta(hours=26)
"""After it a flow or walk without a paid call is given back; a conversation of the wizard lives for 24 hours."""

_SPENT: Mapping[Lacking, str] = {
    "flows": "The flows that your plan allows to build in this period are used up.",
    "walks": "The AI-led walks that your plan allows in this period are used up.",
    "turns": "The chat turns that your plan allows in this period are used up.",
    "cost": "What your plan allows to spend on models in this period is used up.",
}


async def reserve(
    session: AsyncSession,
    actor: Actor,
    task: Task,
    *,
    conversation_id: UUID | None = None,
    walk_id: UUID | None = None,
    counts: Counts | None = None,
    calls: int = 1,
    source: Source | None = None,
) -> Reservation:
    """Hold ``calls`` calls; with ``counts`` also one flow or walk of the plan, once for its conversation or walk.

    ``source`` null takes the model where one is set, else the playbook. ``"playbook"`` is what a person chose instead
    of the model: it costs nothing and nothing is held. ``calls=0`` begins a flow or walk before its first call.
    Raise ``AiSwitchedOff``, ``QuotaSpent``, ``FlowCallsSpent`` or ``TooManyAtOnce``; nothing is held then.
    """
    account_id = actor.account_id
    found = await queries.standing(session, account_id)
    if _source(found.settings, source) == "playbook":
        return Reservation(account_id, "playbook", task, calls)
    assert found.settings is not None, "a model was chosen, so it is set"
    moment = now()
    period = await queries.locked_period(session, account_id, period_at(moment, found.anchor))
    kind, subject_id = _unit_of(counts, conversation_id, walk_id)
    unit = await queries.unit(session, account_id, kind, subject_id) if kind and subject_id else None
    begins = kind if unit is None else None
    count = await _count(session, period, unit, moment, conversation_id)
    wish = Wish(calls, flows=int(begins == FLOW), walks=int(begins == WALK), within_flow=kind == FLOW)
    missing = lacking(limits_of(found.plan), count, wish)
    if missing:
        _refuse(missing, moment, period.ends_at)
    if begins and subject_id:
        _begin(session, period, begins, subject_id, moment)
    row = AIReservation(
        account_id=account_id,
        id=new_id(),
        user_id=actor.user_id,
        task=task,
        provider=found.settings.provider or "",
        model=model_of(found.settings),
        conversation_id=conversation_id,
        walk_id=walk_id,
        unit=kind,
        period_starts_at=period.starts_at,
        calls=calls,
        cost_held=calls * COST_HELD,
        state=HELD,
        expires_at=moment + timedelta(seconds=lease_seconds(task, calls)),
    )
    if calls:
        session.add(row)
    await session.flush()
    return Reservation(account_id, "model", task, calls, row.id if calls else None)


def _source(row: AISettings | None, wanted: Source | None) -> Source:
    """Return who is asked; raise ``AiSwitchedOff`` when that one is not on."""
    if wanted != "playbook" and has_model(row):
        return "model"
    if wanted != "model" and playbook_on(row):
        return "playbook"
    raise AiSwitchedOff


def _unit_of(
    counts: Counts | None, conversation_id: UUID | None, walk_id: UUID | None
) -> tuple[str | None, UUID | None]:
    """Return what the calls belong to, which counts once in its period."""
    if counts is None:
        return None, None
    kind, subject_id = (FLOW, conversation_id) if counts == "flow" else (WALK, walk_id)
    if subject_id is None:
        raise ValueError(f"counts={counts!r} needs the id of its {'conversation' if kind == FLOW else 'walk'}")
    return kind, subject_id


async def _count(
    session: AsyncSession, period: AIPeriod, unit: AIUnit | None, moment: datetime, conversation_id: UUID | None
) -> Count:
    calls, cost, of_conversation = await queries.held(session, period.account_id, moment, conversation_id)
    return Count(
        flows=period.flows,
        walks=period.walks,
        turns=period.turns,
        cost=period.cost,
        cost_held=cost,
        calls_held=calls,
        calls_of_flow=of_conversation + (unit.calls if unit else 0),
    )


def _refuse(missing: Lacking, moment: datetime, resets_at: datetime) -> None:
    if missing == "calls_at_once":
        raise TooManyAtOnce(retry_after=5)
    if missing == "calls_of_flow":
        raise FlowCallsSpent
    words = f"{_SPENT[missing]} Nothing was paid. They begin anew on {resets_at.day} {resets_at:%B %Y}, 00:00 UTC."
    seconds = max(1, int((resets_at - moment).total_seconds()))
    raise QuotaSpent(words, what=missing, resets_at=resets_at.isoformat(), retry_after=seconds)


def _begin(session: AsyncSession, period: AIPeriod, kind: str, subject_id: UUID, moment: datetime) -> None:
    """Count one more flow or walk in the locked ``period``."""
    count_unit(period, kind, 1)
    session.add(
        AIUnit(
            account_id=period.account_id,
            kind=kind,
            subject_id=subject_id,
            period_starts_at=period.starts_at,
            calls=0,
            paid_calls=0,
            expires_at=moment + UNIT_LEASE,
        )
    )


def count_unit(period: AIPeriod, kind: str, change: int) -> None:
    """Count a flow or walk in the locked ``period``, or give it back."""
    if kind == FLOW:
        period.flows = max(0, period.flows + change)
    else:
        period.walks = max(0, period.walks + change)


async def counted(session: AsyncSession, account_id: UUID, *, conversation_id: UUID) -> bool:
    """Say whether this flow counts already among those that the plan allows in a period."""
    return await queries.unit(session, account_id, FLOW, conversation_id) is not None


async def release(
    session: AsyncSession, account_id: UUID, *, conversation_id: UUID | None = None, walk_id: UUID | None = None
) -> None:
    """Give the flow or walk back that ends here, if no call of it was paid and none is out; harmless when repeated."""
    kind, subject_id = (FLOW, conversation_id) if conversation_id else (WALK, walk_id)
    if subject_id is None:
        return
    unit = await queries.unit(session, account_id, kind, subject_id)
    if unit is not None:
        await give_back(session, unit)


async def give_back(session: AsyncSession, seen: AIUnit) -> None:
    """Give one flow or walk back, unless a call of it was paid or is out."""
    period = await queries.lock_period(session, seen.account_id, seen.period_starts_at)
    unit = await queries.unit(session, seen.account_id, seen.kind, seen.subject_id)
    if unit is None or unit.paid_calls or await queries.is_out(session, unit, now()):
        return
    count_unit(period, unit.kind, -1)
    await session.delete(unit)
    await session.flush()
