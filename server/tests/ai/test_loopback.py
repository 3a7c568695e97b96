"""The loopback provider charges as the real one: by matching prefix, above a smallest length, for five minutes."""

import json
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from resolutionflow.ai.prices import Tokens, cost
from tests.support import loopback
from tests.support.loopback import Loopback
from tests.support.loopback.billing import LIFE_S, PRICES, Bill, Caches
from tests.support.loopback.canned import canned
from tests.support.loopback.replies import Says, Uses

MARK = {"cache_control": {"type": "ephemeral"}}
KEY = {"x-api-key": "k", "anthropic-version": "2023-06-01"}
ASK = {"model": "claude-haiku-5-5", "max_tokens": 100, "messages": [{"role": "user", "content": "Hello"}]}
FORM = {"format": {"type": "json_schema", "schema": {"type": "object", "additionalProperties": False}}}


def body(system: str, said: str = "Hello", model: str = "claude-haiku-5-5", **more: Any) -> dict[str, Any]:
    return {
        "model": model,
        "max_tokens": 100,
        "system": [{"type": "text", "text": system, **MARK}],
        "messages": [{"role": "user", "content": said}],
        **more,
    }


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def charged(caches: Caches, asked: dict[str, Any], begun: bool = True) -> tuple[int, int]:
    bill, kept = caches.bill(asked, 10)
    if begun:
        caches.keep(kept)
    return bill.written, bill.read


LONG = "A rule that every step has to keep. " * 100
SHORT = "A rule that every step has to keep. " * 45


def test_a_head_is_written_once_and_read_while_it_lives() -> None:
    clock = Clock()
    caches = Caches(clock)
    assert charged(caches, body(LONG)) == (1_002, 0)
    assert charged(caches, body(LONG, "Something else")) == (0, 1_002)
    clock.now = LIFE_S - 1
    assert charged(caches, body(LONG)) == (0, 1_002), "reading it makes it live on"
    clock.now = 2 * LIFE_S - 2
    assert charged(caches, body(LONG)) == (0, 1_002)
    clock.now = 4 * LIFE_S
    assert charged(caches, body(LONG)) == (1_002, 0)


def test_a_head_is_not_there_before_its_answer_begins() -> None:
    caches = Caches()
    assert charged(caches, body(LONG), begun=False) == (1_002, 0)
    assert charged(caches, body(LONG)) == (1_002, 0)


@pytest.mark.parametrize(
    "other",
    [
        body("X" + LONG),
        body(LONG, output_config=FORM),
        body(LONG, tools=[{"name": "t"}]),
        body(LONG, model="claude-sonnet-5-5"),
    ],
    ids=["system prompt", "form of the output", "tools", "model"],
)
def test_whatever_changes_in_front_empties_the_cache(other: dict[str, Any]) -> None:
    caches = Caches()
    charged(caches, body(LONG))
    written, read = charged(caches, other)
    assert written > 0
    assert read == 0


def test_below_the_smallest_length_of_a_model_nothing_is_cached() -> None:
    assert charged(Caches(), body(SHORT)) == (0, 0)
    assert charged(Caches(), body(LONG, model="claude-haiku-4-5")) == (0, 0)
    assert charged(Caches(), body(LONG * 5, model="claude-haiku-4-5"))[0] > 4_096


def test_a_longer_head_is_read_as_far_as_it_is_known_and_the_rest_written() -> None:
    caches = Caches()
    charged(caches, body(LONG))
    longer = body(LONG)
    longer["messages"] = [{"role": "user", "content": [{"type": "text", "text": "More. " * 600, **MARK}]}]
    written, read = charged(caches, longer)
    assert read == 1_002
    assert written > 900


@pytest.mark.parametrize("model", PRICES)
def test_the_products_prices_are_those_of_the_bill(model: str) -> None:
    bill = Bill(model, 1_234, 2_345, 3_456, 456)
    assert cost("anthropic", model, None, Tokens(1_234, 456, 3_456, 2_345)) == pytest.approx(bill.dollars, rel=1e-12)


