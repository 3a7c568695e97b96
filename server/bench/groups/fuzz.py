"""Bad input by the thousand over every route, with live ids of real rows; see `tests/security/fuzzing.py`."""

import asyncio
import logging
import tempfile
from pathlib import Path

from bench.figures import Figure, at_least, at_most
from resolutionflow.main import build_app
from resolutionflow.platform import embedded
from resolutionflow.platform.db import APP_ROLE, Database, Target
from resolutionflow.platform.migrate import migrate
from resolutionflow.platform.settings import Settings
from resolutionflow.platform.targets import DATABASE, OWNER_ROLE
from tests.security.fuzzing import Tally, fuzz
from tests.support.declared import Declared
from tests.support.people import MadeAccount, make_account

CASES = 20_000


async def whole(database: Database, folder: Path) -> tuple[Tally, list[str]]:
    """Send every case to an application in this process."""
    app = Declared(build_app(Settings(data_dir=folder), database))

    async def account() -> MadeAccount:
        return await make_account(app, database)

    tally = await fuzz(account, CASES, start=1)
    await database.close()
    return tally, app.complaints


def measure() -> list[Figure]:
    """A database of its own, in memory."""
    logging.disable(logging.ERROR)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        embedded.throwaway(Path(folder) / "pg") as server,
    ):
        migrate(Target(server.url(OWNER_ROLE, DATABASE)))
        tally, complaints = asyncio.run(whole(Database(Target(server.url(APP_ROLE, DATABASE))), Path(folder)))
    logging.disable(logging.NOTSET)
    for fault in tally.faults[:10]:
        print(fault)
    succeeded = sum(count for status, count in tally.statuses.items() if status < 400)
    return [
        Figure("cases", tally.cases, target=at_least(CASES * 0.95)),
        Figure("answers of 500 and above", len(tally.faults), target=at_most(0)),
        Figure("refusals that the route does not declare", len(set(complaints)), target=at_most(0)),
        Figure("cases that got through to a success", succeeded),
        Figure("routes that some case got through", sum(1 for count in tally.reached.values() if count)),
    ]
