"""Matching and walking on real problems, flows and dialogs: a measuring pack, which is no part of the project.

Its folder is `../shared/measure` beside the repository, or what the environment variable `PACK` names.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import uvloop

from bench.client import Connection
from bench.desk import API, Walker
from bench.figures import Figure, Target, at_least
from bench.matching.pack import RecordedWalk, flows, problems, walks
from bench.product import Product, held_database, installation
from bench.rows import make_account, make_person, superuser

PACK = Path(os.environ.get("PACK") or Path(__file__).resolve().parents[4] / "shared" / "measure")
LIMIT = 50
INDEX_SECONDS = 600

TARGETS: dict[tuple[str, str], tuple[str, Target]] = {
    ("flodial", "P@1"): ("FloDial problems: right flow first", at_least(0.96)),
    ("flodial", "macro P@1"): ("FloDial problems: the same, mean over flows", at_least(0.94)),
    ("m365", "P@1"): ("support articles: right one first", at_least(0.93)),
    ("no-match", "auroc"): ("nothing fits: AUROC", at_least(0.92)),
}
DECISIONS = "decision accuracy at that threshold"


def flow_file(key: str, payload: dict[str, Any]) -> dict[str, str]:
    """A flow of the pack as a file for import, named by the pack's id."""
    head = {name: value for name, value in payload.items() if name != "tree"}
    return {"name": key, "content": json.dumps({**head, **payload["tree"]})}


async def imported(connection: Connection) -> dict[str, str]:
    """Import and publish every flow of the pack in one batch; return our ids by the pack's."""
    files = [flow_file(key, payload) for key, payload in flows(PACK).items()]
    batch = (await connection.post(f"{API}/flows/import", {"files": files, "publish": True})).expect(201).json()
    path = f"{API}/flows/imports/{batch['id']}"
    async with asyncio.timeout(INDEX_SECONDS):
        while batch["status"] != "done":
            await asyncio.sleep(0.5)
            batch = (await connection.get(path)).expect(200).json()
    made: dict[str, str] = {}
    page = (await connection.get(f"{path}?limit=200")).expect(200).json()
    while True:
        made |= {one["name"]: one["flow_id"] for one in page["items"] if one["outcome"] == "made"}
        if page["next"] is None:
            break
        page = (await connection.get(f"{path}?limit=200&after={quote(page['next'])}")).expect(200).json()
    assert len(made) == len(files), f"{len(files) - len(made)} flows were refused"
    return made


async def indexed(connection: Connection) -> float:
    """Wait until every flow has its vectors; return the seconds."""
    began = time.monotonic()
    while time.monotonic() - began < INDEX_SECONDS:
        answer = (await connection.post(f"{API}/flows/match", {"problem_text": "printer"})).expect(200).json()
        assert not answer["by_text_alone"], "the server has no sentence model; run `make setup`"
        if not answer["waiting_for_vectors"]:
            return time.monotonic() - began
        await asyncio.sleep(0.5)
    raise TimeoutError(f"vectors were not made within {INDEX_SECONDS} s")


async def predictions(connection: Connection, made: dict[str, str]) -> list[dict[str, Any]]:
    """What the product answers to each problem, in the form that the pack's score.py takes."""
    names = {ours: theirs for theirs, ours in made.items()}
    found = []
    for problem in problems(PACK):
        asked = {"problem_text": problem.text, "limit": LIMIT}
        answer = (await connection.post(f"{API}/flows/match", asked)).expect(200).json()
        ranked = [{"id": names[one["flow_id"]], "score": one["score"]} for one in answer["candidates"]]
        found.append({"id": problem.id, "ranked": ranked})
    return found


def scored(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What score.py says."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
        file.flush()
        command = [sys.executable, str(PACK / "score.py"), str(PACK), "intake", file.name]
        result: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return result


def judged(scores: dict[str, Any]) -> list[Figure]:
    """The figures of quality beside their targets."""
    found = [
        Figure(name, scores[source][measure], target=target) for (source, measure), (name, target) in TARGETS.items()
    ]
    return [*found, Figure("nothing fits: right decisions", scores[DECISIONS], target=at_least(0.82))]


async def ends_as_recorded(connection: Connection, made: dict[str, str], recorded: RecordedWalk) -> bool:
    """Walk a session step by step and resolve it; whether it ended in its recorded solution."""
    intake = {
        "problem_text": recorded.problem_text,
        "ticket": {"kind": "internal"},
        "flow_id": made[recorded.flow_id],
    }
    walk = (await connection.post(f"{API}/l1/intake", intake)).expect(200, 201).json()["session"]
    walker = Walker(connection, walk["id"], walk["pending_node"]["id"], walk["version"])
    for node_id, option_id in recorded.answers:
        if walker.node_id != node_id:
            return False
        await walker.step(option_id)
    path = f"{API}/l1/sessions/{walker.walk_id}"
    ended = (await connection.post(f"{path}/resolve", {"resolution_notes": "As recorded."})).expect(200).json()
    return walker.node_id == recorded.final_node_id and ended["status"] == "resolved"


async def whole(product: Product, token: str) -> list[Figure]:
    """Import, match, walk."""
    connection = Connection(product.port, token)
    began = time.monotonic()
    made = await imported(connection)
    seconds = time.monotonic() - began
    waited = await indexed(connection)
    figures = judged(scored(await predictions(connection, made)))
    sessions = list(walks(PACK))
    ended = sum([await ends_as_recorded(connection, made, one) for one in sessions])
    return [
        *figures,
        Figure("sessions that end in their recorded solution", ended, f"of {len(sessions)}", at_least(len(sessions))),
        Figure(f"importing and publishing {len(made)} flows in one batch", seconds, "s"),
        Figure("their vectors after that", waited, "s"),
    ]


def measure() -> list[Figure]:
    """One installation with the pack's flows."""
    with installation() as product:
        product.start()
        with held_database(product) as server, superuser(server) as sql:
            person = make_person(sql, make_account(sql), "admin")
            return uvloop.run(whole(product, person.token))
