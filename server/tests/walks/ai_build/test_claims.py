"""One step is made once: two at once, lost replies, processes that die in the middle."""

import asyncio
import contextlib
from datetime import timedelta
from uuid import uuid4

import pytest

from resolutionflow.walks.ai_build import claims, making
from resolutionflow.walks.ai_build.making import end_makings
from tests.support.loopback import Loopback
from tests.support.loopback.replies import Refuses, Says
from tests.walks.ai_build.led import Led, action, question
from tests.walks.desk import Json, error

HELD_OPEN = {"type": "question", "text": "Late?", "help": "", "answers": ["Yes", "No"], "citations": []}


def _late(event: asyncio.Event) -> Says:
    """A question that comes when the test says so."""
    return Says(HELD_OPEN, begins_when=event)


async def test_while_a_step_is_made_others_see_that_and_nobody_makes_it_again(model: Loopback, led: Led) -> None:
    now = asyncio.Event()
    model.script(question(), _late(now))
    walk = await led.begin()
    answering = asyncio.create_task(led.answer(walk))
    shown = await led.until(walk, lambda shown: shown["step_count"] == 1)
    assert (shown["pending_node"], shown["making"]["state"], shown["making"]["trouble"]) == (None, "making", None)
    others = await asyncio.gather(*(led.next_node(walk) for _ in range(3)), led.next_node(walk, "playbook"))
    assert {led.desk.ok(one)["making"]["state"] for one in others} == {"making"}
    assert error(await led.answer(walk)) == (409, "step_answered_before")
    node_id = walk["pending_node"]["id"]
    pasted = {"text": "nobody else"}
    assert error(await led.desk.act(walk, "read-reply", pasted)) == (409, "next_step_not_there")
    assert error(await led.desk.act(walk, "evidence", {"evidence": "x"})) == (409, "next_step_not_there")
    now.set()
    taken = led.desk.ok(await answering)
    assert taken["pending_node"]["text"] == "Late?"
    assert (await led.open(walk))["pending_node"]["id"] == taken["pending_node"]["id"] != node_id
    assert len(model.requests) == 2


async def test_whoever_closes_the_page_finds_the_step_when_they_come_back(model: Loopback, led: Led) -> None:
    now = asyncio.Event()
    model.script(question(), _late(now))
    walk = await led.begin()
    answering = asyncio.create_task(led.answer(walk))
    await led.until(walk, lambda shown: shown["making"]["state"] == "making" and len(model.requests) == 2)
    answering.cancel()
    now.set()
    shown = await led.until(walk, lambda shown: shown["pending_node"] is not None)
    assert (shown["pending_node"]["text"], len(model.requests), await led.held()) == ("Late?", 2, 0)


async def test_two_answers_at_once_make_one_step_and_one_call(model: Loopback, led: Led) -> None:
    model.script(question(), action())
    walk = await led.begin()
    answers = await asyncio.gather(*(led.answer(walk, place) for place in (0, 1, 0, 1)))
    assert sorted(one.status_code for one in answers) == [200, 409, 409, 409]
    shown = await led.open(walk)
    assert (shown["step_count"], len(shown["walked_path"]), len(model.requests)) == (1, 1, 2)


async def test_a_reply_that_was_lost_is_given_again(model: Loopback, led: Led) -> None:
    model.script(question(), action())
    walk = await led.begin()
    first = led.desk.ok(await led.answer(walk, key="lost"))
    again = led.desk.ok(await led.answer(walk, key="lost"))
    assert (again, len(model.requests)) == (first, 2)
    assert error(await led.answer(walk, 1, key="lost")) == (422, "key_used_for_another_request")


async def test_the_same_key_while_the_step_is_made_says_so(model: Loopback, led: Led) -> None:
    now = asyncio.Event()
    model.script(question(), _late(now))
    walk = await led.begin()
    first = asyncio.create_task(led.answer(walk, key="twice"))
    await led.until(walk, lambda shown: shown["step_count"] == 1)
    second = led.desk.ok(await led.answer(walk, key="twice"))
    assert (second["pending_node"], second["making"]["state"], second["step_count"]) == (None, "making", 1)
    now.set()
    whole = led.desk.ok(await first)
    assert led.desk.ok(await led.answer(walk, key="twice")) == whole
    assert len(model.requests) == 2


async def test_an_intake_sent_again_is_one_walk_one_ticket_and_one_call(model: Loopback, led: Led) -> None:
    now = asyncio.Event()
    model.script(_late(now))
    first = asyncio.create_task(led.take_in(key="twice"))
    await led.until_row("l1_walk_nodes", lambda rows: len(rows) == 1 and rows[0]["claim"])
    meanwhile = led.desk.ok(await led.take_in(key="twice"))["session"]
    assert (meanwhile["pending_node"], meanwhile["making"]["state"]) == (None, "making")
    now.set()
    whole = led.desk.ok(await first)
    assert led.desk.ok(await led.take_in(key="twice")) == whole
    assert (whole["session"]["id"], whole["session"]["pending_node"]["text"]) == (meanwhile["id"], "Late?")
    assert [len(await led.rows(table)) for table in ("l1_walk_nodes", "tickets", "ai_usage")] == [1, 1, 1]
    assert len(model.requests) == 1


async def test_trying_again_with_the_same_key_is_paid_once(model: Loopback, led: Led) -> None:
    model.script(Refuses(), question())
    walk = await led.begin()
    key = uuid4().hex
    made = led.desk.ok(await led.next_node(walk, key=key))
    assert led.desk.ok(await led.next_node(walk, key=key)) == made
    assert error(await led.next_node(walk, "playbook", key=key)) == (422, "key_used_for_another_request")
    assert len(model.requests) == 2


