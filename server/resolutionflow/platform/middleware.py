"""What surrounds every request: its id, limits on its size, and the headers that keep browsers safe."""

import logging
import re
import secrets
from collections.abc import Mapping
from fnmatch import fnmatchcase
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from resolutionflow.kit.errors import TooLarge
from resolutionflow.platform.http import problem
from resolutionflow.platform.log import request_id

log = logging.getLogger("resolutionflow.access")

MEGABYTE = 1_048_576
_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class BodyTooLarge(TooLarge):
    """What you sent is larger than this address accepts. Nothing was saved; send less at once."""


class _Exceeded(Exception):
    pass


class LimitBody:
    """Refuse bodies over ``limit`` bytes; ``larger`` maps starts of paths (``*`` is anything) to their own limits."""

    def __init__(self, app: ASGIApp, limit: int, larger: Mapping[str, int]) -> None:
        self.app, self.limit, self.larger = app, limit, larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 413 as soon as too much is announced or has arrived."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        limit = next(
            (size for start, size in self.larger.items() if fnmatchcase(scope["path"], f"{start}*")), self.limit
        )
        length = Headers(scope=scope).get("content-length", "0")
        if length.isdecimal() and int(length) > limit:
            await problem(self._refusal(limit))(scope, receive, send)
            return
        await self._counted(limit, scope, receive, send)

    async def _counted(self, limit: int, scope: Scope, receive: Receive, send: Send) -> None:
        seen = 0
        refused = False

        async def counted() -> Message:
            nonlocal seen, refused
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                refused = True
                raise _Exceeded
            return message

        async def unless_refused(message: Message) -> None:
            if not refused:
                await send(message)

        try:
            await self.app(scope, counted, unless_refused)
        except _Exceeded:
            refused = True
        if refused:
            await problem(self._refusal(limit))(scope, receive, send)

    @staticmethod
    def _refusal(limit: int) -> BodyTooLarge:
        return BodyTooLarge(f"At most {limit // MEGABYTE} MB are accepted here. Nothing was saved; send less at once.")


class Surround:
    """Give each request an id and each response its security headers, and log it.

    ``encrypted``: people reach the product by https alone, so their browsers are told to keep to it.
    """

    def __init__(self, app: ASGIApp, *, encrypted: bool = False) -> None:
        self.app, self.encrypted = app, encrypted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with ``nonce`` (for the page's style) and ``request_id`` in its state."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        current = given if _GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        token = request_id.set(current)
        started = perf_counter()
        status = 0
        nonce = secrets.token_urlsafe(12)
        scope.setdefault("state", {}).update(nonce=nonce, request_id=current)

        async def dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                _dress(headers, scope["path"], nonce, current)
                if self.encrypted:
                    headers["strict-transport-security"] = "max-age=31536000"
            await send(message)

        try:
            await self.app(scope, receive, dressed)
        finally:
            if log.isEnabledFor(logging.DEBUG) or status >= 500:
                milliseconds = (perf_counter() - started) * 1000
                log.info("%s %s %s %.0f ms", scope["method"], scope["path"], status, milliseconds)
            request_id.reset(token)


def _dress(headers: MutableHeaders, path: str, nonce: str, current: str) -> None:
    headers["x-request-id"] = current
    headers["x-content-type-options"] = "nosniff"
    if path.startswith("/api/"):
        headers.setdefault("cache-control", "no-store")
        return
    headers["referrer-policy"] = "same-origin"
    headers["x-frame-options"] = "DENY"
    headers["permissions-policy"] = "camera=(), microphone=(), geolocation=()"
    headers["cross-origin-opener-policy"] = "same-origin"
    headers["content-security-policy"] = (
        f"default-src 'self'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; "
        "img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    )
