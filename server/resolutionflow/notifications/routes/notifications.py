"""What a person is told, and how they want to be told."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from resolutionflow.accounts.caller import Caller, signed_in
from resolutionflow.kit.errors import PreconditionMissing
from resolutionflow.kit.paging import MAX_LIMIT, BadCursor, Page
from resolutionflow.notifications.refusals import ChoicesChanged, NoSuchNotification
from resolutionflow.notifications.schemas import (
    AllRead,
    NotificationShown,
    Preferences,
    PreferencesChange,
    ReadAll,
    ReadBack,
    Unread,
)
from resolutionflow.notifications.service import listing, preferences
from resolutionflow.platform import mail
from resolutionflow.platform.http import IfMatch, Session, etag

router = APIRouter(prefix="/notifications", tags=["notifications"])

After = Annotated[str | None, Query(description="The `next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT)]


@router.get("", responses=signed_in(BadCursor))
async def list_notifications(
    session: Session,
    actor: Caller,
    unread: Annotated[bool, Query(description="Those that are not read, alone.")] = False,
    after: After = None,
    limit: Limit = 50,
) -> Page[NotificationShown]:
    """List what you were told in the last 90 days, the newest first."""
    return await listing.list_own(session, actor, unread, after, limit)


@router.get("/unread", responses=signed_in())
async def count_unread_notifications(session: Session, actor: Caller) -> Unread:
    """Count what you have not read, up to 100."""
    return await listing.count_unread(session, actor)


@router.post("/read", responses=signed_in(NoSuchNotification))
async def read_all_notifications(session: Session, actor: Caller, payload: ReadAll) -> AllRead:
    """Mark everything up to a notification as read."""
    return await listing.mark_all(session, actor, payload.up_to)


@router.post("/unread", responses=signed_in())
async def unread_notifications_again(session: Session, actor: Caller, payload: ReadBack) -> Unread:
    """Take back that everything was marked as read."""
    return await listing.unmark_all(session, actor, payload.read_at)


@router.get("/preferences", responses=signed_in())
async def read_notification_preferences(
    session: Session, actor: Caller, request: Request, response: Response
) -> Preferences:
    """Say how you are told of each kind."""
    shown = await preferences.show(session, actor, mail.configured(request.app.state.settings))
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.patch("/preferences", responses=signed_in(ChoicesChanged, PreconditionMissing))
async def change_notification_preferences(
    session: Session, actor: Caller, request: Request, response: Response, payload: PreferencesChange, version: IfMatch
) -> Preferences:
    """Change how you are told of some kinds."""
    await preferences.change(session, actor, payload, version)
    shown = await preferences.show(session, actor, mail.configured(request.app.state.settings))
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.post("/{notification_id}/read", responses=signed_in(NoSuchNotification))
async def read_notification(session: Session, actor: Caller, notification_id: UUID) -> NotificationShown:
    """Mark one notification as read."""
    return await listing.mark(session, actor, notification_id, read=True)


@router.post("/{notification_id}/unread", responses=signed_in(NoSuchNotification))
async def unread_notification(session: Session, actor: Caller, notification_id: UUID) -> NotificationShown:
    """Mark one notification as not read."""
    return await listing.mark(session, actor, notification_id, read=False)
