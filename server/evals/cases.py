"""The cases: what is asked, and what a good answer has."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from resolutionflow.ai.port import (
    Answered,
    Asked,
    BranchAsked,
    BranchProposed,
    Foundation,
    NextNodeAsked,
    Passage,
    ScaffoldAsked,
)

FOLDER = Path(__file__).parent / "cases"
SETS = ("scaffold", "branch", "next_node", "safety")


@dataclass(frozen=True)
class Case:
    """One thing asked of a model. ``wants`` is the rest of its line in the file: what is expected."""

    set: str
    id: str
    asked: Asked
    wants: Mapping[str, Any]


@cache
def cases() -> tuple[Case, ...]:
    """Return all of them."""
    return tuple(
        Case(name, row["id"], _asked(row), row)
        for name in SETS
        for row in yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    )


def _asked(row: Mapping[str, Any]) -> Asked:
    if "problem" in row:
        path = [Answered(question, answer) for question, answer in row.get("path", [])]
        passages = [Passage(key, text) for key, text in row.get("passages", [])]
        return NextNodeAsked(row["problem"], row["category"], path, passages, row.get("must_end", False))
    foundation = Foundation(**row["flow"])
    if "branch" not in row:
        return ScaffoldAsked(foundation, row.get("keep", []))
    branches = [BranchProposed(title, "") for title in row["branches"]]
    return BranchAsked(foundation, row["question"], branches, branches[row["branch"]], row.get("remark", ""))
