"""Walks whose steps are made, through HTTP, as a technician walks them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from httpx import AsyncClient, Response
from sqlalchemy import text

from resolutionflow.ai.models import AISettings
from resolutionflow.ai.service.vault import store_key
from resolutionflow.main import API
from resolutionflow.platform.db import Database
from tests.support.loopback import Loopback
from tests.support.loopback.replies import Says
from tests.support.people import MadeAccount
from tests.walks.desk import Desk, Json

UNKNOWN = "The quorx in the kitchen shows a purple squirrel"
"""What neither a flow nor the playbook knows."""
KNOWN = "Printer does not print, nothing comes out"
"""What the playbook knows."""


@dataclass
class Led:
    """A help desk where steps are made; ``walk`` is the one that began last."""

    desk: Desk
    database: Database

    @property
    def account(self) -> MadeAccount:
        return self.desk.account

    async def take_in(self, by: AsyncClient | None = None, key: str | None = None, **more: Any) -> Response:
        body = {"problem_text": UNKNOWN, "ticket": {"kind": "internal"}} | more
        headers = {"Idempotency-Key": key or uuid4().hex}
        return await (by or self.account.l1).post(f"{API}/l1/intake", json=body, headers=headers)

    async def begin(self, **more: Any) -> Json:
        """A walk whose first step was asked for."""
        started = self.desk.ok(await self.take_in(**more))
        assert started["outcome"] == "started", started
        walk: Json = started["session"]
        assert walk["session_kind"] == "ai_build"
        return walk

    async def answer(self, walk: Json, place: int = 0, by: AsyncClient | None = None, **more: Any) -> Response:
        """Answer the step at which ``walk`` stands, as it was shown last."""
        node = walk["pending_node"]
        headers = {"Idempotency-Key": more.pop("key", None) or uuid4().hex}
        option_id = node["options"][place]["id"]
        return await self.desk.step(walk, node["id"], option_id, by=by, headers=headers, **more)

    async def answered(self, walk: Json, place: int = 0, **more: Any) -> Json:
        return self.desk.ok(await self.answer(walk, place, **more))

    async def next_node(
        self, walk: Json, source: str | None = None, key: str | None = None, by: AsyncClient | None = None
    ) -> Response:
        headers = {"Idempotency-Key": key or uuid4().hex}
        return await self.desk.act(walk, "next-node", {"source": source}, by=by, headers=headers)

    async def open(self, walk: Json, by: AsyncClient | None = None) -> Json:
        return await self.desk.open(walk, by)

    async def until(self, walk: Json, so: Callable[[Json], Any]) -> Json:
        """The walk as soon as it is so."""
        async with asyncio.timeout(60):
            shown = await self.open(walk)
            while not so(shown):
                await asyncio.sleep(0.05)
                shown = await self.open(walk)
        return shown

    async def rows(self, table: str) -> list[Json]:
        """Every row of a table in the account; in the order they were made where they have ids."""
        async with self.database.transaction(self.account.id) as session:
            found = await session.execute(text(f"select * from {table}"))
            return sorted((dict(row) for row in found.mappings()), key=lambda row: str(row.get("id", "")))

    async def run(self, statement: str, **values: Any) -> None:
        """Change rows, as time or another process would."""
        async with self.database.transaction(self.account.id) as session:
            await session.execute(text(statement), values)

    async def until_row(self, table: str, so: Callable[[list[Json]], Any]) -> list[Json]:
        """The rows of a table as soon as they are so."""
        async with asyncio.timeout(60):
            rows = await self.rows(table)
            while not so(rows):
                await asyncio.sleep(0.05)
                rows = await self.rows(table)
        return rows

    async def held(self) -> int:
        """How many reservations are open."""
        return sum(row["state"] == "held" for row in await self.rows("ai_reservations"))

    async def walks_used(self) -> int:
        """How many walks of the plan are used."""
        async with self.database.transaction(self.account.id) as session:
            return int((await session.execute(text("select coalesce(sum(walks), 0) from ai_periods"))).scalar_one())

    async def use_model(self, server: Loopback, **more: Any) -> None:
        """Let the account use the model at ``server``."""
        async with self.database.transaction(self.account.id) as session:
            address = f"http://127.0.0.1:{server.port}"
            row = AISettings(account_id=self.account.id, provider="anthropic", base_url=address, **more)
            store_key(row, "sk-ant-test-0123456789-abcd")
            session.add(row)


def question(text: str = "Who else has it?", *answers: str, **more: Any) -> Says:
    """A question as a model gives it."""
    labels = answers or ("Nobody else", "Several people", "Can't tell")
    return Says({"type": "question", "text": text, "help": "", "answers": labels, "citations": []} | more)


def action(text: str = "Have the user restart the device.") -> Says:
    """Something to do, as a model gives it."""
    answers = ["It works again", "Still the same"]
    return Says({"type": "action", "text": text, "help": "", "answers": answers, "citations": []})


def leaf(kind: str, text: str) -> Says:
    """An end as a model gives it."""
    return Says({"type": kind, "text": text, "help": "", "answers": [], "citations": []})
