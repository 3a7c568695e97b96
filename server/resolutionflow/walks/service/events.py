"""Appending what happens in a walk, and moving what goes with it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.kit.clock import now
from resolutionflow.platform import live
from resolutionflow.platform.live import Topic
from resolutionflow.walks.models import NOTE, L1WalkSession, WalkEvent

WRITTEN_ANEW_AFTER = timedelta(seconds=60)
"""``last_step_at`` stands in four indexes; moved at every step it would make each step rewrite them all."""


def record(
    session: AsyncSession, walk: L1WalkSession, kind: str, user_id: UUID | None, details: dict[str, Any] | None = None
) -> None:
    """Append an event to a walk that is locked (or new); ``user_id`` is null for what a job does."""
    walk.event_count += 1
    session.add(
        WalkEvent(
            account_id=walk.account_id,
            walk_id=walk.id,
            step_no=walk.step_count,
            seq=walk.event_count,
            kind=kind,
            user_id=user_id,
            walk_version=walk.version,
            details=details,
        )
    )
    if kind != NOTE:
        announce(session, walk)


def announce(session: AsyncSession, walk: L1WalkSession) -> None:
    """Let pages that show the walk read it again."""
    live.announce(session, Topic.WALKS, walk.id)
    if walk.escalated_at is not None:
        live.announce(session, Topic.ESCALATIONS, walk.id)


def touch(walk: L1WalkSession, moment: datetime | None = None) -> None:
    """Say that the walk changed, when what is said is over a minute old."""
    moment = moment or now()
    if moment - walk.last_step_at > WRITTEN_ANEW_AFTER:
        walk.last_step_at = moment


def turn(walk: L1WalkSession, status: str) -> datetime:
    """Give the walk another status and return the moment; whatever it was waiting on is over."""
    moment = now()
    walk.status, walk.last_step_at = status, moment
    walk.waiting_on = walk.waiting_for = walk.waiting_until = walk.reminded_at = None
    return moment


def ticket_of(walk: L1WalkSession) -> tuple[str, str]:
    """Return the kind and id of a walk's ticket."""
    return walk.ticket_kind, walk.ticket_id
