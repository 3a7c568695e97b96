"""Intake: what was asked for is started, else what fits, else what may fit is offered."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.ai.service import make_ready
from resolutionflow.flows import service as flows
from resolutionflow.flows.matching import service as matching
from resolutionflow.flows.matching.words import says_enough
from resolutionflow.platform.db import Database
from resolutionflow.tickets.models import Ticket
from resolutionflow.walks.ai_build.claims import Begun
from resolutionflow.walks.ai_build.going_on import made
from resolutionflow.walks.ai_build.starting import Leading, NotHere, lead, leading
from resolutionflow.walks.models import ADHOC, L1WalkSession
from resolutionflow.walks.refusals import ProposalNotWalkable
from resolutionflow.walks.schemas.intake import Candidate, Intake, OutOfScope, Started, Suggestions
from resolutionflow.walks.service.candidates import candidate, hardly, nearest, offered, rejected
from resolutionflow.walks.service.opening import show
from resolutionflow.walks.service.starting import begin, begin_flow, check_proposal, ticket_for

NOTHING_FITS = "None of your flows fits this problem. Work on it without one, or escalate it."
STILL_INDEXING = "Flows published a moment ago are still being indexed; trying again in a minute may find one."
FEW_WORDS = "That is too little to find a flow by. Say what doesn't work and what is seen: four or five words will do."
NONE_TAKEN = "None of the suggestions fits. Work on it without a flow, or escalate it."


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What comes of an intake; with ``begun`` the first step of the walk is to be made once this is committed."""

    response: Started | Suggestions | OutOfScope
    begun: Begun | None = None


async def take_in(session: AsyncSession, actor: Actor, payload: Intake) -> TakenIn:
    """Take a problem in.

    Raise ``TicketNotFound``, ``ClientNotFound``, ``NoSuchFlow``, ``FlowNotPublished``, ``ProposalNotFound`` or
    ``ProposalNotWalkable``.
    """
    actor.must(Permission.DO_L1_WORK)
    ticket = await ticket_for(session, actor, payload)
    walk = await _asked_for(session, actor, payload, ticket)
    if walk is not None:
        return TakenIn(Started(session=await show(session, actor, walk), match=None))
    return await _matched(session, actor, payload, ticket)


async def _asked_for(
    session: AsyncSession, actor: Actor, payload: Intake, ticket: Ticket | None
) -> L1WalkSession | None:
    """Begin the walk that the technician chose themselves, if they did."""
    if payload.flow_id is not None:
        flow = await flows.startable(session, actor, payload.flow_id)
        return await begin_flow(session, actor, payload, ticket, flow)
    if payload.flow_proposal_id is not None:
        await _refuse_proposal(session, actor, payload.flow_proposal_id)
    if payload.adhoc:
        return await begin(
            session, actor, payload, ticket, session_kind=ADHOC, **await rejected(session, actor, payload)
        )
    return None


async def _refuse_proposal(session: AsyncSession, actor: Actor, proposal_id: UUID) -> None:
    """No proposal has been found safe for first-line work yet, so none is walked."""
    await check_proposal(session, actor, proposal_id)
    raise ProposalNotWalkable


async def _matched(session: AsyncSession, actor: Actor, payload: Intake, ticket: Ticket | None) -> TakenIn:
    found = await matching.match(session, actor, payload.problem_text)
    best = found.match
    if best is not None and best.flow_id is not None:
        flow = await flows.startable(session, actor, best.flow_id)
        walk = await begin_flow(session, actor, payload, ticket, flow, best.score)
        return TakenIn(Started(session=await show(session, actor, walk), match=candidate(best)))
    near = offered(found)
    if near and not payload.none_fit:
        return await _suggested(session, actor, found, near)
    on = await leading(session, actor, payload, ticket, found)
    if _says_too_little(payload.problem_text, on):
        return TakenIn(OutOfScope(reason=FEW_WORDS, rejected=[], nearest=nearest(found), more_words=True))
    if isinstance(on, NotHere):
        return _out_of_scope(payload, found, near, on)
    unlikely = [] if payload.none_fit else hardly(found)
    if unlikely:  # a flow that people have reviewed is looked at before steps are made that nobody has
        return await _suggested(session, actor, found, unlikely)
    led = await lead(session, actor, payload, ticket, found, on)
    return TakenIn(Started(session=await show(session, actor, led.walk), match=None), led.begun)


def _says_too_little(problem: str, on: Leading | NotHere) -> bool:
    """Say whether to ask for more words before a ticket is opened or a model paid."""
    known = isinstance(on, Leading) and on.source == "playbook"
    return not known and not says_enough(problem)


async def _suggested(
    session: AsyncSession, actor: Actor, found: matching.MatchResult, candidates: list[Candidate]
) -> TakenIn:
    await make_ready(session, actor.account_id)  # perhaps none of them fits
    return TakenIn(Suggestions(candidates=candidates, still_indexing=found.still_indexing))


def _out_of_scope(payload: Intake, found: matching.MatchResult, near: list[Candidate], on: NotHere) -> TakenIn:
    reason = on.reason or (NONE_TAKEN if near else NOTHING_FITS)
    if found.still_indexing:
        reason = f"{reason} {STILL_INDEXING}"
    turned_down, named = (near, []) if payload.none_fit else ([], nearest(found))
    return TakenIn(OutOfScope(reason=reason, rejected=turned_down, nearest=named, still_indexing=found.still_indexing))


async def led_on(database: Database, begun: Begun) -> Started:
    """Have the first step of a walk made, and return the walk with it, or with why it could not be made."""
    _, shown = await made(database, begun)
    return Started(session=shown, match=None)
