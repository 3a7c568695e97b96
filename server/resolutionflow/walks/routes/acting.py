"""Going back, keeping notes, parking."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates, signed_in
from resolutionflow.platform.http import IfMatchOptional, Session
from resolutionflow.walks import refusals
from resolutionflow.walks.ai_build.refusals import NextStepNotThere
from resolutionflow.walks.schemas.actions import Back, EvidencePasted, EvidenceRead, Notes, NotesKept, Waiting
from resolutionflow.walks.schemas.shown import Walk
from resolutionflow.walks.service import evidence, notes, parking, undoing

router = APIRouter(prefix="/l1/sessions", tags=["walks"])


@router.post(
    "/{walk_id}/back",
    response_model=Walk,
    responses=creates(
        refusals.WalkNotFound,
        refusals.WalkNotActive,
        refusals.TakesNotesOnly,
        refusals.WalkMovedOn,
        refusals.NothingToUndo,
    ),
)
async def go_back(  # noqa: PLR0917
    walk_id: UUID,
    session: Session,
    actor: Caller,
    version: IfMatchOptional,
    once: OnceOnly,
    body: Body,
    payload: Back | None = None,
) -> Response:
    """Undo answers, or a switch of flow that came last; what was undone stays on record as also tried."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await undoing.go_back(session, actor, walk_id, payload or Back(), version))


@router.post(
    "/{walk_id}/notes",
    responses=signed_in(refusals.WalkNotFound, refusals.WalkNotActive, refusals.NotesTooLarge, refusals.NotesChanged),
)
async def update_notes(
    walk_id: UUID, payload: Notes, session: Session, actor: Caller, version: IfMatchOptional
) -> NotesKept:
    """Replace the walk's notes; ``If-Match`` is ``notes_version`` and may be left out."""
    return await notes.update_notes(session, actor, walk_id, payload, version)


@router.post(
    "/{walk_id}/waiting",
    response_model=Walk,
    responses=creates(refusals.WalkNotFound, refusals.WalkNotActive),
)
async def park(
    walk_id: UUID, payload: Waiting, session: Session, actor: Caller, once: OnceOnly, body: Body
) -> Response:
    """Park the walk with what it waits on, or go on with it."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await parking.park(session, actor, walk_id, payload))


@router.post(
    "/{walk_id}/evidence",
    responses=signed_in(refusals.WalkNotFound, refusals.WalkNotActive, refusals.TakesNotesOnly, NextStepNotThere),
)
async def read_evidence(walk_id: UUID, payload: EvidencePasted, session: Session, actor: Caller) -> EvidenceRead:
    """Say which answer of the pending node the pasted evidence speaks for, and why; nothing is recorded."""
    return await evidence.read_evidence(session, actor, walk_id, payload)
