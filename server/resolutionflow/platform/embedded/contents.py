"""Roles, database and extensions: made once, safe to make again after a crash anywhere in between."""

import subprocess
from pathlib import Path

from resolutionflow.platform.embedded.config import APP, DATABASE, EXTENSIONS, OWNER, SUPERUSER
from resolutionflow.platform.embedded.errors import StartFailed, from_output
from resolutionflow.platform.embedded.initialise import ENVIRONMENT

ATTRIBUTES = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"


def script() -> str:
    """What `psql` is told: each statement makes only what is missing."""
    made = [
        *(_unless("pg_roles WHERE rolname", role, f"CREATE ROLE {role} {ATTRIBUTES}") for role in (OWNER, APP)),
        _unless("pg_database WHERE datname", DATABASE, f"CREATE DATABASE {DATABASE} OWNER {OWNER}"),
        f"\\connect {DATABASE}",
        *(_unless("pg_extension WHERE extname", name, f"CREATE EXTENSION {name}") for name in EXTENSIONS),
    ]
    return "\n".join(made) + "\n"


def _unless(there: str, name: str, statement: str) -> str:
    return f"SELECT '{statement}' WHERE NOT EXISTS (SELECT FROM {there} = '{name}') \\gexec"  # noqa: S608  (our names)


def ensure(programs: Path, socket_folder: Path) -> None:
    """Make what is missing of the two roles, the database and its extensions."""
    done = subprocess.run(  # noqa: S603  (a fixed program)
        [programs / "bin" / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", socket_folder, "-U", SUPERUSER, "postgres"],
        input=script(),
        cwd="/",
        env={**ENVIRONMENT, "PGCONNECT_TIMEOUT": "30", "PGAPPNAME": "resolutionflow set-up"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise from_output(done.stderr, StartFailed, "The database could not be prepared")
