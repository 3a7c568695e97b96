"""Invitations, as the invited person sees them."""

from fastapi import APIRouter, Request, Response

from resolutionflow.accounts import service
from resolutionflow.accounts.browser import browser_of, set_cookie
from resolutionflow.accounts.caller import check_origin, public
from resolutionflow.accounts.refusals import (
    EmailMissing,
    EmailTaken,
    InvitationEnded,
    InvitationForAnother,
    InvitationUsed,
    NoSuchLink,
)
from resolutionflow.accounts.schemas.access import Me
from resolutionflow.accounts.schemas.people import InvitationAccept, InvitationOpened, InvitationToken
from resolutionflow.platform import mail
from resolutionflow.platform.db import Database
from resolutionflow.platform.http import Session

router = APIRouter(prefix="/invitations", tags=["people"])


@router.post("/open", responses=public(NoSuchLink, InvitationUsed, InvitationEnded))
async def open_invitation(session: Session, request: Request, payload: InvitationToken) -> InvitationOpened:
    """Show the invitation of a link; asked for by POST so that the token is in no address and no log."""
    check_origin(request)
    return await service.open_invitation(session, payload.token)


@router.post(
    "/accept",
    status_code=201,
    responses=public(NoSuchLink, InvitationUsed, InvitationEnded, InvitationForAnother, EmailMissing, EmailTaken),
)
async def accept_invitation(request: Request, response: Response, payload: InvitationAccept) -> Me:
    """Join the account and be signed in. When the reply was lost, sign in with what you chose."""
    check_origin(request)
    database: Database = request.app.state.database
    settings = request.app.state.settings
    async with database.transaction() as session:
        await service.open_invitation(session, payload.token)
    password_hash = await service.hash_password(payload.password)
    async with database.transaction() as session:
        user = await service.accept_invitation(session, payload, password_hash)
        token = await service.start_session(session, user, browser_of(request), settings)
        shown = await service.show_me(session, service.actor_of(user), mail.configured(settings))
    set_cookie(request, response, token)
    return shown
