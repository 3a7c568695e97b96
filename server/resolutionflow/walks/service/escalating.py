"""Handing a walk over to whoever can go on."""

import logging
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.kit.redact import redacted
from resolutionflow.walks import queries
from resolutionflow.walks.ai_build.claims import let_go
from resolutionflow.walks.engine.package import filled, merged, missing
from resolutionflow.walks.finding import service as finding
from resolutionflow.walks.models import ADHOC, ESCALATE, ESCALATED, L1WalkSession
from resolutionflow.walks.queries import escalations as escalation_queries
from resolutionflow.walks.refusals import RecipientNotFound
from resolutionflow.walks.schemas.actions import Escalate, Escalated, EscalateFromIntake
from resolutionflow.walks.service import access, telling
from resolutionflow.walks.service.auditing import account_for
from resolutionflow.walks.service.candidates import rejected
from resolutionflow.walks.service.events import record, turn
from resolutionflow.walks.service.opening import show
from resolutionflow.walks.service.package import default_recipients, facts, masked
from resolutionflow.walks.service.starting import begin, check_named, ticket_for
from resolutionflow.walks.service.ticket_state import follow

log = logging.getLogger(__name__)

STEP_LENGTH = 300
NOBODY = "Nobody is told of this escalation: no recipient was given or set as default, or those there were have left."


async def escalate(session: AsyncSession, actor: Actor, walk_id: UUID, payload: Escalate) -> Escalated:
    """Escalate an active walk; raise ``RecipientNotFound`` besides what walks raise."""
    return await _hand_over(session, actor, await access.locked_active(session, actor, walk_id), payload)


async def escalate_from_intake(session: AsyncSession, actor: Actor, payload: EscalateFromIntake) -> Escalated:
    """Make an ad-hoc walk for a problem, whatever flow it names, and escalate it; raise what both raise."""
    actor.must(Permission.DO_L1_WORK)
    await check_named(session, actor, payload)
    ticket = await ticket_for(session, actor, payload)
    walk = await begin(session, actor, payload, ticket, session_kind=ADHOC, **await rejected(session, actor, payload))
    return await _hand_over(session, actor, walk, payload)


async def _hand_over(session: AsyncSession, actor: Actor, walk: L1WalkSession, payload: Escalate) -> Escalated:
    recipients = await _recipients(session, actor, payload.recipient_ids)
    edited = payload.package.model_dump() if payload.package else {}
    known = await facts(session, actor, walk)
    package = masked(merged(filled(known), edited))
    walk.escalation_package, walk.escalation_missing = package, missing(package)
    walk.escalation_override_reason = payload.override_reason and redacted(payload.override_reason)
    walk.escalation_recipient_ids = [str(user_id) for user_id in recipients]
    walk.escalation_step = known.stands_at.text[:STEP_LENGTH] if known.stands_at else None
    walk.escalation_reason = redacted(payload.escalation_reason)
    walk.escalation_reason_category = payload.escalation_reason_category.value
    walk.assigned_to_user_id = walk.taken_over_at = None
    walk.escalated_at = walk.ended_at = turn(walk, ESCALATED)
    await _put_on_record(session, actor, walk)
    await session.flush()
    await let_go(session, walk)
    await escalation_queries.tell(session, walk, recipients)
    await follow(session, walk, "escalated")
    await finding.remember(session, walk)
    shown = await show(session, actor, walk)
    await telling.escalated(session, actor, walk, shown, recipients)
    return Escalated(**shown.model_dump(), warning=None if recipients else _warn(walk))


async def _put_on_record(session: AsyncSession, actor: Actor, walk: L1WalkSession) -> None:
    told = {
        "reason_category": walk.escalation_reason_category,
        "recipients": walk.escalation_recipient_ids,
        "missing": walk.escalation_missing,
    }
    record(session, walk, ESCALATE, actor.user_id, told)
    await account_for(session, actor, walk, "walk.escalate", **told)


def _warn(walk: L1WalkSession) -> str:
    log.warning("walk %s of account %s is escalated to nobody", walk.id, walk.account_id)
    return NOBODY


async def _recipients(session: AsyncSession, actor: Actor, given: Sequence[UUID] | None) -> list[UUID]:
    """Return who is told: those given, else the account's default ones; people who left are left out."""
    if not given:
        return [person.id for person in await default_recipients(session, actor)]
    known = await queries.people(session, actor.account_id, given)
    if set(given) - known.keys():
        raise RecipientNotFound
    return [user_id for user_id in dict.fromkeys(given) if known.get(user_id)]
