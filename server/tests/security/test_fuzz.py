"""Whatever is sent, no route answers with a fault of the server's own."""

from resolutionflow.platform.db import Database
from tests.security.calls import rule_of
from tests.security.fuzzing import fuzz
from tests.security.operations import operations
from tests.support.declared import Declared
from tests.support.people import MadeAccount, make_account

CASES = 2_000


async def test_no_input_makes_a_server_fault(app: Declared, database: Database) -> None:
    async def account() -> MadeAccount:
        return await make_account(app, database)

    tally = await fuzz(account, CASES)
    assert not tally.faults, "\n\n".join(tally.faults[:20])
    assert tally.cases >= CASES * 0.95
    bound = [one for one in operations() if not rule_of(one).public and not rule_of(one).answers]
    untouched = [str(one) for one in bound if not tally.reached.get(str(one), 1)]
    assert not untouched, f"No case came past the checks of these, so nothing is shown about them: {untouched}"
