"""Reporting a wrong step, reading what was reported, and saying that it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.flows import queries as flow_queries
from resolutionflow.flows.models import Flow
from resolutionflow.flows.refusals import NoSuchFlow
from resolutionflow.flows.step_reports import queries
from resolutionflow.flows.step_reports.models import StepReport
from resolutionflow.flows.step_reports.refusals import NoSuchStepReport
from resolutionflow.flows.step_reports.schemas import (
    StepReportDone,
    StepReportFilter,
    StepReports,
    StepReportShown,
)
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.kit.paging import page_of
from resolutionflow.notifications.service import Kind, tell
from resolutionflow.platform import live

MOST_OF_A_WALK = 100


@dataclass(frozen=True, slots=True)
class Wrong:
    """A step that is wrong: where it stands, as it was shown, what is wrong, and what it should say.

    A step that was made as the walk was walked has no flow.
    """

    flow_id: UUID | None
    flow_version_id: UUID | None
    walk_id: UUID
    node_id: str
    node_text: str
    text: str
    should_say: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told of a report on a made step, what the step was made for, and the path of the web app to it."""

    user_ids: Sequence[UUID]
    named: str
    link: str


async def report(session: AsyncSession, actor: Actor, wrong: Wrong, told: Told | None = None) -> StepReportShown:
    """Keep a report and tell the flow's owner (or who made the flow), without a flow those of ``told``.

    The caller knows that the actor saw the step.
    """
    actor.must(Permission.SUGGEST_CHANGE)
    told = told or await _whoever_keeps(session, actor, wrong)
    made = StepReport(
        account_id=actor.account_id,
        id=new_id(),
        created_at=now(),
        reported_by_user_id=actor.user_id,
        **{name: getattr(wrong, name) for name in Wrong.__slots__},
    )
    session.add(made)
    await session.flush()
    await tell(
        session,
        actor.account_id,
        told.user_ids,
        Kind.STEP_REPORTED,
        f"{actor.name} says a step of {told.named} is wrong\n{wrong.text}",
        told.link,
        event=f"{made.id}",
        data=_data(made, "open"),
    )
    return await _one(session, actor, made)


async def _whoever_keeps(session: AsyncSession, actor: Actor, wrong: Wrong) -> Told:
    flow = await session.get(Flow, (actor.account_id, wrong.flow_id))
    assert flow is not None, "a walk holds on to its flow"
    owner = flow.owner_user_id or flow.created_by_user_id
    return Told([owner] if owner else [], f"“{flow.title}”", f"/flows/{flow.id}?step={wrong.node_id}")


def _data(report: StepReport, state: str) -> dict[str, str]:
    of = {"flow_id": report.flow_id} if report.flow_id else {"walk_id": report.walk_id}
    return {name: str(value) for name, value in of.items()} | {
        "node_id": report.node_id,
        "report_id": str(report.id),
        "state": state,
    }


async def list_reports(session: AsyncSession, actor: Actor, flow_id: UUID, wanted: StepReportFilter) -> StepReports:
    """Return a page of a flow's reports, for people who edit flows; raise ``NoSuchFlow``."""
    await _editable(session, actor, flow_id)
    rows = await queries.page(session, actor.account_id, flow_id, wanted)
    counts = await queries.open_by_step(session, actor.account_id, {flow_id})
    items, following = page_of(
        rows, wanted.limit, lambda row: (row[0].created_at, row[0].id), lambda row: _shown(row, counts)
    )
    return StepReports(items=items, next=following, open={node_id: count for (_, node_id), count in counts.items()})


async def of_walk(session: AsyncSession, actor: Actor, walk_id: UUID) -> list[StepReportShown]:
    """Return what was reported in a walk that the actor may see, the newest first."""
    rows = await queries.of_walk(session, actor.account_id, walk_id, MOST_OF_A_WALK)
    counts = await _counts(session, actor, {row[0].flow_id for row in rows})
    return [_shown(row, counts) for row in rows]


async def said_wrong(session: AsyncSession, account_id: UUID, walk_id: UUID) -> list[tuple[str, str]]:
    """Return steps that were made in a walk and reported as wrong, each with what is wrong with it, oldest first."""
    rows = await queries.made_steps(session, account_id, walk_id, MOST_OF_A_WALK)
    return [(text, why) for text, why in reversed(rows)]


