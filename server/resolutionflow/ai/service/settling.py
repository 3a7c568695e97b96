"""What was paid is written down, one row a call, and what was held and not used is given back."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.ai import queries
from resolutionflow.ai.models import SETTLED, WALK, AIReservation, AIUsage
from resolutionflow.ai.port import Answer, Used
from resolutionflow.ai.quota import COST_HELD
from resolutionflow.ai.service.reserving import release
from resolutionflow.ai.service.values import Reservation, Spent
from resolutionflow.kit.ids import new_id


async def settle(
    session: AsyncSession, reservation: Reservation, answers: Sequence[Answer], *, last: bool = True
) -> Spent:
    """Write one row for each call of ``answers``, failed ones too, and give back what was held for them.

    ``last=False`` keeps the rest of the reservation, for answers that are kept one by one. Settling what is settled
    already changes nothing. A walk for which nothing was paid does not count; a flow is given back by the wizard.
    """
    if reservation.id is None:
        return Spent()
    seen = await queries.reservation(session, reservation.account_id, reservation.id)
    assert seen is not None, "reservations are kept for a day"
    period = await queries.lock_period(session, seen.account_id, seen.period_starts_at)
    row = await queries.reservation(session, reservation.account_id, reservation.id)
    assert row is not None, "reservations are kept for a day"
    if row.state == SETTLED:
        return Spent()
    used = _calls(reservation, answers, last=last)
    session.add_all(usage_row(row, call) for call in used)
    period.cost += sum(call.cost or 0.0 for call in used)
    await _count_calls(session, row, sum(_is_paid(call) for call in used))
    row.calls = 0 if last else max(0, row.calls - len(answers))
    row.cost_held = row.calls * COST_HELD
    if last:
        row.state = SETTLED
    await session.flush()
    if last and row.unit == WALK and row.walk_id is not None:
        await release(session, row.account_id, walk_id=row.walk_id)  # counts again at its next call
    return _spent(used)


def _calls(reservation: Reservation, answers: Sequence[Answer], *, last: bool) -> list[Used]:
    """Return the calls of ``answers``, and at the last those that came to no answer: cancelled, or given up."""
    used = [call for answer in answers for call in answer.calls]
    known = {id(call) for call in used}
    others = [call for call in reservation.paid if id(call) not in known]
    reservation.paid[:] = [] if last else others
    return [*used, *others] if last else used


async def _count_calls(session: AsyncSession, row: AIReservation, paid: int) -> None:
    """Count the calls of a flow or walk that a provider took something for; one that cost nothing uses nothing up."""
    subject_id = row.conversation_id if row.unit == "flow" else row.walk_id
    if row.unit is None or subject_id is None:
        return
    unit = await queries.unit(session, row.account_id, row.unit, subject_id)
    if unit is not None:
        unit.calls += paid
        unit.paid_calls += paid


def _is_paid(call: Used) -> bool:
    """Say whether a provider took something for ``call``: it read or wrote at least one token."""
    tokens = call.input_tokens + call.output_tokens + call.cache_read_tokens + call.cache_write_tokens
    return tokens > 0 or bool(call.cost)


def usage_row(row: AIReservation, call: Used) -> AIUsage:
    """Return the row of one call made under a reservation."""
    return AIUsage(
        account_id=row.account_id,
        id=new_id(),
        user_id=row.user_id,
        conversation_id=row.conversation_id,
        walk_id=row.walk_id,
        reservation_id=row.id,
        task=row.task,
        provider=row.provider,
        model=call.model[:200] or row.model,
        prompt_version=call.prompt_version[:60],
        input_tokens=call.input_tokens,
        output_tokens=call.output_tokens,
        cache_read_tokens=call.cache_read_tokens,
        cache_write_tokens=call.cache_write_tokens,
        cost=call.cost,
        latency_ms=call.latency_ms,
        success=call.failure is None,
        error=call.failure,
        request_id=call.request_id[:200] if call.request_id else None,
    )


def _spent(used: Sequence[Used]) -> Spent:
    return Spent(
        calls=len(used),
        charged=sum(_is_paid(call) for call in used),
        cost=sum(call.cost or 0.0 for call in used),
        unpriced=sum(call.cost is None for call in used),
        input_tokens=sum(call.input_tokens + call.cache_read_tokens + call.cache_write_tokens for call in used),
        output_tokens=sum(call.output_tokens for call in used),
    )


async def spent_on(
    session: AsyncSession, account_id: UUID, *, conversation_id: UUID | None = None, walk_id: UUID | None = None
) -> Spent:
    """Return what all calls of a conversation or walk were paid."""
    of_one = AIUsage.conversation_id == conversation_id if conversation_id else AIUsage.walk_id == walk_id
    sums = await queries.sums_of(session, account_id, of_one)
    read = sums.input_tokens + sums.cache_read_tokens + sums.cache_write_tokens
    return Spent(sums.calls, sums.charged, float(sums.cost), sums.unpriced, int(read), int(sums.output_tokens))
