"""Answering a step, beside the floor: the same write without the product around it."""

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from uuid import uuid4

import orjson
import uvloop

from bench.client import Connection
from bench.desk import Walker, make_flow, start_walk
from bench.figures import Figure, at_least, at_most, median_of
from bench.load import Round, Step, load
from bench.product import Product, free_port, held_database, installation
from bench.rows import Somebody, make_account, make_person, superuser
from bench.trees import ring
from resolutionflow.platform.embedded import DATABASE, SUPERUSER

CLIENTS = (1, 16, 64)
ROUNDS = 9
SECONDS = 2.0


@contextmanager
def floor_server(url: str) -> Iterator[tuple[int, int]]:
    """The floor's port and process."""
    port = free_port()
    with tempfile.NamedTemporaryFile(suffix=".json") as tree:
        tree.write(orjson.dumps(ring()))
        tree.flush()
        process = subprocess.Popen([sys.executable, "-m", "bench.floor", url, str(port), tree.name])
        try:
            await_open(port)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait()


def await_open(port: int) -> None:
    """Wait until somebody answers on the port."""

    async def ask() -> None:
        for _ in range(1000):
            try:
                await Connection(port).get("/openapi.json")
            except ConnectionError:
                await asyncio.sleep(0.02)
            else:
                return
        raise RuntimeError(f"nothing answers on port {port}")

    asyncio.run(ask())


def floor_step(port: int, person: Somebody, walker: Walker) -> Step:
    """One answer to the floor, on the walk of ``walker``."""
    connection = Connection(port)
    path = f"/walks/{person.account_id}/{person.user_id}/{walker.walk_id}/step"

    async def step() -> None:
        payload = {"node_id": walker.node_id, "option_id": "yes"}
        answer = (await connection.post(path, payload, {"Idempotency-Key": uuid4().hex})).expect(200)
        walker.node_id = answer.json()["node_id"]

    return step


async def compare(product: Product, people: list[Somebody], floor: tuple[int, int]) -> list[Figure]:
    """Alternate rounds of product and floor, at each number of clients."""
    database = product.database_pid()
    assert database is not None
    engineer, *technicians = people
    flow_id = await make_flow(Connection(product.port, engineer.token), ring())
    figures: list[Figure] = []
    for count in CLIENTS:
        whose = list(zip(range(count), cycle(technicians), strict=False))
        ours: list[Round] = []
        theirs: list[Round] = []
        for _ in range(ROUNDS):
            walkers = [await start_walk(Connection(product.port, person.token), flow_id) for _, person in whose]
            ours.append(await load([walker.step for walker in walkers], SECONDS, [product.pid, database]))
            others = [await start_walk(Connection(product.port, person.token), flow_id) for _, person in whose]
            steps = [floor_step(floor[0], person, other) for (_, person), other in zip(whose, others, strict=True)]
            theirs.append(await load(steps, SECONDS, [floor[1], database]))
        figures += compared(count, ours, theirs)
    return figures


def compared(count: int, ours: list[Round], theirs: list[Round]) -> list[Figure]:
    """The figures at one number of clients; the targets hold at the greatest."""
    bound = count == CLIENTS[-1]
    pairs = list(zip(ours, theirs, strict=True))
    who = f"{count} client{'s' if count > 1 else ''}"
    return [
        median_of(
            f"steps/s over the floor's, {who}",
            [mine.rate / floor.rate for mine, floor in pairs],
            target=at_least(0.5) if bound else None,
        ),
        median_of(
            f"CPU of a step over the floor's, {who}",
            [mine.cpu_milliseconds / floor.cpu_milliseconds for mine, floor in pairs],
            target=at_most(2.0) if bound else None,
        ),
        median_of(f"steps, {who}", [mine.rate for mine in ours], "/s"),
        median_of(f"steps of the floor, {who}", [floor.rate for floor in theirs], "/s"),
        median_of(f"CPU of a step, {who}", [mine.cpu_milliseconds for mine in ours], "ms"),
        median_of(f"CPU of a step of the floor, {who}", [floor.cpu_milliseconds for floor in theirs], "ms"),
        median_of(f"median of a step, {who}", [mine.milliseconds(0.5) for mine in ours], "ms"),
        median_of(f"p99 of a step, {who}", [mine.milliseconds(0.99) for mine in ours], "ms"),
    ]


def measure() -> list[Figure]:
    """Product and floor on one PostgreSQL, by turns."""
    with installation() as product:
        product.start()
        with held_database(product) as server, superuser(server) as connection:
            account = make_account(connection)
            people = [make_person(connection, account, "engineer")]
            people += [make_person(connection, account, "l1_tech") for _ in range(CLIENTS[-1])]
            with floor_server(server.url(SUPERUSER, DATABASE)) as floor:
                time.sleep(1)
                return uvloop.run(compare(product, people, floor))
