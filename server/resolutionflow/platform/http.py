"""The edge: problem bodies (RFC 9457), declared refusals, the transaction of a request, ETags."""

import logging
import socket
from collections.abc import AsyncIterator, Mapping
from typing import Annotated, Any

from asyncpg.exceptions import (
    DeadlockDetectedError,
    LockNotAvailableError,
    OperatorInterventionError,
    PostgresConnectionError,
    QueryCanceledError,
    TooManyConnectionsError,
)
from fastapi import Depends, FastAPI, Header, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from resolutionflow.kit.errors import Conflict, Malformed, NotFound, PreconditionMissing, Refusal, Unavailable
from resolutionflow.platform.db import Database
from resolutionflow.platform.log import request_id

log = logging.getLogger(__name__)

PROBLEM = "application/problem+json"

EVERY_PATH = "/{path:path}"
"""The route of the web app's page."""

_AWAY = (
    PostgresConnectionError,
    OperatorInterventionError,
    TooManyConnectionsError,
    ConnectionError,
    socket.gaierror,
    TimeoutError,
)
"""The database is gone, going, just coming up, or has no connection to spare. A missing file is none of these."""


class InvalidInput(Malformed):
    """Some of the fields are missing or wrong; ``errors`` names each."""


class AlreadyThere(Conflict):
    """The same thing exists already, or was made by somebody else in the meantime."""


class Busy(Conflict):
    """Somebody else is changing the same thing. Nothing was saved; try again in a moment."""


class NoSuchRoute(NotFound):
    """There is no such address in the API."""


class MethodNotAllowed(Refusal):
    """This address does not take that method."""

    status, title = 405, "Method not allowed"


class ServerFault(Refusal):
    """Something went wrong on our side. Nothing was saved; the log names this request."""

    status, title = 500, "Server fault"


class FieldError(BaseModel):
    """One field that was refused: where it stands and why."""

    field: str
    message: str


class Problem(BaseModel):
    """Why a request was refused (RFC 9457); ``error`` is a stable code, ``detail`` says what to do."""

    model_config = ConfigDict(extra="allow")

    type: str = "about:blank"
    title: str
    status: int
    error: str
    detail: str
    errors: list[FieldError] | None = None


ALWAYS: tuple[type[Refusal], ...] = (InvalidInput, Unavailable, Busy, ServerFault)
"""Refusals that any route can give."""


def refuses(*kinds: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    """Return ``responses=`` of a route that can raise ``kinds``, besides those every route can."""
    by_status: dict[int, list[type[Refusal]]] = {}
    for kind in dict.fromkeys((*kinds, *ALWAYS)):
        by_status.setdefault(kind.status, []).append(kind)
    return {
        status: {
            "model": Problem,
            "description": "\n".join(f"`{k.error}`: {' '.join((k.__doc__ or '').split())}" for k in kinds_here),
            "x-errors": [k.error for k in kinds_here],
        }
        for status, kinds_here in sorted(by_status.items())
    }


def problem(refusal: Refusal) -> JSONResponse:
    """Return ``refusal`` as a response."""
    body = {
        "type": "about:blank",
        "title": refusal.title,
        "status": refusal.status,
        "error": refusal.error,
        "detail": refusal.detail,
        **refusal.extra,
    }
    return JSONResponse(body, refusal.status, headers=dict(refusal.headers), media_type=PROBLEM)


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return problem(error)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = [
        {"field": ".".join(str(part) for part in item["loc"][1:]) or str(item["loc"][0]), "message": item["msg"]}
        for item in error.errors()[:50]
    ]
    words = "; ".join(f"{item['field']}: {item['message']}" for item in errors[:3])
    return problem(InvalidInput(f"Nothing was saved. {words}", errors=errors))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == MethodNotAllowed.status and _only_the_page_takes(request):
        return problem(NoSuchRoute())
    kinds: Mapping[int, type[Refusal]] = {404: NoSuchRoute, 405: MethodNotAllowed}
    return problem(kinds.get(error.status_code, Malformed)())


def _only_the_page_takes(request: Request) -> bool:
    """Say whether an address under ``/api`` is none: the web app's page, tried last, takes every one, but by GET."""
    return request.url.path.startswith("/api/") and getattr(request.scope.get("route"), "path", None) == EVERY_PATH


async def _database(request: Request, error: Exception) -> Response:
    assert isinstance(error, DBAPIError)
    cause = error.orig.__cause__ if error.orig is not None else None
    if isinstance(cause, LockNotAvailableError | QueryCanceledError | DeadlockDetectedError):
        return problem(Busy())
    if error.connection_invalidated or isinstance(cause, _AWAY):
        log.warning("database connection lost: %s", error)
        return problem(Unavailable())
    if isinstance(error, IntegrityError):
        log.info("refused by a constraint: %s", cause)
        return problem(AlreadyThere())
    return await _fault(request, error)


async def _away(_: Request, error: Exception) -> Response:
    log.warning("database away: %s", error)
    return problem(Unavailable())


async def _busy(_: Request, error: Exception) -> Response:
    log.info("gave up waiting: %s", error)
    return problem(Busy())


async def _fault(request: Request, error: Exception) -> Response:
    # Starlette asks for this answer outside every middleware, where the request's id is forgotten already.
    current = getattr(request.state, "request_id", None)
    token = request_id.set(current)
    log.error("request failed: %s %s", request.method, request.url.path, exc_info=error)
    request_id.reset(token)
    answer = problem(ServerFault())
    answer.headers["x-request-id"] = current or ""
    return answer


def speak_problems(app: FastAPI) -> None:
    """Make every refusal and fault of ``app`` a problem body."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(DBAPIError, _database)
    for away in (PoolTimeout, *_AWAY):
        app.add_exception_handler(away, _away)
    for busy in (LockNotAvailableError, QueryCanceledError):
        app.add_exception_handler(busy, _busy)
    app.add_exception_handler(Exception, _fault)


async def transaction(request: Request) -> AsyncIterator[AsyncSession]:
    """Open the one transaction of a request; it commits before the response leaves."""
    database: Database = request.app.state.database
    async with database.transaction() as session:
        yield session


Session = Annotated[AsyncSession, Depends(transaction, scope="function")]


def etag(version: int) -> str:
    """Return the ETag of a row version."""
    return f'"{version}"'


def version_of(if_match: str | None) -> int | None:
    """Return the version in an ``If-Match`` header, null without one; raise ``InvalidInput``."""
    if if_match is None:
        return None
    digits = if_match.removeprefix("W/").strip('"')
    if not (digits.isdecimal() and digits.isascii()) or len(digits) > 9:
        raise InvalidInput("If-Match is not an ETag that was given out here. Reload and try again.")
    return int(digits)


# These are coroutines although they await nothing: FastAPI sends plain functions through a thread, at 0.2 ms each.
async def _if_match(if_match: Annotated[str | None, Header()] = None) -> int | None:
    return version_of(if_match)


async def _if_match_required(version: Annotated[int | None, Depends(_if_match)]) -> int:
    if version is None:
        raise PreconditionMissing
    return version


IfMatch = Annotated[int, Depends(_if_match_required)]
IfMatchOptional = Annotated[int | None, Depends(_if_match)]
