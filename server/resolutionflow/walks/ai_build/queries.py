"""Rows of steps that are made, fenced to the account; whoever changes one holds the lock of its walk."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.ai.models import AISettings
from resolutionflow.walks.ai_build.engine import Place
from resolutionflow.walks.ai_build.models import WalkNode
from resolutionflow.walks.models import L1WalkSession


async def locked_walk(session: AsyncSession, account_id: UUID, walk_id: UUID) -> L1WalkSession | None:
    """Return a walk, locked, for work that goes on when whoever asked for it is gone."""
    wanted = select(L1WalkSession).where(L1WalkSession.account_id == account_id, L1WalkSession.id == walk_id)
    return (await session.scalars(wanted.with_for_update(), execution_options={"populate_existing": True})).first()


async def at(session: AsyncSession, walk: L1WalkSession, place: Place) -> WalkNode | None:
    """Return the step at a place of a walk, made or not."""
    return await session.get(WalkNode, (walk.account_id, walk.id, place.step_no, place.way), populate_existing=True)


async def renew(session: AsyncSession, account_id: UUID, walk_id: UUID, claim: UUID, until: datetime) -> bool:
    """Let a claim hold until then; say whether it still held."""
    own = (WalkNode.account_id == account_id, WalkNode.walk_id == walk_id, WalkNode.claim == claim)
    done = await session.execute(update(WalkNode).where(*own).values(until=until).returning(WalkNode.step_no))
    return done.first() is not None


async def by_id(session: AsyncSession, walk: L1WalkSession, step_no: int, node_id: str) -> WalkNode | None:
    """Return the row of a made step, which came after so many answers, by the step's own id."""
    own = (WalkNode.account_id == walk.account_id, WalkNode.walk_id == walk.id, WalkNode.step_no == step_no)
    return (await session.scalars(select(WalkNode).where(*own, WalkNode.node["id"].astext == node_id))).first()


async def first(session: AsyncSession, walk: L1WalkSession) -> WalkNode | None:
    """Return the first step of a walk, with the knowledge that all of its steps may lean on."""
    return await at(session, walk, Place.start())


async def ways_on(session: AsyncSession, walk: L1WalkSession, step_no: int) -> set[str]:
    """Return the ways to a step of this number that were begun."""
    wanted = select(WalkNode.way).where(
        WalkNode.account_id == walk.account_id, WalkNode.walk_id == walk.id, WalkNode.step_no == step_no
    )
    return set(await session.scalars(wanted))


async def paid_for(session: AsyncSession, walk: L1WalkSession) -> int:
    """Return how often a model was asked for a step of the walk."""
    wanted = select(func.coalesce(func.sum(WalkNode.attempts), 0)).where(
        WalkNode.account_id == walk.account_id, WalkNode.walk_id == walk.id
    )
    return int((await session.execute(wanted)).scalar_one())


async def zero_wait(session: AsyncSession, account_id: UUID) -> bool:
    """Say whether steps are made before they are asked for."""
    found = await session.get(AISettings, account_id)
    return found is not None and found.zero_wait


async def keeps_ticket_text(session: AsyncSession, account_id: UUID) -> bool:
    """Say whether the words of tickets and notes stay here."""
    found = await session.get(AISettings, account_id)
    return found is not None and found.send_no_ticket_text


async def walk(session: AsyncSession, account_id: UUID, walk_id: UUID) -> L1WalkSession:
    """Return a walk that is there."""
    return await session.get_one(L1WalkSession, (account_id, walk_id))
