"""Leave to ask: of many at once with one left one passes, and what was not used is given back."""

import asyncio
from uuid import uuid4

from sqlalchemy import text

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Role
from resolutionflow.ai.models import AISettings
from resolutionflow.ai.port import Answer, Task, Used
from resolutionflow.ai.refusals import QuotaSpent
from resolutionflow.ai.service import reserve, settle
from resolutionflow.ai.service.vault import store_key
from resolutionflow.platform.db import Database
from tests.support.people import MadeAccount


async def test_of_sixty_four_starts_with_one_left_one_passes(account: MadeAccount, database: Database) -> None:
    async with database.transaction(account.id) as session:
        row = AISettings(account_id=account.id, provider="anthropic")
        store_key(row, "sk-ant-test-0123456789-abcd")
        session.add(row)
    owner = account.by_role("owner")
    actor = Actor(account.id, owner.id, "Owner", Role.OWNER, False)

    async def start() -> bool:
        try:
            async with database.transaction(account.id) as session:
                await reserve(session, actor, Task.SCAFFOLD, conversation_id=uuid4(), counts="flow", calls=0)
        except QuotaSpent:
            return False
        return True

    assert await start()
    async with database.transaction(account.id) as session:
        await session.execute(text("update ai_periods set flows = 99"))
    assert sum(await asyncio.gather(*(start() for _ in range(64)))) == 1
    async with database.transaction(account.id) as session:
        leave = await reserve(session, actor, Task.NEXT_NODE, walk_id=uuid4(), counts="walk")
    async with database.transaction(account.id) as session:
        spent = await settle(session, leave, [Answer(None, "model", calls=[Used("m", 10, 5, cost=0.01)])])
        assert spent.cost == 0.01
