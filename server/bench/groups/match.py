"""Matching a problem in an account with 10,000 flows over one with 100; 12 passages a flow."""

import uvloop

from bench.client import Connection
from bench.desk import API, make_flow
from bench.figures import Figure, at_most, median_of, percentile
from bench.load import timed
from bench.matching.crowd import Crowd, fill
from bench.product import held_database, installation
from bench.rows import Connection as Sql
from bench.rows import make_account, make_person, settle, superuser
from bench.trees import ring

FEW, MANY = 100, 10_000
ROUNDS, PROBLEMS = 5, 60
WARM = 10


async def account_of(sql: Sql, port: int, flows: int) -> Connection:
    """Somebody in an account with so many flows."""
    person = make_person(sql, make_account(sql), "admin")
    connection = Connection(port, person.token)
    fill(sql, person.account_id, await make_flow(connection, ring()), flows)
    connection.close()  # the server has given it up meanwhile
    return connection


async def matched(connection: Connection, problem: str) -> float:
    """Milliseconds of matching one problem."""

    async def ask() -> None:
        answer = (await connection.post(f"{API}/flows/match", {"problem_text": problem})).expect(200).json()
        assert not answer["by_text_alone"], "the server has no sentence model; run `make setup`"

    return await timed(ask)


async def compare(few: Connection, many: Connection) -> list[Figure]:
    """Match by turns."""
    crowd = Crowd(11)
    first = [await matched(connection, crowd.problem()) for connection in (few, many)]
    for _ in range(WARM):
        await matched(few, crowd.problem())
        await matched(many, crowd.problem())
    ratios, p95s, medians, smalls = [], [], [], []
    for _ in range(ROUNDS):
        problems = [crowd.problem() for _ in range(PROBLEMS)]
        pairs = [(await matched(few, problem), await matched(many, problem)) for problem in problems]
        small, large = ([pair[place] for pair in pairs] for place in (0, 1))
        smalls.append(percentile(small, 0.95))
        p95s.append(percentile(large, 0.95))
        medians.append(percentile(large, 0.5))
        ratios.append(p95s[-1] / smalls[-1])
    return [
        median_of(f"p95 among {MANY:,} flows over among {FEW}", ratios, target=at_most(3)),
        median_of(f"p95 among {MANY:,} flows", p95s, "ms", at_most(60)),
        median_of(f"p95 among {FEW} flows", smalls, "ms"),
        median_of(f"median among {MANY:,} flows", medians, "ms"),
        Figure(f"the first one among {MANY:,} flows, which reads them all", first[1], "ms"),
    ]


def measure() -> list[Figure]:
    """Two accounts of one installation."""
    with installation(WORKER="false") as product:  # its indexing would meet ours
        product.start()
        with held_database(product) as server, superuser(server) as sql:

            async def whole() -> list[Figure]:
                few = await account_of(sql, product.port, FEW)
                many = await account_of(sql, product.port, MANY)
                settle(sql)
                return await compare(few, many)

            return uvloop.run(whole())
