"""Rules of the house that no linter knows. Each message says what to do."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from sqlalchemy import Table

import resolutionflow
from resolutionflow.accounts.caller import NotSignedIn
from resolutionflow.main import build_app
from resolutionflow.platform.db import Base, Database, Target
from resolutionflow.platform.jobs import jobs
from resolutionflow.platform.settings import Settings
from resolutionflow.worker import TASK_MODULES, load_jobs
from tests.support.refusals import Reach

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT / "server"
PACKAGE = SERVER / "resolutionflow"
LONGEST_MODULE = 300

GLOBAL_TABLES = {
    "access_tokens": "how an account is found from a secret",
    "accounts": "the accounts themselves",
    "ai_plans": "what each plan allows; accounts name one",
    "sign_in_attempts": "counted before anybody is known",
    "sign_in_names": "sign-in names are unique over all accounts",
}
"""Tables that belong to no account, and why."""

MARKERS = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX", "Not" + "ImplementedError")))
SKIPS = re.compile(r"\b(pytest|mark|test|it|describe|suite)\.(skip|skipif|skipIf|xfail|only|fixme|todo|fails)\b")


def python_files() -> list[Path]:
    folders = (PACKAGE, SERVER / "tests", SERVER / "bench", SERVER / "evals", ROOT / "tools")
    return [path for folder in folders for path in sorted(folder.rglob("*.py"))] + sorted(SERVER.glob("*.py"))


def web_files() -> list[Path]:
    folders = (ROOT / "web" / "src", ROOT / "web" / "e2e")
    return [path for folder in folders for path in sorted(folder.rglob("*.ts*")) if ".gen." not in path.name]


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def package_trees() -> dict[str, ast.Module]:
    return {module_name(path): ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(SERVER).with_suffix("").parts).removesuffix(".__init__")


@cache
def modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(resolutionflow.__path__, "resolutionflow.")
    return [
        importlib.import_module(info.name)
        for info in found
        if ".migrations" not in info.name and "__main__" not in info.name
    ]


@cache
def search() -> Reach:
    return Reach(modules())


@cache
def api_routes() -> list[RouteContext]:
    app = build_app(Settings(), Database(Target("postgresql://nobody@/none?host=/nowhere")))
    routes = [route for route in iter_route_contexts(app.routes) if isinstance(route.original_route, APIRoute)]
    return [route for route in routes if route.include_in_schema]


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    long = {
        relative(path): count
        for path in python_files()
        if "versions" not in path.parts  # a migration is never edited after its release
        and (count := len(path.read_text("utf-8").splitlines())) > LONGEST_MODULE
    }
    assert not long, f"Split these by what they are about: {long}"


def test_nothing_is_left_to_do_or_skipped() -> None:
    found = [
        f"{relative(path)}:{number}: {line.strip()}"
        for path in [*python_files(), *web_files()]
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if MARKERS.search(line) or SKIPS.search(line)
    ]
    assert not found, "Do it now or write it down as an issue:\n" + "\n".join(found)


def asked_for(tree: ast.Module) -> Iterator[tuple[int, str | None]]:
    """The job names given to `enqueue`, with their lines; None for one that isn't written out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "enqueue":
            name = (
                node.args[1] if len(node.args) > 1 else next((k.value for k in node.keywords if k.arg == "name"), None)
            )
            yield node.lineno, name.value if isinstance(name, ast.Constant) and isinstance(name.value, str) else None


def test_every_job_name_asked_for_exists() -> None:
    load_jobs()
    calls = [(module, line, name) for module, tree in package_trees().items() for line, name in asked_for(tree)]
    wrong = [f"{module}:{line} asks for {name!r}" for module, line, name in calls if name not in jobs.tasks]
    assert not wrong, f"Write the name of a declared job out: {wrong}; there are {sorted(jobs.tasks)}"


def test_the_worker_knows_every_module_that_declares_jobs() -> None:
    declares = {
        module
        for module, tree in package_trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in ("job", "periodic")
        and not module.endswith("platform.jobs")
    }
    assert declares <= set(TASK_MODULES), f"Add to worker.TASK_MODULES: {sorted(declares - set(TASK_MODULES))}"


def test_every_refusal_raised_is_declared_on_its_route() -> None:
    reach = search()
    missing = {
        f"{'|'.join(sorted(route.methods or ()))} {route.path}": undeclared
        for route in api_routes()
        if (undeclared := sorted(kind.__name__ for kind in reach.reached(route) if kind.error not in declared(route)))
    }
    assert api_routes()
    lines = "\n".join(f"{route}: {', '.join(names)}" for route, names in missing.items())
    assert not missing, f"Add these to responses= of their routes:\n{lines}"


