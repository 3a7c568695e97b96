"""A request that has something made: three transactions around a call, and the same reply for the same key."""

import asyncio
from collections.abc import Awaitable, Callable

from fastapi import Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.caller import credential, once, resolve
from resolutionflow.ai.port import Answer, Failure
from resolutionflow.ai.service import ask
from resolutionflow.builder import service
from resolutionflow.builder.refusals import BeingMade
from resolutionflow.builder.service.making import Outcome, SameUnderWay
from resolutionflow.kit.errors import Refusal
from resolutionflow.platform.db import Database
from resolutionflow.platform.http import etag

WAIT_S = 5.0
"""So long a request waits for the reply to the very same one, which is under way."""
LOOK_EVERY_S = 0.1

Begin = Callable[[AsyncSession, Actor], Awaitable[service.Begun]]
Finish = Callable[[AsyncSession, Actor, service.Begun, Answer], Awaitable[Outcome]]


async def made(request: Request, body: bytes, key: str | None, begin: Begin, finish: Finish) -> Response:
    """Commit the claim, have it made with no transaction open, commit what came. A failure keeps what was paid."""
    begun = await _begun(request, body, key, begin)
    if isinstance(begun, Response):
        return begun
    actor, leave = begun
    database: Database = request.app.state.database
    try:
        answer = await ask(database, leave.reservation, leave.asked, leave.check)
    except Exception:  # a fault of ours: nobody is to wait for the claim to end
        async with database.transaction(actor.account_id) as session:
            await finish(session, actor, leave, Answer(None, leave.reservation.source, Failure.UNAVAILABLE))
        raise
    async with database.transaction(actor.account_id) as session:
        outcome = await finish(session, actor, leave, answer)
        if not isinstance(outcome, Refusal):
            use = await once(request, session, actor, key)
            tag = {"ETag": etag(outcome.version)}
            return await use.seen(body) or await use.keep(outcome, 200, tag)
    raise outcome


async def _begun(
    request: Request, body: bytes, key: str | None, begin: Begin
) -> "tuple[Actor, service.Begun] | Response":
    """Return the leave to have it made, or the reply that the same request had, waiting a while for one under way."""
    for _ in range(round(WAIT_S / LOOK_EVERY_S)):
        try:
            return await _looked(request, body, key, begin)
        except SameUnderWay:
            await asyncio.sleep(LOOK_EVERY_S)
    raise BeingMade


async def _looked(
    request: Request, body: bytes, key: str | None, begin: Begin
) -> "tuple[Actor, service.Begun] | Response":
    database: Database = request.app.state.database
    async with database.transaction() as session:
        actor = await resolve(session, credential(request))
        use = await once(request, session, actor, key)
        if (reply := await use.stored_reply(body)) is not None:
            return reply
        try:
            return actor, await begin(session, actor)
        except Refusal:  # perhaps only because the same request ended this moment
            if (reply := await use.stored_reply(body)) is not None:
                return reply
            raise
