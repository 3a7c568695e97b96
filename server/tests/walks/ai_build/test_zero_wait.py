"""Zero wait: a hit costs neither a wait nor a second call, a miss is never in the path, and all of it is counted."""

import asyncio
import json
from typing import Any

import pytest

from resolutionflow.main import API
from tests.support.loopback import Loopback
from tests.support.loopback.replies import Fails, Reply, Says
from tests.walks.ai_build.led import Led
from tests.walks.desk import Json


def _steps(body: dict[str, Any]) -> list[Json]:
    content = body["messages"][-1]["content"][0]["content"]
    text = content if isinstance(content, str) else content[0]["text"]
    steps: list[Json] = json.loads(text)["steps"]
    return steps


def _by_path(body: dict[str, Any]) -> Reply:
    """A question that says what was answered before."""
    said = ">".join([*(step["answer"] for step in _steps(body)), "?"])
    return Says({"type": "question", "text": said, "help": "", "answers": ["A", "B"], "citations": []})


@pytest.fixture
async def ahead(model: Loopback, led: Led) -> Loopback:
    """Steps are made ahead."""
    await led.run("update ai_settings set zero_wait = true")
    model.answer_by(_by_path)
    return model


async def _all_there(led: Led, step_no: int, ways: int) -> list[Json]:
    """The rows of the steps with this number, once so many are made and their calls written down."""
    rows = await led.until_row(
        "l1_walk_nodes",
        lambda rows: sum(row["step_no"] == step_no and row["claim"] is None for row in rows) == ways,
    )
    await led.until_row("ai_reservations", lambda rows: all(row["state"] == "settled" for row in rows))
    return [row for row in rows if row["step_no"] == step_no]


async def _tasks(led: Led) -> list[str]:
    return sorted(row["task"] for row in await led.rows("ai_usage"))


async def test_a_hit_costs_no_wait_and_no_second_call(ahead: Loopback, led: Led) -> None:
    walk = await led.begin()
    rows = await _all_there(led, 1, 2)
    assert (len(ahead.requests), all(row["ahead"] for row in rows)) == (3, True)
    ahead.answer_by(lambda body: Fails(500) if len(_steps(body)) < 2 else _by_path(body))
    taken = await led.answered(walk, 1)
    assert (taken["pending_node"]["text"], taken["making"]["state"]) == ("B>?", "ready")
    assert taken["pending_node"]["id"] in {row["node"]["id"] for row in rows}
    await _all_there(led, 2, 2)
    assert (len(ahead.requests), await led.held()) == (5, 0)
    assert await _tasks(led) == ["ahead"] * 4 + ["next_node"]


async def test_a_miss_is_never_in_the_path_and_is_counted(ahead: Loopback, led: Led) -> None:
    walk = await led.begin()
    await _all_there(led, 1, 2)
    taken = await led.answered(walk, 0)
    await _all_there(led, 2, 2)
    shown = await led.open(walk)
    assert [one["question"] for one in shown["walked_path"]] == ["?"]
    assert shown["pending_node"]["id"] == taken["pending_node"]["id"]
    assert "B>?" not in json.dumps(shown)
    assert shown["making"]["calls"] == 5
    usage = led.desk.ok(await led.account.owner.get(f"{API}/ai/usage"))
    assert {one["task"]: one["calls"] for one in usage["period"]} == {"ahead": 4, "next_node": 1}
    assert await led.walks_used() == 1


async def test_a_step_still_in_the_making_ahead_is_not_asked_for_again(ahead: Loopback, led: Led) -> None:
    now = asyncio.Event()

    def late(body: dict[str, Any]) -> Reply:
        made = _by_path(body)
        assert isinstance(made, Says)
        return Says(made.content, begins_when=now) if len(_steps(body)) == 1 else made

    ahead.answer_by(late)
    walk = await led.begin()
    await led.until_row("l1_walk_nodes", lambda rows: sum(row["step_no"] == 1 for row in rows) == 2)
    taken = await led.answered(walk, 1)
    assert (taken["pending_node"], taken["making"]["state"], taken["step_count"]) == (None, "making", 1)
    now.set()
    shown = await led.until(walk, lambda shown: shown["pending_node"] is not None)
    assert shown["pending_node"]["text"] == "B>?"
    assert sum(len(_steps(body)) == 1 for body in ahead.requests) == 2


async def test_a_note_is_told_to_the_model_and_so_no_hit(ahead: Loopback, led: Led) -> None:
    walk = await led.begin()
    await _all_there(led, 1, 2)
    taken = await led.answered(walk, 1, note="It smells")
    assert taken["pending_node"]["text"] == "B>?"
    assert sum("It smells" in json.dumps(body) for body in ahead.requests) >= 1
    rows = await led.rows("l1_walk_nodes")
    assert [row["ahead"] for row in rows if row["node"] and row["node"]["id"] == taken["pending_node"]["id"]] == [False]


async def test_what_failed_ahead_is_asked_for_again_when_it_is_needed(ahead: Loopback, led: Led) -> None:
    ahead.answer_by(lambda body: Fails(529, "overloaded_error") if len(_steps(body)) == 1 else _by_path(body))
    walk = await led.begin()
    await _all_there(led, 1, 2)
    assert (await led.open(walk))["making"]["state"] == "ready"
    ahead.answer_by(_by_path)
    assert (await led.answered(walk, 1))["pending_node"]["text"] == "B>?"


async def test_nothing_is_made_ahead_that_the_walk_may_need_or_the_plan_does_not_allow(
    ahead: Loopback, led: Led
) -> None:
    walk = await led.begin()
    await _all_there(led, 1, 2)
    await led.run("update l1_walk_nodes set attempts = 22 where step_no = 0")
    taken = await led.answered(walk, 0)
    rows = await _all_there(led, 2, 1)
    assert len(rows) == 1, "24 of 36 were asked for, and 11 more may be needed"
    await led.run("update ai_periods set cost = 20")
    rows = [row for row in await led.rows("l1_walk_nodes") if row["step_no"] == 2]
    place = next(at for at in (0, 1) if _leads_to(taken, at, rows))
    hit = await led.answered(taken, place)
    assert hit["pending_node"] is not None
    await led.until(walk, lambda shown: shown["step_count"] == 2)
    assert not [row for row in await led.rows("l1_walk_nodes") if row["step_no"] == 3]


def _leads_to(taken: Json, place: int, rows: list[Json]) -> bool:
    label = taken["pending_node"]["options"][place]["label"]
    return any(row["node"]["text"] == f"A>{label}>?" for row in rows)


async def test_switched_off_nothing_is_made_ahead(model: Loopback, led: Led) -> None:
    model.answer_by(_by_path)
    walk = await led.begin()
    await led.answered(walk)
    assert (len(model.requests), [row["ahead"] for row in await led.rows("l1_walk_nodes")]) == (2, [False, False])
