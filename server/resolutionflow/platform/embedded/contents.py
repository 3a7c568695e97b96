"""Roles, database and extensions: made once, safe to make again after a crash anywhere in between."""

from pathlib import Path

import psycopg
from psycopg import sql

from resolutionflow.platform.embedded.config import APP, DATABASE, EXTENSIONS, OWNER, SUPERUSER
from resolutionflow.platform.embedded.errors import DiskFull, StartFailed

ATTRIBUTES = sql.SQL("LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS")


def ensure(socket_folder: Path) -> None:
    """Make what is missing of the two roles, the database and its extensions."""
    try:
        with _connect(socket_folder, "postgres") as server:
            for role in (OWNER, APP):
                _ensure_role(server, role)
            _ensure_database(server)
        with _connect(socket_folder, DATABASE) as database:
            _ensure_extensions(database)
    except psycopg.errors.DiskFull as full:
        raise DiskFull("The disk is full. Make room and start again.") from full
    except psycopg.Error as failure:
        raise StartFailed(f"The database could not be prepared: {failure}") from failure


def _connect(socket_folder: Path, database: str) -> psycopg.Connection:
    return psycopg.connect(
        host=str(socket_folder), port=5432, user=SUPERUSER, dbname=database, autocommit=True, connect_timeout=30
    )


def _ensure_role(server: psycopg.Connection, role: str) -> None:
    if server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone() is None:
        server.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(role), ATTRIBUTES))


def _ensure_database(server: psycopg.Connection) -> None:
    if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
        made = sql.SQL("CREATE DATABASE {} OWNER {}")
        server.execute(made.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))


def _ensure_extensions(database: psycopg.Connection) -> None:
    there = {name for (name,) in database.execute("SELECT extname FROM pg_extension")}
    for name in EXTENSIONS:
        if name not in there:
            database.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))