async def _dies(led: Led, walk: Json) -> None:
    """Let the process that made the walk's next step have died: nobody ends its claim."""
    await led.run(
        "update l1_walk_nodes set node = null, claim = gen_random_uuid(), until = now() + interval '1 minute'"
        " where walk_id = :walk and step_no = 1",
        walk=walk["id"],
    )
    await led.run(
        "update l1_walk_sessions set pending_node = null, pending_node_id = null where id = :walk", walk=walk["id"]
    )


async def test_a_lease_that_ran_out_is_taken_over_once(model: Loopback, led: Led) -> None:
    model.script(question(), action("Lost with its process."))
    walk = await led.begin()
    await led.answered(walk)
    await _dies(led, walk)
    assert led.desk.ok(await led.next_node(walk))["making"]["state"] == "making"
    assert len(model.requests) == 2, "its lease still runs"
    await led.run("update l1_walk_nodes set until = now() - interval '1 second' where step_no = 1")
    stuck = (await led.open(walk))["making"]
    assert (stuck["state"], stuck["trouble"]["code"], stuck["may_try_again"]) == ("stuck", "lost", True)
    now = asyncio.Event()
    model.script(_late(now))
    takers = [asyncio.create_task(led.next_node(walk)) for _ in range(4)]
    await led.until(walk, lambda shown: shown["making"]["state"] == "making" and len(model.requests) == 3)
    done, waiting = await asyncio.wait(takers, return_when=asyncio.FIRST_COMPLETED, timeout=60)
    while len(waiting) > 1:
        more, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED, timeout=60)
        done |= more
    now.set()
    states = sorted([led.desk.ok(one.result())["making"]["state"] for one in done] + [await _state(led, waiting.pop())])
    assert states == ["making", "making", "making", "ready"]
    assert len(model.requests) == 3


async def test_a_claim_holds_for_as_long_as_the_step_is_in_the_making(
    model: Loopback, led: Led, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = timedelta(seconds=1)
    for module in (claims, making):
        monkeypatch.setattr(module, "LEASE", lease)
    now = asyncio.Event()
    model.script(question(), _late(now))
    walk = await led.begin()
    answering = asyncio.create_task(led.answer(walk))
    await led.until(walk, lambda shown: shown["making"]["state"] == "making" and len(model.requests) == 2)
    for _ in range(5):
        await asyncio.sleep(lease.total_seconds() / 2)
        assert led.desk.ok(await led.next_node(walk))["making"]["state"] == "making"
    now.set()
    assert led.desk.ok(await answering)["pending_node"]["text"] == "Late?"
    assert len(model.requests) == 2


async def _state(led: Led, taker: "asyncio.Task[object]") -> str:
    state: str = led.desk.ok(await taker)["making"]["state"]  # type: ignore[arg-type]
    return state


async def test_a_step_that_comes_after_its_claim_was_taken_over_is_left_out_and_paid(model: Loopback, led: Led) -> None:
    late = asyncio.Event()
    model.script(question(), _late(late), question("Taken over?", "Yes", "No"))
    walk = await led.begin()
    first = asyncio.create_task(led.answer(walk))
    await led.until(walk, lambda shown: shown["making"]["state"] == "making" and len(model.requests) == 2)
    await led.run("update l1_walk_nodes set until = now() - interval '1 second' where step_no = 1")
    taken_over = led.desk.ok(await led.next_node(walk))
    assert taken_over["pending_node"]["text"] == "Taken over?"
    late.set()
    assert led.desk.ok(await first)["pending_node"]["id"] == taken_over["pending_node"]["id"]
    assert (await led.open(walk))["pending_node"]["text"] == "Taken over?"
    assert (len(await led.rows("ai_usage")), await led.held()) == (3, 0)


@pytest.mark.parametrize("verb", ["escalate", "abandon", "back"])
async def test_a_step_that_comes_when_the_walk_has_gone_elsewhere_changes_nothing(
    verb: str, model: Loopback, led: Led
) -> None:
    now = asyncio.Event()
    model.script(question(), _late(now))
    walk = await led.begin()
    answering = asyncio.create_task(led.answer(walk))
    await led.until(walk, lambda shown: shown["making"]["state"] == "making" and len(model.requests) == 2)
    why = {"escalation_reason": "No time", "escalation_reason_category": "other"} if verb == "escalate" else {}
    went = led.desk.ok(await led.desk.act(walk, verb, why))
    now.set()
    led.desk.ok(await answering)
    shown = await led.open(walk)
    assert (shown["status"], shown["step_count"]) == (went["status"], went["step_count"])
    assert shown["pending_node"] == (walk["pending_node"] if verb == "back" else None)
    assert (await led.held(), len(await led.rows("ai_usage"))) == (0, 2)


async def test_a_server_that_ends_writes_down_what_it_paid_and_lets_the_claim_go(model: Loopback, led: Led) -> None:
    model.script(question(), _late(asyncio.Event()))
    walk = await led.begin()
    answering = asyncio.create_task(led.answer(walk))
    await led.until(walk, lambda shown: shown["making"]["state"] == "making" and len(model.bills) == 2)
    await end_makings()
    with contextlib.suppress(asyncio.CancelledError):
        await answering
    shown = await led.open(walk)
    assert (shown["step_count"], shown["making"]["state"], shown["making"]["may_try_again"]) == (1, "stuck", True)
    assert (len(await led.rows("ai_usage")), await led.held()) == (2, 0)
    model.script(action())
    assert led.desk.ok(await led.next_node(walk))["pending_node"]["type"] == "action"
