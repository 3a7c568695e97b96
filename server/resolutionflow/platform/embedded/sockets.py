"""The folder of the server's socket: 0700, and short enough for the kernel."""

import os
import secrets
import stat
from pathlib import Path

from resolutionflow.platform.embedded.account import Account, can_reach
from resolutionflow.platform.embedded.errors import SocketFolder
from resolutionflow.platform.embedded.layout import LONGEST_SOCKET_PATH, SOCKET_NAME, Layout

SHORT_PLACES = (Path("/run"), Path("/tmp"))  # noqa: S108  (the folder made there is private and checked)
PRIVATE = 0o700


def ensure_folder(layout: Layout, account: Account) -> Path:
    """The socket folder: beside the cluster where that works, else a short one elsewhere, noted for next time."""
    near = layout.base / "socket"
    if _fits(near) and can_reach(account, layout.base) and _claim(near, account):
        return near
    if layout.socket_note.exists():
        noted = Path(layout.socket_note.read_text().strip())
        if _claim(noted, account):
            return noted
    return _somewhere_short(layout, account)


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET_PATH


def _somewhere_short(layout: Layout, account: Account) -> Path:
    for place in SHORT_PLACES:
        folder = place / f"resolutionflow-{secrets.token_hex(6)}"
        if _claim(folder, account):
            layout.socket_note.write_text(f"{folder}\n")
            return folder
    raise SocketFolder(
        f"No folder for the database socket can be made in {' or '.join(map(str, SHORT_PLACES))}, and the path of "
        f"{layout.base} is too long for one. Choose a data folder with a shorter path."
    )


def _claim(folder: Path, account: Account) -> bool:
    """Make the folder, or take it when it is already ours; somebody else's is left alone."""
    try:
        folder.mkdir(mode=PRIVATE)
    except FileExistsError:
        return is_private(folder, account)
    except OSError:
        return False
    if account.is_other:
        os.chown(folder, account.uid, account.gid)
    return True


def is_private(folder: Path, account: Account) -> bool:
    """Whether it is a real folder of that account which nobody else may enter."""
    found = folder.lstat()
    ours = found.st_uid == account.uid
    return stat.S_ISDIR(found.st_mode) and ours and stat.S_IMODE(found.st_mode) == PRIVATE
