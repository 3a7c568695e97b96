"""What the database holds of what a conversation was paid."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from resolutionflow.platform.db import Database
from tests.support.people import MadeAccount


@dataclass(frozen=True)
class Books:
    """Rows of usage, the oldest first; what is held; what the period and the flow count."""

    usage: list[dict[str, Any]]
    held: int
    period: dict[str, Any]
    unit: dict[str, Any] | None

    @property
    def errors(self) -> list[str | None]:
        return [row["error"] for row in self.usage]

    @property
    def dollars(self) -> float:
        return sum(float(row["cost"] or 0) for row in self.usage)

    def settled(self) -> None:
        """Nothing is held, and every count is that of the rows."""
        assert self.held == 0
        assert abs(float(self.period["cost"]) - self.dollars) < 1e-9
        assert self.unit is not None
        assert self.unit["calls"] == sum(is_charged(row) for row in self.usage)


def is_charged(row: dict[str, Any]) -> bool:
    """Whether the provider took something: it read or wrote at least one token."""
    counts = ("input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens")
    return any(row[count] for count in counts) or bool(row["cost"])


async def books(database: Database, account: MadeAccount) -> Books:
    """What stands in the account's books."""
    async with database.transaction(account.id) as session:

        async def rows(statement: str) -> list[dict[str, Any]]:
            return [dict(row) for row in (await session.execute(text(statement))).mappings()]

        held = await rows("select count(*) as held from ai_reservations where state = 'held'")
        periods, units = await rows("select * from ai_periods"), await rows("select * from ai_units")
        usage = await rows("select * from ai_usage order by created_at, id")
        return Books(usage, held[0]["held"], periods[0] if periods else {}, units[0] if units else None)


async def leases_run_out(database: Database, account: MadeAccount) -> None:
    """Let the time be over for which calls and claims are held."""
    async with database.transaction(account.id) as session:
        await session.execute(text("update ai_reservations set expires_at = now() - interval '1 second'"))
        past = '\'"until": "2026-01-01T00:00:00Z"\''
        found = '\'"until": "[^"]+"\''
        changed = f"regexp_replace(wizard_state::text, {found}, {past}, 'g')::jsonb"
        await session.execute(text(f"update ai_conversations set wizard_state = {changed}".replace(":0", r"\:0")))
