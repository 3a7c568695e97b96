"""Answering a step: the hot path (docs/decisions/0006-answering-a-step.md)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Request
from starlette.responses import Response

from resolutionflow.accounts.caller import NotSignedIn, creates, credential
from resolutionflow.platform.http import version_of
from resolutionflow.platform.idempotency import MAX_KEY, BadIdempotencyKey
from resolutionflow.walks import refusals
from resolutionflow.walks.schemas.actions import Step
from resolutionflow.walks.schemas.shown import StepTaken
from resolutionflow.walks.service.answering import answer
from resolutionflow.walks.service.answers import Given

router = APIRouter(prefix="/l1/sessions", tags=["walks"])


@router.post(
    "/{walk_id}/step",
    response_model=StepTaken,
    responses=creates(
        NotSignedIn,
        refusals.WalkNotFound,
        refusals.WalkNotActive,
        refusals.TakesNotesOnly,
        refusals.StepAnsweredBefore,
        refusals.WalkMovedOn,
        refusals.AnswerNotOnNode,
    ),
)
async def record_step(
    walk_id: UUID,
    payload: Step,
    request: Request,
    if_match: Annotated[str | None, Header()] = None,
    idempotency_key: Annotated[str | None, Header()] = None,
) -> Response:
    """Answer the served node; the reply holds the new entry and the next node."""
    if idempotency_key is not None and not (0 < len(idempotency_key) <= MAX_KEY and idempotency_key.isprintable()):
        raise BadIdempotencyKey
    given = Given(credential(request), walk_id, payload, version_of(if_match), idempotency_key)
    return Response(await answer(request.app.state.database, given), media_type="application/json")
