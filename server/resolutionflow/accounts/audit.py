"""The audit log: one appended row for each thing that must be accounted for."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actions import AuditAction
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import AuditEvent


def record(
    session: AsyncSession,
    actor: Actor,
    action: AuditAction,
    subject_kind: str | None = None,
    subject_id: UUID | str | None = None,
    **details: Any,
) -> None:
    """Append one audit row in this transaction."""
    session.add(
        AuditEvent(
            account_id=actor.account_id,
            user_id=actor.user_id,
            action=action,
            subject_kind=subject_kind,
            subject_id=str(subject_id) if subject_id is not None else None,
            details=details,
        )
    )
