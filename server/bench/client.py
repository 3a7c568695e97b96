"""A small HTTP/1.1 client on raw asyncio, so that the load costs little beside what it measures.

One `Connection` is one keep-alive connection with one request under way at a time.
"""

import asyncio
from collections.abc import Mapping
from typing import Any, cast

import httptools
import orjson


class LostReply(ConnectionError):
    """The connection ended before the whole answer was here: whether the request was carried out is not known."""


class Answer:
    """Status, headers (lower-case names) and body of a response."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    def json(self) -> Any:
        return orjson.loads(self.body)

    def expect(self, *statuses: int) -> "Answer":
        """This answer, or an error with its text when the status is another one."""
        if self.status not in statuses:
            raise AssertionError(
                f"answered {self.status}, expected {statuses}: {self.body[:2000].decode(errors='replace')}"
            )
        return self


class _Wire(asyncio.Protocol):
    """The bytes of one connection; httptools calls the ``on_…`` methods."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.waiting: asyncio.Future[Answer] | None = None
        self.begin()

    def begin(self) -> None:
        self.parser = httptools.HttpResponseParser(self)
        self.headers: dict[str, str] = {}
        self.parts: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's is one in all but name

    def data_received(self, data: bytes) -> None:
        self.parser.feed_data(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self.transport = None
        if self.waiting and not self.waiting.done():
            self.waiting.set_exception(LostReply(str(exc or "closed")))

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers[name.decode().lower()] = value.decode()

    def on_body(self, body: bytes) -> None:
        self.parts.append(body)

    def on_message_complete(self) -> None:
        answer = Answer(self.parser.get_status_code(), self.headers, b"".join(self.parts))
        waiting, self.waiting = self.waiting, None
        self.begin()
        if waiting and not waiting.done():
            waiting.set_result(answer)


class Connection:
    """Keep-alive requests to one server as one person; connects again by itself after a lost connection."""

    def __init__(self, port: int, token: str | None = None) -> None:
        self.port = port
        fixed = f"\r\nHost: 127.0.0.1:{port}\r\nAccept: application/json\r\n"
        self.fixed = (fixed + (f"Authorization: Bearer {token}\r\n" if token else "")).encode()
        self.wire: _Wire | None = None

    async def send(self, method: str, path: str, json: Any = None, headers: Mapping[str, str] | None = None) -> Answer:
        """Send one request and return its answer; raise ``LostReply`` or another ``ConnectionError``."""
        wire = await self._open()
        assert wire.transport is not None
        body = b"" if json is None else orjson.dumps(json)
        extra = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
        kind = "Content-Type: application/json\r\n" if json is not None else ""
        head = f"{extra}{kind}Content-Length: {len(body)}\r\n\r\n".encode()
        wire.waiting = asyncio.get_running_loop().create_future()
        wire.transport.write(b"".join((f"{method} {path} HTTP/1.1".encode(), self.fixed, head, body)))
        return await wire.waiting

    async def _open(self) -> _Wire:
        if self.wire is None or self.wire.transport is None or self.wire.transport.is_closing():
            loop = asyncio.get_running_loop()
            _, self.wire = await loop.create_connection(_Wire, "127.0.0.1", self.port)
        return self.wire

    async def get(self, path: str, **headers: str) -> Answer:
        return await self.send("GET", path, headers=headers)

    async def post(self, path: str, json: Any = None, headers: Mapping[str, str] | None = None) -> Answer:
        return await self.send("POST", path, {} if json is None else json, headers)

    def close(self) -> None:
        """End the connection at once, also in the middle of a request."""
        if self.wire and self.wire.transport:
            self.wire.transport.abort()
        self.wire = None
