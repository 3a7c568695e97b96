"""Signing in and out, and the browsers in which a person is signed in.

Signing in takes three steps and not one transaction: the try is counted and committed whatever the answer will be; the
password is hashed with no transaction open; then the session is made.
"""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from resolutionflow.accounts import service
from resolutionflow.accounts.browser import browser_of, clear_cookie, set_cookie
from resolutionflow.accounts.caller import Caller, check_origin, public, signed_in
from resolutionflow.accounts.refusals import KeyHasNoSession, NoSuchSession, TooManyAttempts, WrongCredentials
from resolutionflow.accounts.schemas.access import Me, SessionList, SignIn
from resolutionflow.platform import mail
from resolutionflow.platform.db import Database
from resolutionflow.platform.http import Session

router = APIRouter(prefix="/auth", tags=["sign-in"])


@router.post("/sign-in", responses=public(WrongCredentials, TooManyAttempts))
async def sign_in(request: Request, response: Response, payload: SignIn) -> Me:
    """Sign in with e-mail address and password; the reply sets the session cookie."""
    check_origin(request)
    database: Database = request.app.state.database
    settings = request.app.state.settings
    browser = browser_of(request)
    async with database.transaction() as session:
        attempt = await service.count_attempt(session, payload.email, browser.address)
        candidate = await service.find_candidate(session, payload.email)
    right = await service.password_matches(payload.password, candidate)
    async with database.transaction() as session:
        user = await service.settle_attempt(session, attempt, candidate, right)
        if user is not None:
            token = await service.start_session(session, user, browser, settings)
            shown = await service.show_me(session, service.actor_of(user), mail.configured(settings))
    if user is None:
        raise WrongCredentials
    set_cookie(request, response, token)
    return shown


@router.post("/sign-out", status_code=204, responses=signed_in(KeyHasNoSession))
async def sign_out(session: Session, actor: Caller, request: Request, response: Response) -> None:
    """End this browser's session."""
    await service.sign_out(session, actor)
    clear_cookie(request, response)


@router.get("/sessions", responses=signed_in())
async def list_sessions(session: Session, actor: Caller) -> SessionList:
    """List the browsers in which you are signed in."""
    return SessionList(items=await service.list_sessions(session, actor))


@router.delete("/sessions/{session_id}", status_code=204, responses=signed_in(NoSuchSession))
async def revoke_session(session: Session, actor: Caller, session_id: UUID) -> None:
    """End one of your sessions, on whatever device it is."""
    await service.revoke_session(session, actor, session_id)
