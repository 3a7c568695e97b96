"""The notes of a walk."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.kit.clock import now
from resolutionflow.platform import live
from resolutionflow.walks import queries
from resolutionflow.walks.engine.notes import MAX_BYTES, size
from resolutionflow.walks.models import NOTE, L1WalkSession
from resolutionflow.walks.refusals import NotesChanged, NotesTooLarge
from resolutionflow.walks.schemas.actions import Notes, NotesKept
from resolutionflow.walks.service import access
from resolutionflow.walks.service.events import record, touch

SAME_NOTE_WITHIN = timedelta(minutes=5)
"""Autosave writes every few seconds; saves of one person within this time are one event."""


async def update_notes(
    session: AsyncSession, actor: Actor, walk_id: UUID, payload: Notes, version: int | None
) -> NotesKept:
    """Replace the notes; raise ``NotesTooLarge`` or ``NotesChanged`` besides what walks raise."""
    walk = await access.locked_active(session, actor, walk_id)
    bytes_given = size(payload.walk_notes)
    if bytes_given > MAX_BYTES:
        raise NotesTooLarge(
            f"These notes take {bytes_given:,} bytes and {MAX_BYTES:,} is the most a walk holds; they were not saved. "
            "A problem that needs this much writing may be one to escalate now."
        )
    if version is not None and walk.notes_version != version:
        raise NotesChanged(walk_notes=walk.walk_notes, notes_version=walk.notes_version)
    walk.walk_notes = list(payload.walk_notes)
    walk.notes_version += 1
    await _record(session, actor, walk)
    touch(walk)
    if walk.escalated_at is not None:  # two people may be at it
        live.announce(session, live.Topic.WALKS, walk.id)
    await session.flush()
    return NotesKept(notes_version=walk.notes_version)


async def _record(session: AsyncSession, actor: Actor, walk: L1WalkSession) -> None:
    last = await queries.last_event(session, walk)
    if last is None or (last.kind, last.user_id) != (NOTE, actor.user_id) or now() - last.created_at > SAME_NOTE_WITHIN:
        record(session, walk, NOTE, actor.user_id)
