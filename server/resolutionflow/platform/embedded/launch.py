"""Starting `postgres` itself, and waiting until it answers."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from resolutionflow.platform.embedded import config
from resolutionflow.platform.embedded.account import Account, admitted
from resolutionflow.platform.embedded.errors import StartFailed, from_output
from resolutionflow.platform.embedded.initialise import ENVIRONMENT
from resolutionflow.platform.embedded.layout import Layout, seen_by
from resolutionflow.platform.embedded.process import Process, recorded

# Becomes `postgres` under the same pid, having noted who it is where the starter's crash can't lose it.
NOTE_AND_BECOME = 'read -r line < /proc/$$/stat; echo "$line"; exec "$@" >&2'
# The shell ends at once and leaves the server to init: no zombie of it stays with us.
LEAVE = '/bin/sh -c "$0" "$@" &'
# Stays, and ends the server when our end of the pipe closes, however we die. It deletes nothing.
GUARD = '/bin/sh -c "$0" sh "$@" & pid=$!; read -r _; kill -QUIT $pid; wait $pid'

POLL_SECONDS = 0.02
LONGEST_START_SECONDS = 600.0


@dataclass(frozen=True)
class Plan:
    """Everything needed to start one server."""

    layout: Layout
    programs: Path
    account: Account
    socket_dir: Path
    settings: Mapping[str, str]


def write_access_files(plan: Plan) -> None:
    """Write who may connect as whom, afresh at every start."""
    for name, text in (("pg_hba.conf", config.hba()), ("pg_ident.conf", config.ident(admitted(plan.account)))):
        aside = plan.layout.base / f"{name}.new"
        aside.write_text(text)
        aside.chmod(0o644)
        aside.rename(plan.layout.base / name)


@contextmanager
def _streams(layout: Layout) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    with layout.log.open("ab") as log, layout.record.open("wb") as record:
        os.fchmod(log.fileno(), 0o600)
        yield log, record


def _command(plan: Plan, base: str) -> list[str]:
    arguments = config.arguments(base, str(plan.socket_dir), plan.settings)
    return [str(plan.programs / "bin" / "postgres"), *arguments]


def detached(plan: Plan, lock: int) -> None:
    """Start the server on its own; it keeps the descriptor `lock` until its last process is gone."""
    write_access_files(plan)
    with _streams(plan.layout) as (log, record), seen_by(plan.account, plan.layout.base) as view:
        subprocess.run(  # noqa: S603  (a fixed program; values are arguments, never shell text)
            ["/bin/sh", "-c", LEAVE, NOTE_AND_BECOME, "sh", *_command(plan, view.path)],
            cwd="/",
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=record,
            stderr=log,
            pass_fds=(lock, *view.fds),
            start_new_session=True,
            check=True,
            **plan.account.switch,
        )


def guarded(plan: Plan) -> subprocess.Popen[bytes]:
    """Start the server under a shell which ends it when this process does, or closes the shell's input."""
    write_access_files(plan)
    with _streams(plan.layout) as (log, record), seen_by(plan.account, plan.layout.base) as view:
        return subprocess.Popen(  # noqa: S603  (as above)
            ["/bin/sh", "-c", GUARD, NOTE_AND_BECOME, *_command(plan, view.path)],
            cwd="/",
            env=ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=record,
            stderr=log,
            pass_fds=view.fds,
            start_new_session=True,
            **plan.account.switch,
        )


def log_size(layout: Layout) -> int:
    """Bytes in the log now: where the words of the next start begin."""
    return layout.log.stat().st_size if layout.log.exists() else 0


def wait_until_ready(layout: Layout, since: int) -> Process:
    """The server once it takes connections; `StartFailed` (or a nearer error) with its last words if it ended."""
    deadline = time.monotonic() + LONGEST_START_SECONDS
    seen_alive = time.monotonic()
    while time.monotonic() < deadline:
        process = recorded(layout.record)
        if process and is_ready(layout, process):
            return process
        if process:
            seen_alive = time.monotonic()
        elif time.monotonic() - seen_alive > 1.0:
            break
        time.sleep(POLL_SECONDS)
    with layout.log.open("rb") as log:
        log.seek(since)
        said = log.read(65536).decode(errors="replace")
    raise from_output(said, StartFailed, f"PostgreSQL did not start (its log is {layout.log})")


def is_ready(layout: Layout, process: Process) -> bool:
    """Whether this server has noted in its pid file that it takes connections (line 1 is its pid, line 8 its state)."""
    try:
        lines = layout.pid_file.read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[0].strip() == str(process.pid) and lines[7].strip() == "ready"
