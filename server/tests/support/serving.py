"""`resolutionflow serve` as a process of its own, on a database of the tests."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx

from resolutionflow.platform.db import Database
from resolutionflow.platform.embedded import EmbeddedServer
from resolutionflow.platform.targets import OWNER_ROLE

READY_SECONDS = 60


@contextlib.contextmanager
def serving(database: Database, cluster: EmbeddedServer) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Serve on a free port; the process, and the port on which it answers."""
    name = database.target.url.partition("@/")[2].partition("?")[0]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = {
        **os.environ,
        "RESOLUTIONFLOW_DATABASE_URL": database.target.url,
        "RESOLUTIONFLOW_MIGRATION_URL": cluster.url(OWNER_ROLE, name),
        "RESOLUTIONFLOW_PORT": str(port),
        "RESOLUTIONFLOW_WORKER": "false",
    }
    command = [sys.executable, "-m", "resolutionflow", "serve"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        end = time.monotonic() + READY_SECONDS
        while time.monotonic() < end and process.poll() is None:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == httpx.codes.OK:
                    break
            time.sleep(0.1)
        try:
            yield process, port
        finally:
            process.kill()
