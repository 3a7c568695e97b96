"""What ``resolutionflow plans …`` and ``accounts plan`` do."""

from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.models import Account, AuditEvent
from resolutionflow.ai import queries
from resolutionflow.ai.models import HELD, AIPeriod, AIPlan, AIReservation, AIUnit
from resolutionflow.ai.quota import Period, period_at
from resolutionflow.ai.refusals import NoSuchPlan, PlanNeedsAllLimits, WhichAccount
from resolutionflow.kit.clock import now
from resolutionflow.platform.db import Database, enter_account

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a plan as they were typed; null: not given."""

    wizard_flows: int | None
    calls_per_flow: int | None
    ai_build_walks: int | None
    chat_turns: int | None
    dollars: float | None


async def list_plans(database: Database) -> list[str]:
    """Return one line a plan."""
    async with database.transaction() as session:
        counted = select(Account.plan, func.count()).group_by(Account.plan)
        accounts: dict[str, int] = {row[0]: row[1] for row in await session.execute(counted)}
        plans = (await session.scalars(select(AIPlan).order_by(AIPlan.name))).all()
    return [f"{words(plan)} ({accounts.get(plan.name, 0)} accounts)" for plan in plans]


def words(plan: AIPlan) -> str:
    """Return a plan in one line."""
    return (
        f"{plan.name}: {plan.wizard_flows} wizard flows, {plan.calls_per_flow} calls a flow, "
        f"{plan.ai_build_walks} AI-led walks, {plan.chat_turns} chat turns, ${plan.dollars:.2f} a period"
    )


async def set_plan(database: Database, name: str, limits: Limits) -> str:
    """Change a plan or make it; raise ``PlanNeedsAllLimits`` for a new one that lacks any."""
    given = {key: value for key, value in asdict(limits).items() if value is not None}
    async with database.transaction() as session:
        plan = await session.get(AIPlan, name, with_for_update=True)
        if plan is None:
            if len(given) < len(asdict(limits)) or not 0 < len(name) <= LONGEST_NAME:
                raise PlanNeedsAllLimits
            plan = AIPlan(name=name)
            session.add(plan)
        for key, value in given.items():
            setattr(plan, key, value)
        await session.flush()
        return words(plan)


async def put_on_plan(database: Database, account: str, plan: str, anchor: int | None) -> str:
    """Put an account on a plan; raise ``WhichAccount`` or ``NoSuchPlan``."""
    async with database.transaction() as session:
        if await session.get(AIPlan, plan) is None:
            raise NoSuchPlan
        found = await _account(session, account)
        await enter_account(session, found.id)
        before, found.plan = found.plan, plan
        if anchor is not None:
            await _move_anchor(session, found.id, anchor)
        session.add(
            AuditEvent(
                account_id=found.id,
                action="account.plan",
                subject_kind="account",
                subject_id=str(found.id),
                details={"before": before, "after": plan, "anchor": anchor},
            )
        )
        await session.flush()
        standing = await queries.standing(session, found.id)
        return f"{found.name} is on {words(standing.plan)}. Its period begins on day {standing.anchor} of the month."


async def _account(session: AsyncSession, wanted: str) -> Account:
    rows = (await session.scalars(select(Account).where(_named(wanted)).limit(2))).all()
    if len(rows) != 1:
        raise WhichAccount
    return rows[0]


def _named(wanted: str) -> ColumnElement[bool]:
    try:
        return Account.id == UUID(wanted)
    except ValueError:
        return Account.name == wanted


async def _move_anchor(session: AsyncSession, account_id: UUID, anchor: int) -> None:
    """Let the periods begin on another day; what was used in the running one moves along, so nothing is had twice."""
    moment = now()
    old = period_at(moment, (await queries.standing(session, account_id)).anchor)
    new = period_at(moment, anchor)
    row = await queries.settings_row(session, account_id)
    row.billing_anchor = anchor
    row.row_version += 1
    if new == old:
        return
    before = await queries.locked_period(session, account_id, old)
    await _carry_over(session, before, await queries.locked_period(session, account_id, new), new)


async def _carry_over(session: AsyncSession, before: AIPeriod, after: AIPeriod, new: Period) -> None:
    after.ends_at = new.ends_at
    for name in ("flows", "walks", "turns", "cost"):
        setattr(after, name, max(getattr(before, name), getattr(after, name)))
    held = (AIReservation.period_starts_at == before.starts_at, AIReservation.state == HELD)
    unpaid = (AIUnit.period_starts_at == before.starts_at, AIUnit.paid_calls == 0)
    for table, which in ((AIReservation, held), (AIUnit, unpaid)):
        own = (table.account_id == before.account_id, *which)
        await session.execute(update(table).where(*own).values(period_starts_at=new.starts_at))
