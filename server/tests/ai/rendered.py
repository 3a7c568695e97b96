"""The bytes of a request, as they leave: kept in ``golden/`` so that no change of a library goes unseen.

``python -m tests.ai.rendered`` writes them anew; look at the difference before you keep it, since every byte before
the evidence that changes empties the providers' caches.
"""

import asyncio
from pathlib import Path

from resolutionflow.ai import gateway
from resolutionflow.ai.port import Asked
from tests.ai.asking import BRANCH, NEXT, NODE_OUT, SCAFFOLD, fine, haiku, local
from tests.support import loopback
from tests.support.loopback.replies import Says

GOLDEN = Path(__file__).parent / "golden"
TASKS: dict[str, Asked] = {"scaffold": SCAFFOLD, "branch": BRANCH, "next-node": NEXT}


async def anthropic_bytes(asked: Asked, *, withhold: bool = False) -> bytes:
    """Return the body of the first request."""
    async with loopback.anthropic() as serving:
        serving.answer_by(lambda _: Says(NODE_OUT))
        await gateway.call(haiku(serving), asked, fine, deadline_s=20, redact_ticket_text=withhold)
        return serving.raw[0]


async def openai_bytes(asked: Asked) -> bytes:
    """Return the body of the first request to an OpenAI-compatible server."""
    async with loopback.openai() as serving:
        serving.answer_by(lambda _: Says(NODE_OUT))
        await gateway.call(local(serving), asked, fine, deadline_s=20, redact_ticket_text=False)
        return serving.raw[0]


async def write() -> None:
    """Write all of them."""
    GOLDEN.mkdir(exist_ok=True)
    for name, asked in TASKS.items():
        (GOLDEN / f"{name}.json").write_bytes(await anthropic_bytes(asked))
    (GOLDEN / "next-node.openai.json").write_bytes(await openai_bytes(TASKS["next-node"]))


if __name__ == "__main__":
    asyncio.run(write())
