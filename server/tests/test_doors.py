"""Nobody gets in without a key, and every table's door is shut in the real database."""

import re
from typing import Any

import psycopg
import pytest
from httpx import AsyncClient

from resolutionflow.platform.db import Target, psycopg_conninfo
from tests.support.document import document
from tests.support.examples import body_of
from tests.test_house_rules import GLOBAL_TABLES

PUBLIC = {
    "GET /healthz",
    "GET /readyz",
    "GET /api/v1/setup",
    "POST /api/v1/setup",
    "POST /api/v1/auth/sign-in",
    "POST /api/v1/auth/reset",
    "POST /api/v1/auth/reset/finish",
    "POST /api/v1/invitations/open",
    "POST /api/v1/invitations/accept",
}
"""What a stranger may ask; everything else answers 401."""

OUTSIDE = re.compile(r"procrastinate_|alembic_version$")
"""Tables that other packages made: no rows of an account, ids only."""

DOCUMENT = document()

Operation = tuple[str, str]


def operations() -> list[Operation]:
    """Method and path of everything in the OpenAPI document."""
    return [(method.upper(), path) for path, item in DOCUMENT["paths"].items() for method in item]


def test_there_are_routes_to_try() -> None:
    assert len(operations()) > len(PUBLIC)


def test_every_public_route_exists() -> None:
    assert {f"{method} {path}" for method, path in operations()} >= PUBLIC


@pytest.mark.parametrize("operation", [one for one in operations() if " ".join(one) not in PUBLIC], ids=" ".join)
async def test_no_route_answers_a_stranger(operation: Operation, stranger: AsyncClient) -> None:
    method, path = operation
    filled = re.sub(r"\{[^}]+\}", "018f0000-0000-7000-8000-000000000000", path)
    body = body_of(DOCUMENT["paths"][path][method.lower()], DOCUMENT)
    answer = await stranger.request(method, filled, json=body)
    assert answer.status_code == 401, f"Make it depend on Caller, or add it to PUBLIC with care: {answer.text[:300]}"


TABLES = """
select c.relname, c.relrowsecurity and c.relforcerowsecurity,
       (select array_agg(a.attname::text order by k.place)
          from pg_index i, unnest(i.indkey::int[]) with ordinality k (number, place), pg_attribute a
         where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.number)
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1
"""

UNIQUE = """
select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid
  join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
 where c.relname = %s and a.attname <> 'account_id'
"""


def rows(target: Target, query: str, *values: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(psycopg_conninfo(target)) as connection:
        return connection.execute(query, values).fetchall()


def test_row_level_security_is_forced_on_every_table_of_an_account(owner_target: Target) -> None:
    found = {name: (forced, key) for name, forced, key in rows(owner_target, TABLES) if not OUTSIDE.match(name)}
    assert set(found) > GLOBAL_TABLES.keys()
    inside = {name: state for name, state in found.items() if name not in GLOBAL_TABLES}
    open_ones = [name for name, (forced, _) in inside.items() if not forced]
    assert not open_ones, f"Force row-level security in their migration: {open_ones}"
    keys = {name: key for name, (_, key) in inside.items() if key[0] != "account_id"}
    assert not keys, f"Begin these primary keys with account_id: {keys}"


def test_every_index_inside_an_account_begins_with_the_account(owner_target: Target) -> None:
    names = [name for name, _, _ in rows(owner_target, TABLES) if not OUTSIDE.match(name) and name not in GLOBAL_TABLES]
    found = {name: other for name in names if (other := [index for (index,) in rows(owner_target, UNIQUE, name)])}
    assert not found, f"Begin these indexes with account_id: {found}"
