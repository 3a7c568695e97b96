"""What `doctor` wants to know of the embedded server; nothing is made, started or changed."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from resolutionflow.platform.embedded import locks, supervise
from resolutionflow.platform.embedded.account import Account, choose
from resolutionflow.platform.embedded.binaries import installed
from resolutionflow.platform.embedded.errors import EmbeddedError
from resolutionflow.platform.embedded.initialise import check_version
from resolutionflow.platform.embedded.launch import is_ready
from resolutionflow.platform.embedded.layout import Layout
from resolutionflow.platform.embedded.process import living, recorded
from resolutionflow.platform.embedded.use import FOLDER

LEAST_FREE_BYTES = 500_000_000


@dataclass(frozen=True)
class Status:
    """The state of a data folder's server; `version` is PostgreSQL's major version, `problems` are plain sentences."""

    running: bool
    pid: int | None
    version: str | None
    problems: tuple[str, ...]


def status(data_dir: Path) -> Status:
    """Whether the server of this data folder runs, and what is wrong with it."""
    layout = Layout(data_dir / FOLDER)
    process = recorded(layout.record)
    ready = process is not None and is_ready(layout, process)
    return Status(
        running=ready,
        pid=process.pid if process else None,
        version=_version(layout),
        problems=(*_obstacles(layout), *_troubles(layout, ready=ready), *_room(data_dir)),
    )


def _version(layout: Layout) -> str | None:
    try:
        return (layout.cluster / "PG_VERSION").read_text().strip()
    except (FileNotFoundError, PermissionError):
        return None


def _obstacles(layout: Layout) -> list[str]:
    """What would keep the server from being started."""
    try:
        installed()
        account = choose(layout.cluster)
        if layout.cluster.exists():
            check_version(layout)
            return _foreign(layout, account)
    except EmbeddedError as problem:
        return [str(problem)]
    return []


def _foreign(layout: Layout, account: Account) -> list[str]:
    pid = supervise.noted_pid(layout.pid_file)
    if recorded(layout.record) or pid is None or not living(pid):
        return []
    if supervise.may_serve(pid, layout.cluster, account.uid):
        return [f"A PostgreSQL (process {pid}) which this program did not start uses {layout.cluster}. Stop it."]
    return []


def _troubles(layout: Layout, *, ready: bool) -> list[str]:
    """What is amiss between users, server and watcher."""
    used = locks.is_held(layout.lock("users"))
    watched = locks.is_held(layout.lock("watch"))
    found = []
    if used and not ready:
        found.append(f"The server is in use but not running; it is being restarted. Its log is {layout.log}.")
    if ready and not watched:
        found.append("Nothing watches the server: it would not be restarted. Start the product again.")
    if layout.half_made() and not used:
        found.append("The last set-up was cut short; the next start begins it again.")
    return found


def _room(data_dir: Path) -> list[str]:
    place = next(folder for folder in (data_dir, *data_dir.absolute().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    if free < LEAST_FREE_BYTES:
        return [f"Only {free // 1_000_000} MB are free on the disk of {data_dir}. Make room."]
    return [] if os.access(place, os.W_OK) else [f"{place} can't be written by this user."]
