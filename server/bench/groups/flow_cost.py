"""What one flow costs on the small model: a scaffold and six branches, as the loopback provider charges them."""

import asyncio
from dataclasses import dataclass

from bench.figures import Figure, at_least, at_most
from bench.models import DEADLINE_S, FOUNDATION, answer, branches, config, fine
from resolutionflow.ai import gateway
from resolutionflow.ai.port import Answer, Scaffold, ScaffoldAsked, Task, Used
from resolutionflow.ai.prompts import prompt
from tests.support import loopback
from tests.support.loopback.billing import tokens_in

BRANCHES = 6


@dataclass(frozen=True)
class Bought:
    """A flow: what the provider charged, what the product says, and how many calls it took."""

    billed: float
    counted: float
    calls: int
    from_cache: int


async def flow(*, primed: bool) -> Bought:
    """Make one flow on a provider whose caches are empty."""
    async with loopback.anthropic() as provider:
        provider.answer_by(answer)
        model, used = config(provider), list[Used]()
        asked = ScaffoldAsked(FOUNDATION)
        made = await gateway.call(model, asked, fine, deadline_s=DEADLINE_S, redact_ticket_text=False, paid=used)
        assert isinstance(made.made, Scaffold), made
        wanted = branches(made.made.question, list(made.made.branches))
        assert len(wanted) == BRANCHES
        done: list[Answer] = []

        async def on_done(_: int, one: Answer) -> None:
            done.append(one)

        if primed:
            await gateway.call_many(
                model, wanted, fine, on_done, deadline_s=DEADLINE_S, redact_ticket_text=False, paid=used
            )
        else:
            calls = (gateway.call(model, one, fine, deadline_s=DEADLINE_S, redact_ticket_text=False) for one in wanted)
            done = await asyncio.gather(*calls)
            used += [call for one in done for call in one.calls]
        assert all(one.made for one in done), done
        warm = sum(1 for call in used if call.cache_read_tokens)
        return Bought(provider.dollars, sum(call.cost or 0 for call in used), len(provider.requests), warm)


def measure() -> list[Figure]:
    """Buy one flow each way."""
    primed = asyncio.run(flow(primed=True))
    cold = asyncio.run(flow(primed=False))
    length = tokens_in(prompt(Task.BRANCH).text)
    return [
        Figure("a flow of six branches, the first alone until its stream starts", primed.billed, "$", at_most(0.006)),
        Figure("the product's own figure off the bill by", abs(primed.billed - primed.counted), "$", at_most(1e-9)),
        Figure("branches that found the prompt in the cache", primed.from_cache, "", at_least(BRANCHES - 1)),
        Figure("paid calls", primed.calls, "", at_most(BRANCHES + 1)),
        Figure("the same flow, all branches at once", cold.billed, "$"),
        Figure("system prompt of a branch", length, "tokens"),
    ]
