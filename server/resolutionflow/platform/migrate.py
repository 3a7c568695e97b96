"""Applying migrations: one process at a time, as the role that owns the tables."""

from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from resolutionflow.kit.errors import Unavailable
from resolutionflow.platform.db import APP_ROLE, Target, psycopg_conninfo

_LOCK = 7_203_114_951_006
_FOLDER = Path(__file__).resolve().parent.parent / "migrations"


class DatabaseFromTheFuture(Unavailable):
    """This database was made by a newer ResolutionFlow. Install that version or a later one; nothing was changed."""


def config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration for the migrations inside the package."""
    made = Config()
    made.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def newest() -> str:
    """Return the newest revision that this version of the product knows."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    assert head is not None
    return head


def migrate(target: Target) -> str:
    """Bring the database to the newest revision and return it; raise ``DatabaseFromTheFuture``."""
    url = psycopg_conninfo(target)
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            connection.execute(text("select pg_advisory_lock(:key)"), {"key": _LOCK})
            connection.commit()
            _check_known(connection)
            _make_role(connection)
            command.upgrade(config(connection), "head")
            connection.commit()
    finally:
        engine.dispose()
    return newest()


def _check_known(connection: Connection) -> None:
    current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    connection.rollback()
    if current is not None and current not in known:
        raise DatabaseFromTheFuture


def _make_role(connection: Connection) -> None:
    there = connection.execute(text("select 1 from pg_roles where rolname = :role"), {"role": APP_ROLE}).first()
    if there is None:
        connection.execute(text(f"create role {APP_ROLE} nologin nosuperuser nobypassrls"))
        connection.execute(text(f"grant {APP_ROLE} to current_user"))
    connection.commit()
