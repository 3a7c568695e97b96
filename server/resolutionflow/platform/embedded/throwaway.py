"""A quick server for tests and benchmarks, whose data are gone after it."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from resolutionflow.platform.embedded import config, contents, sockets
from resolutionflow.platform.embedded.account import choose
from resolutionflow.platform.embedded.binaries import usable_by
from resolutionflow.platform.embedded.errors import EmbeddedError
from resolutionflow.platform.embedded.initialise import ensure_cluster
from resolutionflow.platform.embedded.launch import Plan, guarded, log_size, started
from resolutionflow.platform.embedded.layout import Layout, prepare
from resolutionflow.platform.embedded.process import recorded
from resolutionflow.platform.embedded.server import EmbeddedServer

STOP_SECONDS = 30.0
MARK = "throwaway"


@contextmanager
def throwaway(directory: Path, *, options: Mapping[str, str] | None = None) -> Iterator[EmbeddedServer]:
    """A server in the new or empty `directory`, with nothing kept safe on disk; ended and deleted at the end.

    It has the roles, database and extensions of a lasting one. `options` are further PostgreSQL settings. It also ends
    when this process dies in any way.
    """
    _clear(Layout(directory))
    account = choose(directory / "cluster")
    layout = prepare(directory, account)
    (layout.base / MARK).touch()
    try:
        programs = usable_by(account)
        ensure_cluster(layout, programs, account, lasting=False)
        plan = Plan(layout, programs, account, sockets.ensure_folder(layout, account), _settings(options or {}))
        with _started(plan):
            contents.ensure(programs, plan.socket_dir)
            yield EmbeddedServer(plan.socket_dir)
    finally:
        _delete(layout)


def _clear(layout: Layout) -> None:
    """Delete what a throw-away server that was killed left here; anything else is refused."""
    if not layout.base.exists() or not any(layout.base.iterdir()):
        return
    if not (layout.base / MARK).exists() or recorded(layout.record):
        raise EmbeddedError(f"{layout.base} is in use: a throw-away server deletes its folder. Give it a new one.")
    _delete(Layout(layout.base.resolve()))


def _settings(options: Mapping[str, str]) -> Mapping[str, str]:
    return {**config.SETTINGS, **config.THROWAWAY, **options}


@contextmanager
def _started(plan: Plan) -> Iterator[None]:
    since = log_size(plan.layout)
    guard = guarded(plan)
    try:
        started(plan.layout, since)
        yield
    finally:
        _end(guard)


def _end(guard: subprocess.Popen[bytes]) -> None:
    if guard.stdin:
        guard.stdin.close()
    guard.wait(STOP_SECONDS)


def _delete(layout: Layout) -> None:
    for folder in filter(None, (sockets.noted(layout), layout.base)):
        shutil.rmtree(folder, ignore_errors=True)
