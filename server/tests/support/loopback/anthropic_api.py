"""The Anthropic Messages API, as far as the product leans on it, with its refusals of what it doesn't take."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.support.loopback.billing import MOST_BREAKPOINTS, PRICES, Bill, blocks, prefixes, tokens_in
from tests.support.loopback.replies import BreaksOff, ErrorInStream, Fails, Garbage, Never, Refuses, Says, Uses

if TYPE_CHECKING:
    from tests.support.loopback import Loopback
    from tests.support.loopback.replies import Reply

NO_FORCED_TOOL = {"claude-sonnet-5-5"}
KNOWN = {
    "max_tokens", "messages", "metadata", "model", "output_config", "stop_sequences", "stream", "system", "thinking",
    "tool_choice", "tools", "cache_control",
}  # fmt: skip
PIECE = 40
PING_S = 0.05


def app(loopback: Loopback) -> Starlette:
    """Return the application; it writes down what it is asked in ``loopback``."""
    ids = itertools.count(1)

    async def messages(request: Request) -> Response:
        raw = await request.body()
        request_id = f"req_loopback_{next(ids)}"
        answer = await _answer(loopback, request, raw, request_id)
        answer.headers["request-id"] = request_id
        return answer

    async def count(request: Request) -> Response:
        body = await request.json()
        wrong = _wrong(body | {"max_tokens": 1})
        return _error(400, "invalid_request_error", wrong) if wrong else _counted(body)

    return Starlette(
        routes=[
            Route("/v1/messages", messages, methods=["POST"]),
            Route("/v1/messages/count_tokens", count, methods=["POST"]),
        ]
    )


def _counted(body: dict[str, Any]) -> Response:
    return JSONResponse({"input_tokens": prefixes(body)[-1].tokens})


async def _answer(loopback: Loopback, request: Request, raw: bytes, request_id: str) -> Response:
    if refused := _refused(request):
        return refused
    body = json.loads(raw)
    loopback.requests.append(body)
    loopback.raw.append(raw)
    loopback.headers.append(dict(request.headers))
    if body.get("model") not in PRICES:
        return _error(404, "not_found_error", f"model: {body.get('model')}")
    if wrong := _wrong(body):
        return _error(400, "invalid_request_error", wrong)
    reply = loopback.next_reply(body | {"_key": request.headers.get("authorization", request.headers.get("x-api-key"))})
    if reply is None:
        return _error(500, "api_error", "Nobody scripted an answer to this request")
    return await _reply(loopback, body, reply, request_id)


def _refused(request: Request) -> Response | None:
    if not (request.headers.get("x-api-key") or request.headers.get("authorization", "").startswith("Bearer ")):
        return _error(401, "authentication_error", "x-api-key header is required")
    if "anthropic-version" not in request.headers:
        return _error(400, "invalid_request_error", "anthropic-version: header is required")
    return None


async def _reply(loopback: Loopback, body: dict[str, Any], reply: Reply, request_id: str) -> Response:
    match reply:
        case Fails():
            return _error(reply.status, reply.kind, reply.message)
        case Garbage():
            return Response(reply.body, media_type=reply.media_type)
        case Never(silent=True):
            await asyncio.sleep(3600)
    content, stop = _content(body, reply)
    output = sum(tokens_in(json.dumps(part["input"]) if "input" in part else part["text"]) for part in content)
    bill, kept = loopback.caches.bill(body, max(output, 1))
    loopback.bills.append(bill)
    loopback.charged.set()
    if isinstance(reply, Says):
        await asyncio.sleep(reply.begins_after)
        if reply.begins_when is not None:
            await reply.begins_when.wait()
    message = {
        "id": f"msg_{request_id}", "type": "message", "role": "assistant", "model": body["model"],
        "stop_reason": stop, "stop_sequence": None,
    }  # fmt: skip
    if not body.get("stream"):
        loopback.caches.keep(kept)
        return JSONResponse(message | {"content": content, "usage": bill.usage()})
    return StreamingResponse(_stream(loopback, message, content, bill, kept, reply), media_type="text/event-stream")


def _content(body: dict[str, Any], reply: Reply) -> tuple[list[dict[str, Any]], str]:
    """The blocks of the answer, cut at what the request allows, and why it ends."""
    if isinstance(reply, Uses):
        return [{"type": "tool_use", "id": "toolu_1", "name": reply.name, "input": reply.arguments}], "tool_use"
    text = reply.text if isinstance(reply, Says) else getattr(reply, "said", "")
    stop = reply.stop if isinstance(reply, Says) else "refusal" if isinstance(reply, Refuses) else "end_turn"
    if tokens_in(text) > body["max_tokens"]:
        text, stop = text[: int(body["max_tokens"] * 3.6)], "max_tokens"
    return [{"type": "text", "text": text}] if text else [], stop


async def _stream(
    loopback: Loopback,
    message: dict[str, Any],
    content: list[dict[str, Any]],
    bill: Bill,
    kept: list[str],
    reply: Reply,
) -> AsyncIterator[bytes]:
    begun = message | {"content": [], "stop_reason": None, "usage": bill.usage() | {"output_tokens": 1}}
    yield _event("message_start", message=begun)
    loopback.caches.keep(kept)
    yield _event("ping")
    for index, part in enumerate(content):
        for event in _block(index, part):
            yield event
            await asyncio.sleep(0)
    match reply:
        case Never():
            while True:
                await asyncio.sleep(PING_S)
                yield _event("ping")
        case BreaksOff(clean=True):
            return
        case BreaksOff():
            raise ConnectionResetError("cut on purpose")
        case ErrorInStream():
            yield _event("error", error={"type": reply.kind, "message": "Broken on purpose"})
            return
    delta = {"stop_reason": message["stop_reason"], "stop_sequence": None}
    yield _event("message_delta", delta=delta, usage=bill.usage())
    yield _event("message_stop")


def _block(index: int, part: dict[str, Any]) -> Iterator[bytes]:
    is_text = part["type"] == "text"
    whole = part["text"] if is_text else json.dumps(part["input"])
    empty: dict[str, Any] = {**part, **({"text": ""} if is_text else {"input": {}})}
    yield _event("content_block_start", index=index, content_block=empty)
    for at in range(0, len(whole), PIECE):
        piece = whole[at : at + PIECE]
        delta: dict[str, str] = (
            {"type": "text_delta", "text": piece} if is_text else {"type": "input_json_delta", "partial_json": piece}
        )
        yield _event("content_block_delta", index=index, delta=delta)
    yield _event("content_block_stop", index=index)


def _event(kind: str, **fields: Any) -> bytes:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **fields})}\n\n".encode()


def _error(status: int, kind: str, message: str) -> JSONResponse:
    return JSONResponse({"type": "error", "error": {"type": kind, "message": message}}, status)


def _wrong(body: dict[str, Any]) -> str | None:
    """What the interface takes offence at, or None."""
    unknown = set(body) - KNOWN
    if unknown:
        return f"{min(unknown)}: Extra inputs are not permitted"
    if not isinstance(body.get("max_tokens"), int) or not body.get("messages"):
        return "max_tokens and messages: Field required"
    if sum(kept for _, kept in blocks(body)) > MOST_BREAKPOINTS:
        return f"A maximum of {MOST_BREAKPOINTS} blocks with cache_control may be provided"
    if body["model"] in NO_FORCED_TOOL and body.get("tool_choice", {}).get("type") in ("any", "tool"):
        return "tool_choice: this model does not support forced tool use"
    schema = body.get("output_config", {}).get("format", {}).get("schema")
    return _wrong_schema(schema) or _wrong_tools(body)


def _wrong_schema(schema: Any) -> str | None:
    if isinstance(schema, list):
        return next((wrong for inner in schema if (wrong := _wrong_schema(inner))), None)
    if not isinstance(schema, dict):
        return None
    if "$ref" in schema or "$defs" in schema:
        return "output_config.format.schema: recursive schemas are not supported"
    if schema.get("type") == "object" and schema.get("additionalProperties") is not False:
        return "output_config.format.schema: for 'object' type, 'additionalProperties' must be set to false"
    return _wrong_schema(list(schema.values()))


def _wrong_tools(body: dict[str, Any]) -> str | None:
    """Every result answers a call of the turn before; a call needs the tool to be known."""
    known = {tool["name"] for tool in body.get("tools", [])}
    calls: set[str] = set()
    for message in body["messages"]:
        parts = [] if isinstance(message["content"], str) else message["content"]
        if any(part["type"] == "tool_use" and part["name"] not in known for part in parts):
            return "messages: tool_use of a tool that is not among tools"
        if any(part["type"] == "tool_result" and part["tool_use_id"] not in calls for part in parts):
            return "messages: unexpected tool_use_id in tool_result"
        if any(part["type"] == "text" and not part["text"].strip() for part in parts):
            return "messages: text content blocks must be non-empty"
        calls = {part["id"] for part in parts if part["type"] == "tool_use"}
    return None
