"""Pictures of a walk."""

from typing import Annotated, Any, Literal
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates, credential, signed_in
from resolutionflow.attachments.refusals import (
    AttachmentNotFound,
    NoRoomForPictures,
    NotAPicture,
    PictureTooLarge,
    TooManyPictures,
)
from resolutionflow.platform.http import Session
from resolutionflow.platform.middleware import BodyTooLarge
from resolutionflow.walks.refusals import WalkNotActive, WalkNotFound
from resolutionflow.walks.schemas.pictures import Picture, PictureGiven, Pictures
from resolutionflow.walks.service import pictures

router = APIRouter(prefix="/l1/sessions/{walk_id}/attachments", tags=["walks"])

_TAKEN = ("image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp", "application/octet-stream")
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The bytes of the picture, at most 10 MB.",
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in _TAKEN},
    }
}
_KEPT_BY_BROWSERS = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""A picture never changes; whoever opens it by its address gets an image and nothing that runs."""


@router.post(
    "",
    responses=signed_in(
        WalkNotFound,
        WalkNotActive,
        NotAPicture,
        PictureTooLarge,
        BodyTooLarge,
        TooManyPictures,
        NoRoomForPictures,
    ),
    openapi_extra=_BODY,
)
async def add_picture(walk_id: UUID, told: Annotated[PictureGiven, Query()], request: Request) -> Picture:
    """Add a picture (the request's body) to the walk; sent again, it is there once.

    It is drawn anew at most 2560 points wide or high, without what else was in the file.
    """
    token = credential(request)
    sent = pictures.Sent(token, walk_id, told, await request.body(), request.app.state.settings.picture_megabytes)
    return await pictures.add(request.app.state.database, sent)


@router.get("", responses=signed_in(WalkNotFound))
async def list_pictures(walk_id: UUID, session: Session, actor: Caller) -> Pictures:
    """List the pictures of a walk, oldest first."""
    return Pictures(items=await pictures.listed(session, actor, walk_id))


@router.get(
    "/{attachment_id}",
    response_class=Response,
    responses=signed_in(WalkNotFound, AttachmentNotFound)
    | {200: {"content": {kind: {} for kind in _TAKEN[:3]}, "description": "The picture."}},
)
async def read_picture(
    walk_id: UUID,
    attachment_id: UUID,
    session: Session,
    actor: Caller,
    size: Annotated[Literal["full", "thumb"], Query()] = "full",
) -> Response:
    """Read a picture, or the small one that stands for it."""
    told, held = await pictures.read(session, actor, walk_id, attachment_id, size == "thumb")
    named = {"Content-Disposition": f"inline; filename*=UTF-8''{quote(told.name)}"}
    media_type = "image/webp" if size == "thumb" else told.media_type
    return Response(held, media_type=media_type, headers=_KEPT_BY_BROWSERS | named)


@router.delete(
    "/{attachment_id}", status_code=204, responses=signed_in(WalkNotFound, WalkNotActive, AttachmentNotFound)
)
async def remove_picture(walk_id: UUID, attachment_id: UUID, session: Session, actor: Caller) -> None:
    """Take a picture out of the walk; for a day it can be put back."""
    await pictures.remove(session, actor, walk_id, attachment_id)


@router.post(
    "/{attachment_id}/restore",
    response_model=Picture,
    responses=creates(WalkNotFound, WalkNotActive, AttachmentNotFound),
)
async def restore_picture(
    walk_id: UUID, attachment_id: UUID, session: Session, actor: Caller, once: OnceOnly, body: Body
) -> Response:
    """Put a picture back that was taken out."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await pictures.put_back(session, actor, walk_id, attachment_id))
