"""The wheel alone is a whole installation: into an empty environment, without Node, with nothing of the checkout."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

SERVER = Path(__file__).resolve().parents[2]
READY_SECONDS = 60.0

FLOWS = {
    "Monitor stays black": "The display shows no picture although the computer is switched on.",
    "Paper jam in the printer": "A sheet is stuck between the rollers and nothing is printed.",
    "Mailbox is full": "New mail is refused because the quota has been used up.",
    "Remote access by VPN fails": "The tunnel to the office is not established.",
}
TICKET = "my screen is dark, I can't see anything"
"""Shares no word that counts with the flow it belongs to: only the vectors can find it."""


@dataclass(frozen=True)
class Installed:
    """An environment with nothing but the wheel and what its lock names."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": str(self.folder / "venv" / "bin"),
            "HOME": str(self.folder),
            "RESOLUTIONFLOW_DATA_DIR": str(self.folder / "data"),
        }

    def run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        command = [str(self.folder / "venv" / "bin" / "resolutionflow"), *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=check, timeout=120
        )

    @contextlib.contextmanager
    def served(self) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
        """The address of `resolutionflow serve` and its process, which is stopped as a service manager would."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        with (self.folder / "serve.log").open("wb") as log:
            process = subprocess.Popen(
                [str(self.folder / "venv" / "bin" / "resolutionflow"), "serve"],
                cwd=self.folder,
                env={**self.environment, "RESOLUTIONFLOW_PORT": port},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
            sys.stdout.write((self.folder / "serve.log").read_text("utf-8", "replace"))


def pip(*arguments: str) -> None:
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    command = [sys.executable, "-m", "pip", *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    assert done.returncode == 0, done.stdout.decode()


@pytest.fixture
def installed(tmp_path: Path) -> Installed:
    """Build the wheel and install it, with the locked packages, where nothing else is."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    built = subprocess.run(build, cwd=SERVER, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert built.returncode == 0, built.stdout
    venv.create(tmp_path / "venv", with_pip=False)
    into = ("--python", str(tmp_path / "venv"), "install", "--quiet", "--no-deps", "--no-compile")
    pip(*into, "--require-hashes", "-r", str(SERVER / "requirements.txt"))
    pip(*into, *(str(wheel) for wheel in (tmp_path / "dist").glob("*.whl")))
    return Installed(tmp_path)


def wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"{address}/readyz").status_code == httpx.codes.OK:
                return
        time.sleep(0.1)
    raise AssertionError("the server is not ready; what it said stands below")


def published(client: httpx.Client, title: str, description: str) -> str:
    """The id of a new published flow of one step."""
    tree = {"root_id": "end", "nodes": {"end": {"id": "end", "type": "resolution", "text": f"Done: {title}"}}}
    made = client.post("/flows", json={"title": title, "description": description, "tree": tree}).raise_for_status()
    flow_id = str(made.json()["id"])
    draft = client.get(f"/flows/{flow_id}/draft").raise_for_status()
    client.post(f"/flows/{flow_id}/publish", headers={"If-Match": draft.headers["etag"]}).raise_for_status()
    return flow_id


def first_match(client: httpx.Client, problem: str) -> dict[str, Any]:
    """What intake thinks of first for the problem, once the flows' vectors have been made."""
    end = time.monotonic() + READY_SECONDS
    while True:
        answer = client.post("/l1/intake", json={"problem_text": problem, "ticket": {"kind": "internal"}})
        body: dict[str, Any] = answer.raise_for_status().json()
        found = body.get("match") or next(iter(body.get("candidates") or []), None)
        if found:
            return dict(found)
        assert time.monotonic() < end, body
        time.sleep(0.5)


def test_the_wheel_alone_serves_the_app_and_matches_a_ticket_by_its_meaning(installed: Installed) -> None:
    (installed.folder / "password").write_text("correct horse battery staple\n")
    with installed.served() as (address, process):
        wait_until_ready(address, process)

        page = httpx.get(f"{address}/")
        assert page.status_code == httpx.codes.OK
        scripts = re.findall(r'src="(/assets/[^"]+\.js)"', page.text)
        assert scripts
        for script in scripts:
            answer = httpx.get(address + script, headers={"accept-encoding": "gzip"})
            assert answer.headers["content-encoding"] == "gzip"
            assert "immutable" in answer.headers["cache-control"]

        people = ("--account", "Northwind IT", "--name", "Nora Owner", "--email", "nora@example.com")
        said = installed.run("setup", *people, "--password-file", "password", "--print-api-key")
        key = said.stdout.split()[-1]
        headers = {"Authorization": f"Bearer {key}"}
        with httpx.Client(base_url=f"{address}/api/v1", headers=headers, timeout=30) as client:
            ids = {title: published(client, title, description) for title, description in FLOWS.items()}
            found = first_match(client, TICKET)
        assert found["flow_id"] == ids["Monitor stays black"]
        assert found["matched_words"] == []

        report = installed.run("doctor", check=False)
        assert report.returncode == 0, report.stdout + report.stderr
