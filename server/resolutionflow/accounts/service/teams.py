"""Teams."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit, queries
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import Team, TeamMember, User
from resolutionflow.accounts.refusals import NoSuchTeam, TeamChanged, TeamNameTaken
from resolutionflow.accounts.roles import Permission
from resolutionflow.accounts.schemas.people import TeamChange, TeamNew, TeamShown
from resolutionflow.accounts.service.people import check_active, entry
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.kit.paging import Page, page_of


async def list_teams(session: AsyncSession, actor: Actor, after: str | None, limit: int) -> Page[TeamShown]:
    """Return a page of teams by name."""
    actor.must(Permission.READ_DIRECTORY)
    rows = await queries.teams(session, actor, after, limit)
    people = await queries.members(session, actor, [team.id for team in rows])
    items, following = page_of(
        rows, limit, lambda team: [team.name, team.id], lambda team: _shown(team, people[team.id])
    )
    return Page(items=items, next=following)


async def show_team(session: AsyncSession, actor: Actor, team_id: UUID) -> TeamShown:
    """Return one team; raise ``NoSuchTeam``."""
    actor.must(Permission.READ_DIRECTORY)
    return await _with_members(session, actor, await _find(session, actor, team_id))


async def make_team(session: AsyncSession, actor: Actor, payload: TeamNew) -> TeamShown:
    """Make a team; raise ``TeamNameTaken`` or ``UnknownPeople``."""
    actor.must(Permission.MANAGE_ACCOUNT)
    team = Team(account_id=actor.account_id, id=new_id(), name=payload.name, row_version=1, created_at=now())
    await _check_name(session, actor, payload.name, team.id)
    session.add(team)
    await session.flush()
    await _put_members(session, actor, team, payload.member_ids)
    audit.record(session, actor, "team.create", "team", team.id, name=team.name)
    await session.flush()
    return await _with_members(session, actor, team)


async def change_team(
    session: AsyncSession, actor: Actor, team_id: UUID, payload: TeamChange, version: int
) -> TeamShown:
    """Change a team; raise ``NoSuchTeam``, ``TeamChanged``, ``TeamNameTaken`` or ``UnknownPeople``."""
    actor.must(Permission.MANAGE_ACCOUNT)
    team = await _find(session, actor, team_id, lock=True)
    if team.row_version != version:
        raise TeamChanged
    if payload.name is not None:
        await _check_name(session, actor, payload.name, team.id)
        team.name = payload.name
    if payload.member_ids is not None:
        await _put_members(session, actor, team, payload.member_ids)
    team.row_version += 1
    audit.record(session, actor, "team.change", "team", team.id, name=team.name)
    await session.flush()
    return await _with_members(session, actor, team)


async def delete_team(session: AsyncSession, actor: Actor, team_id: UUID) -> None:
    """Remove a team; raise ``NoSuchTeam``."""
    actor.must(Permission.MANAGE_ACCOUNT)
    team = await _find(session, actor, team_id, lock=True)
    await session.execute(delete(Team).where(Team.account_id == actor.account_id, Team.id == team_id))
    audit.record(session, actor, "team.delete", "team", team_id, name=team.name)
    session.expunge(team)
    await session.flush()


async def _with_members(session: AsyncSession, actor: Actor, team: Team) -> TeamShown:
    return _shown(team, (await queries.members(session, actor, [team.id]))[team.id])


async def _find(session: AsyncSession, actor: Actor, team_id: UUID, *, lock: bool = False) -> Team:
    wanted = select(Team).where(Team.account_id == actor.account_id, Team.id == team_id)
    team = (await session.scalars(wanted.with_for_update() if lock else wanted)).first()
    if team is None:
        raise NoSuchTeam
    return team


async def _check_name(session: AsyncSession, actor: Actor, name: str, team_id: UUID) -> None:
    same = select(Team.id).where(Team.account_id == actor.account_id, Team.name == name, Team.id != team_id)
    if (await session.execute(same)).first():
        raise TeamNameTaken


async def _put_members(session: AsyncSession, actor: Actor, team: Team, ids: Collection[UUID]) -> None:
    people = await check_active(session, actor, ids)
    await session.execute(
        delete(TeamMember).where(TeamMember.account_id == actor.account_id, TeamMember.team_id == team.id)
    )
    session.add_all(TeamMember(account_id=actor.account_id, team_id=team.id, user_id=user.id) for user in people)
    await session.flush()


def _shown(team: Team, people: list[User]) -> TeamShown:
    return TeamShown(
        id=team.id,
        name=team.name,
        members=[entry(user) for user in people],
        created_at=team.created_at,
        version=team.row_version,
    )
