"""Jobs of walks."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.platform.db import Database
from resolutionflow.platform.jobs import job, periodic
from resolutionflow.walks.finding import service as finding
from resolutionflow.walks.service import idle, reminding

Part = Callable[[AsyncSession, UUID, UUID, UUID | None], Awaitable[UUID | None]]


@periodic("walks.find_idle", "11 * * * *")
async def find_idle(database: Database) -> None:
    """Look for idle walks in every account, each in a job of its own."""
    async with database.transaction() as session:
        await idle.enqueue_for_every_account(session)


@job("walks.remind")
async def remind(database: Database, account_id: UUID) -> None:
    """Remind of the parked walks of one account that are due, a part of them in each transaction."""
    more = True
    while more:
        async with database.transaction(account_id) as session:
            more = await reminding.remind(session, account_id)


@job("walks.abandon_idle")
async def abandon_idle(database: Database, account_id: UUID) -> None:
    """Abandon the idle walks of one account, a part of them in each transaction."""
    looked = idle.Looked(0, following=None)
    while True:
        async with database.transaction(account_id) as session:
            looked = await idle.abandon_idle(session, account_id, looked.following)
        if looked.following is None:
            return


@job("walks.client_renamed")
async def client_renamed(database: Database, account_id: UUID, client_id: UUID) -> None:
    """Let escalations of a client be found by its new name."""
    await _find_anew(database, account_id, client_id, finding.of_client)


@job("walks.flow_renamed")
async def flow_renamed(database: Database, account_id: UUID, flow_id: UUID) -> None:
    """Let escalations of a flow be found by its new title."""
    await _find_anew(database, account_id, flow_id, finding.of_flow)


@job("walks.ticket_renamed")
async def ticket_renamed(database: Database, account_id: UUID, ticket_id: UUID) -> None:
    """Let escalations of a ticket be found by its new title."""
    await _find_anew(database, account_id, ticket_id, finding.of_ticket)


async def _find_anew(database: Database, account_id: UUID, whose: UUID, part: Part) -> None:
    """Do it a part in each transaction: a client may have many."""
    following: UUID | None = None
    while True:
        async with database.transaction(account_id) as session:
            following = await part(session, account_id, whose, following)
        if following is None:
            return
