"""Reading the audit log."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import ProgrammingError

from resolutionflow.accounts.models import AuditEvent
from resolutionflow.kit.clock import now
from resolutionflow.platform.db import Database
from tests.support.people import MadeAccount


async def actions(account: MadeAccount, query: str = "") -> list[str]:
    reply = await account.admin.get(f"/api/v1/audit?{query}")
    assert reply.status_code == 200, reply.text
    return [event["action"] for event in reply.json()["items"]]


async def some_events(account: MadeAccount) -> None:
    await account.admin.post("/api/v1/teams", json={"name": "Desk"})
    await account.owner.post("/api/v1/invitations", json={"account_role": "viewer"})
    await account.engineer.post("/api/v1/api-keys", json={"name": "script"})


async def test_the_log_is_read_page_after_page_the_newest_first(account: MadeAccount) -> None:
    await some_events(account)
    first = (await account.admin.get("/api/v1/audit?limit=2")).json()
    rest = (await account.admin.get(f"/api/v1/audit?limit=2&after={first['next']}")).json()
    assert [event["action"] for event in first["items"] + rest["items"]] == [
        "api_key.create",
        "invitation.create",
        "team.create",
    ]
    assert first["items"][0]["user_name"] == (await account.engineer.get("/api/v1/me")).json()["name"]


async def test_the_log_is_filtered_by_action_person_and_time(account: MadeAccount) -> None:
    await some_events(account)
    assert await actions(account, "action=team.create") == ["team.create"]
    assert await actions(account, f"user_id={account.by_role('engineer').id}") == ["api_key.create"]
    later = quote((now() + timedelta(minutes=1)).isoformat())
    assert await actions(account, f"from={later}") == []
    assert len(await actions(account, f"to={later}")) == 3


@pytest.mark.parametrize("query", ["from=yesterday", "from=2026-01-01T00:00:00", "user_id=me", "after=x", "limit=0"])
async def test_a_filter_that_makes_no_sense_is_refused(account: MadeAccount, query: str) -> None:
    assert (await account.admin.get(f"/api/v1/audit?{query}")).status_code == 422


async def test_what_stands_in_the_log_can_not_be_changed(account: MadeAccount, database: Database) -> None:
    await some_events(account)
    for change in (update(AuditEvent).values(action="nothing"), delete(AuditEvent)):
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with database.transaction(account.id) as session:
                await session.execute(change)
