"""``resolutionflow doctor``: what is wrong with this installation, and how to mend it."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg

from resolutionflow.kit.errors import Refusal
from resolutionflow.platform import embedded, vectors, web
from resolutionflow.platform.db import Target, psycopg_conninfo
from resolutionflow.platform.migrate import newest
from resolutionflow.platform.settings import Settings
from resolutionflow.platform.targets import check_role, open_targets

OLDEST_POSTGRESQL = 150_000
_ELSEWHERE = "If the server keeps its data in another folder, name that one in RESOLUTIONFLOW_DATA_DIR and look again."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: ``ok``, a ``note`` that the product runs without, or a ``problem``."""

    level: str
    text: str


Look = Callable[[Settings], Iterator[Finding]]


def examine(settings: Settings) -> list[Finding]:
    """Return a finding for each thing that can go wrong."""
    looks: tuple[Look, ...] = (_data_folder, _database, _vectors, _web_app, _mail)
    return [finding for look in looks for finding in look(settings)]


def _data_folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir.resolve()
    if not folder.exists():
        yield Finding("note", f"The data folder {folder} does not exist yet; `serve` makes it. {_ELSEWHERE}")
    elif os.access(folder, os.W_OK | os.X_OK):
        yield Finding("ok", f"The data folder {folder} can be written.")
    else:
        yield Finding("problem", f"The data folder {folder} can't be written. Make it belong to the user of `serve`.")


def _database(settings: Settings) -> Iterator[Finding]:
    if not settings.database_url:
        seen = embedded.status(settings.data_dir)
        yield from (Finding("problem", problem) for problem in seen.problems)
        if seen.version is None:
            yield Finding("note", f"No embedded PostgreSQL was started in {settings.data_dir.resolve()} yet.")
            return
    try:
        with open_targets(settings) as targets:
            yield from _inside(targets.run_time)
    except (Refusal, embedded.EmbeddedError, psycopg.Error, OSError) as error:
        yield Finding("problem", f"The database can't be used: {str(error).strip()}")


def _inside(target: Target) -> Iterator[Finding]:
    with psycopg.connect(psycopg_conninfo(target)) as connection:
        version = connection.info.server_version
        level, advice = ("ok", "") if version >= OLDEST_POSTGRESQL else ("problem", " Version 15 or later is needed.")
        yield Finding(level, f"PostgreSQL {version // 10_000} answers.{advice}")
        if connection.execute("select to_regclass('alembic_version')").fetchone() == (None,):
            yield Finding("problem", "The database has no tables yet. Run `resolutionflow migrate`, or `serve`.")
            return
        revision = connection.execute("select version_num from alembic_version").fetchone()
    check_role(target)
    yield Finding("ok", "The run-time role is held by row-level security.")
    if revision == (newest(),):
        yield Finding("ok", f"The schema is at revision {newest()}.")
    else:
        yield Finding("problem", f"The schema is not at revision {newest()}. Run `resolutionflow migrate`.")


def _vectors(_: Settings) -> Iterator[Finding]:
    lacking = vectors.missing()
    if lacking is None:
        yield Finding("ok", "Matching uses words and sentence vectors.")
    else:
        yield Finding("note", f"Matching goes by words alone, which finds fewer flows: {lacking}.")


def _web_app(_: Settings) -> Iterator[Finding]:
    if (web.FOLDER / "index.html").is_file():
        yield Finding("ok", "The web app is built.")
    else:
        yield Finding("problem", "The web app is not built. Use `make run`, or install a released wheel.")


def _mail(settings: Settings) -> Iterator[Finding]:
    if settings.smtp_url:
        yield Finding("ok", "Mail is configured.")
    else:
        yield Finding("note", "No mail is sent: RESOLUTIONFLOW_SMTP_URL is not set. Links are copied by hand.")


def report(settings: Settings) -> int:
    """Print every finding; return 1 when there is a problem, else 0."""
    findings = examine(settings)
    for finding in findings:
        sys.stdout.write(f"{finding.level:8}{finding.text}\n")
    return int(any(finding.level == "problem" for finding in findings))
