"""The one door to language models: typed evidence in, what was made out, and every call that was paid.

Nothing here touches the database, and no exception of a provider leaves: every ending is an ``Answer``.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from resolutionflow.ai.evidence import evidence
from resolutionflow.ai.outputs import as_lines, parsed, says_ok
from resolutionflow.ai.port import Answer, Asked, Check, Failure, Finding, Made, Task, Used
from resolutionflow.ai.prime import Prime
from resolutionflow.ai.prompts import prompt
from resolutionflow.ai.wire import Conversation, ModelConfig, Provider, Request, load

__all__ = ["ModelConfig", "Prime", "Provider", "call", "call_many", "probe"]

AGAIN = "Checked by program, and not right yet:\n{lines}\nGive the whole JSON object again with these put right."


async def call(
    config: ModelConfig,
    asked: Asked,
    check: Check,
    *,
    deadline_s: float,
    redact_ticket_text: bool,
    prime: Prime | None = None,
    paid: list[Used] | None = None,
) -> Answer:
    """Have ``asked`` made, within ``deadline_s`` seconds of its turn, its one retry for findings included.

    ``paid`` gets every provider call as it ends, also when this is cancelled half-way and no answer comes.
    """
    calls: list[Used] = []
    request = Request(asked.task, prompt(asked.task), evidence(asked, redact_ticket_text=redact_ticket_text))
    prime = prime or Prime()
    await load()
    try:
        async with prime.turn() as started, asyncio.timeout(deadline_s) as limit:
            if prime.in_vain is not None:
                return Answer(None, "model", prime.in_vain)
            async with Conversation(config, request, calls, started) as conversation:
                made, failure, findings = await _made(conversation, check)
            prime.ended(failure)
    except TimeoutError:
        made, failure, findings = None, Failure.TIMEOUT, []
    except asyncio.CancelledError:
        if calls and not limit.expired():
            calls[-1] = _given_up(calls[-1])
        raise
    finally:
        if paid is not None:
            paid.extend(calls)
    return Answer(made, "model", failure, findings, calls)


async def call_many(
    config: ModelConfig,
    asked: Sequence[Asked],
    check: Check,
    on_done: Callable[[int, Answer], Awaitable[None]],
    *,
    deadline_s: float,
    redact_ticket_text: bool,
    paid: list[Used] | None = None,
) -> None:
    """Make all of ``asked``, the first alone until its stream starts; tell ``on_done`` each as it ends.

    Where the first ones meet a refused key or used-up credit, the others end the same way without a call.

    ``on_done`` gets the position and the answer, exactly once each, never two at once. Cancelling this cancels
    the calls that still run: those get no ``on_done``, and ``paid`` what they cost so far.
    """
    prime, one_at_a_time = Prime(), asyncio.Lock()

    async def make(position: int, one: Asked) -> None:
        answer = await call(
            config,
            one,
            check,
            deadline_s=deadline_s,
            redact_ticket_text=redact_ticket_text,
            prime=prime,
            paid=paid,
        )
        async with one_at_a_time:
            await on_done(position, answer)

    async with asyncio.TaskGroup() as group:
        for position, one in enumerate(asked):
            group.create_task(make(position, one))


async def probe(config: ModelConfig, *, deadline_s: float) -> Answer:
    """Say whether the model can do what is asked of it, by the cheapest call of the same form.

    ``made`` is null; ``failure`` is null when it can.
    """
    calls: list[Used] = []
    await load()
    request = Request(Task.TEST, prompt(Task.TEST), '{"test":true}')
    try:
        async with asyncio.timeout(deadline_s), Conversation(config, request, calls, lambda: None) as conversation:
            heard = await conversation.hear()
            if heard.failure is None and not says_ok(heard.text):
                conversation.disown()
    except TimeoutError:
        return Answer(None, "model", Failure.TIMEOUT, calls=calls)
    return Answer(None, "model", calls[-1].failure, calls=calls)


def _given_up(last: Used) -> Used:
    """Return a call that was under way when the work was cancelled: its provider did not fail."""
    return replace(last, failure=Failure.CANCELLED) if last.failure is Failure.TIMEOUT else last


async def _made(conversation: Conversation, check: Check) -> tuple[Made | None, Failure | None, list[Finding]]:
    """Ask, judge, and ask once more with what was found. A refusal or a cut is never asked again."""
    findings: list[Finding] = []
    for _ in range(2):
        heard = await conversation.hear()
        if heard.failure is not None:
            return None, heard.failure, findings
        made, findings = parsed(conversation.request.task, heard.text)
        if made is not None:
            findings = check(made)
            if not findings:
                return made, None, []
        conversation.disown()
        conversation.object(heard.text, AGAIN.format(lines="\n".join(as_lines(findings))))
    return None, Failure.INVALID_OUTPUT, findings
