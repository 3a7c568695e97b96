"""What leaves the house with a request: evidence as JSON, shortened, without secrets and unseen characters."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from resolutionflow.ai.port import Asked, BranchAsked, Foundation, NextNodeAsked, ScaffoldAsked
from resolutionflow.kit.redact import redacted
from resolutionflow.kit.visible import visible

LONG = 4_000
SHORT = 600
TYPED = ("problem", "environment", "description", "wanted_otherwise")
"""Fields that people fill in at length; how long they may be is said where they are typed."""
PASSAGES = 6
STEPS = 40
ITEMS = 60
CUT = " […]"


def evidence(asked: Asked, *, redact_ticket_text: bool) -> str:
    """Return the JSON that goes to a model as the result of a tool, and never in any other place.

    ``redact_ticket_text``: the words of the ticket and of notes stay here. Secrets are masked in any case.
    Angle brackets are escaped, so that no text in it can look like a frame of the provider's.
    """
    text = json.dumps(_cleaned(_plain(asked, redact_ticket_text)), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


def sent(text: str, limit: int = LONG) -> str:
    """Return ``text`` as it leaves: secrets masked, unseen characters taken out, cut at ``limit``.

    Of a very long text only the beginning is looked at, up to a whole word, so that no half of a secret is left.
    """
    begin = text if len(text) <= 2 * limit else text[: 2 * limit].rpartition(" ")[0]
    seen = redacted(visible(begin)).strip()
    return seen if len(seen) <= limit and begin is text else seen[: limit - len(CUT)] + CUT


def _plain(asked: Asked, withhold: bool) -> dict[str, Any]:
    match asked:
        case ScaffoldAsked():
            return {"flow": _flow(asked.foundation), "already_there": [*asked.keep, *asked.dropped]}
        case BranchAsked():
            return _branch(asked)
        case NextNodeAsked():
            return _next_node(asked, withhold)


def _flow(foundation: Foundation) -> dict[str, Any]:
    return {
        "name": foundation.name,
        "category": foundation.category,
        "symptoms": list(foundation.symptoms),
        "environment": foundation.environment,
        "audience": foundation.audience,
    }


def _branch(asked: BranchAsked) -> dict[str, Any]:
    """What all branches of a flow share stands first."""
    plain: dict[str, Any] = {
        "flow": _flow(asked.foundation),
        "question": asked.question,
        "branches": [asdict(branch) for branch in asked.branches],
        "branch": asdict(asked.branch),
    }
    if asked.before is not None:
        plain["before"] = asdict(asked.before)
    if asked.remark:
        plain["wanted_otherwise"] = asked.remark
    return plain


def _next_node(asked: NextNodeAsked, withhold: bool) -> dict[str, Any]:
    steps = [asdict(step) for step in asked.path[-STEPS:]]
    if withhold:
        steps = [{**step, "note": ""} for step in steps]
    problem: dict[str, Any] = {"problem_withheld": True} if withhold else {"problem": asked.problem}
    return {
        **problem,
        "category": asked.category,
        "knowledge": [asdict(passage) for passage in asked.passages[:PASSAGES]],
        "steps": [{key: value for key, value in step.items() if value} for step in steps],
        "must_end": asked.must_end,
        **({"said_wrong": _said_wrong(asked, withhold)} if asked.said_wrong else {}),
    }


def _said_wrong(asked: NextNodeAsked, withhold: bool) -> list[dict[str, str]]:
    return [{"step": one.step} if withhold else asdict(one) for one in asked.said_wrong[-STEPS:]]


def _cleaned(value: Any, key: str = "") -> Any:
    """Clean every text at whatever depth; a ticket's problem may be long, all else is short, and lists end."""
    if isinstance(value, str):
        return sent(value, LONG if key in TYPED else SHORT)
    if isinstance(value, dict):
        return {name: _cleaned(inner, name) for name, inner in value.items()}
    if isinstance(value, Sequence):
        return [_cleaned(inner, key) for inner in value[:ITEMS]]
    return value
