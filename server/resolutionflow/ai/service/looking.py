"""What is left of the plan, and what was used."""

from datetime import UTC, datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor, RoleDoesNotAllow
from resolutionflow.accounts.roles import Permission
from resolutionflow.ai import queries
from resolutionflow.ai.models import AIUsage
from resolutionflow.ai.quota import Period, period_at
from resolutionflow.ai.schemas import AiCallShown, AiQuotaShown, AiUsageShown, TaskUsage, Used
from resolutionflow.ai.service.making import maker
from resolutionflow.ai.service.values import OFF_LABEL
from resolutionflow.kit.clock import now
from resolutionflow.kit.paging import Page, page_of


async def show_quota(session: AsyncSession, actor: Actor) -> AiQuotaShown:
    """Return who makes things and what is left, for everybody who can have something made."""
    if not (actor.may(Permission.DO_L1_WORK) or actor.may(Permission.EDIT_FLOWS)):
        raise RoleDoesNotAllow
    found = await queries.standing(session, actor.account_id)
    period = period_at(now(), found.anchor)
    row = await queries.period_row(session, actor.account_id, period.starts_at)
    who = await maker(session, actor.account_id)
    return AiQuotaShown(
        source=who.source if who else "off",
        label=who.label if who else OFF_LABEL,
        playbook_too=who.playbook_too if who else False,
        trouble=who.trouble if who else None,
        flows=_used(row.flows if row else 0, found.plan.wizard_flows),
        walks=_used(row.walks if row else 0, found.plan.ai_build_walks),
        calls_per_flow=found.plan.calls_per_flow,
        cost=row.cost if row else 0.0,
        cost_limit=found.plan.dollars,
        starts_at=period.starts_at,
        resets_at=period.ends_at,
    )


def _used(used: int, limit: int) -> Used:
    return Used(used=used, limit=limit, left=max(0, limit - used))


async def show_usage(session: AsyncSession, actor: Actor) -> AiUsageShown:
    """Return what each task used today (UTC) and in this period."""
    actor.must(Permission.MANAGE_ACCOUNT)
    moment = now()
    period = await _period(session, actor, moment)
    midnight = datetime.combine(moment.date(), time(), UTC)
    return AiUsageShown(
        today=await _by_task(session, actor, midnight),
        period=await _by_task(session, actor, period.starts_at),
        starts_at=period.starts_at,
        resets_at=period.ends_at,
    )


async def _period(session: AsyncSession, actor: Actor, moment: datetime) -> Period:
    return period_at(moment, (await queries.standing(session, actor.account_id)).anchor)


async def _by_task(session: AsyncSession, actor: Actor, since: datetime) -> list[TaskUsage]:
    rows = await queries.sums_by_task(session, actor, since)
    return [TaskUsage.model_validate(row, from_attributes=True) for row in rows]


async def list_calls(
    session: AsyncSession, actor: Actor, failed: bool, after: str | None, limit: int
) -> Page[AiCallShown]:
    """Return a page of calls, the newest first."""
    actor.must(Permission.MANAGE_ACCOUNT)
    rows = await queries.usage_page(session, actor, failed, after, limit)
    items, following = page_of(rows, limit, lambda row: [row[0].id], lambda row: _call(row[0], row[1]))
    return Page(items=items, next=following)


def _call(row: AIUsage, user_name: str | None) -> AiCallShown:
    names = AiCallShown.model_fields.keys() - {"user_name"}
    return AiCallShown(user_name=user_name, **{name: getattr(row, name) for name in names})
