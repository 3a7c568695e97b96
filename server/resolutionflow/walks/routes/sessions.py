"""Reading walks: the list, one walk, its path, its ticket note."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from resolutionflow.accounts.caller import Caller, signed_in
from resolutionflow.kit.paging import MAX_LIMIT, BadCursor, Page
from resolutionflow.platform.http import Session, etag
from resolutionflow.walks.refusals import WalkNotFound
from resolutionflow.walks.schemas.actions import Preview, Summary
from resolutionflow.walks.schemas.lists import WalkFilter
from resolutionflow.walks.schemas.shown import Path, Walk, WalkBrief
from resolutionflow.walks.service import lists, opening, package, summary
from resolutionflow.walks.texts.refusals import NoteTemplateNotFound

router = APIRouter(prefix="/l1/sessions", tags=["walks"])

Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT)]


@router.get("", responses=signed_in(BadCursor))
async def list_walks(session: Session, actor: Caller, wanted: Annotated[WalkFilter, Query()]) -> Page[WalkBrief]:
    """List walks, the last changed first: one's own, or all for engineers and above unless ``mine``."""
    return await lists.list_walks(session, actor, wanted)


@router.get("/{walk_id}", response_model=Walk, responses=signed_in(WalkNotFound))
async def open_walk(walk_id: UUID, session: Session, actor: Caller) -> Response:
    """Open a walk."""
    shown = await opening.open_walk(session, actor, walk_id)
    return Response(shown.model_dump_json(), media_type="application/json", headers={"ETag": etag(shown.version)})


@router.get("/{walk_id}/path", responses=signed_in(WalkNotFound))
async def read_path(
    walk_id: UUID,
    session: Session,
    actor: Caller,
    before: Annotated[int | None, Query(ge=1, le=2_000_000_000)] = None,
    limit: Limit = 50,
) -> Path:
    """Read the answered steps that stand before step number ``before`` (left out: the newest)."""
    return await opening.read_path(session, actor, walk_id, before, limit)


@router.get("/{walk_id}/summary", responses=signed_in(WalkNotFound, NoteTemplateNotFound))
async def summarise(
    walk_id: UUID,
    session: Session,
    actor: Caller,
    audience: Literal["internal", "client"] = "internal",
    format: Literal["text", "markdown", "html"] = "text",  # noqa: A002  (the name in the address)
    template_id: UUID | None = None,
) -> Summary:
    """Write the ticket note: everything for colleagues, or the fix alone for the client. Secrets are masked.

    It follows ``template_id``, else the account's default template for the audience, else the built-in one.
    """
    return await summary.summarise(session, actor, walk_id, audience, format, template_id)


@router.get("/{walk_id}/package", responses=signed_in(WalkNotFound))
async def preview_package(walk_id: UUID, session: Session, actor: Caller) -> Preview:
    """Show the hand-over as escalating would fill it now, and what is missing in it."""
    return await package.preview(session, actor, walk_id)
