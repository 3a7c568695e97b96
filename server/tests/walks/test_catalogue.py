"""The migrated catalogue of the contract's tables, held to one table of data."""

import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from resolutionflow.platform.db import Target
from tests.walks.catalogue import TABLES, Column, Key

_COLUMNS = """
select a.attname, format_type(a.atttypid, a.atttypmod), not a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
  from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
 where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped
"""
_CONSTRAINTS = (
    "select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = %s::regclass and contype = %s"
)
_INDEXES = "select indexname, indexdef from pg_indexes where tablename = %s"
_KEY = re.compile(r"FOREIGN KEY \((.+?)\) REFERENCES (\w+)\(.+?\) ON DELETE (.+)")

Catalogue = psycopg.Connection[tuple[Any, ...]]


@pytest.fixture
def catalogue(owner_target: Target) -> Iterator[Catalogue]:
    with psycopg.connect(owner_target.url) as connection:
        yield connection


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_as_the_contract_says(catalogue: Catalogue, name: str) -> None:
    found = {row[0]: Column(row[1], bool(row[2]), row[3]) for row in catalogue.execute(_COLUMNS, [name])}
    assert found == TABLES[name].columns | TABLES[name].ours


@pytest.mark.parametrize("name", TABLES)
def test_keys_are_as_the_contract_says(catalogue: Catalogue, name: str) -> None:
    rules = [_KEY.fullmatch(row[1]) for row in catalogue.execute(_CONSTRAINTS, [name, "f"])]
    assert {Key(*rule.groups()) for rule in rules if rule} == TABLES[name].keys


@pytest.mark.parametrize("name", TABLES)
def test_indexes_are_as_the_contract_says(catalogue: Catalogue, name: str) -> None:
    found = {row[0]: row[1].split(" USING btree ")[1] for row in catalogue.execute(_INDEXES, [name])}
    assert found == TABLES[name].indexes


@pytest.mark.parametrize("name", TABLES)
def test_checks_are_as_the_contract_says(catalogue: Catalogue, name: str) -> None:
    """PostgreSQL words a check its own way, so each text is let through it on a copy of the table."""
    found = _checks(catalogue, name)
    catalogue.execute(f"create temporary table copied (like {name} including defaults)")
    for check, text in TABLES[name].checks.items():
        catalogue.execute(f"alter table copied add constraint {check} check ({text})")
    assert found == _checks(catalogue, "copied")
    catalogue.rollback()


def _checks(catalogue: Catalogue, name: str) -> dict[str, str]:
    return {row[0]: row[1] for row in catalogue.execute(_CONSTRAINTS, [name, "c"])}
