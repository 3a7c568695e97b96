"""Starting and stopping the lasting server. Callers hold the lock `change`."""

import os
import signal
import time
from pathlib import Path

from resolutionflow.platform.embedded import config, locks, sockets
from resolutionflow.platform.embedded.account import Account
from resolutionflow.platform.embedded.errors import ForeignServer, StartFailed, StopFailed
from resolutionflow.platform.embedded.launch import Plan, detached, log_size, started, wait_until_ready
from resolutionflow.platform.embedded.layout import Layout
from resolutionflow.platform.embedded.process import Process, recorded, send, wait_for_end

FAST_STOP_SECONDS = 60.0
IMMEDIATE_STOP_SECONDS = 20.0
REMNANT_SECONDS = 60.0
POLL_SECONDS = 0.05


def make_plan(layout: Layout, account: Account, programs: Path) -> Plan:
    """How the server of this folder is started; its socket folder is there then."""
    return Plan(layout, programs, account, sockets.ensure_folder(layout, account), config.SETTINGS)


def ensure_running(plan: Plan) -> Process:
    """The running server; started when there is none."""
    if recorded(plan.layout.record) and (found := wait_until_ready(plan.layout)):
        return found
    lock = _server_lock(plan.layout)
    since = log_size(plan.layout)
    try:
        drop_stale_files(plan)
        detached(plan, lock)
    finally:
        os.close(lock)
    return started(plan.layout, since)


def _server_lock(layout: Layout) -> int:
    """The lock `server`; processes left behind by a killed server are given time to end by themselves."""
    deadline = time.monotonic() + REMNANT_SECONDS
    while (lock := locks.try_alone(layout.lock("server"))) is None:
        if time.monotonic() > deadline:
            raise StartFailed(
                f"Processes of an earlier server still use {layout.cluster} (or another container does). "
                "Wait for them or end them, then start again."
            )
        time.sleep(POLL_SECONDS)
    return lock


def drop_stale_files(plan: Plan) -> None:
    """Remove PostgreSQL's two notes of its process when their pid belongs to no server of this cluster.

    That is a stranger, who is not touched, or a dead server which init has not yet reaped; PostgreSQL itself would
    refuse to start. When there is no such process it judges for itself.
    """
    socket = plan.socket_dir / sockets.SOCKET_NAME
    for note, leftover in ((plan.layout.pid_file, None), (socket.with_name(f"{socket.name}.lock"), socket)):
        pid = noted_pid(note)
        if pid and not Path(f"/proc/{pid}").exists():
            continue
        if pid and may_serve(pid, plan.layout.cluster, plan.account.uid):
            raise ForeignServer(
                f"A PostgreSQL (process {pid}) which was not started by this program uses {plan.layout.cluster}. "
                "Stop it (`pg_ctl stop`), then start again."
            )
        for path in filter(None, (note, leftover)):
            path.unlink(missing_ok=True)


def noted_pid(note: Path) -> int | None:
    """The pid in the first line of such a note, if it names one."""
    try:
        first = note.read_text(errors="replace").partition("\n")[0].strip()
    except FileNotFoundError:
        return None
    return int(first) if first.isdigit() and int(first) > 1 else None


def may_serve(pid: int, cluster: Path, uid: int) -> bool:
    """Whether that process could be a server of this cluster; in doubt it is."""
    home = Path(f"/proc/{pid}")
    try:
        if home.stat().st_uid != uid:
            return False
        return (home / "cwd").samefile(cluster)
    except (FileNotFoundError, ProcessLookupError):
        return False
    except PermissionError:
        return _is_postgres(home)


def _is_postgres(home: Path) -> bool:
    try:
        return (home / "comm").read_text().strip() == "postgres"
    except (FileNotFoundError, ProcessLookupError):
        return False


def stop(layout: Layout) -> None:
    """End the server: clients are sent away and everything is written down; if that hangs, at once."""
    process = recorded(layout.record)
    if process is None:
        return
    send(process, signal.SIGINT)
    if wait_for_end(process, FAST_STOP_SECONDS):
        return
    send(process, signal.SIGQUIT)
    if not wait_for_end(process, IMMEDIATE_STOP_SECONDS):
        raise StopFailed(f"The server (process {process.pid}) of {layout.base} does not stop. Its log is {layout.log}.")
