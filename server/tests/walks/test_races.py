"""Two at once make one; nothing is lost, nothing is doubled."""

import asyncio
from collections import Counter

from sqlalchemy import text

from resolutionflow.platform.db import Database
from tests.walks.desk import RING, Desk, Json, error, said


async def _answers(database: Database, desk: Desk, walk: Json) -> int:
    async with database.transaction(desk.account.id) as session:
        counted = await session.execute(
            text("select count(*) from l1_walk_events where walk_id = :id and kind = 'answer'"), {"id": walk["id"]}
        )
        return int(counted.scalar_one())


async def test_sixty_four_answers_at_once_make_one_step(desk: Desk, flow_id: str, database: Database) -> None:
    walk = await desk.start(flow_id)
    replies = await asyncio.gather(*(desk.step(walk, "power", "yes") for _ in range(64)))
    assert Counter(reply.status_code for reply in replies) == {200: 1, 409: 63}
    assert await _answers(database, desk, walk) == 1
    assert said(await desk.open(walk)) == [("power", "Yes")]


async def test_the_same_key_at_once_gives_everybody_the_same_reply(desk: Desk, database: Database) -> None:
    walk = await desk.start(await desk.flow(RING))
    replies = await asyncio.gather(
        *(desk.step(walk, "again", "yes", headers={"Idempotency-Key": "once"}) for _ in range(64))
    )
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.content for reply in replies}) == 1
    assert await _answers(database, desk, walk) == 1


async def test_a_retry_after_a_lost_reply_gets_the_reply_and_makes_no_second_step(desk: Desk) -> None:
    walk = await desk.start(await desk.flow(RING))
    first = await desk.step(walk, "again", "yes", headers={"Idempotency-Key": "a", "If-Match": '"1"'})
    desk.ok(await desk.step(walk, "again", "yes", headers={"Idempotency-Key": "b", "If-Match": '"2"'}))
    again = await desk.step(walk, "again", "yes", headers={"Idempotency-Key": "a", "If-Match": '"1"'})
    assert (again.status_code, again.content) == (200, first.content)
    assert (await desk.open(walk))["step_count"] == 2


async def test_a_key_used_for_another_answer_is_refused(desk: Desk) -> None:
    walk = await desk.start(await desk.flow(RING))
    desk.ok(await desk.step(walk, "again", "yes", headers={"Idempotency-Key": "a"}))
    other = await desk.step(walk, "again", "yes", note="Something else", headers={"Idempotency-Key": "a"})
    assert error(other) == (422, "key_used_for_another_request")


async def test_a_retry_is_answered_even_when_the_walk_has_ended_meanwhile(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    first = await desk.step(walk, "power", "yes", headers={"Idempotency-Key": "a"})
    desk.ok(await desk.act(walk, "resolve", {"resolution_notes": "Done"}))
    again = await desk.step(walk, "power", "yes", headers={"Idempotency-Key": "a"})
    assert (again.status_code, again.content) == (200, first.content)


async def test_eight_writers_keep_every_one_of_sixteen_hundred_answers(desk: Desk, database: Database) -> None:
    walk = await desk.start(await desk.flow(RING))

    async def write(name: int) -> None:
        for number in range(200):
            key = {"Idempotency-Key": f"{name}-{number}"}
            desk.ok(await desk.step(walk, "again", "yes", headers=key))

    await asyncio.gather(*(write(name) for name in range(8)))
    opened = await desk.open(walk)
    assert (opened["step_count"], opened["version"]) == (1600, 1601)
    assert await _answers(database, desk, walk) == 1600


async def test_without_a_key_only_the_node_tells_a_retry_from_a_second_answer(desk: Desk) -> None:
    walk = await desk.start(await desk.flow(RING))
    desk.ok(await desk.step(walk, "again", "yes"))
    desk.ok(await desk.step(walk, "again", "yes"))
    assert (await desk.open(walk))["step_count"] == 2


async def test_intake_sent_twice_starts_one_walk(desk: Desk, flow_id: str) -> None:
    payload = {"problem_text": "No paper", "ticket": {"kind": "internal"}, "flow_id": flow_id}
    sent = [
        await desk.account.l1.post("/api/v1/l1/intake", json=payload, headers={"Idempotency-Key": "start"})
        for _ in range(2)
    ]
    assert sent[0].json()["session"]["id"] == sent[1].json()["session"]["id"]
    listed = desk.ok(await desk.account.l1.get("/api/v1/l1/sessions"))
    assert len(listed["items"]) == 1
