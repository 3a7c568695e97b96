"""Flows and steps made on the loopback provider, as long as a careful model writes them, and what they are charged."""

import json
from dataclasses import replace
from typing import Any

from resolutionflow.ai.gateway import ModelConfig
from resolutionflow.ai.port import (
    Answered,
    BranchAsked,
    BranchProposed,
    Finding,
    Foundation,
    Made,
    NextNodeAsked,
    Passage,
)
from tests.support.loopback import Loopback, canned
from tests.support.loopback.billing import tokens_in
from tests.support.loopback.replies import Says

MODEL = "claude-haiku-5-5"
DEADLINE_S = 30.0
SCAFFOLD_TOKENS = 400
BRANCH_TOKENS = 700
NODE_TOKENS = 110
BEGINS_AFTER_S = 0.1

FOUNDATION = Foundation(
    "Can't print to the office printer",
    "Printing",
    [
        "Nothing comes out though Word says that it was sent",
        "The printer is shown as offline",
        "It worked until the update on Tuesday",
    ],
    "Windows 11 23H2, Microsoft 365, HP LaserJet E60155 on a print server, about 40 people in one office",
)
PROBLEM = (
    "Caller says that Teams shows a grey circle for all colleagues and new messages arrive ten minutes late or only "
    "after a restart. Started yesterday afternoon. Web version in Edge seems fine. Laptop on dock, also in home office."
)
PASSAGE = (
    "After a change of the proxy settings, clear the Teams cache and sign in again; see whether the web app is fine."
)


def fine(_: Made) -> list[Finding]:
    """Let everything pass: what is measured is the price."""
    return []


def as_long_as(content: dict[str, Any], tokens: int, *path: str | int) -> dict[str, Any]:
    """Lengthen the text at ``path`` until the whole is as long as ``tokens``."""
    missing = tokens - tokens_in(json.dumps(content, ensure_ascii=False))
    inner: Any = content
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] += " Look at the words on the screen." * max(0, round(missing * 3.6 / 33))
    return content


def answer(body: dict[str, Any]) -> Says:
    """Answer a request of any task at its usual length."""
    content = canned.content(body)
    if "branches" in content:
        as_long_as(content, SCAFFOLD_TOKENS, "branches", -1, "description")
    elif "nodes" in content:
        as_long_as(content, BRANCH_TOKENS, "nodes", -1, "help")
    elif "answers" in content:
        as_long_as(content, NODE_TOKENS, "help")
    return Says(content, begins_after=BEGINS_AFTER_S)


def config(provider: Loopback) -> ModelConfig:
    """The model on the loopback provider."""
    return ModelConfig("anthropic", MODEL, "sk-bench", f"http://127.0.0.1:{provider.port}")


def branches(question: str, proposed: list[BranchProposed]) -> list[BranchAsked]:
    """All branches of a flow, to be worked out."""
    return [BranchAsked(FOUNDATION, question, proposed, branch) for branch in proposed]


def first_step() -> NextNodeAsked:
    """The first step of a walk, with knowledge of the desk's."""
    passages = [Passage(f"flow-{number}", PASSAGE) for number in range(3)]
    return NextNodeAsked(PROBLEM, "Microsoft 365", (), passages)


def next_step(asked: NextNodeAsked, question: str, answered: str) -> NextNodeAsked:
    """The same walk, one step on."""
    return replace(asked, path=[*asked.path, Answered(question, answered)])
