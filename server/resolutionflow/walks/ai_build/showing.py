"""How the next step of a walk comes about, as its page shows it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.ai.port import Failure
from resolutionflow.ai.service import PLAYBOOK_LABEL, Maker, maker, spent_on
from resolutionflow.kit.clock import now
from resolutionflow.walks.ai_build import queries
from resolutionflow.walks.ai_build.claims import is_claimed, place_of
from resolutionflow.walks.ai_build.engine import MOST_ANSWERS, Place
from resolutionflow.walks.ai_build.playbook import playbook_knows
from resolutionflow.walks.ai_build.schemas import Making, StepTrouble
from resolutionflow.walks.ai_build.words import (
    LOST,
    PLAYBOOK_FAILED,
    QUOTA_SPENT,
    REPEATED,
    SAID_WRONG,
    SWITCHED_OFF,
    WALK_LIMIT,
    told,
)
from resolutionflow.walks.models import ACTIVE, AI_BUILD, L1WalkSession
from resolutionflow.walks.queries import Answered

NOT_AGAIN = frozenset((QUOTA_SPENT, SWITCHED_OFF, WALK_LIMIT))


async def making_of(session: AsyncSession, walk: L1WalkSession, path: list[Answered]) -> Making | None:
    """Return how the step comes about at which a walk stands after ``path``; null for a walk of another kind."""
    if walk.session_kind != AI_BUILD:
        return None
    return await making_at(session, walk, place_of(walk, path), is_there=walk.pending_node is not None)


async def making_at(session: AsyncSession, walk: L1WalkSession, place: Place, *, is_there: bool) -> Making:
    """Return how the step at a place of a walk comes about."""
    row = await queries.at(session, walk, place)
    by_model = row is not None and row.source == "model"
    keeps = by_model and await queries.keeps_ticket_text(session, walk.account_id)
    spent = await spent_on(session, walk.account_id, walk_id=walk.id)
    shown = Making(
        state="ready",
        source="model" if by_model else "playbook",
        label=row.label if row is not None else PLAYBOOK_LABEL,
        trouble=None,
        playbook_may_go_on=False,
        may_try_again=False,
        resets_at=None,
        answers_left=max(0, MOST_ANSWERS - place.step_no),
        cost=None if spent.unpriced and not spent.cost else spent.cost,
        calls=spent.calls,
        sends="nothing" if not by_model else "answers" if keeps else "all",
    )
    if walk.status != ACTIVE:
        shown.state = "ended"
    elif is_claimed(row, now()) and not is_there:
        shown.state = "making"
    elif not is_there:
        shown.state = "stuck"
        await _say_why(session, walk, (row.failure if row is not None else None) or LOST, shown)
    elif row is not None and row.failure == SAID_WRONG:
        await _say_why(session, walk, SAID_WRONG, shown)
    elif row is not None and row.failure == REPEATED:
        shown.trouble = StepTrouble(code=REPEATED, detail=told(REPEATED, again=False, playbook=False))
    return shown


async def _say_why(session: AsyncSession, walk: L1WalkSession, code: str, shown: Making) -> None:
    """Say why there is no step that helps and nobody makes one, and who might."""
    who = await maker(session, walk.account_id, counts="walk")
    by_model = who is not None and who.source == "model"
    fits = code != Failure.NO_PLAYBOOK and _playbook_fits(walk, who)
    shown.playbook_may_go_on = fits and code != PLAYBOOK_FAILED
    shown.may_try_again = code not in NOT_AGAIN and (by_model or fits)
    shown.resets_at = _resets_at(who) if code == QUOTA_SPENT else None
    if by_model and code == Failure.NO_PLAYBOOK:
        shown.may_try_again = True
    detail = told(code, again=shown.may_try_again, playbook=shown.playbook_may_go_on)
    shown.trouble = StepTrouble(code=code, detail=detail)


def _playbook_fits(walk: L1WalkSession, who: Maker | None) -> bool:
    """Say whether the playbook is on and knows the problem: one that has nothing to say is not offered."""
    if who is None or not (who.playbook_too or who.source == "playbook"):
        return False
    return playbook_knows(walk.problem_text or "", walk.category or "")


def _resets_at(who: Maker | None) -> datetime | None:
    return who.resets_at if who is not None else None
