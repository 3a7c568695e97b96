"""What was solved before, for whoever takes a problem in."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.tickets.service import clients, of_walks, tickets
from resolutionflow.walks.alike import queries
from resolutionflow.walks.alike.engine import ENOUGH, MOST_ASKED, SAME_CLIENT, likeness, terms
from resolutionflow.walks.alike.queries import Solved
from resolutionflow.walks.alike.schemas import (
    AlikeAsked,
    HowSolved,
    LookAlike,
    LookAlikes,
    PastTicket,
    PastTickets,
)
from resolutionflow.walks.models import L1WalkSession
from resolutionflow.walks.schemas.shown import PersonShown, TicketNamed

COMPARED = 40
SHOWN = 5
PAST = 10


async def remember(session: AsyncSession, walk: L1WalkSession) -> None:
    """Keep the words of a resolved walk, so that the next problem like it finds how it was solved."""
    if walk.problem_text:
        await queries.keep(session, walk.account_id, walk.id, terms(walk.problem_text))


async def look_alikes(session: AsyncSession, actor: Actor, payload: AlikeAsked) -> LookAlikes:
    """Return the account's solved tickets that look like a problem; raise ``ClientNotFound``."""
    actor.must(Permission.USE_TICKETS)
    if payload.client_id is not None:
        await clients.known(session, actor, payload.client_id)
    asked = terms(payload.problem_text, MOST_ASKED)
    if not asked:
        return LookAlikes(items=[])
    near = await queries.near(session, actor.account_id, asked, COMPARED)
    found = await queries.solved(session, actor.account_id, near.walk_ids) if near.walk_ids else []
    scored = [(likeness(asked, terms(one.problem_text or ""), near.rarity), one) for one in found]
    best = _best(scored, payload.client_id)
    return LookAlikes(items=await _shown(session, actor, best, payload.client_id))


def _best(scored: list[tuple[float, Solved]], client_id: UUID | None) -> list[tuple[float, Solved]]:
    """Return the most alike, of each ticket its best; the client's own come a little further up."""

    def rank(one: tuple[float, Solved]) -> tuple[float, str]:
        same = client_id is not None and one[1].client_id == client_id
        return one[0] + (SAME_CLIENT if same else 0.0), str(one[1].walk_id)

    by_ticket: dict[tuple[str, str], tuple[float, Solved]] = {}
    for one in sorted(scored, key=rank, reverse=True):
        if one[0] >= ENOUGH:
            by_ticket.setdefault(one[1].ticket, one)
    return list(by_ticket.values())[:SHOWN]


async def _shown(
    session: AsyncSession, actor: Actor, best: list[tuple[float, Solved]], client_id: UUID | None
) -> list[LookAlike]:
    rows = await of_walks.named(session, actor.account_id, (one.ticket for _, one in best))
    found: list[LookAlike] = []
    for score, one in best:
        ticket = rows.get(one.ticket)
        named = TicketNamed(kind=one.ticket[0], id=one.ticket[1])
        if ticket is not None:
            named.number, named.title, named.link, named.row_id = ticket.number, ticket.title, ticket.link, ticket.id
        found.append(
            LookAlike(
                **_how(one).model_dump(),
                walk_id=one.walk_id,
                ticket=named,
                title=named.title or of_walks.title(one.problem_text or ""),
                client_name=one.client_name,
                same_client=client_id is not None and one.client_id == client_id,
                likeness=round(min(score, 1.0), 3),
            )
        )
    return found


def _how(one: Solved) -> HowSolved:
    return HowSolved(
        resolution_notes=one.resolution_notes,
        resolved_at=one.resolved_at,
        resolved_by=PersonShown(id=one.resolved_by_id, name=one.resolved_by),
    )


async def past_tickets(session: AsyncSession, actor: Actor, client_id: UUID) -> PastTickets:
    """Return a client's last tickets, each with how it was solved; raise ``ClientNotFound``."""
    rows = await tickets.last_of_client(session, actor, client_id, PAST)
    keys: list[tuple[str, str]] = [(ticket.kind, ticket.ticket_id) for ticket in rows]
    solved = await queries.last_solved(session, actor.account_id, keys)
    items = [
        PastTicket(**ticket.model_dump(), solved=_how(solved[key]) if key in solved else None)
        for key, ticket in zip(keys, rows, strict=True)
    ]
    return PastTickets(items=items)
