"""One row in every table of an account, so that a test of deleting meets them all."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    Numeric,
    SmallInteger,
    String,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

import resolutionflow.registry  # noqa: F401
from resolutionflow.kit.ids import new_id
from resolutionflow.platform.db import Base

Connection = psycopg.Connection[Any]

_SAMPLES: dict[type[Any], Any] = {
    Boolean: False,
    SmallInteger: 1,
    Integer: 1,
    BigInteger: 1,
    Float: 0.5,
    Numeric: 0.5,
    LargeBinary: b"\x01",
    DateTime: datetime(2026, 1, 1, tzinfo=UTC),
    Date: datetime(2026, 1, 1, tzinfo=UTC).date(),
    JSONB: json.dumps([]),
    ARRAY: [],
    Uuid: None,
    String: "x",
    Text: "x",
}
"""A value for a column that must have one."""

_GIVEN: dict[str, dict[str, Any]] = {
    "access_tokens": {"kind": "session"},
    "invitations": {"account_role": "viewer"},
    "api_keys": {"role": "viewer"},
    "ai_units": {"kind": "flow"},
    "l1_walk_nodes": {"source": "model"},
    "note_templates": {"audience": "internal"},
    "attachments": {"place": "note", "media_type": "image/png"},
}

_FILLED: dict[str, tuple[str, ...]] = {"match_subjects": ("flow_id",)}
"""Columns that may be null and are filled all the same, because a check asks for one of them."""


def fill_empty_tables(connection: Connection, account_id: UUID) -> set[str]:
    """Make a row in every table of the account that has none; return the names of tables where none could be made."""
    tables = [table for table in Base.metadata.tables.values() if "account_id" in table.c]
    left = {table.name for table in tables if not _rows(connection, table, account_id)}
    while left:
        made = {name for name in left if _make(connection, Base.metadata.tables[name], account_id)}
        if not made:
            break
        left -= made
    return left


def _rows(connection: Connection, table: Table, account_id: UUID) -> bool:
    return connection.execute(f"select 1 from {table.name} where account_id = %s limit 1", [account_id]).rowcount > 0


def _make(connection: Connection, table: Table, account_id: UUID) -> bool:
    wanted = [column for column in table.c if _needed(column) or column.name in _FILLED.get(table.name, ())]
    values = {column.name: _value(connection, table, column, account_id) for column in wanted}
    values |= {"account_id": account_id} | _GIVEN.get(table.name, {})
    names = ", ".join(values)
    try:
        with connection.transaction():
            connection.execute(
                f"insert into {table.name} ({names}) values ({', '.join(['%s'] * len(values))})", list(values.values())
            )
    except psycopg.errors.IntegrityError:
        return False
    return True


def _needed(column: Column[Any]) -> bool:
    return not column.nullable and column.server_default is None


def _value(connection: Connection, table: Table, column: Column[Any], account_id: UUID) -> Any:
    for key in table.foreign_key_constraints:
        if column.name in key.column_keys and column.name != "account_id":
            target = next(element.column for element in key.elements if element.parent.name == column.name)
            row = connection.execute(
                f"select {target.name} from {target.table.name} where account_id = %s limit 1", [account_id]
            ).fetchone()
            return row[0] if row else None
    if isinstance(column.type, Uuid):
        return new_id()
    return next(value for kind, value in _SAMPLES.items() if isinstance(column.type, kind))
