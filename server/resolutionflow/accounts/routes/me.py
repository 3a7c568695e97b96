"""The person who is signed in."""

from fastapi import APIRouter, Request, Response

from resolutionflow.accounts import service
from resolutionflow.accounts.caller import Caller, signed_in
from resolutionflow.accounts.refusals import TooManyPreferences, UserChanged
from resolutionflow.accounts.schemas.access import Me, MeChange
from resolutionflow.kit.errors import PreconditionMissing
from resolutionflow.platform import mail
from resolutionflow.platform.http import IfMatch, Session, etag

router = APIRouter(prefix="/me", tags=["me"])


@router.get("", responses=signed_in())
async def read_me(session: Session, actor: Caller, request: Request, response: Response) -> Me:
    """Say who is signed in, what they may do and how they like it. A session that is used is prolonged here."""
    settings = request.app.state.settings
    await service.prolong_session(session, actor, settings)
    shown = await service.show_me(session, actor, mail.configured(settings))
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.patch("", responses=signed_in(UserChanged, PreconditionMissing, TooManyPreferences))
async def change_me(
    session: Session, actor: Caller, request: Request, response: Response, payload: MeChange, version: IfMatch
) -> Me:
    """Change your name, time zone or preferences."""
    await service.change_me(session, actor, payload, version)
    shown = await service.show_me(session, actor, mail.configured(request.app.state.settings))
    response.headers["ETag"] = etag(shown.version)
    return shown
