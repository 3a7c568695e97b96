"""Making the cluster: aside, then renamed, so that a half-made one is never taken for a whole one."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from resolutionflow.platform.embedded import config, locks
from resolutionflow.platform.embedded.account import Account
from resolutionflow.platform.embedded.binaries import MAJOR
from resolutionflow.platform.embedded.errors import InitFailed, WrongVersion, from_output
from resolutionflow.platform.embedded.layout import MAKING, Layout, seen_by

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}


def ensure_cluster(layout: Layout, programs: Path, account: Account, *, lasting: bool = True) -> None:
    """Make the cluster unless there is a whole one of our version."""
    for leftover in layout.half_made():
        # An initdb whose starter was killed may still be at work on it; it holds the folder.
        with locks.folder(leftover):
            shutil.rmtree(leftover, ignore_errors=True)
    if layout.cluster.exists():
        check_version(layout)
        return
    making = Path(tempfile.mkdtemp(prefix=MAKING, dir=layout.base))
    if account.is_other:
        os.chown(making, account.uid, account.gid)
    _initdb(making, programs, account, () if lasting else ("--no-sync",))
    making.rename(layout.cluster)
    if lasting:
        _sync_folder(layout.base)


def check_version(layout: Layout) -> None:
    """Refuse a cluster of another major version."""
    noted = layout.cluster / "PG_VERSION"
    found = noted.read_text().strip() if noted.exists() else "unknown"
    if found != str(MAJOR):
        raise WrongVersion(
            f"{layout.cluster} was made by PostgreSQL {found}; this release brings PostgreSQL {MAJOR}. Make a backup "
            "with the release that made it and restore it here, or carry it over with pg_upgrade."
        )


def _initdb(making: Path, programs: Path, account: Account, extra: tuple[str, ...]) -> None:
    with seen_by(account, making.parent) as view, locks.folder(making) as held:
        done = subprocess.run(  # noqa: S603  (a fixed program)
            [programs / "bin" / "initdb", "-D", f"{view.path}/{making.name}", *config.INITDB, *extra],
            cwd="/",
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            pass_fds=(held, *view.fds),
            check=False,
            **account.switch,
        )
    if done.returncode:
        shutil.rmtree(making, ignore_errors=True)
        raise from_output(done.stdout, InitFailed, f"PostgreSQL could not be set up in {making.parent}")


def _sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
