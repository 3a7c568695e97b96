"""OpenAI's chat completions, as a local server of open models speaks them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.support.loopback.billing import tokens_in
from tests.support.loopback.replies import BreaksOff, ErrorInStream, Fails, Garbage, Never, Refuses, Says

if TYPE_CHECKING:
    from tests.support.loopback import Loopback
    from tests.support.loopback.replies import Reply

STOPS = {"end_turn": "stop", "max_tokens": "length"}
PIECE = 40
PING_S = 0.05


def app(loopback: Loopback) -> Starlette:
    """Return the application; it writes down what it is asked in ``loopback``."""

    async def completions(request: Request) -> Response:
        raw = await request.body()
        body = json.loads(raw)
        loopback.requests.append(body)
        loopback.raw.append(raw)
        loopback.headers.append(dict(request.headers))
        reply = loopback.next_reply(body | {"_key": request.headers.get("authorization")})
        if reply is None:
            return _error(500, "server_error", "Nobody scripted an answer to this request")
        answer = await _reply(body, reply)
        answer.headers["x-request-id"] = f"req_{len(loopback.requests)}"
        return answer

    return Starlette(routes=[Route("/v1/chat/completions", completions, methods=["POST"])])


async def _reply(body: dict[str, Any], reply: Reply) -> Response:
    match reply:
        case Fails():
            return _error(reply.status, reply.kind, reply.message)
        case Garbage():
            return Response(reply.body, media_type=reply.media_type)
        case Never(silent=True):
            await asyncio.sleep(3600)
    if not body.get("stream"):
        return _error(400, "invalid_request_error", "This server only streams")
    return StreamingResponse(_stream(body, reply), media_type="text/event-stream")


async def _stream(body: dict[str, Any], reply: Reply) -> AsyncIterator[bytes]:
    text = reply.text if isinstance(reply, Says) else getattr(reply, "said", "")
    yield _chunk(body, {"role": "assistant", "content": ""})
    for at in range(0, len(text), PIECE):
        yield _chunk(body, {"content": text[at : at + PIECE]})
    match reply:
        case Never():
            while True:
                await asyncio.sleep(PING_S)
                yield b": ping\n\n"
        case BreaksOff(clean=True):
            return
        case BreaksOff():
            raise ConnectionResetError("cut on purpose")
        case ErrorInStream():
            yield _line({"error": {"type": reply.kind, "message": "Broken on purpose"}})
            return
        case Refuses():
            yield _chunk(body, {"refusal": "I can't help with that."})
            yield _chunk(body, {}, "stop")
        case _:
            yield _chunk(body, {}, STOPS.get(getattr(reply, "stop", "end_turn"), "stop"))
    read = sum(tokens_in(json.dumps(message)) for message in body["messages"])
    out = tokens_in(text)
    yield _chunk(body, None, usage={"prompt_tokens": read, "completion_tokens": out, "total_tokens": read + out})
    yield b"data: [DONE]\n\n"


def _chunk(body: dict[str, Any], delta: dict[str, Any] | None, finish: str | None = None, **more: Any) -> bytes:
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
    whole = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": body["model"]}
    return _line(whole | {"choices": choices} | more)


def _line(value: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(value)}\n\n".encode()


def _error(status: int, kind: str, message: str) -> JSONResponse:
    return JSONResponse({"error": {"type": kind, "code": kind, "message": message, "param": None}}, status)
