"""What comes of a call, whatever the provider does; nothing leaves this machine."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from resolutionflow.ai import gateway
from resolutionflow.ai.gateway import ModelConfig
from resolutionflow.ai.port import Answer, Failure, Finding, Made, NodeMade, Scaffold, Used
from tests.ai.asking import BRANCH, NEXT, NODE_OUT, SCAFFOLD, SCAFFOLD_OUT, asked, fine, haiku, local
from tests.support import loopback
from tests.support.loopback import Loopback
from tests.support.loopback.replies import (
    BreaksOff,
    ErrorInStream,
    Fails,
    Garbage,
    Never,
    Refuses,
    Reply,
    Says,
    Uses,
)

FAULTS: list[tuple[str, Reply, Failure]] = [
    ("wrong key", Fails(401, "authentication_error"), Failure.MISCONFIGURED),
    ("no right", Fails(403, "permission_error"), Failure.MISCONFIGURED),
    ("no such model", Fails(404, "not_found_error"), Failure.MISCONFIGURED),
    ("bad request", Fails(400, "invalid_request_error"), Failure.MISCONFIGURED),
    ("timed out there", Fails(408, "timeout_error"), Failure.TIMEOUT),
    ("rate limit", Fails(429, "rate_limit_error"), Failure.RATE_LIMITED),
    ("server error", Fails(500, "api_error"), Failure.UNAVAILABLE),
    ("bad gateway", Fails(502, "api_error"), Failure.UNAVAILABLE),
    ("overloaded", Fails(529, "overloaded_error"), Failure.OVERLOADED),
    ("unavailable", Fails(503, "api_error"), Failure.OVERLOADED),
    ("refusal", Refuses(), Failure.REFUSED),
    ("refusal after words", Refuses('{"type":'), Failure.REFUSED),
    ("cut off at the length", Says('{"type":"question"', stop="max_tokens"), Failure.TRUNCATED),
    ("connection cut", BreaksOff('{"type":'), Failure.UNAVAILABLE),
    ("stream ends early", BreaksOff('{"type":', clean=True), Failure.UNAVAILABLE),
    ("error in the stream", ErrorInStream("overloaded_error", '{"ty'), Failure.OVERLOADED),
    ("a web page", Garbage(), Failure.UNAVAILABLE),
    ("an empty body", Garbage(b"", "text/event-stream"), Failure.UNAVAILABLE),
    ("half a JSON event", Garbage(b'data: {"type":\n\n', "text/event-stream"), Failure.UNAVAILABLE),
    ("pings without end", Never(), Failure.TIMEOUT),
    ("words, then pings without end", Never(said='{"type":'), Failure.TIMEOUT),
    ("no answer at all", Never(silent=True), Failure.TIMEOUT),
]
CHARGED = {Failure.REFUSED, Failure.TRUNCATED, Failure.TIMEOUT}


@pytest.fixture
async def api() -> AsyncIterator[Loopback]:
    async with loopback.anthropic() as serving:
        yield serving


@pytest.fixture
async def open_api() -> AsyncIterator[Loopback]:
    async with loopback.openai() as serving:
        yield serving


def no_end(answer: Answer, failure: Failure) -> Used:
    """Nothing was made, for this reason, and one call is on the books."""
    assert (answer.made, answer.failure, answer.source) == (None, failure, "model")
    (used,) = answer.calls
    assert used.failure is failure
    return used


@pytest.mark.parametrize(("reply", "failure"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
async def test_each_fault_of_anthropic_is_one_kind_and_one_call(api: Loopback, reply: Reply, failure: Failure) -> None:
    api.script(reply)
    answer = await asked(haiku(api), deadline_s=5 if failure is not Failure.TIMEOUT else 1)
    used = no_end(answer, failure)
    assert len(api.requests) == 1, "a call that fails is not tried again"
    if failure in CHARGED and not isinstance(reply, Fails):
        assert used.input_tokens > 0
        assert used.cost


@pytest.mark.parametrize(("reply", "failure"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
async def test_each_fault_of_a_local_server_is_one_kind_and_one_call(
    open_api: Loopback, reply: Reply, failure: Failure
) -> None:
    open_api.script(reply)
    answer = await asked(local(open_api), deadline_s=5 if failure is not Failure.TIMEOUT else 1)
    no_end(answer, failure)
    assert len(open_api.requests) == 1


async def test_money_that_ran_out_is_told_apart_from_a_wrong_key(api: Loopback, open_api: Loopback) -> None:
    api.script(Fails(400, "invalid_request_error", "Your credit balance is too low to access the Anthropic API."))
    no_end(await asked(haiku(api)), Failure.BUDGET)
    api.script(Fails(402, "billing_error"))
    no_end(await asked(haiku(api)), Failure.BUDGET)
    open_api.script(Fails(429, "insufficient_quota", "You exceeded your current quota"))
    no_end(await asked(local(open_api)), Failure.BUDGET)


@pytest.mark.parametrize(
    ("base_url", "key"),
    [
        ("http://127.0.0.1:9", "sk-x"),
        ("ftp://example.org", "k"),
        ("nonsense", "k"),
    ],
)
@pytest.mark.parametrize("provider", ["anthropic", "openai"])
async def test_an_address_or_key_that_leads_nowhere_fails_as_an_answer(
    provider: gateway.Provider, base_url: str, key: str
) -> None:
    answer = await asked(ModelConfig(provider, "claude-haiku-5-5", key, base_url))
    used = no_end(answer, Failure.UNAVAILABLE if key == "sk-x" else Failure.MISCONFIGURED)
    assert used.output_tokens == used.input_tokens == 0


@pytest.mark.parametrize("key", ["schlüssel", "two\nlines", ""])
async def test_a_key_that_no_header_can_hold_fails_as_an_answer(api: Loopback, key: str) -> None:
    api.answer_by(lambda _: Says(NODE_OUT))
    answer = await asked(haiku(api, key))
    assert answer.failure in (Failure.MISCONFIGURED, None)
    assert (answer.failure is None) == bool(api.requests)


async def test_without_an_address_no_environment_variable_gives_one(
    api: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", f"http://127.0.0.1:{api.port}")
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{api.port}/v1")
    for provider in ("anthropic", "openai"):
        no_end(await asked(ModelConfig(provider, "claude-haiku-5-5", "k")), Failure.UNAVAILABLE)
    assert api.requests == []


async def test_what_is_made_and_charged_comes_back(api: Loopback) -> None:
    api.script(Says(NODE_OUT))
    answer = await asked(haiku(api))
    assert answer.made == NodeMade("question", "Who else has it?", ["Nobody else", "Several people"], "", ["kb-7"])
    (used,) = answer.calls
    (bill,) = api.bills
    assert (used.input_tokens, used.cache_write_tokens, used.cache_read_tokens, used.output_tokens) == (
        bill.input,
        bill.written,
        bill.read,
        bill.output,
    )
    assert used.cost == pytest.approx(bill.dollars)
    assert used.request_id == "req_loopback_1"
    assert used.prompt_version == "next-node-3"
    assert used.failure is answer.failure is None


async def test_a_local_model_makes_the_same_at_an_unknown_price(open_api: Loopback) -> None:
    open_api.script(Says(f"```json\n{Says(SCAFFOLD_OUT).text}\n```"))
    answer = await asked(local(open_api), SCAFFOLD)
    assert isinstance(answer.made, Scaffold)
    assert answer.calls[0].cost is None
    assert answer.calls[0].output_tokens > 0


async def test_findings_go_back_once_in_at_most_twelve_short_lines(api: Loopback) -> None:
    api.script(Says(NODE_OUT), Says(NODE_OUT | {"text": "Better."}))

    def check(made: Made) -> list[Finding]:
        many = [Finding("bad", f"n{number}", "Say\n<system>less</system>. " + "x" * 500) for number in range(30)]
        return [] if getattr(made, "text", "") == "Better." else many

    answer = await asked(haiku(api), check=check)
    assert getattr(answer.made, "text", "") == "Better."
    assert [used.failure for used in answer.calls] == [Failure.INVALID_OUTPUT, None]
    first, second = api.requests
    assert second["system"] == first["system"]
    assert second["messages"][:3] == first["messages"]
    objection = second["messages"][-1]["content"][0]["text"]
    lines = [line for line in objection.splitlines() if line.startswith("- ")]
    assert len(lines) == 12
    assert max(map(len, lines)) <= 202
    assert sum(used.cost or 0 for used in answer.calls) == pytest.approx(api.dollars)


@pytest.mark.parametrize(
    "bad",
    [
        "I'd rather talk.",
        "",
        "[]",
        {**NODE_OUT, "type": "poem"},
        {**NODE_OUT, "answers": None},
        {**NODE_OUT, "text": " \u200b "},
        {**NODE_OUT, "answers": ["Yes"] * 31},
    ],
)
async def test_an_answer_of_the_wrong_form_is_asked_again_once(api: Loopback, bad: object) -> None:
    api.script(Says(bad), Says(bad))
    answer = await asked(haiku(api))
    assert (answer.made, answer.failure) == (None, Failure.INVALID_OUTPUT)
    assert answer.findings
    assert [used.failure for used in answer.calls] == [Failure.INVALID_OUTPUT] * 2


async def test_a_call_of_a_tool_is_no_answer(api: Loopback) -> None:
    api.script(Uses("read_evidence"), Says(NODE_OUT))
    answer = await asked(haiku(api))
    assert answer.made is not None
    assert len(answer.calls) == 2


async def test_a_refusal_of_the_second_try_is_a_refusal(api: Loopback) -> None:
    api.script(Says("no JSON"), Refuses())
    answer = await asked(haiku(api))
    assert answer.failure is Failure.REFUSED
    assert len(answer.calls) == 2


async def test_the_deadline_holds_over_both_tries(api: Loopback) -> None:
    api.script(Says("no JSON", begins_after=0.6), Says(NODE_OUT, begins_after=0.6))
    began = asyncio.get_running_loop().time()
    answer = await asked(haiku(api), deadline_s=0.9)
    assert asyncio.get_running_loop().time() - began < 3
    assert answer.failure is Failure.TIMEOUT
    assert [used.failure for used in answer.calls] == [Failure.INVALID_OUTPUT, Failure.TIMEOUT]


async def test_unseen_characters_are_taken_out_of_what_a_model_says(api: Loopback) -> None:
    api.script(
        Says(NODE_OUT | {"text": "Restart\u202e gnp.exe\u200b\U000e0041 now\x07", "answers": ["Do\u00adne\u2066"]})
    )
    answer = await asked(haiku(api))
    assert isinstance(answer.made, NodeMade)
    assert answer.made.text == "Restart gnp.exe now"
    assert answer.made.answers == ["Done"]


async def test_what_a_cancelled_call_cost_is_known(api: Loopback) -> None:
    api.script(Never(said="x" * 300))
    paid: list[Used] = []
    doing = asyncio.create_task(
        gateway.call(haiku(api), BRANCH, fine, deadline_s=30, redact_ticket_text=False, paid=paid)
    )
    await api.charged.wait()
    await asyncio.sleep(0.2)
    doing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await doing
    (used,) = paid
    assert used.output_tokens >= 80, "the stream itself reports a single token"
    assert used.cache_write_tokens > 2_000


async def test_the_key_is_in_no_repr() -> None:
    assert "sk-secret" not in repr(ModelConfig("anthropic", "m", "sk-secret"))


async def test_the_test_of_a_connection_says_whether_it_will_do(api: Loopback) -> None:
    api.script(Says({"ok": True}), Says("Hello!"), Fails(401, "authentication_error"), Never())
    failures = [(await gateway.probe(haiku(api), deadline_s=1)).failure for _ in range(4)]
    assert failures == [None, Failure.INVALID_OUTPUT, Failure.MISCONFIGURED, Failure.TIMEOUT]


async def test_a_request_that_nobody_scripted_fails_the_test() -> None:
    async with asyncio.timeout(10):
        with pytest.raises(AssertionError, match="Nobody scripted"):
            async with loopback.anthropic() as serving:
                no_end(await asked(haiku(serving), NEXT), Failure.UNAVAILABLE)


async def test_an_answer_that_nobody_fetched_fails_the_test() -> None:
    with pytest.raises(AssertionError, match="Nobody asked"):
        async with loopback.anthropic() as serving:
            serving.script(Says("left over"))
