"""Starting `postgres` itself, and waiting until it answers."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from resolutionflow.platform.embedded import config
from resolutionflow.platform.embedded.account import Account, admitted
from resolutionflow.platform.embedded.errors import DiskFull, StartFailed, from_output
from resolutionflow.platform.embedded.initialise import ENVIRONMENT
from resolutionflow.platform.embedded.layout import Layout, seen_by
from resolutionflow.platform.embedded.process import Process, recorded

# Becomes `postgres` under the same pid, having noted who it is where the starter's crash can't lose it.
NOTE_AND_BECOME = """
read -r boot < /proc/sys/kernel/random/boot_id && read -r line < /proc/$$/stat && echo "$boot $line" && exec "$@" >&2
"""
# The shell ends at once and leaves the server to init: no zombie of it stays with us.
LEAVE = '/bin/sh -c "$0" sh "$@" &'
# Stays, and ends the server when our end of the pipe closes, however we die. It deletes nothing.
GUARD = '/bin/sh -c "$0" sh "$@" & pid=$!; read -r _; kill -QUIT $pid; wait $pid'

POLL_SECONDS = 0.02
LONGEST_SILENCE_SECONDS = 10.0
LONGEST_START_SECONDS = 600.0
LONGEST_WORDS = 65536
LEAST_FREE_BYTES = 1_000_000


@dataclass(frozen=True)
class Plan:
    """Everything needed to start one server."""

    layout: Layout
    programs: Path
    account: Account
    socket_dir: Path
    settings: Mapping[str, str]


def _write_access_files(plan: Plan) -> None:
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


@contextmanager
def _spawned(plan: Plan, shell: str, stdin: int, keep: tuple[int, ...]) -> Iterator[subprocess.Popen[bytes]]:
    _write_access_files(plan)
    with _streams(plan.layout) as (log, record), seen_by(plan.account, plan.layout.base) as view:
        yield subprocess.Popen(  # noqa: S603  (a fixed script; values are its arguments, never part of it)
            ["/bin/sh", "-c", shell, NOTE_AND_BECOME, *_command(plan, view.path)],
            cwd="/",
            env=ENVIRONMENT,
            stdin=stdin,
            stdout=record,
            stderr=log,
            pass_fds=(*keep, *view.fds),
            start_new_session=True,
            **plan.account.switch,
        )


def detached(plan: Plan, lock: int) -> None:
    """Start the server on its own; its processes keep the descriptor `lock` until the last of them is gone."""
    with _spawned(plan, LEAVE, subprocess.DEVNULL, (lock,)) as shell:
        shell.wait()


def guarded(plan: Plan) -> subprocess.Popen[bytes]:
    """Start the server under a shell which ends it when this process dies or closes the shell's input."""
    with _spawned(plan, GUARD, subprocess.PIPE, ()) as shell:
        return shell


def log_size(layout: Layout) -> int:
    """Bytes in the log now: where the words of the next start begin."""
    return layout.log.stat().st_size if layout.log.exists() else 0


def wait_until_ready(layout: Layout) -> Process | None:
    """The server once it takes connections, or None when it ended instead.

    Recovery after a crash may take minutes: it waits as long as the server lives, at most ten minutes.
    """
    begun = time.monotonic()
    while time.monotonic() - begun < LONGEST_START_SECONDS:
        noted = layout.record.stat().st_size > 0  # asked first: a note made meanwhile is read in the next round
        process = recorded(layout.record)
        if process and is_ready(layout, process):
            return process
        if not process and (noted or time.monotonic() - begun > LONGEST_SILENCE_SECONDS):
            return None
        time.sleep(POLL_SECONDS)
    return None


def started(layout: Layout, since: int) -> Process:
    """The server just started, once it is ready; else an error with what it wrote to the log from byte `since` on."""
    process = wait_until_ready(layout)
    if process is None:
        if shutil.disk_usage(layout.base).free < LEAST_FREE_BYTES:
            raise DiskFull(f"The disk of {layout.base} is full. Make room and start again; nothing stored was lost.")
        raise from_output(words(layout, since), StartFailed, f"PostgreSQL did not start (its log is {layout.log})")
    return process


def words(layout: Layout, since: int) -> str:
    """What the server wrote to its log from that byte on."""
    with layout.log.open("rb") as log:
        log.seek(since)
        return log.read(LONGEST_WORDS).decode(errors="replace")


def is_ready(layout: Layout, process: Process) -> bool:
    """Whether this server has noted in its pid file that it takes connections (line 1 is its pid, line 8 its state)."""
    try:
        lines = layout.pid_file.read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[0].strip() == str(process.pid) and lines[7].strip() == "ready"
