"""Rows of settings, plans, periods, reservations and usage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, case, exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import Account, User
from resolutionflow.ai.models import FLOW, HELD, AIPeriod, AIPlan, AIReservation, AISettings, AIUnit, AIUsage
from resolutionflow.ai.quota import Period
from resolutionflow.kit.paging import BadCursor, decode_cursor

DEFAULT_PLAN = "self_hosted"


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account set and what its plan allows; ``settings`` null: all as it comes."""

    plan: AIPlan
    anchor: int
    settings: AISettings | None


async def standing(session: AsyncSession, account_id: UUID) -> Standing:
    """Return what an account set and what its plan allows."""
    wanted = (
        select(Account.created_at, AIPlan, AISettings)
        .join(AIPlan, AIPlan.name.in_([Account.plan, DEFAULT_PLAN]))
        .outerjoin(AISettings, AISettings.account_id == Account.id)
        .where(Account.id == account_id)
        .order_by(AIPlan.name != Account.plan)
        .limit(1)
    )
    created_at, plan, settings = (await session.execute(wanted)).one()
    # an outer join: there may be no row
    own: AISettings | None = settings
    chosen = own.billing_anchor if own is not None else None
    return Standing(plan, chosen or created_at.astimezone(UTC).day, own)


async def settings_row(session: AsyncSession, account_id: UUID) -> AISettings:
    """Return what an account set, made when it was not there, and locked."""
    await session.execute(insert(AISettings).values(account_id=account_id).on_conflict_do_nothing())
    wanted = select(AISettings).where(AISettings.account_id == account_id).with_for_update()
    return (await session.scalars(wanted, execution_options={"populate_existing": True})).one()


async def period_row(session: AsyncSession, account_id: UUID, starts_at: datetime) -> AIPeriod | None:
    """Return what an account used in the period that began then."""
    return await session.get(AIPeriod, (account_id, starts_at))


async def locked_period(session: AsyncSession, account_id: UUID, period: Period) -> AIPeriod:
    """Return what an account used in a period, locked until the end of the transaction."""
    made = insert(AIPeriod).values(account_id=account_id, starts_at=period.starts_at, ends_at=period.ends_at)
    await session.execute(made.on_conflict_do_nothing())
    return await lock_period(session, account_id, period.starts_at)


async def lock_period(session: AsyncSession, account_id: UUID, starts_at: datetime) -> AIPeriod:
    """Return the period that began then, which is there, locked until the end of the transaction."""
    one = (AIPeriod.account_id == account_id, AIPeriod.starts_at == starts_at)
    wanted = select(AIPeriod).where(*one).with_for_update()
    return (await session.scalars(wanted, execution_options={"populate_existing": True})).one()


async def held(
    session: AsyncSession, account_id: UUID, moment: datetime, conversation_id: UUID | None
) -> tuple[int, float, int]:
    """Return what is held at ``moment``: calls, dollars, and the calls of one conversation."""
    of_one = case((AIReservation.conversation_id == conversation_id, AIReservation.calls), else_=0)
    wanted = select(
        func.coalesce(func.sum(AIReservation.calls), 0),
        func.coalesce(func.sum(AIReservation.cost_held), 0),
        func.coalesce(func.sum(of_one), 0),
    ).where(AIReservation.account_id == account_id, AIReservation.state == HELD, AIReservation.expires_at > moment)
    calls, cost, of_conversation = (await session.execute(wanted)).one()
    return int(calls), float(cost), int(of_conversation)


async def unit(session: AsyncSession, account_id: UUID, kind: str, subject_id: UUID) -> AIUnit | None:
    """Return the flow or walk that counts already; whoever asks holds the period's lock."""
    one = (AIUnit.account_id == account_id, AIUnit.kind == kind, AIUnit.subject_id == subject_id)
    wanted = select(AIUnit).where(*one)
    return (await session.scalars(wanted, execution_options={"populate_existing": True})).first()


async def is_out(session: AsyncSession, unit: AIUnit, moment: datetime) -> bool:
    """Say whether a call of the flow or walk is under way at ``moment``."""
    subject = AIReservation.conversation_id if unit.kind == FLOW else AIReservation.walk_id
    own = (AIReservation.account_id == unit.account_id, AIReservation.state == HELD, AIReservation.expires_at > moment)
    return (await session.execute(select(exists().where(*own, subject == unit.subject_id)))).scalar_one()


