"""Secrets that are shown once, and the ``Idempotency-Key`` of the request that makes one.

A stored reply must not hold a secret, and yet a reply that was lost on the way must come again. So the secret of such
a request is derived (HMAC-SHA256 by the installation's key over the new row's id and the Idempotency-Key): the stored
reply is kept without it, and the replay derives it anew. The database alone reveals nothing.
"""

import hashlib
import hmac
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import Depends, Header, Request
from pydantic import BaseModel
from starlette.responses import Response

from resolutionflow.accounts.caller import OnceOnly
from resolutionflow.platform.crypto import new_token, secret_key
from resolutionflow.platform.idempotency import Once

T = TypeVar("T", bound=BaseModel)
Reveal = Callable[[str], dict[str, Any]]
"""From a secret to the members of the reply that show it."""


@lru_cache(maxsize=4)
def _installation_key(given: str | None, data_dir: Path) -> bytes:
    data_dir.mkdir(parents=True, exist_ok=True)
    return secret_key(given, data_dir)


class ShownOnce:
    """One request that makes a secret."""

    def __init__(self, request: Request, once: Once, key: str | None) -> None:
        self._request, self._once, self._key = request, once, key

    def secret(self, row_id: UUID) -> str:
        """Return the secret of the row ``row_id``: derived when the request has a key, random when it has none."""
        if self._key is None:
            return new_token()
        settings = self._request.app.state.settings
        by = hmac.new(_installation_key(settings.secret_key, settings.data_dir), digestmod=hashlib.sha256)
        by.update(b"shown once\0" + row_id.bytes + self._key.encode())
        return by.hexdigest()

    async def seen(self, body: bytes, reveal: Reveal) -> Response | None:
        """Claim the key for ``body``; return the first reply again, secret included, when there was one."""
        stored = await self._once.seen(body)
        if stored is None:
            return None
        reply = json.loads(bytes(stored.body))
        reply.update(reveal(self.secret(UUID(reply["id"]))))
        headers = {"Idempotency-Replayed": "true"}
        return Response(json.dumps(reply), stored.status_code, media_type="application/json", headers=headers)

    async def keep(self, reply: T, secret: str, reveal: Reveal) -> Response:
        """Return ``reply`` (201), which has an ``id`` and blanks where the secret goes, with the secret filled in."""
        await self._once.keep(reply, 201)
        shown = reply.model_copy(update=reveal(secret))
        return Response(shown.model_dump_json(), 201, media_type="application/json")


async def shown_once(
    request: Request, once: OnceOnly, idempotency_key: Annotated[str | None, Header()] = None
) -> ShownOnce:
    """Return how this request shows the secret that it makes."""
    return ShownOnce(request, once, idempotency_key)


SecretOnce = Annotated[ShownOnce, Depends(shown_once, scope="function")]
