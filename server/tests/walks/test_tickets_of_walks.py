"""A ticket with several walks stands where the most alive of them stands."""

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import func, select

from resolutionflow.flows.matching.models import MatchTicket
from resolutionflow.platform.db import Database
from tests.walks.desk import PROBLEM, Desk, Json
from tests.walks.test_endings import ticket
from tests.walks.test_escalations import WHY

DONE = {"resolution_notes": "Switched it on"}
PARKED = {"waiting_on": "the user"}


async def _two(desk: Desk) -> tuple[Json, Json]:
    """Two walks on one ticket."""
    first = await desk.start()
    second = await desk.start(ticket={"kind": "internal", "id": first["ticket_id"]})
    return first, second


async def _status(desk: Desk, walk: Json) -> str:
    return str((await ticket(desk, walk))["status"])


@pytest.mark.parametrize(
    ("verb", "payload"), [("resolve", DONE), ("waiting", PARKED), ("escalate", WHY), ("abandon", None)]
)
async def test_a_ticket_stays_in_progress_while_one_of_its_walks_goes_on(
    desk: Desk, verb: str, payload: Json | None
) -> None:
    first, _ = await _two(desk)
    desk.ok(await desk.act(first, verb, payload))
    assert await _status(desk, first) == "in_progress"


async def test_what_waits_to_be_taken_over_is_more_alive_than_what_is_parked_or_solved(desk: Desk) -> None:
    first, second = await _two(desk)
    desk.ok(await desk.act(first, "escalate", WHY))
    desk.ok(await desk.act(second, "waiting", PARKED))
    assert await _status(desk, first) == "escalated"
    desk.ok(await desk.act(second, "resolve", DONE))
    assert await _status(desk, first) == "escalated"


async def test_a_parked_walk_keeps_its_ticket_waiting_when_the_other_one_is_solved(desk: Desk) -> None:
    first, second = await _two(desk)
    desk.ok(await desk.act(first, "waiting", PARKED))
    desk.ok(await desk.act(second, "resolve", DONE))
    assert await _status(desk, first) == "waiting"
    desk.ok(await desk.act(first, "resolve", DONE))
    assert await _status(desk, first) == "resolved"


async def test_of_two_walks_that_are_solved_at_once_the_last_one_solves_the_ticket(desk: Desk) -> None:
    for _ in range(5):
        first, second = await _two(desk)
        replies = await asyncio.gather(*(desk.act(walk, "resolve", DONE) for walk in (first, second)))
        assert [reply.status_code for reply in replies] == [200, 200]
        assert await _status(desk, first) == "resolved"


async def test_a_solved_ticket_is_in_progress_again_when_its_walk_is_reopened(desk: Desk) -> None:
    first, second = await _two(desk)
    desk.ok(await desk.act(first, "resolve", DONE))
    desk.ok(await desk.act(second, "resolve", DONE))
    desk.ok(await desk.act(first, "reopen"))
    assert await _status(desk, first) == "in_progress"


async def _match_texts(database: Database, desk: Desk, flow_id: str) -> int:
    async with database.transaction(desk.account.id) as session:
        of_flow = select(func.count()).where(
            MatchTicket.account_id == desk.account.id, MatchTicket.flow_id == UUID(flow_id)
        )
        return int(await session.scalar(of_flow) or 0)


async def test_reopening_takes_the_match_text_out_again_and_solving_puts_it_back(
    desk: Desk, flow_id: str, database: Database
) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.act(walk, "resolve", DONE))
    assert await _match_texts(database, desk, flow_id) == 1
    desk.ok(await desk.act(walk, "reopen"))
    assert await _match_texts(database, desk, flow_id) == 0
    desk.ok(await desk.act(walk, "resolve", DONE))
    assert await _match_texts(database, desk, flow_id) == 1


async def test_reopening_one_of_two_alike_keeps_the_text_that_the_earlier_one_left(
    desk: Desk, flow_id: str, database: Database
) -> None:
    earlier, later = await desk.start(flow_id), await desk.start(flow_id, problem_text=f"  {PROBLEM} ")
    desk.ok(await desk.act(earlier, "resolve", DONE))
    desk.ok(await desk.act(later, "resolve", DONE))
    assert await _match_texts(database, desk, flow_id) == 1
    desk.ok(await desk.act(later, "reopen"))
    assert await _match_texts(database, desk, flow_id) == 1


async def test_reopening_an_abandoned_walk_takes_no_match_text_out(
    desk: Desk, flow_id: str, database: Database
) -> None:
    solved, left = await desk.start(flow_id), await desk.start(flow_id)
    desk.ok(await desk.act(left, "abandon"))
    desk.ok(await desk.act(solved, "resolve", DONE))
    desk.ok(await desk.act(left, "reopen"))
    assert await _match_texts(database, desk, flow_id) == 1
