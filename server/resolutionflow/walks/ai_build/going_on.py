"""Having the awaited step made when it is not there: trying again, or going on with the playbook."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.ai.port import Answer, Failure
from resolutionflow.kit.clock import now
from resolutionflow.kit.errors import Refusal
from resolutionflow.platform.db import Database
from resolutionflow.walks import queries as walk_queries
from resolutionflow.walks.ai_build.ahead import is_wanted, look_ahead
from resolutionflow.walks.ai_build.claims import Begun, awaited, begin, is_claimed, put
from resolutionflow.walks.ai_build.making import make
from resolutionflow.walks.ai_build.models import WalkNode
from resolutionflow.walks.ai_build.refusals import NoPlaybookStep, StepNotMade, StepsNotMade
from resolutionflow.walks.ai_build.schemas import NextNode
from resolutionflow.walks.ai_build.words import SAID_WRONG
from resolutionflow.walks.models import AI_BUILD, L1WalkSession
from resolutionflow.walks.schemas.shown import Walk
from resolutionflow.walks.service import access
from resolutionflow.walks.service.events import announce
from resolutionflow.walks.service.opening import show


async def next_node(session: AsyncSession, actor: Actor, walk_id: UUID, payload: NextNode) -> Walk | Begun:
    """Return the walk if its step is there or in the making, else the leave to make it.

    A step that was reported as wrong gives way to another one.

    Raise ``StepsNotMade``, ``MostStepsMade``, what walks raise and what ``reserve`` raises.
    """
    walk = await access.locked_active(session, actor, walk_id)
    if walk.session_kind != AI_BUILD:
        raise StepsNotMade
    _, row = await awaited(session, walk)
    if walk.pending_node is None and put(walk, row):
        announce(session, walk)
    if (walk.pending_node is None or _is_wrong(walk, row)) and not is_claimed(row, now()):
        begun = await begin(session, actor, walk, payload.source)
        walk.pending_node = walk.pending_node_id = None
        announce(session, walk)
        return begun
    return await show(session, actor, walk)


def _is_wrong(walk: L1WalkSession, row: WalkNode | None) -> bool:
    """Say whether a walk stands at a step that was reported as wrong."""
    return row is not None and row.failure == SAID_WRONG and walk.pending_node is not None


async def made(database: Database, begun: Begun) -> tuple[Answer, Walk]:
    """Have the step made and return what came back with the walk as it stands then; what follows is made ahead."""
    answer = await make(database, begun)
    async with database.transaction(begun.actor.account_id) as session:
        walk = await walk_queries.walk(session, begun.actor, begun.walk_id)
        assert walk is not None, "whoever has a step made sees the walk"
        shown = await show(session, begun.actor, walk)
        go_on = await is_wanted(session, walk.account_id, walk.pending_node)
    if go_on:
        look_ahead(database, begun.actor, walk.id)
    return answer, shown


async def went_on(database: Database, begun: Begun) -> Walk | Refusal:
    """Have the step made; a refusal says why it was not, and is raised once what was paid is committed."""
    answer, shown = await made(database, begun)
    if shown.pending_node is None and answer.made is None:
        return _refused(shown, answer)
    return shown


def _refused(shown: Walk, answer: Answer) -> Refusal:
    making = shown.making
    words = making.trouble.detail if making is not None and making.trouble is not None else None
    if answer.failure == Failure.NO_PLAYBOOK:
        return NoPlaybookStep(words)
    playbook = making is not None and making.playbook_may_go_on
    return StepNotMade(words, failure=str(answer.failure), calls=len(answer.calls), playbook_may_go_on=playbook)
