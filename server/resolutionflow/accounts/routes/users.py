"""People of the account."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from resolutionflow.accounts import service
from resolutionflow.accounts.browser import link_to
from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates, signed_in
from resolutionflow.accounts.refusals import (
    LastOwner,
    NoSuchUser,
    OnlyOwnersMakeOwners,
    UserChanged,
    UserDeactivated,
)
from resolutionflow.accounts.schemas.people import DirectoryEntry, LinkMade, UserChange, UserShown
from resolutionflow.accounts.shown_once import SecretOnce
from resolutionflow.kit.errors import PreconditionMissing
from resolutionflow.kit.ids import new_id
from resolutionflow.kit.paging import MAX_LIMIT, BadCursor, Page
from resolutionflow.kit.text import Text
from resolutionflow.platform.http import IfMatch, Session, etag

router = APIRouter(prefix="/users", tags=["people"])

Search = Annotated[Text | None, Query(max_length=200, description="Part of a name or e-mail address.")]
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT)]
After = Annotated[str | None, Query(max_length=1_000, description="The `next` of the page before.")]


@router.get("", responses=signed_in(BadCursor))
async def list_users(
    session: Session,
    actor: Caller,
    search: Search = None,
    include_deactivated: bool = False,
    after: After = None,
    limit: Limit = 50,
) -> Page[UserShown]:
    """List the people of the account by name."""
    return await service.list_users(session, actor, search, include_deactivated, after, limit)


@router.get("/directory", responses=signed_in(BadCursor))
async def read_directory(
    session: Session, actor: Caller, search: Search = None, after: After = None, limit: Limit = 200
) -> Page[DirectoryEntry]:
    """List the names of active people, for choosing recipients."""
    return await service.read_directory(session, actor, search, after, limit)


@router.get("/{user_id}", responses=signed_in(NoSuchUser))
async def read_user(session: Session, actor: Caller, user_id: UUID, response: Response) -> UserShown:
    """Show one person."""
    shown = await service.show_user(session, actor, user_id)
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.patch(
    "/{user_id}", responses=signed_in(NoSuchUser, UserChanged, PreconditionMissing, OnlyOwnersMakeOwners, LastOwner)
)
async def change_user(
    session: Session, actor: Caller, user_id: UUID, payload: UserChange, version: IfMatch, response: Response
) -> UserShown:
    """Change a person's name, role or `can_cover_l1`. Only an owner makes or unmakes owners."""
    shown = await service.change_user(session, actor, user_id, payload, version)
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.post(
    "/{user_id}/deactivate",
    response_model=UserShown,
    responses=creates(NoSuchUser, OnlyOwnersMakeOwners, LastOwner),
)
async def deactivate_user(session: Session, actor: Caller, user_id: UUID, body: Body, once: OnceOnly) -> Response:
    """Shut a person out at once: sessions, API keys and links of theirs end. Their work stays."""
    again = await once.seen(body)
    if again is not None:
        return again
    return await once.keep(await service.deactivate_user(session, actor, user_id))


@router.post("/{user_id}/reactivate", response_model=UserShown, responses=creates(NoSuchUser, OnlyOwnersMakeOwners))
async def reactivate_user(session: Session, actor: Caller, user_id: UUID, body: Body, once: OnceOnly) -> Response:
    """Let a deactivated person sign in again with the password they had. Their API keys stay revoked."""
    again = await once.seen(body)
    if again is not None:
        return again
    return await once.keep(await service.reactivate_user(session, actor, user_id))


@router.post(
    "/{user_id}/reset-link",
    status_code=201,
    response_model=LinkMade,
    responses=creates(NoSuchUser, OnlyOwnersMakeOwners, UserDeactivated),
)
async def make_reset_link(
    session: Session, actor: Caller, user_id: UUID, request: Request, body: Body, once: SecretOnce
) -> Response:
    """Make a link with which the person sets a new password; hand it to them yourself. It works once, for a day."""

    def reveal(token: str) -> dict[str, str]:
        return {"token": token, "link": link_to(request, "reset", token)}

    again = await once.seen(body, reveal)
    if again is not None:
        return again
    link_id = new_id()
    token = once.secret(link_id)
    expires_at = await service.make_reset_link(session, actor, user_id, link_id, token)
    return await once.keep(LinkMade(id=link_id, token="", link="", expires_at=expires_at), token, reveal)
