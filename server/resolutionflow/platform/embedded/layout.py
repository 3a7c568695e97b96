"""Where the parts of one embedded server lie, and the names PostgreSQL knows those places by."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from resolutionflow.platform.embedded.account import Account
from resolutionflow.platform.embedded.errors import WrongOwner

MAKING = "cluster.making-"


@dataclass(frozen=True)
class Layout:
    """The files of one server, all in the folder `base`."""

    base: Path

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.base / "cluster"

    def half_made(self) -> list[Path]:
        """Clusters on which initdb is at work, or was when it was killed."""
        return sorted(self.base.glob(f"{MAKING}*"))

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.base / "log"

    @property
    def record(self) -> Path:
        """The boot, pid and start time of the server started last, which tell it from any other process."""
        return self.base / "server"

    @property
    def pid_file(self) -> Path:
        """PostgreSQL's own note of its process."""
        return self.cluster / "postmaster.pid"

    @property
    def socket_note(self) -> Path:
        """Names the socket folder, when it does not lie in `base`."""
        return self.base / "socket-folder"

    def lock(self, name: str) -> Path:
        """The lock file of that name."""
        return self.base / f"{name}.lock"


@dataclass(frozen=True)
class View:
    """How a child process reaches `base`: by its path, or by an open file descriptor it inherits."""

    path: str
    fds: tuple[int, ...]


def prepare(base: Path, account: Account) -> Layout:
    """Make `base` if need be; another account may pass through it and no more."""
    if not base.exists():
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        if account.is_other:
            base.chmod(0o711)
    _check(base, account)
    return Layout(base.resolve())


def _check(base: Path, account: Account) -> None:
    if not os.access(base, os.W_OK | os.X_OK):
        raise WrongOwner(f"{base} can't be written by this user. Start as its owner, or choose another data folder.")
    found = base.stat()
    if account.is_other and found.st_uid != account.uid and not found.st_mode & stat.S_IXOTH:
        raise WrongOwner(
            f"PostgreSQL runs as {account.name}, which may not pass through {base}. "
            f"Allow that (`chmod o+x {base}`), or choose another data folder."
        )


def keep_owner(layout: Layout) -> None:
    """Give what root wrote into an ordinary user's folder to that user, who must be able to use it without root."""
    owner = layout.base.stat()
    if os.geteuid() or not owner.st_uid:
        return
    for path in layout.base.iterdir():
        found = path.lstat()
        if stat.S_ISREG(found.st_mode) and not found.st_uid:
            os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


@contextmanager
def seen_by(account: Account, base: Path) -> Iterator[View]:
    """A view on `base` for children of `account`.

    Another account often can't walk the path to `base` (/root, a home, a private folder), and those folders are not
    ours to open up. It can use an open descriptor of `base`, which all processes of the server inherit.
    """
    if not account.is_other:
        yield View(str(base), ())
        return
    fd = os.open(base, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield View(f"/proc/self/fd/{fd}", (fd,))
    finally:
        os.close(fd)
