"""An account with a model that answers on this machine."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Role
from resolutionflow.ai.port import Finding, Made
from tests.support.people import MadeAccount

SETTINGS = "/api/v1/account/ai-settings"
KEY = "sk-ant-test-0123456789-abcd"


@dataclass
class Modelled:
    """The account, and its owner as an actor."""

    account: MadeAccount
    actor: Actor

    async def rows(self, table: str) -> list[dict[str, Any]]:
        """Every row of a table in the account, the oldest first."""
        async with self.account.database.transaction(self.account.id) as session:
            found = await session.execute(text(f"select * from {table} order by created_at"))
            return [dict(row) for row in found.mappings()]

    async def period(self) -> dict[str, Any]:
        """What is counted in the running period."""
        async with self.account.database.transaction(self.account.id) as session:
            return dict((await session.execute(text("select * from ai_periods"))).mappings().one())

    async def set(self, statement: str, **values: Any) -> None:
        """Change rows of the account, as time or another process would."""
        async with self.account.database.transaction(self.account.id) as session:
            await session.execute(text(statement), values)


async def modelled(account: MadeAccount, base_url: str | None = None) -> Modelled:
    """The account with a key for Anthropic, at this address."""
    change = {"provider": "anthropic", "api_key": KEY, "base_url": base_url}
    version = (await account.owner.get(SETTINGS)).json()["version"]
    saved = await account.owner.patch(SETTINGS, json=change, headers={"If-Match": f'"{version}"'})
    assert saved.is_success, saved.text
    return Modelled(account, actor_of(account, account.by_role("owner").id))


def actor_of(account: MadeAccount, user_id: UUID) -> Actor:
    """Somebody of the account who acts as owner."""
    return Actor(account.id, user_id, "Owner", Role.OWNER, False)


def nothing_wrong(_: Made) -> list[Finding]:
    """A check that lets everything pass."""
    return []