def test_the_search_for_refusals_finds_the_one_that_every_signed_in_route_has() -> None:
    reach = search()
    behind = [route for route in api_routes() if NotSignedIn.error in declared(route)]
    assert behind
    assert [route.path for route in behind if NotSignedIn not in reach.reached(route)] == []


def declared(route: RouteContext) -> set[str]:
    return {code for response in route.responses.values() for code in response.get("x-errors", [])}


def test_every_model_of_the_package_is_in_the_registry() -> None:
    written = {
        statement.value.value
        for tree in package_trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, ast.Assign)
        and getattr(statement.targets[0], "id", "") == "__tablename__"
        and isinstance(statement.value, ast.Constant)
    }
    registry = {table.name for table in tables()}
    assert written, "no tables were found in the source"
    assert written == registry, f"Import these in registry.py: {written ^ registry}"


def tables() -> list[Table]:
    importlib.import_module("resolutionflow.registry")
    return sorted(Base.metadata.tables.values(), key=lambda table: table.name)


def test_every_table_belongs_to_an_account_or_is_on_the_short_list() -> None:
    keys = {table.name: [column.name for column in table.primary_key] for table in tables()}
    strangers = {name: key for name, key in keys.items() if "account_id" not in key and name not in GLOBAL_TABLES}
    assert not strangers, (
        f"Put account_id into the primary key (InAccount), or say in GLOBAL_TABLES why not: {strangers}"
    )
    assert set(GLOBAL_TABLES) <= set(keys), f"These are gone: {set(GLOBAL_TABLES) - set(keys)}"


@pytest.mark.parametrize(
    "table", [table for table in tables() if table.name not in GLOBAL_TABLES], ids=lambda t: t.name
)
def test_keys_inside_an_account_carry_the_account(table: Table) -> None:
    for key in table.foreign_key_constraints:
        columns = [column.name for column in key.columns]
        assert columns[0] == "account_id", f"{table.name}: use within_account() for {columns}"
    for index in table.indexes:
        first = next(iter(index.columns), None)
        if first is not None:
            assert first.name == "account_id", f"{table.name}: begin {index.name} with account_id"


def test_relationships_never_load_by_themselves() -> None:
    importlib.import_module("resolutionflow.registry")
    lazy = [
        str(rel)
        for mapper in Base.registry.mappers
        for rel in mapper.relationships
        if rel.lazy not in ("raise", "raise_on_sql")
    ]
    assert not lazy, f"Give these lazy='raise' and load them where they are used: {lazy}"


def foreign_queries(module: str, tree: ast.Module) -> Iterator[str]:
    """Imports of another domain's queries other than its door, `visible`."""
    domain = module.split(".")[1] if "." in module else ""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            pairs = [(alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            pairs = [(node.module or "", alias.name) for alias in node.names]
        else:
            continue
        for source, name in pairs:
            whole = f"{source}.{name}".split(".")
            if (
                whole[0] == "resolutionflow"
                and "queries" in whole[2:3]
                and whole[1] != domain
                and whole[3:] != ["visible"]
            ):
                yield f"{module}:{node.lineno}: {source} {name}".strip()


def test_no_domain_uses_the_queries_of_another_but_visible() -> None:
    found = [line for module, tree in package_trees().items() for line in foreign_queries(module, tree)]
    assert not found, f"Go through the other domain's service: {found}"


@pytest.mark.parametrize(
    "line",
    [
        "from resolutionflow.flows.queries import published",
        "from resolutionflow.flows import queries",
        "import resolutionflow.flows.queries",
    ],
)
def test_the_rule_about_foreign_queries_bites(line: str) -> None:
    assert list(foreign_queries("resolutionflow.walks.service", ast.parse(line)))
    assert not list(foreign_queries("resolutionflow.flows.service", ast.parse(line)))


def test_only_the_platform_and_the_composition_roots_commit() -> None:
    free = ("resolutionflow.platform", "resolutionflow.migrations", "resolutionflow.cli", "resolutionflow.serve")
    commits = [
        f"{module}:{node.lineno}"
        for module, tree in package_trees().items()
        if not module.startswith(free)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("commit", "rollback")
    ]
    assert not commits, f"Flush instead; the request commits once, at its end: {commits}"
