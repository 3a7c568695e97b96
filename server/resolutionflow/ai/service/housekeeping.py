"""What processes that died left behind."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.models import Account
from resolutionflow.ai import queries
from resolutionflow.ai.models import HELD, LAPSED, AIReservation
from resolutionflow.ai.port import Used
from resolutionflow.ai.service.reserving import give_back
from resolutionflow.ai.service.settling import usage_row
from resolutionflow.kit.clock import now
from resolutionflow.platform.jobs import enqueue_many

LOST = "lost"
"""The error of a call whose process died: it may have been made and paid."""
BATCH = 200
KEEP_ENDED = timedelta(days=1)
"""So long an ended reservation is known, so that settling it again changes nothing."""


async def everywhere(session: AsyncSession) -> None:
    """Enqueue one job an account."""
    ids = (await session.scalars(select(Account.id))).all()
    await enqueue_many(session, "ai.give_back", [{"account_id": account_id} for account_id in ids])


async def give_back_lapsed(session: AsyncSession, account_id: UUID) -> bool:
    """Give back what is held by processes that died; say whether there is more. Its calls are noted as lost."""
    moment = now()
    rows = await queries.lapsed(session, account_id, moment, BATCH)
    for row in rows:
        await _lapse(session, row, moment)
    old = (AIReservation.account_id == account_id, AIReservation.state != HELD)
    await session.execute(delete(AIReservation).where(*old, AIReservation.created_at < moment - KEEP_ENDED))
    units = await queries.unpaid_units(session, account_id, moment, BATCH)
    for unit in units:
        await give_back(session, unit)
    return max(len(rows), len(units)) == BATCH


async def _lapse(session: AsyncSession, seen: AIReservation, moment: datetime) -> None:
    await queries.lock_period(session, seen.account_id, seen.period_starts_at)
    row = await queries.reservation(session, seen.account_id, seen.id)
    if row is None or row.state != HELD or row.expires_at > moment:
        return
    lost = [usage_row(row, Used(row.model, cost=None)) for _ in range(row.calls)]
    for usage in lost:
        usage.success, usage.error = False, LOST
    session.add_all(lost)
    row.state, row.calls, row.cost_held = LAPSED, 0, 0.0
    await session.flush()
