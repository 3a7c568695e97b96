"""Branches of a flow: one goes ahead, the rest find its prompt in the provider's cache."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from resolutionflow.ai import gateway
from resolutionflow.ai.port import Answer, Draft, Failure, Used
from resolutionflow.ai.prime import Prime
from tests.ai.asking import branches, fine, haiku
from tests.support import loopback
from tests.support.loopback import Loopback
from tests.support.loopback.canned import content
from tests.support.loopback.replies import Fails, Never, Says


@pytest.fixture
async def api() -> AsyncIterator[Loopback]:
    async with loopback.anthropic() as serving:
        serving.answer_by(lambda body: Says(content(body), begins_after=0.1))
        yield serving


class Done:
    """What was told, in order; and whether two were ever told at once."""

    def __init__(self) -> None:
        self.answers: dict[int, Answer] = {}
        self._inside = 0

    async def __call__(self, position: int, answer: Answer) -> None:
        self._inside += 1
        assert self._inside == 1
        await asyncio.sleep(0.01)
        assert position not in self.answers
        self.answers[position] = answer
        self._inside -= 1


async def many(api: Loopback, count: int = 6, deadline_s: float = 20, paid: list[Used] | None = None) -> Done:
    done = Done()
    await gateway.call_many(
        haiku(api), branches(count), fine, done, deadline_s=deadline_s, redact_ticket_text=False, paid=paid
    )
    return done


async def test_the_prompt_is_written_to_the_cache_once_and_read_by_all_others(api: Loopback) -> None:
    done = await many(api)
    assert sorted(done.answers) == [0, 1, 2, 3, 4, 5]
    assert all(isinstance(answer.made, Draft) for answer in done.answers.values())
    assert [bool(bill.written) for bill in api.bills] == [True] + [False] * 5
    assert len({bill.read for bill in api.bills[1:]}) == 1
    assert sum(used.cost or 0 for one in done.answers.values() for used in one.calls) == pytest.approx(api.dollars)


async def test_without_one_going_ahead_everybody_pays_for_the_prompt(api: Loopback) -> None:
    all_there, arrived = asyncio.Event(), list[dict[str, Any]]()

    def answer(body: dict[str, Any]) -> Says:
        arrived.append(body)
        if len(arrived) == 6:
            all_there.set()
        return Says(content(body), begins_when=all_there)

    api.answer_by(answer)
    calls = (gateway.call(haiku(api), one, fine, deadline_s=20, redact_ticket_text=False) for one in branches(6))
    await asyncio.gather(*calls)
    assert [bool(bill.written) for bill in api.bills] == [True] * 6


async def test_the_first_place_passes_on_when_the_first_one_fails(api: Loopback) -> None:
    api.script(Fails(529, "overloaded_error"))
    done = await many(api)
    assert done.answers[0].failure is Failure.OVERLOADED
    assert [bool(bill.written) for bill in api.bills] == [True] + [False] * 4


async def test_one_branch_that_fails_keeps_no_other_from_being_made(api: Loopback) -> None:
    def some(body: dict[str, Any]) -> Says | Fails:
        return Fails(500) if "Branch 3" in str(body["messages"][2]) else Says(content(body))

    api.answer_by(some)
    done = await many(api)
    assert [position for position, answer in sorted(done.answers.items()) if answer.failure] == [3]


async def test_a_first_one_whose_stream_never_ends_holds_nobody_up(api: Loopback) -> None:
    api.script(Never())
    began = asyncio.get_running_loop().time()
    done = await many(api, count=3, deadline_s=2)
    assert asyncio.get_running_loop().time() - began < 5
    assert [done.answers[position].failure for position in range(3)] == [Failure.TIMEOUT, None, None]


async def test_cancelling_stops_all_and_what_was_paid_is_known(api: Loopback) -> None:
    paid, all_there = list[Used](), asyncio.Event()

    def answer(_: dict[str, Any]) -> Never:
        if len(api.requests) == 4:
            all_there.set()
        return Never(said="x" * 90)

    api.answer_by(answer)
    doing = asyncio.create_task(many(api, count=4, paid=paid))
    await asyncio.wait_for(all_there.wait(), 20)
    doing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await doing
    assert len(paid) == len(api.requests) == 4
    assert all(used.failure is Failure.CANCELLED and used.cost for used in paid)
    assert all(used.input_tokens + used.cache_write_tokens + used.cache_read_tokens > 2_500 for used in paid)


async def test_nobody_waits_longer_than_the_patience_for_a_first_stream() -> None:
    prime, turns = Prime(patience_s=0.05), list[int]()

    async def take(number: int, begins: asyncio.Event) -> None:
        async with prime.turn() as started:
            turns.append(number)
            await begins.wait()
            started()

    silent, others = asyncio.Event(), asyncio.Event()
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        group.create_task(take(0, silent))
        group.create_task(take(1, others))
        group.create_task(take(2, others))
        await asyncio.sleep(0.02)
        assert turns == [0]
        await asyncio.sleep(0.1)
        assert turns == [0, 1, 2]
        others.set()
        silent.set()


async def test_after_the_first_stream_has_begun_nobody_waits() -> None:
    prime, turns = Prime(), list[int]()
    begins, end = asyncio.Event(), asyncio.Event()

    async def take(number: int) -> None:
        async with prime.turn() as started:
            turns.append(number)
            await begins.wait()
            started()
            await end.wait()

    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        for number in range(4):
            group.create_task(take(number))
        await asyncio.sleep(0.02)
        assert turns == [0]
        begins.set()
        await asyncio.sleep(0.02)
        assert turns == [0, 1, 2, 3]
        end.set()
