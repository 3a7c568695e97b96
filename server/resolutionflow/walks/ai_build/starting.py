"""Beginning a walk whose steps are made, where no flow fits: may it be, on which category, leaning on what."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import service as accounts
from resolutionflow.accounts.actor import Actor
from resolutionflow.ai.service import PLAYBOOK_LABEL, maker
from resolutionflow.flows.matching.service import MatchResult
from resolutionflow.tickets.models import Ticket
from resolutionflow.walks.ai_build.claims import Begun
from resolutionflow.walks.ai_build.engine import Place, allowed, category_of
from resolutionflow.walks.ai_build.knowledge import knowledge_near
from resolutionflow.walks.ai_build.models import WalkNode
from resolutionflow.walks.ai_build.playbook import playbook_category, playbook_knows
from resolutionflow.walks.ai_build.stepping import next_of
from resolutionflow.walks.models import AI_BUILD, L1WalkSession
from resolutionflow.walks.schemas.intake import Intake
from resolutionflow.walks.service.candidates import rejected
from resolutionflow.walks.service.starting import begin

UNKNOWN_TO_PLAYBOOK = (
    "Neither your flows nor the built-in playbook know this problem. Work on it without a flow, or escalate it."
)


@dataclass(frozen=True, slots=True)
class NotHere:
    """Why no steps are made for a problem; no reason when nothing is switched on that could make them."""

    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Led:
    """A walk that has begun, and the leave to make its first step, null when that was refused."""

    walk: L1WalkSession
    begun: Begun | None


@dataclass(frozen=True, slots=True)
class Leading:
    """Steps may be made for a problem: by whom, in which category."""

    source: str
    category: str | None


async def leading(
    session: AsyncSession, actor: Actor, payload: Intake, ticket: Ticket | None, found: MatchResult
) -> Leading | NotHere:
    """Say who would make the steps for a problem, unless the account does not allow it for such a one."""
    who = await maker(session, actor.account_id, counts="walk")
    if who is None:
        return NotHere()
    given = payload.category or (ticket.category if ticket is not None else None)
    names = (await accounts.settings_of(session, actor.account_id)).l1_categories
    category = given or _classified(payload.problem_text, found, names)
    if not allowed(category, names):
        return NotHere(_not_allowed(category, names))
    if who.source == "model" and who.trouble != "quota_spent":
        return Leading("model", category)
    may_playbook = who.source == "playbook" or who.playbook_too
    if not may_playbook or not playbook_knows(payload.problem_text, category or ""):
        return NotHere(_spent(who.resets_at) if who.source == "model" else UNKNOWN_TO_PLAYBOOK)
    return Leading("playbook", category)


async def lead(
    session: AsyncSession, actor: Actor, payload: Intake, ticket: Ticket | None, found: MatchResult, on: Leading
) -> Led:
    """Begin a walk whose steps are made."""
    payload = payload.model_copy(update={"category": on.category})
    kept = await rejected(session, actor, payload)
    walk = await begin(session, actor, payload, ticket, session_kind=AI_BUILD, **kept)
    session.add(
        WalkNode(
            account_id=walk.account_id,
            walk_id=walk.id,
            step_no=Place.start().step_no,
            way=Place.start().way,
            source=on.source,
            label=PLAYBOOK_LABEL,
            attempts=0,
            knowledge=await knowledge_near(session, actor, found, payload.problem_text),
        )
    )
    await session.flush()
    return Led(walk, await next_of(session, actor, walk, by_playbook=on.source == "playbook"))


def _spent(resets_at: datetime | None) -> str:
    """Say why no model is asked, and until when; a technician reads it."""
    until = f" until {resets_at.day} {resets_at:%B %Y}, 00:00 UTC" if resets_at is not None else ""
    return (
        f"No flow fits, and what your plan allows for AI is used up{until}. Work on it without a flow, or escalate it."
    )


def _classified(problem: str, found: MatchResult, names: list[str]) -> str | None:
    near = [(one.category, one.score) for one in found.candidates if one.flow_id is not None]
    return category_of(near, playbook_category(problem), names)


def _not_allowed(category: str | None, names: list[str]) -> str:
    those = ", ".join(names)
    if category is None:
        return (
            f"Where no flow fits, steps are made here for these categories only: {those}. Say which one it is, "
            "work on it without a flow, or escalate it."
        )
    return (
        f"No flow fits, and steps are not made here for “{category}”, only for: {those}. "
        "Work on it without a flow, or escalate it."
    )
