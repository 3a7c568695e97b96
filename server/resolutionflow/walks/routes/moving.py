"""Going on with another flow, joining a colleague, and saying that a step is wrong."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates, signed_in
from resolutionflow.flows.refusals import FlowNotPublished, NoSuchFlow
from resolutionflow.flows.step_reports.refusals import NoSuchStepReport
from resolutionflow.flows.step_reports.schemas import StepReportDone, StepReportShown
from resolutionflow.platform.http import IfMatchOptional, Session
from resolutionflow.walks import refusals
from resolutionflow.walks.schemas.moves import Here, StepsReported, StepWrong, Switch
from resolutionflow.walks.schemas.shown import Walk
from resolutionflow.walks.service import joining, reporting, switching

router = APIRouter(prefix="/l1/sessions", tags=["walks"])


@router.post(
    "/{walk_id}/switch",
    response_model=Walk,
    responses=creates(
        refusals.WalkNotFound,
        refusals.WalkNotActive,
        refusals.WalkMovedOn,
        refusals.FollowsThisFlow,
        refusals.TooManySwitches,
        NoSuchFlow,
        FlowNotPublished,
    ),
)
async def switch_flow(  # noqa: PLR0917
    walk_id: UUID,
    payload: Switch,
    session: Session,
    actor: Caller,
    version: IfMatchOptional,
    once: OnceOnly,
    body: Body,
) -> Response:
    """Go on with another flow at its first step; path, notes and step count stay, and going back leads back."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await switching.switch(session, actor, walk_id, payload, version))


@router.post(
    "/{walk_id}/join",
    response_model=Walk,
    responses=creates(refusals.WalkNotFound, refusals.WalkNotActive),
)
async def join_walk(walk_id: UUID, session: Session, actor: Caller, once: OnceOnly, body: Body) -> Response:
    """Join a colleague's active walk: from then on both see it and may answer."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await joining.join(session, actor, walk_id))


@router.post("/{walk_id}/here", responses=signed_in(refusals.WalkNotFound))
async def stay_in_walk(walk_id: UUID, session: Session, actor: Caller) -> Here:
    """Say that one has the walk open (every 20 seconds), and read who else has."""
    return await joining.here(session, actor, walk_id)


@router.post(
    "/{walk_id}/step-reports",
    status_code=201,
    response_model=StepReportShown,
    responses=creates(refusals.WalkNotFound, refusals.StepNotWalked),
)
async def report_step(
    walk_id: UUID, payload: StepWrong, session: Session, actor: Caller, once: OnceOnly, body: Body
) -> Response:
    """Say that a step is wrong; the flow's owner is told.

    A step that was made as one walks is not given again in the walk; those to whom first line escalates are told.
    """
    if seen := await once.seen(body):
        return seen
    return await once.keep(await reporting.report(session, actor, walk_id, payload), 201)


@router.get("/{walk_id}/step-reports", responses=signed_in(refusals.WalkNotFound))
async def list_reported_steps(walk_id: UUID, session: Session, actor: Caller) -> StepsReported:
    """List what was reported in the walk, and what became of it."""
    return StepsReported(items=await reporting.reported(session, actor, walk_id))


@router.post(
    "/{walk_id}/step-reports/{report_id}/done",
    response_model=StepReportShown,
    responses=creates(refusals.WalkNotFound, NoSuchStepReport),
)
async def finish_made_step_report(  # noqa: PLR0917
    walk_id: UUID,
    report_id: UUID,
    session: Session,
    actor: Caller,
    once: OnceOnly,
    body: Body,
    payload: StepReportDone | None = None,
) -> Response:
    """Say that a report on a step that was made for the walk is dealt with; whoever made it is told."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await reporting.done(session, actor, walk_id, report_id, payload or StepReportDone()))


@router.post(
    "/{walk_id}/step-reports/{report_id}/reopen",
    response_model=StepReportShown,
    responses=creates(refusals.WalkNotFound, NoSuchStepReport),
)
async def reopen_made_step_report(
    walk_id: UUID, report_id: UUID, session: Session, actor: Caller, once: OnceOnly, body: Body
) -> Response:
    """Take back that such a report is dealt with."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await reporting.reopen(session, actor, walk_id, report_id))