async def unpaid_units(session: AsyncSession, account_id: UUID, moment: datetime, most: int) -> Sequence[AIUnit]:
    """Return flows and walks without a paid call whose lease ran out, the oldest first."""
    own = (AIUnit.account_id == account_id, AIUnit.paid_calls == 0, AIUnit.expires_at <= moment)
    return (await session.scalars(select(AIUnit).where(*own).order_by(AIUnit.expires_at).limit(most))).all()


async def reservation(session: AsyncSession, account_id: UUID, reservation_id: UUID) -> AIReservation | None:
    """Return one reservation as it stands now."""
    one = (AIReservation.account_id == account_id, AIReservation.id == reservation_id)
    wanted = select(AIReservation).where(*one)
    return (await session.scalars(wanted, execution_options={"populate_existing": True})).first()


async def lapsed(session: AsyncSession, account_id: UUID, moment: datetime, most: int) -> Sequence[AIReservation]:
    """Return reservations whose lease ran out before they were settled, the oldest first."""
    own = (AIReservation.account_id == account_id, AIReservation.state == HELD, AIReservation.expires_at <= moment)
    wanted = select(AIReservation).where(*own).order_by(AIReservation.expires_at).limit(most)
    return (await session.scalars(wanted)).all()


async def latest_errors(session: AsyncSession, account_id: UUID, since: datetime, most: int) -> Sequence[str | None]:
    """Return how the account's last calls since then ended, the newest first; null for a good end."""
    own = (AIUsage.account_id == account_id, AIUsage.created_at >= since)
    newest = (AIUsage.created_at.desc(), AIUsage.id.desc())
    return (await session.scalars(select(AIUsage.error).where(*own).order_by(*newest).limit(most))).all()


_TOKENS = AIUsage.input_tokens + AIUsage.output_tokens + AIUsage.cache_read_tokens + AIUsage.cache_write_tokens
_SUMS = (
    func.count().label("calls"),
    func.count().filter((_TOKENS > 0) | (AIUsage.cost > 0)).label("charged"),
    func.count().filter(AIUsage.success.is_(False)).label("failed"),
    func.count().filter(AIUsage.cost.is_(None)).label("unpriced"),
    func.coalesce(func.sum(AIUsage.cost), 0).label("cost"),
    func.coalesce(func.sum(AIUsage.input_tokens), 0).label("input_tokens"),
    func.coalesce(func.sum(AIUsage.output_tokens), 0).label("output_tokens"),
    func.coalesce(func.sum(AIUsage.cache_read_tokens), 0).label("cache_read_tokens"),
    func.coalesce(func.sum(AIUsage.cache_write_tokens), 0).label("cache_write_tokens"),
)


async def sums_by_task(session: AsyncSession, actor: Actor, since: datetime) -> Sequence[Any]:
    """Return what each task used since then."""
    own = (AIUsage.account_id == actor.account_id, AIUsage.created_at >= since)
    wanted = select(AIUsage.task, *_SUMS).where(*own).group_by(AIUsage.task).order_by(AIUsage.task)
    return (await session.execute(wanted)).all()


async def sums_of(session: AsyncSession, account_id: UUID, subject: ColumnElement[bool]) -> Any:
    """Return what all calls of one conversation or walk used."""
    return (await session.execute(select(*_SUMS).where(AIUsage.account_id == account_id, subject))).one()


async def usage_page(
    session: AsyncSession, actor: Actor, failed: bool, after: str | None, limit: int
) -> Sequence[Row[AIUsage, str | None]]:
    """Return up to ``limit + 1`` calls with the names of those who made them, the newest first; raise ``BadCursor``."""
    wanted = (
        select(AIUsage, User.name)
        .outerjoin(User, (User.account_id == AIUsage.account_id) & (User.id == AIUsage.user_id))
        .where(AIUsage.account_id == actor.account_id)
    )
    if failed:
        wanted = wanted.where(AIUsage.success.is_(False))
    if after is not None:
        wanted = wanted.where(AIUsage.id < _id_in(after))
    return (await session.execute(wanted.order_by(AIUsage.id.desc()).limit(limit + 1))).all()


def _id_in(after: str) -> UUID:
    (last_id,) = decode_cursor(after, str)
    try:
        return UUID(last_id)
    except ValueError as error:
        raise BadCursor from error
