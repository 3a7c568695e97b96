"""An answer as it arrives, the way it takes through the tree, and the reply to it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from resolutionflow.flows.tree import Node, Option, Tree
from resolutionflow.platform.idempotency import KeyUsedForAnotherRequest
from resolutionflow.walks.models import WalkEvent
from resolutionflow.walks.schemas.actions import Step

Way = tuple[Node, Option, Node]
"""The node that was answered, the chosen option, and the node that it leads to."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it arrived: who sent it (their secret), to which walk, and what guards it."""

    token: str
    walk_id: UUID
    payload: Step
    version: int | None
    key: str | None


def way(tree: Tree, payload: Step) -> Way | None:
    """Return the node, the chosen option and the node it leads to; null when the tree has no such way."""
    node = tree.nodes.get(payload.node_id)
    if node is None:
        return None
    option = next((option for option in node.options if option.id == payload.option_id), None)
    following = tree.nodes.get(option.next_id) if option and option.next_id else None
    return (node, option, following) if option and following else None


def proof(payload: Step) -> str | None:
    """Return the evidence of an answer as JSON."""
    return payload.evidence.model_dump_json() if payload.evidence else None


def check_same(given: Given, before: WalkEvent) -> None:
    """Raise ``KeyUsedForAnotherRequest`` unless the answer is the one that was given under its key before."""
    said = (before.node_id, before.option_id, before.l1_note, before.evidence)
    payload = given.payload
    evidence = payload.evidence.model_dump(mode="json") if payload.evidence else None
    if said != (payload.node_id, payload.option_id, payload.note, evidence):
        raise KeyUsedForAnotherRequest


def reply(
    given: Given,
    session_kind: str,
    counts: tuple[int, int],
    said: tuple[str, str],
    pending: dict[str, Any] | None,
    making: dict[str, Any] | None = None,
) -> bytes:
    """Return the reply to an answer: ``counts`` are version and steps after it, ``said`` question and answer."""
    entry = {
        "node_id": given.payload.node_id,
        "question": said[0],
        "answer": said[1],
        "l1_note": given.payload.note,
    }
    return orjson.dumps(
        {
            "id": given.walk_id,
            "status": "active",
            "session_kind": session_kind,
            "version": counts[0],
            "step_count": counts[1],
            "walked_path": [entry],
            "pending_node": pending,
            "making": making,
        }
    )
