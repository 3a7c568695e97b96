"""Telling people of escalations: whom one goes to, that it was taken, that it was resolved."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.notifications.service import Kind, tell
from resolutionflow.walks.models import ESCALATE, L1WalkSession, WalkEvent
from resolutionflow.walks.schemas.shown import Walk


async def escalated(
    session: AsyncSession, actor: Actor, walk: L1WalkSession, shown: Walk, recipients: Sequence[UUID]
) -> None:
    """Tell those to whom a walk is escalated."""
    words = f"{actor.name} escalated {_named(shown)} to you\n{walk.escalation_reason}"
    more = {"category": walk.escalation_reason_category}
    await _tell(session, walk, recipients, Kind.ESCALATED, words, more)


async def taken(session: AsyncSession, actor: Actor, walk: L1WalkSession, shown: Walk) -> None:
    """Tell whoever escalated a walk that it was taken over, just now and before anything else happened in it."""
    escalation = (
        select(WalkEvent.user_id)
        .where(
            WalkEvent.account_id == walk.account_id,
            WalkEvent.walk_id == walk.id,
            WalkEvent.step_no == walk.step_count,
            WalkEvent.kind == ESCALATE,
        )
        .order_by(WalkEvent.seq.desc())
        .limit(1)
    )
    who = (await session.scalars(escalation)).first() or walk.created_by_user_id
    words = f"{actor.name} took {_named(shown)}"
    await _tell(session, walk, [who], Kind.ESCALATION_TAKEN, words, {"taken_by": str(actor.user_id)})


async def resolved(session: AsyncSession, actor: Actor, walk: L1WalkSession, shown: Walk) -> None:
    """Tell whoever began a walk that was escalated that it is resolved."""
    if walk.escalated_at is not None:
        words = f"{actor.name} resolved {_named(shown)}, which was escalated\n{walk.resolution_notes or ''}"
        more = {"resolved_by": str(actor.user_id)}
        await _tell(session, walk, [walk.created_by_user_id], Kind.ESCALATION_RESOLVED, words, more)


async def _tell(
    session: AsyncSession, walk: L1WalkSession, people: Sequence[UUID], kind: Kind, words: str, more: dict[str, Any]
) -> None:
    data = {"walk_id": str(walk.id), "ticket_id": walk.ticket_id, "ticket_kind": walk.ticket_kind, **more}
    link = f"/walks/{walk.id}"
    event = f"{walk.id}:{walk.event_count}"
    await tell(session, walk.account_id, people, kind, words, link, event=event, data=data)


def _named(shown: Walk) -> str:
    return " ".join(f"{shown.ticket.called} {shown.ticket.title or ''}".split())
