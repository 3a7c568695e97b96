"""A help desk with one published flow."""

import pytest

from tests.support.people import MadeAccount
from tests.walks.desk import Desk


@pytest.fixture
def desk(account: MadeAccount) -> Desk:
    return Desk(account)


@pytest.fixture
async def flow_id(desk: Desk) -> str:
    return await desk.flow()
