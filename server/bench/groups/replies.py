"""Reading replies on real dialogs: every reply of the measuring pack is read through the product's HTTP face.

The pack's questions become published flows, one a question, and each reply is asked of a walk that stands on it.
"""

import json
import subprocess
import sys
import tempfile
import time
from typing import Any

import uvloop

from bench.client import Connection
from bench.desk import API
from bench.figures import Figure, at_least, percentile
from bench.groups.intake import PACK
from bench.matching.pack import Row, rows
from bench.product import Product, held_database, installation
from bench.rows import make_account, make_person, superuser

ENDS = {"type": "resolution", "text": "The end of this question."}


def flow_of(row: Row) -> dict[str, Any]:
    """One question of the pack as a flow: each answer leads to the end."""
    options = [{"id": option, "label": option, "next_id": "end"} for option in row["options"]]
    kind = "question" if len(options) > 1 else "action"
    tree = {
        "root_id": "asked",
        "nodes": {"asked": {"type": kind, "text": row["question"], "options": options}, "end": ENDS},
    }
    return {"title": row["question"][:200], "description": "", "category": "Replies", "tree": tree}


async def walk_on(connection: Connection, row: Row) -> str:
    """Publish a question and start a walk on it; the walk's id."""
    made = (await connection.post(f"{API}/flows", flow_of(row))).expect(201).json()
    path = f"{API}/flows/{made['id']}"
    draft = (await connection.get(f"{path}/draft")).expect(200)
    (await connection.post(f"{path}/publish", {}, {"If-Match": draft.headers["etag"]})).expect(200, 201)
    intake = {"problem_text": row["question"], "ticket": {"kind": "internal"}, "flow_id": made["id"]}
    walk = (await connection.post(f"{API}/l1/intake", intake)).expect(200, 201).json()["session"]
    return str(walk["id"])


async def asked(connection: Connection, found: list[Row]) -> tuple[list[dict[str, Any]], list[float]]:
    """What the product answers to every row, and the seconds that each took."""
    walks: dict[tuple[str, ...], str] = {}
    answers, seconds = [], []
    for row in found:
        key = (row["question"], *row["options"])
        if key not in walks:
            walks[key] = await walk_on(connection, row)
        began = time.perf_counter()
        reply = await connection.post(f"{API}/l1/sessions/{walks[key]}/read-reply", {"text": row["reply"]})
        seconds.append(time.perf_counter() - began)
        answers.append(reply.expect(200).json())
    return answers, seconds


def scored(found: list[Row], options: list[str | None]) -> dict[str, float]:
    """What the pack's score.py says to these options."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        lines = ({"id": row["id"], "option": option} for row, option in zip(found, options, strict=True))
        file.writelines(json.dumps(line) + "\n" for line in lines)
        file.flush()
        command = [sys.executable, str(PACK / "score.py"), str(PACK), "answers", file.name]
        result: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return result


async def whole(product: Product, token: str) -> list[Figure]:
    """Read every reply and score what was said to be likeliest, and what was selected."""
    found = rows(PACK, "answers")
    answers, seconds = await asked(Connection(product.port, token), found)
    forced = scored(found, [answer["candidates"][0]["option_id"] for answer in answers])
    chosen = scored(found, [answer["selected"] for answer in answers])
    return [
        Figure("reply → answer, the likeliest one", forced["accuracy"], target=at_least(0.90)),
        Figure("dialogs with every answer right", forced["dialogs with every answer right"]),
        Figure("of what is selected, right", chosen["accuracy_when_answered"], target=at_least(0.95)),
        Figure("selected at all", 1 - chosen["abstained"]),
        Figure(f"reading one of {len(found)} replies, p95", percentile(seconds, 0.95) * 1000, "ms"),
    ]


def measure() -> list[Figure]:
    """One installation with the pack's questions."""
    with installation() as product:
        product.start()
        with held_database(product) as server, superuser(server) as sql:
            person = make_person(sql, make_account(sql), "admin")
            return uvloop.run(whole(product, person.token))
