"""What one step made as a technician walks costs on the small model: the first, with cold caches, and those after."""

import asyncio

from bench.figures import Figure, at_most, median_of
from bench.models import DEADLINE_S, answer, config, fine, first_step, next_step
from resolutionflow.ai import gateway
from resolutionflow.ai.port import NodeMade, Used
from tests.support import loopback

STEPS = 12


async def walk() -> tuple[list[float], list[Used]]:
    """Make the steps of one long walk; each one's bill, and the product's own figures."""
    async with loopback.anthropic() as provider:
        provider.answer_by(answer)
        used: list[Used] = []
        asked = first_step()
        for _ in range(STEPS):
            model = config(provider)
            made = await gateway.call(model, asked, fine, deadline_s=DEADLINE_S, redact_ticket_text=False, paid=used)
            assert isinstance(made.made, NodeMade), made
            asked = next_step(asked, made.made.text, "Still the same, with the same words on the screen")
        return [bill.dollars for bill in provider.bills], used


def measure() -> list[Figure]:
    """Walk once."""
    bills, used = asyncio.run(walk())
    off = abs(sum(bills) - sum(call.cost or 0 for call in used))
    return [
        Figure("the first step of a walk, nothing in the cache", bills[0], "$", at_most(0.0003)),
        median_of("a later step", bills[1:], "$", at_most(0.0003)),
        Figure("the dearest step of twelve", max(bills), "$", at_most(0.0003)),
        Figure("the product's own figure off the bill by", off, "$", at_most(1e-9)),
    ]
