"""Servers on this machine that speak the interfaces of model providers, so that no test needs a network.

``anthropic()`` and ``openai()`` serve on a free port and answer what they were told, in order; a request that nobody
scripted answers 500 and fails the test, and so does a scripted answer that nobody fetched.
``python -m tests.support.loopback --port 8484`` answers any flow sensibly (``canned.py``).
"""

import asyncio
import socket
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette

from tests.support.loopback import anthropic_api, openai_api
from tests.support.loopback.billing import Bill, Caches
from tests.support.loopback.replies import Reply

Answering = Callable[[dict[str, Any]], Reply]


@dataclass
class Loopback:
    """What was asked, charged and answered."""

    port: int = 0
    caches: Caches = field(default_factory=Caches)
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    bills: list[Bill] = field(default_factory=list)
    charged: asyncio.Event = field(default_factory=asyncio.Event)
    unscripted: list[str] = field(default_factory=list)
    _script: deque[Reply] = field(default_factory=deque)
    _answering: Answering | None = None

    def script(self, *replies: Reply) -> None:
        """Answer the next requests with these, in order."""
        self._script.extend(replies)

    def answer_by(self, answering: Answering) -> None:
        """Answer every request by what it asks."""
        self._answering = answering

    def next_reply(self, body: dict[str, Any]) -> Reply | None:
        """The reply to a request; None, and a complaint, when nobody scripted one."""
        if self._script:
            return self._script.popleft()
        if self._answering is not None:
            return self._answering(body)
        self.unscripted.append(str(body)[:300])
        return None

    @property
    def dollars(self) -> float:
        """The sum of all bills."""
        return sum(bill.dollars for bill in self.bills)

    def verify(self) -> None:
        """Complain about requests that nobody scripted, and about answers that nobody fetched."""
        assert not self.unscripted, f"Nobody scripted an answer to {self.unscripted}"
        assert not self._script, f"Nobody asked for {list(self._script)}"


@asynccontextmanager
async def _serving(app: Starlette, loopback: Loopback) -> AsyncIterator[Loopback]:
    config = uvicorn.Config(app, log_level="critical", lifespan="off", timeout_graceful_shutdown=0)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        loopback.port = int(listening.getsockname()[1])
        running = asyncio.create_task(server._serve(sockets=[listening]))
        try:
            yield loopback
        finally:
            server.should_exit = server.force_exit = True
            await running
    loopback.verify()


@asynccontextmanager
async def anthropic() -> AsyncIterator[Loopback]:
    """Serve the Anthropic Messages API at ``http://127.0.0.1:{port}``."""
    loopback = Loopback()
    async with _serving(anthropic_api.app(loopback), loopback) as serving:
        yield serving


@asynccontextmanager
async def openai() -> AsyncIterator[Loopback]:
    """Serve OpenAI's chat completions at ``http://127.0.0.1:{port}/v1``."""
    loopback = Loopback()
    async with _serving(openai_api.app(loopback), loopback) as serving:
        yield serving
