"""Accounting for what is done to walks, so that the audit log tells which ticket it was."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit
from resolutionflow.accounts.actions import AuditAction
from resolutionflow.accounts.actor import Actor
from resolutionflow.tickets.service import of_walks
from resolutionflow.walks.models import L1WalkSession
from resolutionflow.walks.service.events import ticket_of
from resolutionflow.walks.service.opening import ticket_named


async def account_for(
    session: AsyncSession, actor: Actor, walk: L1WalkSession, action: AuditAction, **details: Any
) -> None:
    """Append what was done to a walk to the audit log, with the walk's ticket as people call it."""
    tickets = await of_walks.named(session, walk.account_id, [ticket_of(walk)])
    ticket = ticket_named(walk, tickets.get(ticket_of(walk)))
    audit.record(session, actor, action, "walk", walk.id, ticket=ticket.called, **details)
