"""A stream of server-sent events to one browser."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from resolutionflow.platform.live.hub import Hub, Stream, event

HEARTBEAT_SECONDS = 20.0

HEARTBEAT = event("heartbeat")


class LiveResponse(Response):
    """Events until the browser hangs up, ``still_in`` says no at a heartbeat, or the server ends."""

    media_type = "text/event-stream"

    def __init__(
        self,
        hub: Hub,
        account_id: UUID,
        user_id: UUID,
        mark: str,
        still_in: Callable[[], Awaitable[bool]],
    ) -> None:
        super().__init__(headers={"cache-control": "no-store", "x-accel-buffering": "no"})
        del self.headers["content-length"]
        self._hub, self._who = hub, (account_id, user_id, mark)
        self._still_in, self._pause = still_in, HEARTBEAT_SECONDS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send until there is a reason to end."""
        del scope
        stream = self._hub.join(*self._who)
        sending = asyncio.create_task(self._send(stream, send))
        hanging_up = asyncio.create_task(_hung_up(receive))
        stream.cut = sending.cancel
        try:
            await asyncio.wait((sending, hanging_up), return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._hub.leave(self._who[0], stream)
            sending.cancel()
            hanging_up.cancel()
            await asyncio.gather(sending, hanging_up, return_exceptions=True)
        if not sending.cancelled():
            sending.result()

    async def _send(self, stream: Stream, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await _part(send, event("hello", heartbeat_seconds=self._pause))
        await self._send_events(stream, send)
        await send({"type": "http.response.body", "body": b""})

    async def _send_events(self, stream: Stream, send: Send) -> None:
        clock = asyncio.get_running_loop().time
        heartbeat_at = clock() + self._pause
        while not stream.ended:
            chunk = await stream.next(heartbeat_at)
            if chunk:
                await _part(send, chunk)
            if clock() >= heartbeat_at:
                if not await self._still_in():
                    return
                await _part(send, HEARTBEAT)
                heartbeat_at = clock() + self._pause


async def _part(send: Send, chunk: bytes) -> None:
    await send({"type": "http.response.body", "body": chunk, "more_body": True})


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
