"""Joining a colleague's walk, and who else is in it just now."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.kit.clock import now
from resolutionflow.platform import live
from resolutionflow.walks.models import JOIN
from resolutionflow.walks.queries import present
from resolutionflow.walks.refusals import WalkNotFound
from resolutionflow.walks.schemas.moves import Here, PersonHere
from resolutionflow.walks.schemas.shown import Walk
from resolutionflow.walks.service import access
from resolutionflow.walks.service.events import record
from resolutionflow.walks.service.opening import show

HERE_FOR = timedelta(seconds=50)
"""Somebody is in a walk for so long after their browser said so; it says so every 20 seconds."""


async def join(session: AsyncSession, actor: Actor, walk_id: UUID) -> Walk:
    """Join an active walk of a colleague, to work on it together; raise ``WalkNotFound`` or ``WalkNotActive``.

    Whoever does first-line work may open any ticket, so any walk that they find there may be joined.
    """
    actor.must(Permission.DO_L1_WORK)
    walk = await present.any_walk(session, actor.account_id, walk_id)
    if walk is None:
        raise WalkNotFound
    access.check_active(walk)
    theirs = actor.user_id in (walk.created_by_user_id, walk.assigned_to_user_id)
    if not theirs and await present.join(session, actor, walk_id, now()):
        record(session, walk, JOIN, actor.user_id)
    return await show(session, actor, walk)


async def here(session: AsyncSession, actor: Actor, walk_id: UUID) -> Here:
    """Note that the actor has a walk open, and return who else has; raise ``WalkNotFound``."""
    walk = await access.seen(session, actor, walk_id)
    moment = now()
    if await present.enter(session, actor, walk_id, moment, moment - HERE_FOR):
        live.announce(session, live.Topic.WALKS, walk.id)
    others = await present.others(session, actor, walk_id, moment - HERE_FOR)
    return Here(
        others=[PersonHere(id=user_id, name=name) for user_id, name in others],
        version=walk.version,
        notes_version=walk.notes_version,
    )
