"""Where the database is: the embedded one, or the one that the settings name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from resolutionflow.kit.errors import Refusal
from resolutionflow.platform.db import APP_ROLE, Target, psycopg_conninfo
from resolutionflow.platform.settings import Settings

DATABASE = "resolutionflow"
OWNER_ROLE = "resolutionflow_owner"


class UnsafeRole(Refusal):
    """The run-time role could see other accounts' rows."""


@dataclass(frozen=True, slots=True)
class Targets:
    """How the server connects (``run_time``) and how migrations and purges do (``owner``)."""

    run_time: Target
    owner: Target


@contextmanager
def open_targets(settings: Settings) -> Iterator[Targets]:
    """Yield the targets of this installation; the embedded server is kept running meanwhile."""
    if settings.database_url:
        yield _external(settings.database_url, settings.migration_url)
        return
    from resolutionflow.platform import embedded

    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with embedded.running(settings.data_dir) as server:
        yield Targets(Target(server.url(APP_ROLE, DATABASE)), Target(server.url(OWNER_ROLE, DATABASE)))


def _external(database_url: str, migration_url: str | None) -> Targets:
    if migration_url:
        return Targets(Target(database_url), Target(migration_url))
    return Targets(Target(database_url, role=APP_ROLE), Target(database_url))


class PowerlessRole(Refusal):
    """The run-time role may not use the tables."""


_POWERS = "select pg_has_role(current_user, %s, 'usage')"
_FAULTS = """
select case when r.rolsuper then 'is a superuser'
            when r.rolbypassrls then 'may bypass row-level security'
            when exists (select 1 from pg_class c where c.relname = 'users' and c.relkind in ('r', 'p')
                          and pg_has_role(r.oid, c.relowner, 'usage')) then 'owns the tables' end
  from pg_roles r where r.rolname = current_user
"""


def check_role(target: Target) -> None:
    """Raise ``UnsafeRole`` when row-level security does not hold the role, ``PowerlessRole`` when it has no rights."""
    with psycopg.connect(psycopg_conninfo(target)) as connection:
        row = connection.execute(_FAULTS).fetchone()
        may_work = connection.execute(_POWERS, [APP_ROLE]).fetchone() == (True,)
    if row is not None and row[0]:
        raise UnsafeRole(
            f"The run-time database role {row[0]}, so accounts would not be fenced from each other. Give "
            "RESOLUTIONFLOW_DATABASE_URL a plain role and RESOLUTIONFLOW_MIGRATION_URL the owner of the tables."
        )
    if not may_work:
        raise PowerlessRole(
            "The role in RESOLUTIONFLOW_DATABASE_URL may not use the tables. As a superuser or the owner of the tables "
            f"run `grant {APP_ROLE} to <that role>`, then start again."
        )
