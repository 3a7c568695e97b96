"""The folder of the server's socket: 0700, and short enough for the kernel."""

import os
import secrets
import stat
from pathlib import Path

from resolutionflow.platform.embedded.account import Account, can_reach
from resolutionflow.platform.embedded.errors import SocketFolder
from resolutionflow.platform.embedded.layout import Layout

SHORT_PLACES = (Path("/run"), Path("/tmp"))  # noqa: S108  (the folder made there is private and checked)
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_PATH = 107
PRIVATE = 0o700


def ensure_folder(layout: Layout, account: Account) -> Path:
    """The socket folder: the same as last time if it still can be, else beside the cluster, else a short one.

    It stays the same over restarts because users of the server hold its address.
    """
    near = layout.base / "socket"
    before = noted(layout)
    if before and _claim(before, account):
        return before
    if (
        len(os.fsencode(near / SOCKET_NAME)) <= LONGEST_PATH
        and can_reach(account, layout.base)
        and _claim(near, account)
    ):
        return _note(layout, near)
    for place in SHORT_PLACES:
        folder = place / f"resolutionflow-{secrets.token_hex(6)}"
        if _claim(folder, account):
            return _note(layout, folder)
    raise SocketFolder(
        f"No folder for the database socket can be made in {' or '.join(map(str, SHORT_PLACES))}, and {layout.base} "
        "is too long a path for one, or can't be reached. Choose a data folder with a shorter path."
    )


def noted(layout: Layout) -> Path | None:
    """The socket folder of the server started last; the note of a copied or moved data folder does not count."""
    try:
        base, _, folder = layout.socket_note.read_text().strip().partition("\n")
    except FileNotFoundError:
        return None
    return Path(folder) if folder and base == str(layout.base) else None


def discard(layout: Layout) -> None:
    """Remove the socket folder of a stopped server, and the note of it."""
    remove(noted(layout))
    layout.socket_note.unlink(missing_ok=True)


def remove(folder: Path | None) -> None:
    """Remove a socket folder; one that is not empty is left."""
    try:
        if folder:
            folder.rmdir()
    except OSError:
        return


def _note(layout: Layout, folder: Path) -> Path:
    layout.socket_note.unlink(missing_ok=True)
    layout.socket_note.write_text(f"{layout.base}\n{folder}\n")
    return folder


def _claim(folder: Path, account: Account) -> bool:
    """Make the folder, or take it when it is already ours; somebody else's is left alone."""
    try:
        folder.mkdir(mode=PRIVATE)
    except FileExistsError:
        return _is_private(folder, account)
    except OSError:
        return False
    if account.is_other:
        os.chown(folder, account.uid, account.gid)
    return True


def _is_private(folder: Path, account: Account) -> bool:
    found = folder.lstat()
    ours = found.st_uid == account.uid
    return stat.S_ISDIR(found.st_mode) and ours and stat.S_IMODE(found.st_mode) == PRIVATE
