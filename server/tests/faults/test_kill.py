"""Server and database are taken away with kill -9 under load: nothing acknowledged is lost, nothing is there twice."""

from collections.abc import Iterator

import pytest

from bench.kill import Desk, Verdict, hire, open_desk
from bench.product import Product, held_database, installation
from bench.rows import superuser

ROUNDS = 3
MOST_ROUNDS = 20


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    """A whole installation: `resolutionflow serve` and a PostgreSQL that keeps what it acknowledges."""
    with installation() as made:
        made.start()
        yield made


async def test_a_killed_server_or_database_loses_and_doubles_nothing(product: Product) -> None:
    with held_database(product) as server, superuser(server) as connection:
        people = hire(connection)
    desk = await open_desk(product, people)
    desk.begin()
    for _ in range(ROUNDS):
        await desk.kill_server()
        await desk.kill_database()
    for _ in range(MOST_ROUNDS):
        if control(product, desk).doubled:
            break
        await desk.kill_server()
    await desk.end()
    with held_database(product) as server, superuser(server) as again:
        careful, uncontrolled = Verdict.of(again, desk.careful), Verdict.of(again, desk.control)
    assert careful.acknowledged > 100
    assert careful.resent > 0
    assert (careful.lost, careful.doubled, careful.refused) == (0, 0, [])
    assert careful.away.keys() <= {503}, "while the database is away the answer is 503: try again"
    assert uncontrolled.doubled > 0, "no kill fell between a commit and its reply, so the rest proves nothing"


def control(product: Product, desk: Desk) -> Verdict:
    """What became of the control's answers so far."""
    with held_database(product) as server, superuser(server) as connection:
        return Verdict.of(connection, desk.control)
