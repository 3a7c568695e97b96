"""A help desk where steps are made: with the playbook, or with a model on this machine."""

from collections.abc import AsyncIterator

import pytest

from resolutionflow.platform.db import Database
from tests.support import loopback
from tests.support.loopback import Loopback
from tests.walks.ai_build.led import Led
from tests.walks.desk import Desk


@pytest.fixture
def led(desk: Desk, database: Database) -> Led:
    """The playbook makes the steps here."""
    return Led(desk, database)


@pytest.fixture
async def model(led: Led) -> AsyncIterator[Loopback]:
    """A model's server, which the account uses."""
    async with loopback.anthropic() as server:
        await led.use_model(server)
        yield server
