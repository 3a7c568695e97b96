"""`resolutionflow serve` as whoever starts it sees it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time

import httpx
import psycopg
import pytest

from resolutionflow.platform.db import Database, psycopg_conninfo
from resolutionflow.platform.embedded import EmbeddedServer
from resolutionflow.platform.targets import OWNER_ROLE
from tests.support.serving import serving

TOKEN = "asks for this token"
AN_ACCOUNT = "insert into accounts (id, name) values (gen_random_uuid(), 'Northwind IT')"


def _said_at_start(cluster: EmbeddedServer, database: Database) -> str:
    name = database.target.url.partition("@/")[2].partition("?")[0]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    environment = {
        **os.environ,
        "RESOLUTIONFLOW_DATABASE_URL": database.target.url,
        "RESOLUTIONFLOW_MIGRATION_URL": cluster.url(OWNER_ROLE, name),
        "RESOLUTIONFLOW_PORT": port,
        "RESOLUTIONFLOW_WORKER": "false",
    }
    command = [sys.executable, "-c", "from resolutionflow.cli import main; main()", "serve"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        end = time.monotonic() + 60
        while time.monotonic() < end and process.poll() is None:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == httpx.codes.OK:
                    break
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        return process.communicate(timeout=30)[1]


@pytest.mark.parametrize("has_owner", [False, True])
def test_the_token_for_set_up_is_said_until_there_is_an_account(
    fresh_database: Database, cluster: EmbeddedServer, has_owner: bool
) -> None:
    if has_owner:
        with psycopg.connect(psycopg_conninfo(fresh_database.target)) as session:
            session.execute(AN_ACCOUNT)
    said = _said_at_start(cluster, fresh_database)
    assert "serves on http://127.0.0.1" in said
    assert (TOKEN in said) is not has_owner


def test_a_connection_that_idled_for_a_while_still_takes_a_request(
    fresh_database: Database, cluster: EmbeddedServer
) -> None:
    idle = 6.0
    with (
        serving(fresh_database, cluster) as (_, port),
        httpx.Client(base_url=f"http://127.0.0.1:{port}", limits=httpx.Limits(keepalive_expiry=60)) as client,
    ):
        own = _connection_of(client.get("/readyz"))
        time.sleep(idle)
        assert _connection_of(client.get("/readyz")) == own


def _connection_of(answer: httpx.Response) -> object:
    """Return the address that the request came from."""
    return answer.extensions["network_stream"].get_extra_info("client_addr")
