"""Every action that is recorded stands in one table, which the API tells and the web app words."""

import ast
import json
from collections.abc import Iterator

from resolutionflow.accounts.actions import AUDIT_ACTIONS
from tests.test_house_rules import SERVER, package_trees

THROUGH = {"resolutionflow.accounts.audit", "resolutionflow.walks.service.auditing"}
"""Modules that pass on what they are given."""


def recorded(tree: ast.Module) -> Iterator[tuple[int, list[str]]]:
    """The actions that each recording in a module may leave, with its line; none when they are not written out."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        if called == "AuditEvent":
            given = next((one.value for one in node.keywords if one.arg == "action"), None)
            yield node.lineno, written(given)
        elif called in ("audit.record", "account_for"):
            yield node.lineno, written(node.args[2 if called == "audit.record" else 3])


def written(node: ast.expr | None) -> list[str]:
    if isinstance(node, ast.IfExp):
        return written(node.body) + written(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def places() -> list[tuple[str, list[str]]]:
    return [
        (f"{module}:{line}", names)
        for module, tree in package_trees().items()
        if module not in THROUGH
        for line, names in recorded(tree)
    ]


def test_every_action_that_is_recorded_stands_in_the_table() -> None:
    wrong = [place for place, names in places() if not names or not set(names) <= set(AUDIT_ACTIONS)]
    assert not wrong, f"Write the action out and add it to accounts/actions.py: {wrong}"


def test_every_action_of_the_table_is_recorded_somewhere() -> None:
    assert {name for _, names in places() for name in names} == set(AUDIT_ACTIONS)
    assert list(AUDIT_ACTIONS) == sorted(set(AUDIT_ACTIONS))


def test_the_api_tells_which_actions_there_are() -> None:
    schemas = json.loads((SERVER / "openapi.json").read_text("utf-8"))["components"]["schemas"]
    assert schemas["AuditShown"]["properties"]["action"]["enum"] == list(AUDIT_ACTIONS)
