"""`resolutionflow people purge`: one person, by address."""

from collections.abc import AsyncIterator

import pytest

from resolutionflow.accounts.refusals import NoSuchUser
from resolutionflow.platform.db import Database, Target
from resolutionflow.privacy import commands
from tests.support.people import MadeAccount


@pytest.fixture
async def as_owner_of_tables(owner_target: Target) -> AsyncIterator[Database]:
    made = Database(owner_target, pool_size=1)
    yield made
    await made.close()


async def test_a_person_is_found_by_address_and_removed(account: MadeAccount, as_owner_of_tables: Database) -> None:
    leaver = account.by_role("engineer")
    found = await commands.find(as_owner_of_tables, leaver.email.upper(), None)
    assert (found.account_id, found.user_id) == (account.id, leaver.id)
    await commands.purge(as_owner_of_tables, found)
    with pytest.raises(commands.NobodyOfThatAddress):
        await commands.find(as_owner_of_tables, leaver.email, None)
    assert leaver.email not in (await account.owner.get("/api/v1/users")).text
    with pytest.raises(NoSuchUser):
        await commands.purge(as_owner_of_tables, found)


async def test_somebody_deactivated_is_found_too(account: MadeAccount, as_owner_of_tables: Database) -> None:
    gone = account.by_role("viewer")
    assert (await account.owner.post(f"/api/v1/users/{gone.id}/deactivate")).status_code == 200
    assert (await commands.find(as_owner_of_tables, gone.email, None)).user_id == gone.id


async def test_the_only_owner_stays(account: MadeAccount, as_owner_of_tables: Database) -> None:
    found = await commands.find(as_owner_of_tables, account.by_role("owner").email, None)
    with pytest.raises(commands.OnlyOwner):
        await commands.purge(as_owner_of_tables, found)
    assert (await account.owner.get("/api/v1/me")).status_code == 200


async def test_an_account_of_another_name_is_not_searched(account: MadeAccount, as_owner_of_tables: Database) -> None:
    with pytest.raises(commands.NobodyOfThatAddress):
        await commands.find(as_owner_of_tables, account.by_role("viewer").email, "No such company")
