"""A person who builds flows, with the playbook or with a model on this machine."""

from collections.abc import AsyncIterator

import pytest

from resolutionflow.platform.db import Database
from tests.builder.wizard import Wizard, use_model
from tests.support import loopback
from tests.support.loopback import Loopback
from tests.support.people import MadeAccount


@pytest.fixture
def wizard(account: MadeAccount) -> Wizard:
    """An engineer in the wizard; without a model it is the playbook that makes things."""
    return Wizard(account.engineer)


@pytest.fixture
async def model(account: MadeAccount, database: Database) -> AsyncIterator[Loopback]:
    """A model's server, which the account uses."""
    async with loopback.anthropic() as server:
        await use_model(database, account, server)
        yield server
