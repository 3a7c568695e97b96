"""The library that calls models is loaded while a person still writes, so that the first call finds it there."""

import logging
import threading
from functools import cache
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.ai import queries, wire
from resolutionflow.ai.service.making import has_model

log = logging.getLogger(__name__)


@cache
def warm() -> None:
    """Begin to load the library in a thread of its own, once a process; return at once.

    To be called where a model is set and a call of it is near; whoever calls one sooner waits for the rest.
    """
    threading.Thread(target=_load, name="model library", daemon=True).start()


async def make_ready(session: AsyncSession, account_id: UUID) -> None:
    """Warm up where the account has a model, which may be asked soon."""
    if not warm.cache_info().currsize and has_model((await queries.standing(session, account_id)).settings):
        warm()


def _load() -> None:
    try:
        wire.rehearse()
    except Exception:  # the call itself will meet it again, and say so
        log.exception("the library that calls models can't be loaded")
