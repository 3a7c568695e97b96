"""Doing L1 work in tests, through the API."""

from dataclasses import dataclass
from typing import Any

from httpx import AsyncClient, Response

from resolutionflow.main import API
from tests.support.people import MadeAccount

Json = dict[str, Any]

PRINTER: Json = {
    "root_id": "power",
    "nodes": {
        "power": {
            "type": "question",
            "text": "Is the printer switched on?",
            "options": [
                {"id": "yes", "label": "Yes", "next_id": "paper"},
                {"id": "no", "label": "No", "next_id": "switch"},
            ],
        },
        "switch": {
            "type": "action",
            "text": "Switch the printer on.",
            "options": [{"id": "done", "label": "Done", "next_id": "paper"}],
        },
        "paper": {
            "type": "question",
            "text": "Is there paper in it?",
            "options": [
                {
                    "id": "yes",
                    "label": "Yes",
                    "next_id": "vendor",
                    "evidence": {"kind": "text", "regex": "(?i)tray 1: [0-9]+ sheets"},
                },
                {"id": "no", "label": "No", "next_id": "fill"},
            ],
        },
        "fill": {"type": "resolution", "text": "Fill the paper tray."},
        "vendor": {"type": "escalation", "text": "Call the vendor.", "to": "vendor"},
    },
}

RING: Json = {
    "root_id": "again",
    "nodes": {
        "again": {
            "type": "question",
            "text": "Once more?",
            "options": [
                {"id": "yes", "label": "Yes", "next_id": "again"},
                {"id": "no", "label": "No", "next_id": "end"},
            ],
        },
        "end": {"type": "resolution", "text": "Enough."},
    },
}

PROBLEM = "The printer on the second floor does not print"


@dataclass
class Desk:
    """An account's help desk: who answers for what."""

    account: MadeAccount

    async def flow(self, tree: Json | None = None, title: str = "Printer does not print") -> str:
        """The id of a new published flow."""
        payload = {"title": title, "description": "", "category": "Printing", "tree": tree or PRINTER}
        made = self.ok(await self.account.engineer.post(f"{API}/flows", json=payload), 201)
        await self.publish(made["id"])
        return str(made["id"])

    async def publish(self, flow_id: str) -> None:
        draft = await self.account.engineer.get(f"{API}/flows/{flow_id}/draft")
        headers = {"If-Match": draft.headers["etag"]}
        done = await self.account.engineer.post(f"{API}/flows/{flow_id}/publish", json={}, headers=headers)
        assert done.status_code in (200, 201), done.text

    async def start(self, flow_id: str | None = None, by: AsyncClient | None = None, **more: Any) -> Json:
        """A new walk: on a flow, or ad-hoc."""
        payload = {"problem_text": PROBLEM, "ticket": {"kind": "internal"}} | more
        payload |= {"flow_id": flow_id} if flow_id else {"adhoc": True}
        started = self.ok(await (by or self.account.l1).post(f"{API}/l1/intake", json=payload))
        assert started["outcome"] == "started"
        walk: Json = started["session"]
        return walk

    async def step(self, walk: Json, node_id: str, option_id: str, **more: Any) -> Response:
        """An answer, as the L1 technician unless ``by`` says who; ``headers`` go with it."""
        by = more.pop("by", None) or self.account.l1
        headers = more.pop("headers", None)
        payload = {"node_id": node_id, "option_id": option_id} | more
        return await by.post(f"{API}/l1/sessions/{walk['id']}/step", json=payload, headers=headers)

    async def act(self, walk: Json, verb: str, payload: Json | None = None, **more: Any) -> Response:
        """Anything else that is done to a walk."""
        by = more.pop("by", None) or self.account.l1
        return await by.post(f"{API}/l1/sessions/{walk['id']}/{verb}", json=payload, headers=more.get("headers"))

    async def open(self, walk: Json, by: AsyncClient | None = None) -> Json:
        return self.ok(await (by or self.account.l1).get(f"{API}/l1/sessions/{walk['id']}"))

    @staticmethod
    def ok(response: Response, status: int = 200) -> Json:
        assert response.status_code == status, response.text
        body: Json = response.json()
        return body


def said(walk: Json) -> list[tuple[str, str]]:
    """The standing answers of a walk as (node, answer)."""
    return [(entry["node_id"], entry["answer"]) for entry in walk["walked_path"]]


def error(response: Response) -> tuple[int, str]:
    return response.status_code, response.json()["error"]
