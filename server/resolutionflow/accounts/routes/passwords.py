"""Changing a password, and mending a forgotten one by a link.

As in signing in, no transaction is open while a password is hashed.
"""

from fastapi import APIRouter, Request

from resolutionflow.accounts import service
from resolutionflow.accounts.browser import address_of
from resolutionflow.accounts.caller import check_origin, credential, public, resolve, signed_in
from resolutionflow.accounts.refusals import (
    MailNotConfigured,
    NoSuchLink,
    ResetLinkEnded,
    TooManyAttempts,
    WrongPassword,
)
from resolutionflow.accounts.schemas.access import PasswordChange, PasswordReset, ResetAccepted, ResetRequest
from resolutionflow.platform import mail
from resolutionflow.platform.db import Database
from resolutionflow.platform.http import Session

router = APIRouter(prefix="/auth", tags=["sign-in"])


@router.post("/password", status_code=204, responses=signed_in(WrongPassword, TooManyAttempts))
async def change_password(request: Request, payload: PasswordChange) -> None:
    """Change your password. Your other sessions end; this one and your API keys go on."""
    token = credential(request)
    database: Database = request.app.state.database
    async with database.transaction() as session:
        actor = await resolve(session, token)
        user = await service.get_self(session, actor)
        attempt = await service.count_attempt(session, user.email, address_of(request))
        candidate = await service.find_candidate(session, user.email)
    right = await service.password_matches(payload.current_password, candidate)
    new_hash = await service.hash_password(payload.new_password) if right else None
    async with database.transaction() as session:
        actor = await resolve(session, token)
        changed = await service.change_password(session, actor, attempt, candidate, new_hash)
    if not changed:
        raise WrongPassword


@router.post("/reset", status_code=202, responses=public(MailNotConfigured, TooManyAttempts))
async def request_reset(session: Session, request: Request, payload: ResetRequest) -> ResetAccepted:
    """Ask for a reset link by mail. The answer, and the time it takes, is the same for an unknown address."""
    check_origin(request)
    if not mail.configured(request.app.state.settings):
        raise MailNotConfigured
    await service.request_reset(session, payload.email, address_of(request))
    return ResetAccepted()


@router.post("/reset/finish", status_code=204, responses=public(NoSuchLink, ResetLinkEnded))
async def finish_reset(request: Request, payload: PasswordReset) -> None:
    """Set a new password with the token of a reset link. Every session of the person ends."""
    check_origin(request)
    database: Database = request.app.state.database
    async with database.transaction() as session:
        await service.check_reset(session, payload.token)
    password_hash = await service.hash_password(payload.password)
    async with database.transaction() as session:
        await service.finish_reset(session, payload.token, password_hash)
