"""Using the lasting server of a data folder."""

import errno
import os
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from resolutionflow.platform.embedded import contents, locks, supervise
from resolutionflow.platform.embedded.account import choose
from resolutionflow.platform.embedded.binaries import usable_by
from resolutionflow.platform.embedded.errors import DiskFull
from resolutionflow.platform.embedded.initialise import ensure_cluster
from resolutionflow.platform.embedded.layout import Layout, keep_owner, prepare
from resolutionflow.platform.embedded.server import EmbeddedServer
from resolutionflow.platform.embedded.watcher import ensure_watcher

FOLDER = "postgres"
CARE_SECONDS = 0.5
LONGEST_GOODBYE_SECONDS = 30.0
FULL = (errno.ENOSPC, errno.EDQUOT)


class Care:
    """What a user does while it uses the server: hold the lock `users`, and see that there is a watcher."""

    def __init__(self, layout: Layout, users: int) -> None:
        self.layout = layout
        self.users: int | None = users
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._keep_watched, name="embedded-postgres", daemon=True)
        self.thread.start()

    def _keep_watched(self) -> None:
        while not self.ended.wait(CARE_SECONDS):
            try:
                ensure_watcher(self.layout)
            except OSError:
                continue

    def end(self) -> None:
        """Stop caring; safe to call again."""
        self.ended.set()
        self.thread.join()
        if self.users is not None:
            os.close(self.users)
            self.users = None
        if os.getpid() == 1:
            _wait_for_stop(self.layout)


@dataclass(frozen=True)
class HeldServer(EmbeddedServer):
    """A server which runs at least until `release`."""

    care: Care = field(kw_only=True, repr=False, compare=False)

    def release(self) -> None:
        """Say that this process no longer uses the server; it is stopped soon after the last one did."""
        self.care.end()


def _wait_for_stop(layout: Layout) -> None:
    """As the first process of a container we take everything with us: let the server stop in order before."""
    deadline = time.monotonic() + LONGEST_GOODBYE_SECONDS
    while locks.is_held(layout.lock("watch")) and time.monotonic() < deadline:
        time.sleep(0.1)


def acquire(data_dir: Path) -> HeldServer:
    """The server of this data folder, made and started if need be; it blocks until the server answers.

    It runs as long as any process uses it, is restarted if it dies meanwhile, and is stopped about a second after
    the last user released it or died. Raises an `EmbeddedError`.
    """
    try:
        return _acquire(data_dir / FOLDER)
    except OSError as failure:
        if failure.errno in FULL:
            raise DiskFull(f"The disk of {data_dir} is full. Make room and start again.") from failure
        raise


def _acquire(base: Path) -> HeldServer:
    account = choose(base / "cluster")
    layout = prepare(base, account)
    with ExitStack() as undo:
        users = locks.shared(layout.lock("users"))
        undo.callback(os.close, users)
        with locks.alone(layout.lock("change")):
            socket_dir = _bring_up(layout)
            keep_owner(layout)
        undo.pop_all()
        return HeldServer(socket_dir, care=Care(layout, users))


def _bring_up(layout: Layout) -> Path:
    account = choose(layout.cluster)
    programs = usable_by(account)
    ensure_cluster(layout, programs, account)
    plan = supervise.make_plan(layout, account, programs)
    # Before the server, so that one whose starter is killed is not left running for ever.
    ensure_watcher(layout)
    supervise.ensure_running(plan)
    contents.ensure(programs, plan.socket_dir)
    return plan.socket_dir


@contextmanager
def running(data_dir: Path) -> Iterator[EmbeddedServer]:
    """The server of this data folder for the length of a block; blocking, see `acquire`."""
    server = acquire(data_dir)
    try:
        yield server
    finally:
        server.release()
