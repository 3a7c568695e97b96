"""Beginning a walk on a ticket."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.flows import service as flows
from resolutionflow.flows.models import Flow
from resolutionflow.flows.overlays import service as overlays
from resolutionflow.flows.refusals import NoSuchFlow
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.proposals.models import FlowProposal
from resolutionflow.tickets.models import Ticket
from resolutionflow.tickets.service import clients, of_walks
from resolutionflow.tickets.service.tickets import ticket_id
from resolutionflow.walks.models import FLOW, START, L1WalkSession
from resolutionflow.walks.refusals import ProposalNotFound
from resolutionflow.walks.schemas.intake import Intake
from resolutionflow.walks.service.events import record, ticket_of


def wanted_ticket(payload: Intake) -> of_walks.Wanted:
    """Return the ticket that an intake names."""
    given = payload.ticket
    return of_walks.Wanted(
        kind=given.kind,
        id=given.id,
        problem_text=payload.problem_text,
        client_id=payload.client_id,
        category=payload.category,
        link=given.link,
        contact=given.contact,
        asset=given.asset,
        priority=given.priority.value if given.priority else None,
    )


async def ticket_for(session: AsyncSession, actor: Actor, payload: Intake) -> Ticket | None:
    """Return the ticket of an intake, null when it is to be made; raise ``TicketNotFound`` or ``ClientNotFound``."""
    if payload.client_id is not None:
        await clients.known(session, actor, payload.client_id)
    return await of_walks.find(session, actor, wanted_ticket(payload))


async def check_flow(session: AsyncSession, actor: Actor, flow_id: UUID) -> None:
    """Raise ``NoSuchFlow`` unless the flow is one of the account's."""
    if await session.get(Flow, (actor.account_id, flow_id)) is None:
        raise NoSuchFlow


async def check_proposal(session: AsyncSession, actor: Actor, proposal_id: UUID) -> None:
    """Raise ``ProposalNotFound`` unless the proposal is one of the account's."""
    if await session.get(FlowProposal, (actor.account_id, proposal_id)) is None:
        raise ProposalNotFound


async def check_named(session: AsyncSession, actor: Actor, payload: Intake) -> None:
    """Raise ``NoSuchFlow`` or ``ProposalNotFound`` when the flow or proposal that an intake names is not there."""
    if payload.flow_id is not None:
        await check_flow(session, actor, payload.flow_id)
    if payload.flow_proposal_id is not None:
        await check_proposal(session, actor, payload.flow_proposal_id)


async def begin(
    session: AsyncSession, actor: Actor, payload: Intake, ticket: Ticket | None, *, session_kind: str, **more: Any
) -> L1WalkSession:
    """Begin a walk of ``session_kind`` on a ticket (null: a new one), with ``more`` of its columns."""
    on = ticket or await of_walks.make(session, actor, wanted_ticket(payload))
    moment = now()
    walk = L1WalkSession(
        account_id=actor.account_id,
        id=new_id(),
        created_by_user_id=actor.user_id,
        acting_as=actor.acting_as,
        ticket_id=ticket_id(on),
        ticket_kind=on.kind,
        session_kind=session_kind,
        category=payload.category or on.category,
        problem_text=payload.problem_text,
        client_id=payload.client_id or on.client_id,
        started_at=moment,
        last_step_at=moment,
        version=1,
        step_count=0,
        event_count=0,
        **more,
    )
    session.add(walk)
    await session.flush()
    record(session, walk, START, actor.user_id)
    holder = actor.user_id if on.assignee_user_id is None else None
    await session.flush()
    await of_walks.move(session, actor.account_id, ticket_of(walk), "in_progress", assignee_user_id=holder)
    await session.refresh(walk)
    return walk


async def begin_flow(
    session: AsyncSession, actor: Actor, payload: Intake, ticket: Ticket | None, flow: Flow, score: float | None = None
) -> L1WalkSession:
    """Begin a walk on the published version of a flow and the client's version of it, and pin it to both."""
    version_id: UUID | None = flow.published_version_id
    assert version_id is not None
    tree = await flows.published_tree(session, actor.account_id, version_id)
    client_id = payload.client_id or (ticket.client_id if ticket else None)
    if payload.category is None and (ticket is None or ticket.category is None):
        payload = payload.model_copy(update={"category": flow.category})
    return await begin(
        session,
        actor,
        payload,
        ticket,
        session_kind=FLOW,
        flow_id=flow.id,
        flow_version_id=version_id,
        overlay_version_id=await overlays.to_pin(session, actor.account_id, flow.id, client_id),
        pending_node_id=tree.root_id,
        match_score=score,
    )
