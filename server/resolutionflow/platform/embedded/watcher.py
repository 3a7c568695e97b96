"""The watcher: a small process of its own which restarts the server while it is used, and stops it after.

Run as `python -m resolutionflow.platform.embedded BASE LOCK`, LOCK being the descriptor of the lock `watch`.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from resolutionflow.platform.embedded import locks, sockets, supervise
from resolutionflow.platform.embedded.account import choose
from resolutionflow.platform.embedded.binaries import usable_by
from resolutionflow.platform.embedded.errors import EmbeddedError
from resolutionflow.platform.embedded.layout import Layout
from resolutionflow.platform.embedded.process import recorded, send, wait_for_end

MODULE = "resolutionflow.platform.embedded"
TICK_SECONDS = 0.25
LINGER_SECONDS = 0.5
GOODBYE_SECONDS = 10.0
LONGEST_PAUSE_SECONDS = 10.0
LONGEST_LOG_BYTES = 10_000_000
# The shell ends at once and leaves the watcher to init.
LEAVE = '"$0" "$@" &'


def ensure_watcher(layout: Layout) -> None:
    """Start a watcher unless there is one; the lock goes to it without a gap."""
    lock = locks.try_alone(layout.lock("watch"))
    if lock is None:
        return
    command = [sys.executable, "-P", "-m", MODULE, str(layout.base), str(lock)]
    try:
        with layout.log.open("ab") as log:
            subprocess.run(  # noqa: S603  (our own module)
                ["/bin/sh", "-c", LEAVE, *command],
                cwd="/",
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(lock,),
                start_new_session=True,
                check=True,
            )
    finally:
        os.close(lock)


class Watch:
    """What a watcher remembers between two looks."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.identity = _identity(layout.base)
        self.server = recorded(layout.record)
        self.socket_dir = sockets.noted(layout)
        self.free_since: float | None = None
        self.pause = TICK_SECONDS
        self.next_try = 0.0

    def run(self) -> None:
        """Look again and again until nobody uses the server, then stop it; at once when its folder was deleted."""
        try:
            while _identity(self.layout.base) == self.identity:
                self.wait()
                if self.is_free():
                    return
                if self.free_since is None and not recorded(self.layout.record):
                    self.restart()
                _bound_log(self.layout)
        except FileNotFoundError as gone:
            _say(f"{gone.filename} is gone")
        if self.server:
            send(self.server, signal.SIGQUIT)
            wait_for_end(self.server, GOODBYE_SECONDS)
        sockets.remove(self.socket_dir)

    def wait(self) -> None:
        """Sleep for a tick, or until the server ends."""
        process = recorded(self.layout.record)
        if process is None:
            time.sleep(TICK_SECONDS)
        else:
            self.server, self.socket_dir = process, sockets.noted(self.layout) or self.socket_dir
            wait_for_end(process, TICK_SECONDS)

    def is_free(self) -> bool:
        """Stop the server when it is no longer used; new users wait for us, and start it again."""
        users = self.users_if_free()
        if users is None:
            return False
        with locks.alone(self.layout.lock("change")):
            supervise.stop(self.layout)
            sockets.discard(self.layout)
        return True

    def users_if_free(self) -> int | None:
        """The lock `users`, once nobody has held it for a little while; new users then wait for us."""
        lock = locks.try_alone(self.layout.lock("users"))
        if lock is None:
            self.free_since = None
            return None
        self.free_since = self.free_since or time.monotonic()
        if time.monotonic() - self.free_since >= LINGER_SECONDS:
            return lock
        os.close(lock)
        return None

    def restart(self) -> None:
        """Start the server again; after a failure it waits longer and longer, up to ten seconds."""
        if time.monotonic() < self.next_try:
            return
        try:
            with locks.alone(self.layout.lock("change")):
                account = choose(self.layout.cluster)
                supervise.ensure_running(supervise.make_plan(self.layout, account, usable_by(account)))
            self.pause = TICK_SECONDS
        except (EmbeddedError, OSError) as failure:
            _say(str(failure))
            self.pause = min(self.pause * 2, LONGEST_PAUSE_SECONDS)
            self.next_try = time.monotonic() + self.pause


def _identity(base: Path) -> tuple[int, int] | None:
    try:
        found = base.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _say(words: str) -> None:
    sys.stderr.write(f"{time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime())} UTC watcher: {words}\n")


def _bound_log(layout: Layout) -> None:
    """Keep the log and one predecessor, about ten megabytes each; the server goes on writing to the same file."""
    if layout.log.exists() and layout.log.stat().st_size > LONGEST_LOG_BYTES:
        last = layout.log.with_name("log.1")
        last.unlink(missing_ok=True)
        shutil.copyfile(layout.log, last)
        os.truncate(layout.log, 0)


def main(arguments: list[str]) -> None:
    """Watch the server of the folder given, until nobody uses it."""
    # A service manager signals all processes of a service at once; ours ends when its users have.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    Watch(Layout(Path(arguments[0]))).run()
