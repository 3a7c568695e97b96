"""A flow, a client, and what is changed of the flow for them."""

from typing import Any

from httpx import AsyncClient, Response

from resolutionflow.main import API
from tests.support.people import MadeAccount
from tests.walks.desk import PRINTER, Desk, Json

CHANGES: Json = {
    "switch": {"text": "Press the green button at the back.", "help": "Contoso's printers have no switch in front."},
    "power": {"options": {"yes": {"label": "Yes, the light is on", "next_id": "fill"}}},
}


class Office:
    """A flow, a client and what is changed for them."""

    def __init__(self, account: MadeAccount, flow_id: str, client_id: str) -> None:
        self.desk, self.flow_id, self.client_id = Desk(account), flow_id, client_id
        self.account = account

    @property
    def path(self) -> str:
        return f"{API}/flows/{self.flow_id}/overlays/{self.client_id}"

    async def read(self, by: AsyncClient | None = None) -> Json:
        return Desk.ok(await (by or self.account.engineer).get(self.path))

    async def put(self, changes: Json, version: int | None = None, **more: Any) -> Response:
        tag = version or (await self.read())["version"]
        return await self.account.engineer.put(
            self.path, json={"changes": changes} | more, headers={"If-Match": f'"{tag}"'}
        )

    async def save(self, changes: Json, **more: Any) -> Json:
        return Desk.ok(await self.put(changes, **more))

    async def start(self, **more: Any) -> Json:
        return await self.desk.start(self.flow_id, client_id=self.client_id, **more)

    async def publish(self, tree: Json) -> None:
        """The flow's next version."""
        path = f"{API}/flows/{self.flow_id}/draft"
        tag = (await self.account.engineer.get(path)).headers["etag"]
        Desk.ok(await self.account.engineer.put(path, json={"tree": tree}, headers={"If-Match": tag}))
        await self.desk.publish(self.flow_id)


async def office(account: MadeAccount, tree: Json | None = None, name: str = "Contoso") -> Office:
    flow_id = await Desk(account).flow(tree)
    client = Desk.ok(await account.l1.post(f"{API}/clients", json={"name": name}), 201)
    made = Office(account, flow_id, client["id"])
    Desk.ok(await account.engineer.post(f"{API}/flows/{flow_id}/overlays", json={"client_id": client["id"]}), 201)
    return made


def changed(**nodes: Any) -> Json:
    """The printer's tree with some nodes put in place of its own; null takes one away."""
    kept = {**PRINTER["nodes"], **nodes}
    return {**PRINTER, "nodes": {name: node for name, node in kept.items() if node is not None}}
