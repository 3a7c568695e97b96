"""Reading what a caller said, or what was pasted, before a step is answered."""

from uuid import UUID

from fastapi import APIRouter

from resolutionflow.accounts.caller import Caller, signed_in
from resolutionflow.platform.http import Session
from resolutionflow.walks import refusals
from resolutionflow.walks.ai_build.refusals import NextStepNotThere
from resolutionflow.walks.schemas.replies import ReplyGiven, ReplyUnderstood
from resolutionflow.walks.service import replies

router = APIRouter(prefix="/l1/sessions", tags=["walks"])


@router.post(
    "/{walk_id}/read-reply",
    responses=signed_in(
        refusals.WalkNotFound,
        refusals.WalkNotActive,
        refusals.TakesNotesOnly,
        refusals.NoAnswersHere,
        NextStepNotThere,
        refusals.ReplyTooLarge,
    ),
)
async def read_reply(walk_id: UUID, payload: ReplyGiven, session: Session, actor: Caller) -> ReplyUnderstood:
    """Say which answer of the pending step these words speak for, and why; the person confirms it, nothing is kept."""
    return await replies.understand(session, actor, walk_id, payload)
