"""Opening a conversation for a change, and putting the change back."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.builder import queries
from resolutionflow.builder.engine.state import BranchState, WizardState, advanced
from resolutionflow.builder.models import COMPLETED, EXPIRED, AIConversation
from resolutionflow.builder.refusals import (
    ConversationCompleted,
    ConversationExpired,
    NoSuchBranch,
    NoSuchConversation,
)
from resolutionflow.kit.clock import now
from resolutionflow.platform import live

LIFETIME = timedelta(hours=24)
SAVEABLE = timedelta(days=7)
"""So long after its end an expired conversation can still be saved as a draft; then it is removed."""
MOST_MESSAGES = 200


def is_expired(row: AIConversation, moment: datetime) -> bool:
    """Say whether its time is over, also where no job has come by yet."""
    return row.status == EXPIRED or (row.status != COMPLETED and row.expires_at <= moment)


def state_of(row: AIConversation) -> WizardState:
    """Return what the wizard knows."""
    return WizardState.model_validate(row.wizard_state)


async def found(session: AsyncSession, actor: Actor, conversation_id: UUID, *, lock: bool = False) -> AIConversation:
    """Return a conversation of the actor's; raise ``NoSuchConversation``."""
    actor.must(Permission.EDIT_FLOWS)
    row = await queries.one(session, actor, conversation_id, lock=lock)
    if row is None:
        raise NoSuchConversation
    return row


async def opened(session: AsyncSession, actor: Actor, conversation_id: UUID) -> tuple[AIConversation, WizardState]:
    """Return a conversation, locked, that may still change.

    Raise ``NoSuchConversation``, ``ConversationCompleted`` or ``ConversationExpired``.
    """
    row = await found(session, actor, conversation_id, lock=True)
    if row.status == COMPLETED:
        raise ConversationCompleted(flow_id=str(row.flow_id) if row.flow_id else None)
    if is_expired(row, now()):
        raise ConversationExpired
    return row, state_of(row)


def branch_of(state: WizardState, branch_id: str) -> BranchState:
    """Return the branch of this id; raise ``NoSuchBranch``."""
    branch = state.branch(branch_id)
    if branch is None:
        raise NoSuchBranch
    return branch


async def keep(
    session: AsyncSession, row: AIConversation, state: WizardState, message: dict[str, Any] | None = None
) -> None:
    """Put the state back and let the person's other tabs hear of it."""
    row.status = advanced(row.status, state)
    row.wizard_state = state.model_dump(mode="json", exclude_defaults=True)
    if message is not None:
        row.messages = [*row.messages, {"at": now().isoformat(), **message}][-MOST_MESSAGES:]
    row.updated_at = now()
    await session.flush()
    live.announce(session, live.Topic.FLOW_BUILDS, row.id, user_id=row.user_id)
