"""Teams."""

from uuid import UUID

from fastapi import APIRouter, Response

from resolutionflow.accounts import service
from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates, signed_in
from resolutionflow.accounts.refusals import NoSuchTeam, TeamChanged, TeamNameTaken, UnknownPeople
from resolutionflow.accounts.routes.users import After, Limit
from resolutionflow.accounts.schemas.people import TeamChange, TeamNew, TeamShown
from resolutionflow.kit.errors import PreconditionMissing
from resolutionflow.kit.paging import BadCursor, Page
from resolutionflow.platform.http import AlreadyThere, IfMatch, Session, etag

router = APIRouter(prefix="/teams", tags=["people"])


@router.get("", responses=signed_in(BadCursor))
async def list_teams(session: Session, actor: Caller, after: After = None, limit: Limit = 50) -> Page[TeamShown]:
    """List the teams of the account by name."""
    return await service.list_teams(session, actor, after, limit)


@router.post(
    "", status_code=201, response_model=TeamShown, responses=creates(TeamNameTaken, UnknownPeople, AlreadyThere)
)
async def make_team(session: Session, actor: Caller, payload: TeamNew, body: Body, once: OnceOnly) -> Response:
    """Make a team."""
    again = await once.seen(body)
    if again is not None:
        return again
    shown = await service.make_team(session, actor, payload)
    return await once.keep(shown, 201, {"ETag": etag(shown.version)})


@router.get("/{team_id}", responses=signed_in(NoSuchTeam))
async def read_team(session: Session, actor: Caller, team_id: UUID, response: Response) -> TeamShown:
    """Show one team."""
    shown = await service.show_team(session, actor, team_id)
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.patch(
    "/{team_id}",
    responses=signed_in(NoSuchTeam, TeamChanged, PreconditionMissing, TeamNameTaken, UnknownPeople, AlreadyThere),
)
async def change_team(
    session: Session, actor: Caller, team_id: UUID, payload: TeamChange, version: IfMatch, response: Response
) -> TeamShown:
    """Change a team's name or who is in it."""
    shown = await service.change_team(session, actor, team_id, payload, version)
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.delete("/{team_id}", status_code=204, responses=signed_in(NoSuchTeam))
async def delete_team(session: Session, actor: Caller, team_id: UUID) -> None:
    """Remove a team; the people in it stay."""
    await service.delete_team(session, actor, team_id)
