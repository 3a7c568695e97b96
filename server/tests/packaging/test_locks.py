"""Locks pin every package by hash and name no host."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PYTHON_LOCKS = [
    "server/requirements.txt",
    "server/requirements-dev.txt",
    "server/requirements-model.txt",
    "tools/requirements-node.txt",
]
WEB_LOCK = "web/package-lock.json"
HOST = re.compile(
    r"://|\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|local)\b|\blocalhost\b|--(?:index|extra|find|trusted)", re.IGNORECASE
)
DEPRECATION_WORDS = {"deprecated", "funding", "license", "engines"}


def pins(path: str) -> dict[str, list[str]]:
    """Package and version to its hashes."""
    text = (ROOT / path).read_text("utf-8").replace("\\\n", " ")
    return {words[0]: words[1:] for line in text.splitlines() if (words := line.split()) and not line.startswith("#")}


@pytest.mark.parametrize("path", PYTHON_LOCKS)
def test_a_python_lock_pins_by_hash_and_names_no_host(path: str) -> None:
    assert not HOST.search((ROOT / path).read_text("utf-8"))
    assert pins(path)
    for package, hashes in pins(path).items():
        assert "==" in package
        assert hashes, f"{package} has no hash"
        assert all(one.startswith("--hash=sha256:") for one in hashes), package


def test_the_web_lock_says_no_place_to_fetch_from() -> None:
    packages = json.loads((ROOT / WEB_LOCK).read_text("utf-8"))["packages"]
    assert len(packages) > 1
    for name, entry in packages.items():
        assert "resolved" not in entry, f"{name}: run `make lock` (web/.npmrc leaves addresses out)"
        assert not name or entry.get("integrity"), f"{name} has no hash"
        said = json.dumps({key: value for key, value in entry.items() if key not in DEPRECATION_WORDS})
        assert not HOST.search(said), f"{name} names a host: {said}"


def test_the_run_time_lock_holds_what_the_project_asks_for_and_the_other_lock_agrees() -> None:
    project = tomllib.loads((ROOT / "server" / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {re.sub(r"\[.*\]", "", requirement).lower() for requirement in project["dependencies"]}
    assert all("==" in requirement for requirement in asked)
    run_time = {package.lower() for package in pins("server/requirements.txt")}
    assert asked <= run_time, f"Run `make lock`: {asked - run_time}"
    assert run_time <= {package.lower() for package in pins("server/requirements-dev.txt")}
