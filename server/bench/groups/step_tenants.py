"""A step costs the same however much other accounts have in the database."""

import statistics
from uuid import UUID

import uvloop

from bench.client import Connection
from bench.desk import Walker, make_flow, start_walk
from bench.figures import Figure, at_most, median_of
from bench.load import timed
from bench.product import Product, held_database, installation
from bench.rows import Connection as Sql
from bench.rows import Somebody, clone, make_account, make_person, one_row, settle, superuser
from bench.trees import ring

ACCOUNTS = 1_000
WALKS = 1_000
"""Walks in each of the other accounts: a million in all."""
ROUNDS = 15
STEPS = 100


def fill(connection: Sql, row: dict[str, object]) -> None:
    """Copy one walk into many accounts, a thousand times each, with an event each."""
    connection.execute(
        "insert into accounts (id, name) select gen_random_uuid(), 'Other ' || i from generate_series(1, %s) i",
        [ACCOUNTS],
    )
    others: list[UUID] = [
        found for (found,) in connection.execute("select id from accounts where name like 'Other %'").fetchall()
    ]
    connection.execute("create temporary table other_accounts (i int primary key, id uuid)")
    with connection.cursor().copy("copy other_accounts from stdin") as copy:
        for number, account_id in enumerate(others):
            copy.write_row((number, account_id))
    changed = {"account_id": f"(select id from other_accounts o where o.i = mod(i.i, {ACCOUNTS}))"}
    clone(connection, "l1_walk_sessions", row, ACCOUNTS * WALKS, changed)
    with connection.transaction():
        connection.execute("set local session_replication_role = replica")
        connection.execute(
            "insert into l1_walk_events (account_id, walk_id, step_no, seq, kind, walk_version)"
            " select account_id, id, 0, 1, 'start', 1 from l1_walk_sessions"
            " where account_id in (select id from other_accounts)"
        )
    settle(connection)


async def prepared(product: Product, person: Somebody) -> Walker:
    """A walk to answer on."""
    connection = Connection(product.port, person.token)
    return await start_walk(connection, await make_flow(connection, ring()))


async def compare(empty: Walker, full: Walker) -> list[Figure]:
    """Steps on both installations by turns."""
    for _ in range(200):
        await empty.step()
        await full.step()
    ratios, emptys, fulls = [], [], []
    for _ in range(ROUNDS):
        pairs = [(await timed(empty.step), await timed(full.step)) for _ in range(STEPS)]
        emptys.append(statistics.median(first for first, _ in pairs))
        fulls.append(statistics.median(second for _, second in pairs))
        ratios.append(fulls[-1] / emptys[-1])
    size = f"{ACCOUNTS * WALKS:,} walks in {ACCOUNTS:,} other accounts"
    return [
        median_of(f"median of a step with {size} over an empty database", ratios, target=at_most(1.1)),
        median_of(f"median of a step with {size}", fulls, "ms"),
        median_of("median of a step in an empty database", emptys, "ms"),
    ]


def measure() -> list[Figure]:
    """Two installations, one of them full."""
    with installation() as first, installation() as second:
        first.start()
        second.start()
        with (
            held_database(first) as one,
            held_database(second) as other,
            superuser(one) as in_one,
            superuser(other) as in_other,
        ):
            people = [make_person(sql, make_account(sql), "admin") for sql in (in_one, in_other)]

            async def whole() -> list[Figure]:
                empty, full = await prepared(first, people[0]), await prepared(second, people[1])
                empty.connection.close()
                full.connection.close()
                fill(in_other, one_row(in_other, "l1_walk_sessions", people[1].account_id, full.walk_id))
                return await compare(empty, full)

            return uvloop.run(whole())
