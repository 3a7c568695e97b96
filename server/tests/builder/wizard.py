"""The wizard through HTTP, as a person drives it."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from httpx import AsyncClient, Response
from sqlalchemy import text

from resolutionflow.ai.models import AISettings
from resolutionflow.ai.service.vault import store_key
from resolutionflow.main import API
from resolutionflow.platform.db import Database
from tests.support.loopback import Loopback
from tests.support.people import MadeAccount

Json = dict[str, Any]
HOME = f"{API}/ai/flow-builder/conversations"
PRINTING = {"name": "Printer does not print", "category": "Printing", "symptoms": ["Nothing comes out"]}


class Wizard:
    """One person and the conversation that they began last."""

    def __init__(self, client: AsyncClient) -> None:
        self.client = client
        self.id = ""

    @property
    def home(self) -> str:
        return f"{HOME}/{self.id}"

    async def start(self, **foundation: Any) -> Json:
        made = await self.client.post(HOME, json={**PRINTING, **foundation})
        assert made.status_code == 201, made.text
        self.id = made.json()["id"]
        return dict(made.json())

    async def read(self) -> Json:
        answer = await self.client.get(self.home)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def branch(self, branch_id: str) -> Json:
        return next(one for one in (await self.read())["branches"] if one["id"] == branch_id)

    async def scaffold(self, key: str | None = None, version: int | None = None, **wanted: Any) -> Response:
        headers = {"If-Match": f'"{version or (await self.read())["version"]}"', "Idempotency-Key": key or uuid4().hex}
        return await self.client.post(f"{self.home}/scaffold", json=wanted, headers=headers)

    async def detail(
        self, branch_id: str, key: str | None = None, version: int | None = None, **wanted: Any
    ) -> Response:
        current = version or (await self.branch(branch_id))["version"]
        headers = {"If-Match": f'"{current}"', "Idempotency-Key": key or uuid4().hex}
        return await self.client.post(f"{self.home}/branches/{branch_id}/detail", json=wanted, headers=headers)

    async def detail_all(self, key: str | None = None, **wanted: Any) -> Response:
        headers = {"Idempotency-Key": key or uuid4().hex}
        return await self.client.post(f"{self.home}/detail", json=wanted, headers=headers)

    async def change(self, version: int | None = None, **changes: Any) -> Response:
        headers = {"If-Match": f'"{version or (await self.read())["version"]}"'}
        return await self.client.patch(self.home, json=changes, headers=headers)

    async def change_branch(self, branch_id: str, version: int | None = None, **changes: Any) -> Response:
        headers = {"If-Match": f'"{version or (await self.branch(branch_id))["version"]}"'}
        return await self.client.patch(f"{self.home}/branches/{branch_id}", json=changes, headers=headers)

    async def assemble(self, key: str | None = None) -> Response:
        return await self.client.post(f"{self.home}/assemble", headers={"Idempotency-Key": key or uuid4().hex})

    async def until(self, so: Callable[[Json], Any]) -> Json:
        """The conversation as soon as it is so; the first call of a process loads the library."""
        async with asyncio.timeout(120):
            shown = await self.read()
            while not so(shown):
                await asyncio.sleep(0.05)
                shown = await self.read()
        return shown

    async def finished_run(self) -> Json:
        """The conversation once its run has ended."""
        return await self.until(lambda shown: shown["run"]["state"] != "running")

    async def with_branches(self, **foundation: Any) -> Json:
        """A conversation whose branches are proposed."""
        await self.start(**foundation)
        made = await self.scaffold()
        assert made.status_code == 200, made.text
        return dict(made.json())


async def use_model(database: Database, account: MadeAccount, server: Loopback) -> None:
    """Have the account use the model at ``server``."""
    async with database.transaction(account.id) as session:
        row = AISettings(account_id=account.id, provider="anthropic", base_url=f"http://127.0.0.1:{server.port}")
        store_key(row, "sk-ant-test-0123456789-abcd")
        session.add(row)


async def grown_old(database: Database, account: MadeAccount, wizard: Wizard, hours: int) -> None:
    """Let the conversation have begun so long ago."""
    async with database.transaction(account.id) as session:
        await session.execute(
            text(
                "update ai_conversations set created_at = created_at - make_interval(hours => :hours),"
                " expires_at = expires_at - make_interval(hours => :hours) where id = :id"
            ),
            {"id": wizard.id, "hours": hours},
        )
