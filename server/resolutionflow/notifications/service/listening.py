"""Whether somebody who listens for live updates may still do so."""

from collections.abc import Awaitable, Callable

from resolutionflow.kit.errors import Unavailable
from resolutionflow.platform.crypto import token_hash
from resolutionflow.platform.db import Database

_STILL_THERE = (
    "select exists (select from access_tokens where token_hash = $1 and kind in ('session', 'api_key')"
    " and (expires_at is null or expires_at > now()))"
)


def still_in(database: Database, token: str) -> Callable[[], Awaitable[bool]]:
    """Return a question: is ``token`` still good? It is not prolonged by asking; a database that is away says yes.

    Whoever is deactivated, signed out or removed has no token any more.
    """
    hashed = token_hash(token)

    async def ask() -> bool:
        try:
            async with database.lanes.lend() as connection:
                return bool(await connection.fetchval(_STILL_THERE, hashed))
        except Unavailable:
            return True

    return ask
