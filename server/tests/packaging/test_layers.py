"""Each contract of import-linter bites: broken once on purpose, in a copy of the package."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

SERVER = Path(__file__).resolve().parents[2]
PROJECT = SERVER / "pyproject.toml"
CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads(PROJECT.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
}

OFFENCES = [
    ("domains", "kit/offence.py", "import resolutionflow.platform.db"),
    ("domains", "accounts/offence.py", "import resolutionflow.walks"),
    ("domains", "undeclared/__init__.py", ""),
    ("files", "accounts/models.py", "import resolutionflow.accounts.schemas"),
    ("files", "accounts/tasks.py", "import resolutionflow.accounts.routes"),
    ("files", "flows/engine.py", "import resolutionflow.flows.models"),
    ("models", "ai/gateway.py", "import anthropic"),
    ("models", "walks/engine.py", "from pydantic_ai.direct import model_request"),
    ("pure", "flows/engine.py", "import sqlalchemy"),
    ("pure", "flows/engine.py", "import time"),
    ("pure", "walks/engine.py", "import resolutionflow.kit.clock"),
    ("pure", "walks/engine.py", "import resolutionflow.platform.settings"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package's Python files and the project file."""
    ignored = shutil.ignore_patterns("__pycache__", "model", "web", "versions")
    shutil.copytree(SERVER / "resolutionflow", tmp_path / "resolutionflow", ignore=ignored)
    shutil.copy(PROJECT, tmp_path)
    return tmp_path


def broken(folder: Path) -> set[str]:
    """The ids of the contracts that do not hold for the package in the folder."""
    command = [str(Path(sys.prefix) / "bin" / "lint-imports"), "--no-logo", "--no-cache"]
    environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONPATH": str(folder)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    kept = {key for key, name in CONTRACTS.items() if f"{name} KEPT" in done.stdout}
    found = {key for key, name in CONTRACTS.items() if f"{name} BROKEN" in done.stdout}
    assert kept | found == set(CONTRACTS), done.stdout + done.stderr
    assert bool(found) == bool(done.returncode)
    return found


def test_every_contract_holds(copy: Path) -> None:
    assert broken(copy) == set()


def test_every_contract_is_broken_by_some_offence() -> None:
    assert {contract for contract, _, _ in OFFENCES} == set(CONTRACTS)


@pytest.mark.parametrize(("contract", "path", "line"), OFFENCES)
def test_an_offence_breaks_its_contract(copy: Path, contract: str, path: str, line: str) -> None:
    offender = copy / "resolutionflow" / path
    offender.parent.mkdir(exist_ok=True)
    with offender.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    assert contract in broken(copy)
