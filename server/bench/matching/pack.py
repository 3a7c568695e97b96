"""Reads a measuring pack (its README says what is in it) and turns its rows into what the product's API takes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]
LONGEST_TITLE = 200
LONGEST_TEXT = 4_000


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem text with the flow that fits it (None: none of the library) and where it comes from."""

    id: str
    text: str
    flow_id: str | None
    source: str


@dataclass(frozen=True, slots=True)
class RecordedWalk:
    """A session of the pack as answers `(node_id, option_id)` from the root, and the node at which it must end."""

    id: str
    flow_id: str
    problem_text: str
    answers: list[tuple[str, str]]
    final_node_id: str


def rows(pack: Path, name: str) -> list[Row]:
    """Read a JSON Lines file of the pack."""
    return [json.loads(line) for line in (pack / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() if line]


def flows(pack: Path) -> dict[str, Row]:
    """Return payloads for `POST /api/v1/flows` by the pack's flow id: decision trees first, then the articles."""
    trees = {row["id"]: flow_payload(row) for row in rows(pack, "flows")}
    return trees | {row["id"]: leaf_payload(row) for row in rows(pack, "distractor_flows")}


def flow_payload(row: Row) -> Row:
    """Return a decision tree as a flow."""
    nodes = {key: node_payload(node) for key, node in row["nodes"].items()}
    return head(row, row["category"]) | {"tree": {"root_id": row["root"], "nodes": nodes}}


def leaf_payload(row: Row) -> Row:
    """Return an article as a flow of a single resolution."""
    return head(row, row["source"]) | {
        "tree": {"root_id": "1", "nodes": {"1": {"id": "1", "type": "resolution", "text": row["text"]}}}
    }


def head(row: Row, category: str) -> Row:
    """Return what stands outside the tree."""
    return {
        "title": row["title"][:LONGEST_TITLE],
        "description": row["description"],
        "category": category,
        "tags": [row["source"]],
    }


def node_payload(node: Row) -> Row:
    """Return a node; a question with one option is an action, for a question needs two."""
    options = [{"id": o["answer"], "label": o["answer"], "next_id": o["child"]} for o in node["options"]]
    if not options:
        return {"id": node["id"], "type": "resolution", "text": node["text"]}
    kind = "question" if len(options) > 1 else "action"
    return {"id": node["id"], "type": kind, "text": node["text"], "options": options}


def problems(pack: Path) -> list[Problem]:
    """Return the intake queries."""
    return [
        Problem(row["id"], row["text"], row["gold"][0] if row["gold"] else None, row["source"])
        for row in rows(pack, "intake_queries")
    ]


def short_flows(pack: Path) -> dict[str, Row]:
    """Return the threads of the FAQ as flows: the question is the title, the answers are the resolution."""
    return {
        row["id"]: leaf_payload(
            {
                "title": row["question"],
                "description": "",
                "source": "faq",
                "text": "\n".join(row["answers"])[:LONGEST_TEXT],
            }
        )
        for row in rows(pack, "faq_threads")
    }


def short_problems(pack: Path) -> list[Problem]:
    """Return problems of one line: every other question of the FAQ, every other title of an article without a flow."""
    listed = {row["id"] for row in rows(pack, "distractor_flows")}
    asked = [Problem(row["id"], row["text"], row["thread"], "faq") for row in rows(pack, "faq_queries")]
    titles = [
        Problem(f"title of {row['id']}", row["title"], None, "titles_absent")
        for row in rows(pack, "kb_articles")
        if row["id"] not in listed
    ]
    return asked[::2] + titles[::2]


def walks(pack: Path) -> Iterator[RecordedWalk]:
    """Yield the sessions, each with the way from the root in front where its problem text had answered it."""
    trees = {row["id"]: row for row in rows(pack, "flows")}
    for row in rows(pack, "sessions"):
        tree = trees[row["flow"]]
        answers = way(tree, row["path"][0]) + list(zip(row["path"], row["answers"], strict=False))
        yield RecordedWalk(row["id"], row["flow"], row["problem_text"], answers, row["final_node"])


def way(tree: Row, goal: str) -> list[tuple[str, str]]:
    """Return the shortest answers that lead from the root to a node."""
    ways: dict[str, list[tuple[str, str]]] = {tree["root"]: []}
    ring = [tree["root"]]
    while goal not in ways:
        steps = [(here, o["answer"], o["child"]) for here in ring for o in tree["nodes"][here]["options"]]
        ring = [child for _, _, child in steps if child not in ways]
        for here, answer, child in steps:
            ways.setdefault(child, [*ways[here], (here, answer)])
    return ways[goal]
