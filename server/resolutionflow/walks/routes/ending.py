"""Ending a walk, and taking one up again."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates
from resolutionflow.platform.http import Session
from resolutionflow.walks import refusals
from resolutionflow.walks.schemas.actions import Escalate, Escalated, Resolve
from resolutionflow.walks.schemas.shown import Walk
from resolutionflow.walks.service import ending, escalating, taking

router = APIRouter(prefix="/l1/sessions", tags=["walks"])

_ENDS = creates(refusals.WalkNotFound, refusals.WalkNotActive)


@router.post("/{walk_id}/resolve", response_model=Walk, responses=_ENDS)
async def resolve_walk(
    walk_id: UUID, payload: Resolve, session: Session, actor: Caller, once: OnceOnly, body: Body
) -> Response:
    """End the walk as solved."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await ending.resolve(session, actor, walk_id, payload))


@router.post(
    "/{walk_id}/escalate",
    response_model=Escalated,
    responses=creates(refusals.WalkNotFound, refusals.WalkNotActive, refusals.RecipientNotFound),
)
async def escalate_walk(
    walk_id: UUID, payload: Escalate, session: Session, actor: Caller, once: OnceOnly, body: Body
) -> Response:
    """Hand the walk over to whoever can go on."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await escalating.escalate(session, actor, walk_id, payload))


@router.post("/{walk_id}/abandon", response_model=Walk, responses=_ENDS)
async def abandon_walk(walk_id: UUID, session: Session, actor: Caller, once: OnceOnly, body: Body) -> Response:
    """End the walk without solving or escalating it."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await ending.abandon(session, actor, walk_id))


@router.post(
    "/{walk_id}/reopen",
    response_model=Walk,
    responses=creates(refusals.WalkNotFound, refusals.WalkNotEnded),
)
async def reopen_walk(walk_id: UUID, session: Session, actor: Caller, once: OnceOnly, body: Body) -> Response:
    """Make an ended walk active again, where it stood."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await ending.reopen(session, actor, walk_id))


@router.post(
    "/{walk_id}/take",
    response_model=Walk,
    responses=creates(refusals.WalkNotFound, refusals.NotEscalated, refusals.TakenAlready),
)
async def take_walk(walk_id: UUID, session: Session, actor: Caller, once: OnceOnly, body: Body) -> Response:
    """Take an escalated walk over and go on at the same node; of two takers one wins."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await taking.take(session, actor, walk_id))
