"""Rows of reports of wrong steps."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from resolutionflow.accounts.models import User
from resolutionflow.flows.models import FlowVersion
from resolutionflow.flows.step_reports.models import StepReport
from resolutionflow.flows.step_reports.schemas import StepReportFilter
from resolutionflow.kit.paging import decode_moment

_Reporter, _Mender = aliased(User), aliased(User)


def _named() -> Select[StepReport, int, str, str]:
    version = and_(FlowVersion.account_id == StepReport.account_id, FlowVersion.id == StepReport.flow_version_id)
    reporter = and_(_Reporter.account_id == StepReport.account_id, _Reporter.id == StepReport.reported_by_user_id)
    mender = and_(_Mender.account_id == StepReport.account_id, _Mender.id == StepReport.done_by_user_id)
    return (
        select(StepReport, FlowVersion.number, _Reporter.name, _Mender.name)
        .outerjoin(FlowVersion, version)
        .outerjoin(_Reporter, reporter)
        .outerjoin(_Mender, mender)
    )


async def page(
    session: AsyncSession, account_id: UUID, flow_id: UUID, wanted: StepReportFilter
) -> Sequence[Row[StepReport, int, str, str]]:
    """Return one row more than the limit of a flow's reports with names, the newest first."""
    rows = _named().where(StepReport.account_id == account_id, StepReport.flow_id == flow_id)
    rows = rows.where(StepReport.done_at.is_(None) if wanted.state == "open" else StepReport.done_at.is_not(None))
    if wanted.after is not None:
        rows = rows.where(tuple_(StepReport.created_at, StepReport.id) < tuple_(*decode_moment(wanted.after)))
    rows = rows.order_by(StepReport.created_at.desc(), StepReport.id.desc()).limit(wanted.limit + 1)
    return (await session.execute(rows)).all()


async def of_walk(
    session: AsyncSession, account_id: UUID, walk_id: UUID, limit: int
) -> Sequence[Row[StepReport, int, str, str]]:
    """Return reports that were made in a walk, the newest first."""
    rows = _named().where(StepReport.account_id == account_id, StepReport.walk_id == walk_id)
    return (await session.execute(rows.order_by(StepReport.id.desc()).limit(limit))).all()


async def made_steps(session: AsyncSession, account_id: UUID, walk_id: UUID, limit: int) -> Sequence[Row[str, str]]:
    """Return text and complaint of steps that were made in a walk and reported there, the newest first."""
    rows = select(StepReport.node_text, StepReport.text).where(
        StepReport.account_id == account_id, StepReport.walk_id == walk_id, StepReport.flow_id.is_(None)
    )
    return (await session.execute(rows.order_by(StepReport.id.desc()).limit(limit))).all()


async def one(session: AsyncSession, account_id: UUID, report_id: UUID) -> Row[StepReport, int, str, str]:
    """Return a report with names."""
    rows = _named().where(StepReport.account_id == account_id, StepReport.id == report_id)
    return (await session.execute(rows)).one()


async def locked(session: AsyncSession, account_id: UUID, flow_id: UUID, report_id: UUID) -> StepReport | None:
    """Return a report of a flow, locked."""
    wanted = select(StepReport).where(
        StepReport.account_id == account_id, StepReport.flow_id == flow_id, StepReport.id == report_id
    )
    return (await session.scalars(wanted.with_for_update())).first()


async def locked_of_walk(session: AsyncSession, account_id: UUID, walk_id: UUID, report_id: UUID) -> StepReport | None:
    """Return a report on a step that was made for a walk, locked."""
    wanted = select(StepReport).where(
        StepReport.account_id == account_id,
        StepReport.walk_id == walk_id,
        StepReport.id == report_id,
        StepReport.flow_id.is_(None),
    )
    return (await session.scalars(wanted.with_for_update())).first()


async def open_by_step(session: AsyncSession, account_id: UUID, flow_ids: set[UUID]) -> dict[tuple[UUID, str], int]:
    """Return how many open reports there are on each step of these flows."""
    rows = (
        select(StepReport.flow_id, StepReport.node_id, func.count())
        .where(StepReport.account_id == account_id, StepReport.flow_id.in_(flow_ids), StepReport.done_at.is_(None))
        .group_by(StepReport.flow_id, StepReport.node_id)
    )
    return {(flow_id, node_id): count for flow_id, node_id, count in await session.execute(rows) if flow_id}
