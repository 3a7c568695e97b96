"""First-run set-up: the first account and its owner."""

import hmac

from fastapi import APIRouter, Request, Response

from resolutionflow.accounts import service
from resolutionflow.accounts.browser import browser_of, is_on_this_machine, set_cookie
from resolutionflow.accounts.caller import check_origin, public
from resolutionflow.accounts.refusals import AlreadySetUp, EmailTaken, SetupTokenNeeded
from resolutionflow.accounts.schemas.access import Me, Setup, SetupState
from resolutionflow.platform import mail
from resolutionflow.platform.db import Database
from resolutionflow.platform.http import Session

router = APIRouter(prefix="/setup", tags=["set-up"])


@router.get("", responses=public())
async def read_setup(session: Session, request: Request) -> SetupState:
    """Say whether this installation waits for its first owner."""
    needed = await service.set_up_needed(session)
    return SetupState(needed=needed, token_needed=needed and not is_on_this_machine(request))


@router.post("", status_code=201, responses=public(AlreadySetUp, SetupTokenNeeded, EmailTaken))
async def set_up(request: Request, response: Response, payload: Setup) -> Me:
    """Make the first account and its owner, and sign the owner in. Refused for good once an owner exists."""
    check_origin(request)
    database: Database = request.app.state.database
    async with database.transaction() as session:
        if not await service.set_up_needed(session):
            raise AlreadySetUp
    _check_token(request, payload.token)
    password_hash = await service.hash_password(payload.password)
    async with database.transaction() as session:
        account, owner = await service.set_up(session, payload, password_hash)
        token = await service.start_session(session, owner, browser_of(request), request.app.state.settings)
        shown = service.me_of(service.actor_of(owner), owner, account, mail.configured(request.app.state.settings), [])
    set_cookie(request, response, token)
    return shown


def _check_token(request: Request, given: str | None) -> None:
    expected = request.app.state.setup_token
    if is_on_this_machine(request):
        return
    if expected is None or not hmac.compare_digest((given or "").encode(), expected.encode()):
        raise SetupTokenNeeded
