"""Opening a walk costs the same however long it is."""

import statistics

import uvloop

from bench.client import Connection
from bench.desk import API, make_flow, start_walk
from bench.figures import Figure, at_most, median_of
from bench.groups.step_flat import advance
from bench.load import timed
from bench.product import Product, held_database, installation
from bench.rows import make_account, make_person, superuser
from bench.trees import ring

SHORT, LONG = 10, 1_000
ROUNDS = 7
TIMES = 100


async def compare(product: Product, token: str) -> list[Figure]:
    """Open both by turns."""
    connection = Connection(product.port, token)
    flow_id = await make_flow(connection, ring())
    walks = []
    for steps in (SHORT, LONG):
        walker = await start_walk(connection, flow_id)
        await advance(walker, steps)
        walks.append(f"{API}/l1/sessions/{walker.walk_id}")

    async def opened(path: str) -> float:
        return await timed(lambda: connection.get(path))

    ratios, shorts, longs = [], [], []
    for _ in range(ROUNDS):
        pairs = [(await opened(walks[0]), await opened(walks[1])) for _ in range(TIMES)]
        shorts.append(statistics.median(short for short, _ in pairs))
        longs.append(statistics.median(long for _, long in pairs))
        ratios.append(longs[-1] / shorts[-1])
    return [
        median_of(f"opening a walk of {LONG:,} steps over one of {SHORT}", ratios, target=at_most(1.3)),
        median_of(f"opening a walk of {LONG:,} steps", longs, "ms"),
        median_of(f"opening a walk of {SHORT} steps", shorts, "ms"),
    ]


def measure() -> list[Figure]:
    """One client, one installation."""
    with installation() as product:
        product.start()
        with held_database(product) as server, superuser(server) as connection:
            person = make_person(connection, make_account(connection), "admin")
            return uvloop.run(compare(product, person.token))