def test_a_price_that_is_not_known_is_null_not_zero() -> None:
    some = Tokens(1_000, 1_000)
    assert cost("anthropic", "claude-nobody-9", None, some) is None
    assert cost("openai", "gpt-4o-mini", "http://localhost:11434/v1", some) is None
    assert cost("openai", "llama3.3", None, some) is None
    assert cost("openai", "gpt-4o-mini", None, some) == pytest.approx(0.00075)


@pytest.fixture
async def api() -> AsyncIterator[Loopback]:
    async with loopback.anthropic() as serving:
        yield serving


async def post(api: Loopback, asked: dict[str, Any], headers: dict[str, str], path: str = "messages") -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.post(f"http://127.0.0.1:{api.port}/v1/{path}", json=asked, headers=headers)


@pytest.mark.parametrize(
    ("change", "headers", "status"),
    [
        ({}, {"anthropic-version": "1"}, 401),
        ({}, {"x-api-key": "k"}, 400),
        ({"model": "gpt"}, KEY, 404),
        ({"temperatur": 1}, KEY, 400),
        ({"messages": []}, KEY, 400),
        ({"output_config": {"format": {"schema": {"type": "object"}}}}, KEY, 400),
        ({"output_config": {"format": {"schema": {"$ref": "#"}}}}, KEY, 400),
        ({"model": "claude-sonnet-5-5", "tool_choice": {"type": "any"}}, KEY, 400),
        ({"system": [{"type": "text", "text": "x", **MARK}] * 5}, KEY, 400),
        ({"messages": [{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "x"}]}]}, KEY, 400),
        ({"messages": [{"role": "assistant", "content": [{"type": "tool_use", "id": "x", "name": "y"}]}]}, KEY, 400),
    ],
)
async def test_it_takes_offence_where_the_real_one_does(
    api: Loopback, change: dict[str, Any], headers: dict[str, str], status: int
) -> None:
    assert (await post(api, ASK | change, headers)).status_code == status
    assert not api.bills


async def test_it_counts_tokens_and_answers_without_a_stream(api: Loopback) -> None:
    api.script(Says("Hello!"), Uses("look", {"at": "it"}))
    counted = (await post(api, {key: ASK[key] for key in ("model", "messages")}, KEY, "messages/count_tokens")).json()
    said = (await post(api, ASK, KEY)).json()
    assert said["usage"]["input_tokens"] == counted["input_tokens"]
    assert (said["content"], said["stop_reason"]) == ([{"type": "text", "text": "Hello!"}], "end_turn")
    used = (await post(api, ASK | {"tools": [{"name": "look"}]}, KEY)).json()
    assert (used["content"][0]["input"], used["stop_reason"]) == ({"at": "it"}, "tool_use")


async def test_more_than_was_allowed_is_cut_off(api: Loopback) -> None:
    api.script(Says("word " * 1_000))
    said = (await post(api, ASK, KEY)).json()
    assert said["stop_reason"] == "max_tokens"
    assert said["usage"]["output_tokens"] <= 100


def test_started_by_hand_it_answers_both_interfaces() -> None:
    server = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "tests.support.loopback", "--port", "0"]
    with subprocess.Popen(command, cwd=server, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[1]
        said = httpx.post(f"{address}/v1/messages", json=ASK | {"output_config": FORM}, headers=KEY, timeout=20).json()
        asked = ASK | {"stream": True}
        streamed = httpx.post(f"{address}/v1/chat/completions", json=asked, headers={"authorization": "x-529"})
        process.kill()
    assert json.loads(said["content"][0]["text"])["answers"]
    assert streamed.status_code == 529


def test_a_key_says_what_goes_wrong_by_hand() -> None:
    assert canned({"_key": "Bearer sk-loopback-refuse", "messages": []}) != canned({"_key": "sk-any", "messages": []})
