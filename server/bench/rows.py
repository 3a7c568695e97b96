"""Many rows, made quickly by SQL as the superuser of the embedded PostgreSQL, whom row-level security lets through."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from resolutionflow.kit.ids import new_id
from resolutionflow.platform.crypto import new_token, token_hash
from resolutionflow.platform.embedded import DATABASE, SUPERUSER, EmbeddedServer

Connection = psycopg.Connection[tuple[Any, ...]]


@contextmanager
def superuser(server: EmbeddedServer) -> Iterator[Connection]:
    """A connection as the superuser; every statement commits by itself."""
    with psycopg.connect(server.url(SUPERUSER, DATABASE), autocommit=True) as connection:
        yield connection


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person with a key for the API."""

    account_id: UUID
    user_id: UUID
    token: str


def make_account(connection: Connection, name: str = "Bench") -> UUID:
    """A new account."""
    account_id = new_id()
    connection.execute("insert into accounts (id, name) values (%s, %s)", [account_id, name])
    connection.execute("insert into account_settings (account_id) values (%s)", [account_id])
    return account_id


def make_person(connection: Connection, account_id: UUID, role: str) -> Somebody:
    """A new person of ``role`` in the account."""
    user_id, token = new_id(), new_token()
    connection.execute(
        "insert into users (account_id, id, email, name, account_role) values (%s, %s, %s, %s, %s)",
        [account_id, user_id, f"{user_id.hex}@example.com", f"{role} {user_id.hex[-6:]}", role],
    )
    connection.execute(
        "insert into access_tokens (token_hash, id, kind, account_id, user_id, last_used_at)"
        " values (%s, %s, 'session', %s, %s, now())",
        [token_hash(token), new_id(), account_id, user_id],
    )
    return Somebody(account_id, user_id, token)


def one_row(connection: Connection, table: str, account_id: UUID, row_id: UUID | str) -> dict[str, Any]:
    """A row as JSON, without the columns that the database fills."""
    query = sql.SQL("select to_jsonb(t) from {} t where account_id = %s and id = %s").format(sql.Identifier(table))
    row = connection.execute(query, [account_id, row_id]).fetchone()
    assert row is not None, f"{table} has no row {row_id}"
    found: dict[str, Any] = row[0]
    made_by_itself = connection.execute(_GENERATED, [table]).fetchall()
    return {name: value for name, value in found.items() if (name,) not in made_by_itself}


_GENERATED = "select attname from pg_attribute where attrelid = to_regclass(%s) and attgenerated <> ''"


def clone(
    connection: Connection, table: str, row: Mapping[str, Any], count: int, changed: Mapping[str, str] | None = None
) -> None:
    """Insert ``count`` copies of ``row`` into ``table``, each with an id of its own.

    ``changed`` maps columns to SQL over ``i``, which runs from 1 to ``count``. Foreign keys are not checked and
    triggers not run: the rows copied are good ones.
    """
    new = {"id": "gen_random_uuid()", **(changed or {})}
    values = [sql.SQL(new[name]) if name in new else sql.SQL("base.{}").format(sql.Identifier(name)) for name in row]
    query = sql.SQL(
        "insert into {table} ({names}) select {values} from generate_series(1, %s) i,"
        " jsonb_populate_record(null::{table}, %s::jsonb) base"
    ).format(
        table=sql.Identifier(table),
        names=sql.SQL(", ").join(map(sql.Identifier, row)),
        values=sql.SQL(", ").join(values),
    )
    with connection.transaction():
        connection.execute("set local session_replication_role = replica")
        connection.execute(query, [count, Jsonb(dict(row))])


def settle(connection: Connection) -> None:
    """Let statistics and the visibility map be as they are after a while, and what was written be on disk."""
    connection.execute("vacuum analyze")
    connection.execute("checkpoint")
