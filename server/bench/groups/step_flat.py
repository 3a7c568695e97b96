"""A step costs the same however long its walk is."""

import statistics

import uvloop

from bench.client import Connection
from bench.desk import Walker, make_flow, start_walk
from bench.figures import Figure, at_most, median_of
from bench.load import timed
from bench.product import Product, held_database, installation
from bench.rows import make_account, make_person, superuser
from bench.trees import ring

SHORT, LONG = 10, 5_000
ROUNDS = 7
STEPS = 20


async def compare(product: Product, token: str) -> list[Figure]:
    """By turns some steps of a long walk and as many of a new one that has ten."""
    connection = Connection(product.port, token)
    flow_id = await make_flow(connection, ring())
    long = await start_walk(connection, flow_id)
    await advance(long, LONG)
    ratios, longs, shorts = [], [], []
    for _ in range(ROUNDS):
        late, early = [], []
        for _ in range(5):
            short = await start_walk(connection, flow_id)
            await advance(short, SHORT)
            for _ in range(STEPS):
                early.append(await timed(short.step))
                late.append(await timed(long.step))
        longs.append(statistics.median(late))
        shorts.append(statistics.median(early))
        ratios.append(longs[-1] / shorts[-1])
    return [
        median_of(f"median of a step at {LONG:,} steps over at {SHORT}", ratios, target=at_most(1.1)),
        median_of(f"median of a step at {LONG:,} steps", longs, "ms"),
        median_of(f"median of a step at {SHORT} steps", shorts, "ms"),
    ]


async def advance(walker: Walker, steps: int) -> None:
    """Answer so many steps."""
    for _ in range(steps):
        await walker.step()


def measure() -> list[Figure]:
    """One client, one installation."""
    with installation() as product:
        product.start()
        with held_database(product) as server, superuser(server) as connection:
            person = make_person(connection, make_account(connection), "admin")
            return uvloop.run(compare(product, person.token))
