"""The product under test: `resolutionflow serve` as a process of its own, on a data folder of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil

from resolutionflow.platform import embedded
from resolutionflow.platform.embedded import EmbeddedServer

START_SECONDS = 60.0
STOP_SECONDS = 30.0
PREFIX = "RESOLUTIONFLOW_"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Product:
    """One installation; the embedded PostgreSQL keeps its lasting settings (fsync and synchronous_commit on)."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.data = data
        self.port = free_port()
        self.log = data / "serve.log"
        self.process: subprocess.Popen[bytes] | None = None
        outside = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        own = {"DATA_DIR": str(data), "PORT": str(self.port), **settings}
        self.environment = outside | {f"{PREFIX}{name}": value for name, value in own.items()}

    def command(self, *arguments: str) -> str:
        """Run ``resolutionflow ARGUMENTS`` on this installation and return what it prints."""
        whole = [sys.executable, "-m", "resolutionflow", *arguments]
        done = subprocess.run(whole, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"resolutionflow {arguments[0]}: {done.stderr}")
        return done.stdout

    def start(self, path: str = "/readyz") -> float:
        """Start serving; return the seconds to the first answer on ``path``."""
        began = time.monotonic()
        with self.log.open("ab") as log:
            whole = [sys.executable, "-m", "resolutionflow", "serve"]
            self.process = subprocess.Popen(whole, env=self.environment, stdout=log, stderr=log)
        while not self.answers(path):
            if self.process.poll() is not None or time.monotonic() - began > START_SECONDS:
                raise RuntimeError(f"the server did not start:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.01)
        return time.monotonic() - began

    def answers(self, path: str) -> bool:
        """Whether the server answers 200 on ``path`` just now."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    @property
    def pid(self) -> int:
        """The server's process."""
        assert self.process is not None
        return self.process.pid

    def stop(self) -> None:
        """Ask the server to end and wait for it."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(STOP_SECONDS)

    def kill(self) -> None:
        """Take the server away with kill -9."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def database_pid(self) -> int | None:
        """The first process of PostgreSQL, None while it is being started."""
        return embedded.status(self.data).pid

    def kill_database(self) -> None:
        """Take every process of PostgreSQL away with kill -9, as when the machine's memory ran out."""
        pid = self.database_pid()
        if pid is None or not psutil.pid_exists(pid):
            return
        first = psutil.Process(pid)
        for process in (first, *first.children(recursive=True)):
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue


@contextmanager
def installation(**settings: str) -> Iterator[Product]:
    """A new installation in a temporary folder, not started; ended and deleted after the block."""
    folder = Path(tempfile.mkdtemp(prefix="rf-bench-"))
    folder.chmod(0o711)  # PostgreSQL may run as another account that has to pass through
    product = Product(folder / "data", **settings)
    product.data.mkdir(mode=0o711)
    try:
        yield product
    finally:
        product.stop()
        await_database_end(product)
        shutil.rmtree(folder, ignore_errors=True)


def await_database_end(product: Product) -> None:
    """Wait until the watcher has stopped PostgreSQL, which it does about two seconds after its last user left."""
    deadline = time.monotonic() + STOP_SECONDS
    while (pid := product.database_pid()) and psutil.pid_exists(pid) and time.monotonic() < deadline:
        time.sleep(0.1)


@contextmanager
def held_database(product: Product) -> Iterator[EmbeddedServer]:
    """The installation's PostgreSQL, kept running for the block, for measuring and for making many rows."""
    with embedded.running(product.data) as server:
        yield server
