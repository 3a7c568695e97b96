"""Searching flows, tickets and walks from the command palette, and the home's figures, with 10,000 rows of each."""

from urllib.parse import quote

import uvloop

from bench.client import Connection
from bench.desk import API
from bench.figures import Figure, at_most, median_of, percentile
from bench.groups.list import filled
from bench.load import timed
from bench.product import held_database, installation
from bench.rows import settle, superuser

FEW, MANY = 100, 10_000
ROUNDS, TIMES = 5, 40
PATHS = {
    "words that many have": "/palette?words=flow",
    "a ticket's number": "/palette?words=4711",
    "words that nothing has": f"/palette?words={quote('zebra crossing')}",
    "the home": "/home",
}


async def compared(few: Connection, many: Connection, name: str, path: str) -> list[Figure]:
    """The same request in both accounts by turns."""

    async def ask(connection: Connection) -> None:
        (await connection.get(API + path)).expect(200)

    p95s, ratios = [], []
    for _ in range(ROUNDS):
        pairs = [(await timed(lambda: ask(few)), await timed(lambda: ask(many))) for _ in range(TIMES)]
        small, large = (percentile([pair[place] for pair in pairs], 0.95) for place in (0, 1))
        p95s.append(large)
        ratios.append(large / small)
    return [
        median_of(f"{name}: p95 among {MANY:,} of each", p95s, "ms", at_most(100)),
        median_of(f"{name}: over among {FEW}", ratios),
    ]


def measure() -> list[Figure]:
    """Two accounts of one installation."""
    with installation() as product:
        product.start()
        with held_database(product) as server, superuser(server) as sql:

            async def whole() -> list[Figure]:
                few, many = await filled(sql, product.port, FEW), await filled(sql, product.port, MANY)
                settle(sql)
                figures = [await compared(few.connection, many.connection, *one) for one in PATHS.items()]
                return [figure for pair in figures for figure in pair]

            return uvloop.run(whole())
