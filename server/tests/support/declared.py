"""An application under test that fails the test when a route answers with a refusal it does not declare."""

import json
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Undeclared(AssertionError):
    """A route answered with an error code that its OpenAPI entry does not name."""


class Declared:
    """Wraps an application; every problem body it sends must be declared on the route it came from."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.complaints: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        status, is_problem, body = 0, False, b""

        async def watched(message: Message) -> None:
            nonlocal status, is_problem, body
            if message["type"] == "http.response.start":
                status = message["status"]
                is_problem = (b"content-type", b"application/problem+json") in message["headers"]
            elif is_problem:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    self._judge(scope, status, json.loads(body))
            await send(message)

        await self.app(scope, receive, watched)

    def _judge(self, scope: Scope, status: int, body: dict[str, Any]) -> None:
        route = scope.get("route")
        declared = getattr(route, "responses", {}).get(status, {}).get("x-errors", [])
        everywhere = {"no_such_route", "method_not_allowed", "body_too_large", "malformed"}
        if route is not None and body["error"] not in {*declared, *everywhere}:
            self.complaints.append(f"{scope['method']} {scope['path']} answered {status} {body['error']}, undeclared")
