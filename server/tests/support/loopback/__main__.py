"""``python -m tests.support.loopback --port 8484``: a provider on this machine that answers any flow sensibly."""

import argparse
import asyncio
import socket
from collections.abc import Awaitable, Callable

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from tests.support.loopback import Loopback, anthropic_api, openai_api
from tests.support.loopback.canned import BY_KEY, HELD, letting_go


def _said(change: Callable[[], None]) -> Callable[[Request], Awaitable[Response]]:
    async def route(_: Request) -> Response:
        change()
        return Response(status_code=204)

    return route


def main() -> None:
    """Serve both interfaces until stopped."""
    parser = argparse.ArgumentParser(prog="loopback", description=__doc__)
    parser.add_argument("--port", type=int, default=8484)
    port = parser.parse_args().port
    loopback = Loopback()
    released = asyncio.Event()
    loopback.answer_by(letting_go(released))
    routes: list[Route | Mount] = [
        *[route for route in anthropic_api.app(loopback).routes if isinstance(route, Route)],
        *[route for route in openai_api.app(loopback).routes if isinstance(route, Route)],
        Route("/hold", _said(released.clear), methods=["POST"]),
        Route("/release", _said(released.set), methods=["POST"]),
    ]
    listening = socket.create_server(("127.0.0.1", port))
    port = listening.getsockname()[1]
    print(f"Anthropic: http://127.0.0.1:{port}    OpenAI-compatible: http://127.0.0.1:{port}/v1", flush=True)  # noqa: T201
    print(f"Answers to keys that end in -{HELD} wait for POST /release; POST /hold has them wait again.")  # noqa: T201
    print(f"Any key works. Keys that end in -slow or one of these fail: {', '.join(BY_KEY)}")  # noqa: T201
    uvicorn.Server(uvicorn.Config(Starlette(routes=routes), log_level="warning")).run(sockets=[listening])


if __name__ == "__main__":
    main()
