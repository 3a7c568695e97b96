"""Who may see a walk and act on it, and the people in it by name."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor, RoleDoesNotAllow
from resolutionflow.accounts.roles import Permission
from resolutionflow.walks import queries
from resolutionflow.walks.models import ACTIVE, L1WalkSession
from resolutionflow.walks.refusals import WalkNotActive, WalkNotFound
from resolutionflow.walks.schemas.shown import PersonShown


def must_see_walks(actor: Actor) -> None:
    """Raise ``RoleDoesNotAllow`` unless the actor does first-line work or may read all walks."""
    if not actor.may(Permission.READ_ALL_WALKS):
        actor.must(Permission.DO_L1_WORK)


def may_act(actor: Actor, walk: L1WalkSession) -> bool:
    """Say whether the actor may change a walk that they see: by their L1 work, or because they took it over."""
    if actor.may(Permission.DO_L1_WORK):
        return True
    return actor.may(Permission.TAKE_OVER) and walk.assigned_to_user_id == actor.user_id


async def seen(session: AsyncSession, actor: Actor, walk_id: UUID) -> L1WalkSession:
    """Return a walk; raise ``WalkNotFound`` when it is not there or not visible to the actor."""
    must_see_walks(actor)
    walk = await queries.walk(session, actor, walk_id)
    if walk is None:
        raise WalkNotFound
    return walk


async def locked(session: AsyncSession, actor: Actor, walk_id: UUID) -> L1WalkSession:
    """Return a walk that the actor may change, locked; raise ``WalkNotFound`` or ``RoleDoesNotAllow``."""
    must_see_walks(actor)
    walk = await queries.walk(session, actor, walk_id, lock=True)
    if walk is None:
        raise WalkNotFound
    if not may_act(actor, walk):
        raise RoleDoesNotAllow("Only whoever does first-line work, or has taken this walk over, may do this.")
    return walk


async def locked_active(session: AsyncSession, actor: Actor, walk_id: UUID) -> L1WalkSession:
    """Return an active walk that the actor may change, locked; raise ``WalkNotActive`` besides."""
    walk = await locked(session, actor, walk_id)
    check_active(walk)
    return walk


def check_active(walk: L1WalkSession) -> None:
    """Raise ``WalkNotActive`` unless the walk is active."""
    if walk.status != ACTIVE:
        raise WalkNotActive(f"This walk is {walk.status}, so nothing can be changed in it.", status_now=walk.status)


async def people(session: AsyncSession, account_id: UUID, ids: Iterable[UUID | None]) -> dict[UUID, PersonShown]:
    """Return people by id."""
    wanted = {user_id for user_id in ids if user_id is not None}
    names = await queries.names(session, account_id, wanted) if wanted else {}
    return {user_id: PersonShown(id=user_id, name=name) for user_id, name in names.items()}
