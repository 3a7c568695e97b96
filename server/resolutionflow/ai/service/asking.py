"""Asking the model or the playbook, with no transaction open."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.ai import queries
from resolutionflow.ai.models import HELD, AIReservation
from resolutionflow.ai.port import Answer, Asked, Check, Failure
from resolutionflow.ai.quota import DEADLINES, FAN_OUT_DEADLINE, lease_seconds
from resolutionflow.ai.service.gate import gate_of
from resolutionflow.ai.service.making import has_model, model_of
from resolutionflow.ai.service.values import Reservation
from resolutionflow.ai.service.vault import key_of
from resolutionflow.kit.clock import now
from resolutionflow.platform.db import Database

if TYPE_CHECKING:
    from resolutionflow.ai.gateway import ModelConfig

log = logging.getLogger(__name__)

OnDone = Callable[[int, Answer], Awaitable[None]]
GRACE = 3.0
"""Seconds after its deadline that the gateway is given to say so itself."""
SHORTEST = 1.0
"""A call that has waited for its turn until fewer seconds are left is not made any more."""


async def ask(database: Database, reservation: Reservation, asked: Asked, check: Check) -> Answer:
    """Have ``asked`` made by whom the reservation names; every ending is an ``Answer``.

    The model is never replaced by the playbook here: whoever asks offers that.
    """
    if reservation.source == "playbook":
        return await asyncio.to_thread(_by_playbook, asked, check)  # a local model may have to be read first
    config, redact = await _config(database, reservation)
    if config is None:
        return Answer(None, "model", Failure.MISCONFIGURED)
    from resolutionflow.ai import gateway
    from resolutionflow.ai.wire import load

    await load()  # seconds, once in a process: no part of any deadline
    ends = asyncio.get_running_loop().time() + DEADLINES[asked.task]
    try:
        async with asyncio.timeout_at(ends + GRACE), gate_of(reservation.account_id).through():
            left = ends - asyncio.get_running_loop().time()
            if left < SHORTEST:
                return Answer(None, "model", Failure.TIMEOUT)
            return await gateway.call(
                config, asked, check, deadline_s=left, redact_ticket_text=redact, paid=reservation.paid
            )
    except TimeoutError:
        log.warning("a call of %s overran its deadline", asked.task)
        return Answer(None, "model", Failure.TIMEOUT)


async def ask_many(
    database: Database, reservation: Reservation, asked: Sequence[Asked], check: Check, on_done: OnDone
) -> None:
    """Have all of ``asked`` made; ``on_done`` is told each with its place as it ends, exactly once, one at a time.

    Cancelling this cancels the calls that still run; those get no ``on_done``.
    """
    if reservation.source == "playbook":
        for place, one in enumerate(asked):
            await on_done(place, await asyncio.to_thread(_by_playbook, one, check))
        return
    config, redact = await _config(database, reservation)
    if config is None:
        for place in range(len(asked)):
            await on_done(place, Answer(None, "model", Failure.MISCONFIGURED))
        return
    from resolutionflow.ai import gateway
    from resolutionflow.ai.wire import load

    await load()  # seconds, once in a process: no part of any deadline
    clock = asyncio.get_running_loop().time
    ends = clock() + FAN_OUT_DEADLINE
    async with AsyncExitStack() as inside:
        try:
            async with asyncio.timeout_at(ends - SHORTEST):
                await inside.enter_async_context(gate_of(reservation.account_id).through(max(1, len(asked) - 1)))
        except TimeoutError:
            for place in range(len(asked)):
                await on_done(place, Answer(None, "model", Failure.TIMEOUT))
            return
        left = ends - clock()
        await gateway.call_many(
            config, asked, check, on_done, deadline_s=left, redact_ticket_text=redact, paid=reservation.paid
        )


async def probe(database: Database, reservation: Reservation) -> tuple[Answer, str]:
    """Make the cheapest call there is; return how it ended and the model that was called."""
    config, _ = await _config(database, reservation)
    if config is None:
        return Answer(None, "model", Failure.MISCONFIGURED), ""
    from resolutionflow.ai import gateway
    from resolutionflow.ai.wire import load

    await load()  # seconds, once in a process: no part of any deadline
    try:
        async with asyncio.timeout(DEADLINES[reservation.task] + GRACE), gate_of(reservation.account_id).through():
            return await gateway.probe(config, deadline_s=DEADLINES[reservation.task]), config.model
    except TimeoutError:
        return Answer(None, "model", Failure.TIMEOUT), config.model


def _by_playbook(asked: Asked, check: Check) -> Answer:
    from resolutionflow.ai.playbook.engine import make
    from resolutionflow.ai.playbook.meaning import alike

    made = make(asked, alike)
    if made is None:
        return Answer(None, "playbook", Failure.NO_PLAYBOOK)
    findings = check(made)
    if findings:
        return Answer(None, "playbook", Failure.INVALID_OUTPUT, findings)
    return Answer(made, "playbook")


async def _config(database: Database, reservation: Reservation) -> "tuple[ModelConfig | None, bool]":
    """Return how to reach the model, null when it was taken away since, and whether ticket text stays here.

    The lease begins anew: the calls are made now.
    """
    from resolutionflow.ai.gateway import ModelConfig

    async with database.transaction(reservation.account_id) as session:
        await _renew(session, reservation)
        row = (await queries.standing(session, reservation.account_id)).settings
    if row is None or not has_model(row):
        return None, True
    provider: Literal["anthropic", "openai"] = "anthropic" if row.provider == "anthropic" else "openai"
    return ModelConfig(provider, model_of(row), key_of(row), row.base_url), row.send_no_ticket_text


async def _renew(session: AsyncSession, reservation: Reservation) -> None:
    ends = now() + timedelta(seconds=lease_seconds(reservation.task, reservation.calls))
    own = (AIReservation.account_id == reservation.account_id, AIReservation.id == reservation.id)
    await session.execute(update(AIReservation).where(*own, AIReservation.state == HELD).values(expires_at=ends))
