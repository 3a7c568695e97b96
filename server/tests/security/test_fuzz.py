"""Whatever is sent, no route answers with a fault of the server's own."""

from resolutionflow.platform.db import Database
from tests.security.fuzzing import fuzz
from tests.security.operations import operations
from tests.support.declared import Declared
from tests.support.people import MadeAccount, make_account

CASES = 2_000


async def test_no_input_makes_a_server_fault(app: Declared, database: Database) -> None:
    async def account() -> MadeAccount:
        return await make_account(app, database)

    tally = await fuzz(account, CASES)
    assert tally.cases >= CASES * 0.9
    assert not tally.faults, "\n\n".join(tally.faults[:20])
    written = [str(one) for one in operations() if one.method != "GET" and tally.reached[str(one)] == 0]
    assert len(written) < 8, f"these were never reached past their checks: {written}"
