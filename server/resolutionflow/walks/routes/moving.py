"""Going on with another flow."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates
from resolutionflow.flows.refusals import FlowNotPublished, NoSuchFlow
from resolutionflow.platform.http import IfMatchOptional, Session
from resolutionflow.walks import refusals
from resolutionflow.walks.schemas.moves import Switch
from resolutionflow.walks.schemas.shown import Walk
from resolutionflow.walks.service import switching

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
