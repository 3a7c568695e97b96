"""What becomes of flows when a person or an account goes, and when somebody tries to delete a flow."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from resolutionflow.platform.db import Database, Target
from resolutionflow.privacy.service import hard_delete_user
from tests.flows.test_imports import file, imported
from tests.flows.test_library import FLOWS, made
from tests.flows.trees import printer
from tests.support.people import MadeAccount


@pytest.fixture
async def tables_owner(owner_target: Target) -> AsyncIterator[Database]:
    database = Database(owner_target, pool_size=1)
    yield database
    await database.close()


async def test_the_flows_of_a_purged_person_stay_without_their_name(
    account: MadeAccount, tables_owner: Database
) -> None:
    flow_id = await made(account.engineer, publish=True)
    tag = (await account.engineer.get(f"{FLOWS}/{flow_id}/draft")).headers["ETag"]
    await account.engineer.put(f"{FLOWS}/{flow_id}/draft", json={"tree": printer()}, headers={"If-Match": tag})
    state = await imported(account.engineer, file())
    await hard_delete_user(tables_owner, account.id, account.by_role("engineer").id)
    shown = (await account.admin.get(f"{FLOWS}/{flow_id}")).json()
    assert (shown["owner"], shown["status"]) == (None, "published")
    version = (await account.admin.get(f"{FLOWS}/{flow_id}/versions/1")).json()
    assert version["published_by"]["name"] == "Removed person"
    draft = (await account.admin.get(f"{FLOWS}/{flow_id}/draft")).json()
    assert draft["updated_by"]["name"] == "Removed person"
    assert (await account.admin.get(f"{FLOWS}/imports/{state['id']}")).status_code == 404


async def test_an_account_with_flows_can_be_deleted(account: MadeAccount, tables_owner: Database) -> None:
    start_id = await made(account.engineer, publish=True)
    flow_id = await made(account.engineer, publish=True, tree=printer() | {"starts_with": start_id})
    await account.engineer.post(f"{FLOWS}/{flow_id}/duplicate")
    await imported(account.engineer, file())
    async with tables_owner.transaction(account.id) as session:
        await session.execute(text("delete from accounts where id = :id"), {"id": account.id})
        for table in ("flows", "flow_versions", "flow_drafts", "flow_imports", "flow_import_items"):
            assert (await session.execute(text(f"select count(*) from {table}"))).scalar_one() == 0


@pytest.mark.parametrize("statement", ["update flow_versions set note = ''", "delete from flow_versions"])
async def test_the_server_can_not_change_a_published_version(account: MadeAccount, statement: str) -> None:
    await made(account.engineer, publish=True)
    with pytest.raises(ProgrammingError, match="permission denied"):
        async with account.database.transaction(account.id) as session:
            await session.execute(text(statement))
