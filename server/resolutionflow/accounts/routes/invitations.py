"""Invitations, as those see them who invite."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from resolutionflow.accounts import service
from resolutionflow.accounts.browser import link_to
from resolutionflow.accounts.caller import Body, Caller, creates, signed_in
from resolutionflow.accounts.refusals import EmailTaken, InvitationAccepted, NoSuchInvitation, OnlyOwnersMakeOwners
from resolutionflow.accounts.routes.users import After, Limit
from resolutionflow.accounts.schemas.people import InvitationMade, InvitationNew, InvitationShown
from resolutionflow.accounts.shown_once import SecretOnce
from resolutionflow.kit.ids import new_id
from resolutionflow.kit.paging import BadCursor, Page
from resolutionflow.platform import mail
from resolutionflow.platform.http import Session

router = APIRouter(prefix="/invitations", tags=["people"])


@router.post("", status_code=201, response_model=InvitationMade, responses=creates(OnlyOwnersMakeOwners, EmailTaken))
async def invite(
    session: Session, actor: Caller, payload: InvitationNew, request: Request, body: Body, once: SecretOnce
) -> Response:
    """Make a link with which one person joins; it works once, for seven days, while its maker may still invite."""

    def reveal(token: str) -> dict[str, str]:
        return {"token": token, "link": link_to(request, "join", token)}

    again = await once.seen(body, reveal)
    if again is not None:
        return again
    invitation_id = new_id()
    token = once.secret(invitation_id)
    mailed = payload.email is not None and mail.configured(request.app.state.settings)
    made = await service.invite(session, actor, payload, invitation_id, token, mailed=mailed)
    shown = InvitationMade(**made.model_dump(), token="", link="", mailed=mailed)
    return await once.keep(shown, token, reveal)


@router.get("", responses=signed_in(BadCursor))
async def list_invitations(
    session: Session, actor: Caller, after: After = None, limit: Limit = 50
) -> Page[InvitationShown]:
    """List invitations, the newest first."""
    return await service.list_invitations(session, actor, after, limit)


@router.delete("/{invitation_id}", status_code=204, responses=signed_in(NoSuchInvitation, InvitationAccepted))
async def revoke_invitation(session: Session, actor: Caller, invitation_id: UUID) -> None:
    """Withdraw an invitation; its link stops working."""
    await service.revoke_invitation(session, actor, invitation_id)
