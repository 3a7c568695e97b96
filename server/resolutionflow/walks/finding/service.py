"""Keeping the words of escalations: written when a walk is escalated, and again when what they come from changes."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.tickets.models import Ticket
from resolutionflow.walks.finding import queries
from resolutionflow.walks.finding.engine import MOST_OF_REASON, words
from resolutionflow.walks.finding.queries import Said
from resolutionflow.walks.models import L1WalkSession

AT_ONCE = 100


def words_of(said: Said) -> dict[str, bool]:
    """Return the words of an escalation, names before texts, and of each whether the reason alone has it."""
    theirs = dict.fromkeys(words([*said.names, said.problem_text]), False)
    return dict.fromkeys(words([said.reason], MOST_OF_REASON), True) | theirs


async def remember(session: AsyncSession, walk: L1WalkSession) -> None:
    """Let the inbox find a walk that was escalated by what it says now."""
    if walk.escalated_at is not None:
        await session.flush()
        await _remember(session, walk.account_id, [walk.id])


async def _remember(session: AsyncSession, account_id: UUID, walk_ids: Collection[UUID]) -> None:
    said = await queries.said(session, account_id, walk_ids)
    await queries.keep(session, account_id, {one.walk_id: words_of(one) for one in said})


async def of_client(session: AsyncSession, account_id: UUID, client_id: UUID, after: UUID | None) -> UUID | None:
    """Do it anew for a part of a client's escalations; return what to go on after."""
    return await _again(session, account_id, L1WalkSession.client_id == client_id, after)


async def of_flow(session: AsyncSession, account_id: UUID, flow_id: UUID, after: UUID | None) -> UUID | None:
    """Do it anew for a part of a flow's escalations; return what to go on after."""
    return await _again(session, account_id, L1WalkSession.flow_id == flow_id, after)


async def of_ticket(session: AsyncSession, account_id: UUID, ticket_id: UUID, after: UUID | None) -> UUID | None:
    """Do it anew for a part of a ticket's escalations; return what to go on after."""
    ticket = await session.get(Ticket, (account_id, ticket_id))
    if ticket is None:
        return None
    named = ticket.external_id or str(ticket.id)
    walks = (L1WalkSession.ticket_id == named) & (L1WalkSession.ticket_kind == ticket.kind)
    return await _again(session, account_id, walks, after)


async def _again(session: AsyncSession, account_id: UUID, of: ColumnElement[bool], after: UUID | None) -> UUID | None:
    walk_ids = await queries.escalated_once(session, account_id, of, after, AT_ONCE)
    if walk_ids:
        await _remember(session, account_id, walk_ids)
    return walk_ids[-1] if len(walk_ids) == AT_ONCE else None
