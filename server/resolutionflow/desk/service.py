"""The palette's search and the home's figures."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.desk import queries
from resolutionflow.desk.schemas import Found, Home, MyDay, OftenEscalated, PaletteFound, Queue
from resolutionflow.flows.matching.service import spelled_right
from resolutionflow.kit.clock import now

DAYS = 30
DAY = timedelta(days=1)
MOST_WORDS = 8


async def search(session: AsyncSession, actor: Actor, words: str) -> PaletteFound:
    """Return flows, tickets, walks and clients that have all the words and that the actor may see.

    Where there are none, those that have the words as the account's flows spell them.
    """
    wanted = words.casefold().split()[:MOST_WORDS]
    found = await _having(session, actor, wanted) if wanted else []
    if wanted and not found and actor.may(Permission.READ_LIBRARY):
        right = (await spelled_right(session, actor, " ".join(wanted))).split()
        found = await _having(session, actor, right) if right != wanted else []
    return PaletteFound(items=found)


async def _having(session: AsyncSession, actor: Actor, wanted: list[str]) -> list[Found]:
    found: list[Found] = []
    if actor.may(Permission.READ_ALL_WALKS) or actor.may(Permission.DO_L1_WORK):
        rows = await queries.walks(session, actor, wanted)
        found += [
            Found(kind="walk", id=id_, title=text, detail=flow, status=status) for id_, text, flow, status in rows
        ]
    if actor.may(Permission.USE_TICKETS):
        found += [
            Found(kind="ticket", id=id_, title=title, detail=_of_ticket(number, external, client), status=status)
            for id_, title, number, external, client, status in await queries.tickets(session, actor, wanted)
        ]
        found += [
            Found(kind="client", id=id_, title=name, detail=None, status=None)
            for id_, name in await queries.clients(session, actor, wanted)
        ]
    if actor.may(Permission.READ_LIBRARY):
        found += [
            Found(kind="flow", id=id_, title=title, detail=category, status=status)
            for id_, title, category, status in await queries.flows(session, actor, wanted)
        ]
    return found


def _of_ticket(number: int | None, external_id: str | None, client: str | None) -> str:
    called = f"#{number}" if number else external_id or ""
    return f"{called} · {client}" if client else called


async def home(session: AsyncSession, actor: Actor, since: datetime | None) -> Home:
    """Return what the actor looks at first; their day began at ``since``, at most two days ago."""
    present = now()
    begun = min(present, max(since or present - DAY, present - 2 * DAY))
    walks = actor.may(Permission.DO_L1_WORK) or actor.may(Permission.TAKE_OVER)
    often = await queries.often_escalated(session, actor, present, DAYS) if actor.may(Permission.EDIT_FLOWS) else []
    return Home(
        since=begun,
        my_day=await _my_day(session, actor, begun, present) if walks else None,
        queue=await _queue(session, actor) if actor.may(Permission.USE_TICKETS) else None,
        often_escalated=[
            OftenEscalated(flow_id=flow_id, title=title, walks=walked, escalated=escalated)
            for flow_id, title, walked, escalated in often
        ],
        days=DAYS,
    )


async def _my_day(session: AsyncSession, actor: Actor, since: datetime, present: datetime) -> MyDay:
    row = await queries.my_day(session, actor, since, present)
    return MyDay(open=row[0], waiting=row[1], due=row[2], resolved=row[3], escalated=row[4])


async def _queue(session: AsyncSession, actor: Actor) -> Queue:
    row = await queries.queue(session, actor)
    return Queue(tickets=row[0], unassigned=row[1], urgent=row[2], escalations=await queries.untaken(session, actor))
