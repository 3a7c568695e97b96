"""Doing the work of a help desk through the API: making flows, starting walks, answering."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from bench.client import Answer, Connection
from bench.trees import Tree

API = "/api/v1"


async def make_flow(connection: Connection, tree: Tree, title: str = "Bench ring", **more: Any) -> str:
    """Make and publish a flow; return its id."""
    payload = {"title": title, "description": "Made by the bench.", "category": "Bench", "tree": tree, **more}
    made = (await connection.post(f"{API}/flows", payload)).expect(201).json()
    await publish(connection, made["id"])
    return str(made["id"])


async def publish(connection: Connection, flow_id: str) -> None:
    """Publish the draft of a flow."""
    draft = (await connection.get(f"{API}/flows/{flow_id}/draft")).expect(200)
    headers = {"If-Match": draft.headers["etag"]}
    (await connection.post(f"{API}/flows/{flow_id}/publish", {}, headers)).expect(200, 201)


@dataclass(slots=True)
class Walker:
    """A technician on one walk, who remembers what the server said last."""

    connection: Connection
    walk_id: str
    node_id: str
    version: int
    path: str = field(init=False)

    def __post_init__(self) -> None:
        self.path = f"{API}/l1/sessions/{self.walk_id}/step"

    async def step(self, option_id: str = "yes", note: str | None = None) -> Answer:
        """Answer as the web app does: with a key for this answer and the version it was given on."""
        answer = await self.send(option_id, uuid4().hex, note)
        self.heard(answer.expect(200))
        return answer

    async def send(self, option_id: str, key: str | None, note: str | None = None, *, guarded: bool = True) -> Answer:
        """Send an answer and believe nothing yet; without ``key`` and ``guarded`` only the node id guards it."""
        payload = {"node_id": self.node_id, "option_id": option_id} | ({"note": note} if note else {})
        headers = {"Idempotency-Key": key} if key else {}
        if guarded:
            headers["If-Match"] = f'"{self.version}"'
        return await self.connection.post(self.path, payload, headers)

    def heard(self, answer: Answer) -> None:
        """Take over what the reply to an answer says."""
        taken = answer.json()
        self.version, self.node_id = taken["version"], taken["pending_node"]["id"]


async def start_walk(connection: Connection, flow_id: str) -> Walker:
    """Take a new ticket in on the flow."""
    intake = {
        "problem_text": "The printer on the second floor does not print since this morning.",
        "ticket": {"kind": "internal"},
        "flow_id": flow_id,
    }
    answer = (await connection.post(f"{API}/l1/intake", intake, {"Idempotency-Key": uuid4().hex})).expect(200, 201)
    walk = answer.json()["session"]
    return Walker(connection, walk["id"], walk["pending_node"]["id"], walk["version"])
