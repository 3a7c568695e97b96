"""``Idempotency-Key``: a POST that creates or advances happens once, however often it is sent.

The key is claimed and the reply kept in the transaction of the work itself, so that both exist or neither.
"""

import hashlib
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Index, LargeBinary, SmallInteger, String, func, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column
from starlette.responses import Response

from resolutionflow.kit.errors import Malformed
from resolutionflow.platform.db import Base, within_account

KEEP_DAYS = 7
WAIT = "5s"
MAX_KEY = 200


class KeyUsedForAnotherRequest(Malformed):
    """This Idempotency-Key was used for another request. Make a new key for a new request."""


class BadIdempotencyKey(Malformed):
    """An Idempotency-Key has 1 to 200 printable characters."""


class IdempotencyKey(Base):
    """A key that a person used on a route, with the reply that it led to."""

    __tablename__ = "idempotency_keys"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    route: Mapped[str] = mapped_column(String(300), primary_key=True)
    key: Mapped[str] = mapped_column(String(MAX_KEY), primary_key=True)
    body_hash: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int | None] = mapped_column(SmallInteger)
    reply: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    __table_args__ = (
        within_account("user_id", "users", "CASCADE"),
        Index("ix_idempotency_keys_account_id_created_at", "account_id", "created_at"),
    )


_CLAIM = text(
    "insert into idempotency_keys (account_id, user_id, route, key, body_hash)"
    " values (:account_id, :user_id, :route, :key, :body_hash) on conflict do nothing returning 1"
)
_SEEN = text(
    "select body_hash, status, reply from idempotency_keys"
    " where account_id = :account_id and user_id = :user_id and route = :route and key = :key"
)
_KEEP = text(
    "update idempotency_keys set status = :status, reply = :reply"
    " where account_id = :account_id and user_id = :user_id and route = :route and key = :key"
)


class Once:
    """One use of an ``Idempotency-Key`` (or of none)."""

    def __init__(self, session: AsyncSession, account_id: UUID, user_id: UUID, route: str, key: str | None) -> None:
        self._session = session
        self._key = key
        self._where = {"account_id": account_id, "user_id": user_id, "route": route, "key": key}

    async def seen(self, body: bytes) -> Response | None:
        """Claim the key for ``body``; return the stored reply when the request was answered before.

        While another request holds the key this waits ``WAIT``, then the edge answers 409.
        """
        if self._key is None:
            return None
        digest = hashlib.sha256(body).digest()
        await self._session.execute(text(f"set local lock_timeout = '{WAIT}'"))
        if (await self._session.execute(_CLAIM, {**self._where, "body_hash": digest})).first():
            return None
        stored = (await self._session.execute(_SEEN, self._where)).one()
        if stored.body_hash != digest:
            raise KeyUsedForAnotherRequest
        return Response(
            stored.reply, stored.status, media_type="application/json", headers={"Idempotency-Replayed": "true"}
        )

    async def stored_reply(self, body: bytes) -> Response | None:
        """Return the stored reply without claiming the key: for work that is not one transaction."""
        stored = (await self._session.execute(_SEEN, self._where)).one_or_none() if self._key is not None else None
        if stored is None:
            return None
        if stored.body_hash != hashlib.sha256(body).digest():
            raise KeyUsedForAnotherRequest
        return Response(
            stored.reply, stored.status, media_type="application/json", headers={"Idempotency-Replayed": "true"}
        )

    async def keep(self, reply: BaseModel, status: int = 200, headers: dict[str, str] | None = None) -> Response:
        """Return ``reply`` as a response, kept under the key in this transaction."""
        body = reply.model_dump_json().encode()
        if self._key is not None:
            await self._session.execute(_KEEP, {**self._where, "status": status, "reply": body})
        return Response(body, status, media_type="application/json", headers=headers)
