"""Reports of wrong steps over HTTP, for people who edit flows."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates, signed_in
from resolutionflow.flows.refusals import NoSuchFlow
from resolutionflow.flows.step_reports import service
from resolutionflow.flows.step_reports.refusals import NoSuchStepReport
from resolutionflow.flows.step_reports.schemas import (
    StepReportDone,
    StepReportFilter,
    StepReports,
    StepReportShown,
)
from resolutionflow.kit.paging import BadCursor
from resolutionflow.platform.http import Session

router = APIRouter(prefix="/flows/{flow_id}/step-reports", tags=["flows"])


@router.get("", responses=signed_in(NoSuchFlow, BadCursor))
async def list_step_reports(
    flow_id: UUID, session: Session, actor: Caller, wanted: Annotated[StepReportFilter, Query()]
) -> StepReports:
    """List what first line says is wrong with steps of the flow, the newest first."""
    return await service.list_reports(session, actor, flow_id, wanted)


@router.post("/{report_id}/done", response_model=StepReportShown, responses=creates(NoSuchFlow, NoSuchStepReport))
async def finish_step_report(  # noqa: PLR0917
    flow_id: UUID,
    report_id: UUID,
    session: Session,
    actor: Caller,
    once: OnceOnly,
    body: Body,
    payload: StepReportDone | None = None,
) -> Response:
    """Say that a report is dealt with; whoever made it is told."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await service.done(session, actor, flow_id, report_id, payload or StepReportDone()))


@router.post("/{report_id}/reopen", response_model=StepReportShown, responses=creates(NoSuchFlow, NoSuchStepReport))
async def reopen_step_report(
    flow_id: UUID, report_id: UUID, session: Session, actor: Caller, once: OnceOnly, body: Body
) -> Response:
    """Take back that a report is dealt with."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await service.reopen(session, actor, flow_id, report_id))
