"""Removing a person from everything, in one transaction under the role that owns the tables."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.service import purge_person as purge_from_accounts
from resolutionflow.ai.service import purge_person as purge_from_ai
from resolutionflow.attachments.service import purge_person as purge_from_attachments
from resolutionflow.builder.service import purge_person as purge_from_builder
from resolutionflow.flows.matching.service import purge_person as purge_from_matching
from resolutionflow.flows.service.purging import purge_person as purge_from_flows
from resolutionflow.notifications.service import purge_person as purge_from_notifications
from resolutionflow.platform.db import Database
from resolutionflow.proposals.service import purge_person as purge_from_proposals
from resolutionflow.tickets.service.of_walks import purge_person as purge_from_tickets
from resolutionflow.walks.service.purging import purge_person as purge_from_walks

Purge = Callable[[AsyncSession, UUID, UUID], Awaitable[None]]

DOMAINS: tuple[Purge, ...] = (
    purge_from_builder,
    purge_from_walks,
    purge_from_proposals,
    purge_from_matching,
    purge_from_flows,
    purge_from_tickets,
    purge_from_ai,
    purge_from_attachments,
    purge_from_notifications,
    purge_from_accounts,
)
"""Each domain's part, from the top of the house down; ``accounts`` comes last because it deletes the person."""


async def hard_delete_user(owner: Database, account_id: UUID, user_id: UUID) -> None:
    """Remove every trace of a person; ``owner`` connects as the owner of the tables. Raise ``NoSuchUser``.

    What they did stays under the tombstone user: walks stay readable, words that were theirs are gone.
    """
    async with owner.transaction(account_id) as session:
        for purge in DOMAINS:
            await purge(session, account_id, user_id)
