"""A PostgreSQL that is not the embedded one: Debian's, started in memory under trust, with no extension."""

import os
import pwd
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = Path("/usr/lib/postgresql/15/bin")


def installed() -> bool:
    """Whether Debian's PostgreSQL 15 is on this machine."""
    return (BINARIES / "initdb").exists()


@contextmanager
def plain_postgresql() -> Iterator[Path]:
    """The socket folder of a new server whose superuser is ``postgres``; it ends with the block."""
    room = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="rf15-", dir=room, ignore_cleanup_errors=True) as folder:
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        _run("initdb", "-D", f"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        _run("pg_ctl", "-D", f"{folder}/data", "-o", options, "-l", f"{folder}/log", "-w", "start")
        try:
            yield Path(folder)
        finally:
            _run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-w", "stop")


def _run(program: str, *arguments: str) -> None:
    user = "nobody" if os.geteuid() == 0 else None
    subprocess.run([BINARIES / program, *arguments], user=user, cwd="/", check=True, stdout=subprocess.DEVNULL)