async def done(
    session: AsyncSession, actor: Actor, flow_id: UUID, report_id: UUID, payload: StepReportDone
) -> StepReportShown:
    """Say that a report is dealt with, and tell who made it; raise ``NoSuchFlow`` or ``NoSuchStepReport``."""
    flow = await _editable(session, actor, flow_id)
    found = await _locked(session, actor, flow_id, report_id)
    link = f"/walks/{found.walk_id}" if found.walk_id else f"/flows/{flow.id}?step={found.node_id}"
    return await _done(session, actor, found, payload, f"“{flow.title}”", link)


async def done_in_walk(
    session: AsyncSession, actor: Actor, walk_id: UUID, report_id: UUID, payload: StepReportDone
) -> StepReportShown:
    """Say that a report on a step made for a walk is dealt with; the caller knows that the actor sees the walk.

    Raise ``NoSuchStepReport``.
    """
    found = await _locked_of_walk(session, actor, walk_id, report_id)
    return await _done(session, actor, found, payload, "a step made for your walk", f"/walks/{walk_id}")


async def _done(
    session: AsyncSession, actor: Actor, found: StepReport, payload: StepReportDone, named: str, link: str
) -> StepReportShown:
    if found.done_at is None:
        found.done_at, found.done_by_user_id, found.done_note = now(), actor.user_id, payload.note
        words = payload.note or f"The step was: {found.node_text}"
        await tell(
            session,
            actor.account_id,
            [found.reported_by_user_id] if found.reported_by_user_id else [],
            Kind.STEP_REPORTED,
            f"Done: what you reported on {named}\n{words}",
            link,
            event=f"{found.id}:done:{found.done_at.isoformat()}",
            data=_data(found, "done"),
        )
    return await _one(session, actor, found)


async def reopen(session: AsyncSession, actor: Actor, flow_id: UUID, report_id: UUID) -> StepReportShown:
    """Take back that a report is dealt with; raise ``NoSuchFlow`` or ``NoSuchStepReport``."""
    await _editable(session, actor, flow_id)
    return await _reopened(session, actor, await _locked(session, actor, flow_id, report_id))


async def reopen_in_walk(session: AsyncSession, actor: Actor, walk_id: UUID, report_id: UUID) -> StepReportShown:
    """Take back that a report on a step made for a walk is dealt with; raise ``NoSuchStepReport``."""
    return await _reopened(session, actor, await _locked_of_walk(session, actor, walk_id, report_id))


async def _reopened(session: AsyncSession, actor: Actor, found: StepReport) -> StepReportShown:
    found.done_at = found.done_by_user_id = found.done_note = None
    return await _one(session, actor, found)


async def _locked_of_walk(session: AsyncSession, actor: Actor, walk_id: UUID, report_id: UUID) -> StepReport:
    actor.must(Permission.EDIT_FLOWS)
    found = await queries.locked_of_walk(session, actor.account_id, walk_id, report_id)
    if found is None:
        raise NoSuchStepReport
    return found


async def _editable(session: AsyncSession, actor: Actor, flow_id: UUID) -> Flow:
    actor.must(Permission.EDIT_FLOWS)
    flow = await flow_queries.one(session, actor, flow_id)
    if flow is None:
        raise NoSuchFlow
    return flow


async def _locked(session: AsyncSession, actor: Actor, flow_id: UUID, report_id: UUID) -> StepReport:
    found = await queries.locked(session, actor.account_id, flow_id, report_id)
    if found is None:
        raise NoSuchStepReport
    return found


async def _one(session: AsyncSession, actor: Actor, found: StepReport) -> StepReportShown:
    await session.flush()
    if found.flow_id is not None:
        live.announce(session, live.Topic.FLOWS, found.flow_id)
    counts = await _counts(session, actor, {found.flow_id})
    return _shown(await queries.one(session, actor.account_id, found.id), counts)


async def _counts(session: AsyncSession, actor: Actor, flow_ids: set[UUID | None]) -> dict[tuple[UUID, str], int]:
    known = {flow_id for flow_id in flow_ids if flow_id is not None}
    return await queries.open_by_step(session, actor.account_id, known) if known else {}


def _shown(row: Any, counts: dict[tuple[UUID, str], int]) -> StepReportShown:
    found, number, reporter, mender = row
    columns = StepReportShown.model_fields.keys() & found.__table__.columns.keys()
    return StepReportShown.model_validate(
        {name: getattr(found, name) for name in columns}
        | {
            "flow_version": number,
            "reported_by": reporter,
            "done_by": mender,
            "state": "done" if found.done_at else "open",
            "on_step": counts.get((found.flow_id, found.node_id), 0) if found.flow_id else int(found.done_at is None),
        }
    )
