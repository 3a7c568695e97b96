"""The database: tables, tenant keys, the engine, and one transaction a request.

Every table of an account has the primary key ``(account_id, id)`` and forced row-level security on
``app.account_id``, which is set for one transaction at a time. Forgotten, it shows nothing.
"""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from uuid import UUID

import asyncpg
from sqlalchemy import DateTime, ForeignKey, ForeignKeyConstraint, MetaData, Text, event, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from resolutionflow.kit.ids import new_id
from resolutionflow.platform.lanes import Lanes

APP_ROLE = "resolutionflow_app"

Json = dict[str, Any]
JsonList = list[Any]
CreatedAt = Annotated[datetime, mapped_column(server_default=func.now())]


class Base(DeclarativeBase):
    """Every table of the product."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        str: Text(),
        Json: JSONB(),
        JsonList: JSONB(),
    }


class InAccount:
    """A table whose rows belong to one account: primary key ``(account_id, id)``, ids made by the application."""

    @declared_attr
    @classmethod
    def account_id(cls) -> Mapped[UUID]:
        """Return the column that names the account."""
        return mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, sort_order=-2)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-1)


def within_account(column: str, table: str, ondelete: str) -> ForeignKeyConstraint:
    """Return a foreign key from ``column`` to a row of ``table`` in the same account.

    ``ondelete`` is ``CASCADE``, ``RESTRICT`` or ``SET NULL``; the last one empties ``column`` alone,
    because the account can't be emptied.
    """
    rule = f"SET NULL ({column})" if ondelete == "SET NULL" else ondelete
    return ForeignKeyConstraint(["account_id", column], [f"{table}.account_id", f"{table}.id"], ondelete=rule)


@dataclass(frozen=True, slots=True)
class Target:
    """How to reach the database: where, as whom, and the role that each connection takes on."""

    url: str
    role: str | None = None


def asyncpg_arguments(target: Target) -> dict[str, Any]:
    """Return keyword arguments for ``asyncpg.connect`` out of a libpq URL."""
    parts = urlsplit(target.url)
    query = dict(parse_qsl(parts.query))
    server_settings = {
        "application_name": "resolutionflow",
        "jit": "off",
        "statement_timeout": "30000",
        "lock_timeout": "10000",
        "idle_in_transaction_session_timeout": "60000",
    }
    if target.role:
        server_settings["role"] = target.role
    arguments: dict[str, Any] = {
        "host": query.get("host") or parts.hostname,
        "port": int(query.get("port") or parts.port or 5432),
        "user": unquote(parts.username) if parts.username else None,
        "password": unquote(parts.password) if parts.password else None,
        "database": unquote(parts.path.lstrip("/")),
        "server_settings": server_settings,
        "timeout": 10,
    }
    if "sslmode" in query:
        arguments["ssl"] = _encryption(query["sslmode"], query.get("sslrootcert"))
    return arguments


def _encryption(mode: str, authority: str | None) -> str | ssl.SSLContext:
    """Return what the driver is told for ``sslmode`` and ``sslrootcert``, the second of which it does not know."""
    if authority is None or mode not in ("require", "verify-ca", "verify-full"):
        return mode
    context = ssl.create_default_context(cafile=None if authority == "system" else authority)
    context.check_hostname = mode == "verify-full"
    return context


def psycopg_conninfo(target: Target) -> str:
    """Return ``target`` as a libpq URL for psycopg, taking on the role when there is one."""
    if not target.role:
        return target.url
    separator = "&" if urlsplit(target.url).query else "?"
    return f"{target.url}{separator}options={quote(f'-c role={target.role}')}"


class Database:
    """The run-time connections of one process, ``pool_size`` of them (at least 2): two fifths are bare ``lanes``."""

    def __init__(self, target: Target, *, pool_size: int = 20) -> None:
        self.target = target
        arguments = asyncpg_arguments(target)
        lanes = max(1, pool_size * 2 // 5)
        self.lanes = Lanes(arguments, lanes)
        self.engine: AsyncEngine = create_async_engine(
            "postgresql+asyncpg://",
            async_creator=lambda: _connect(arguments),
            pool_size=max(1, pool_size - lanes),
            max_overflow=0,
            pool_timeout=10,
            pool_pre_ping=False,
        )
        event.listen(self.engine.sync_engine, "checkout", _refuse_closed)

    @asynccontextmanager
    async def transaction(self, account_id: UUID | None = None) -> AsyncIterator[AsyncSession]:
        """Open one transaction, inside ``account_id`` when given; commit at the end, roll back on any error."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session, session.begin():
            if account_id is not None:
                await enter_account(session, account_id)
            yield session

    async def close(self) -> None:
        """Close every connection."""
        await self.lanes.close()
        await self.engine.dispose()


async def _connect(arguments: dict[str, Any]) -> asyncpg.Connection:
    """Connect; whatever the system says against it, a socket's missing file too, is a ``ConnectionError``."""
    try:
        return await asyncpg.connect(**arguments)
    except OSError as error:
        raise ConnectionError(f"no connection to the database: {error}") from error


def _refuse_closed(connection: Any, record: Any, proxy: Any) -> None:
    """Renew the whole pool when the database was restarted while its connections lay idle; costs no round trip."""
    del record, proxy
    if connection.driver_connection.is_closed():
        raise InvalidatePoolError


async def enter_account(session: AsyncSession, account_id: UUID) -> None:
    """Let the rest of this transaction see the rows of ``account_id`` and of no other account."""
    session.info["account_id"] = account_id
    await session.execute(text("select set_config('app.account_id', :id, true)"), {"id": str(account_id)})
