"""Live updates: 200 people who listen on one process, and what that costs those who work."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import cast

import uvloop

from bench import cpu
from bench.client import Connection
from bench.desk import API, Walker, make_flow, start_walk
from bench.figures import Figure, at_least, at_most, median_of, percentile
from bench.load import Round, load
from bench.product import Product, held_database, installation
from bench.rows import Somebody, make_account, make_person, superuser
from bench.trees import ring

LISTENERS = 200
CHANGES = 60
PAUSE = 0.25
"""Between changes, so that each is told by itself and none gathered with the one before."""
IDLE_SECONDS = 25.0
"""Over one heartbeat of everybody."""
CLIENTS = 16
ROUNDS = 5
SECONDS = 3.0
MILLI = 1000.0


class Crowd:
    """Everybody who listens: who has heard of what, and when the last one did."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._heard: Counter[str] = Counter()
        self._all: dict[str, asyncio.Future[float]] = {}

    def note(self, row_id: str) -> None:
        """Somebody heard of it."""
        self._heard[row_id] += 1
        if self._heard[row_id] == self.size:
            self._everybody(row_id).set_result(time.perf_counter())

    async def heard(self, row_id: str) -> float:
        """The moment at which the last of them heard of it."""
        return await asyncio.wait_for(self._everybody(row_id), 10)

    def _everybody(self, row_id: str) -> asyncio.Future[float]:
        return self._all.setdefault(row_id, asyncio.get_running_loop().create_future())


class Listener(asyncio.Protocol):
    """One browser."""

    def __init__(self, token: str, crowd: Crowd | None) -> None:
        self.token, self.crowd = token, crowd
        self.said_hello: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        head = f"GET {API}/live HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {self.token}\r\n\r\n"
        self.transport.write(head.encode())

    def data_received(self, data: bytes) -> None:
        if not self.said_hello.done() and b"event: hello" in data:
            self.said_hello.set_result(None)
        if self.crowd is not None:
            for part in data.split(b'"id":"')[1:]:
                self.crowd.note(part[:36].decode())

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.said_hello.done():
            self.said_hello.set_exception(ConnectionError(f"refused to listen: {exc}"))


@asynccontextmanager
async def listening(port: int, people: list[Somebody], crowd: Crowd | None = None) -> AsyncIterator[None]:
    """Have everybody listen."""
    loop = asyncio.get_running_loop()
    listeners = [Listener(person.token, crowd) for person in people]
    for listener in listeners:
        await loop.create_connection(partial(_itself, listener), "127.0.0.1", port)
    await asyncio.gather(*(listener.said_hello for listener in listeners))
    yield
    for listener in listeners:
        listener.transport.abort()
    await asyncio.sleep(1)


def _itself(listener: Listener) -> Listener:
    return listener


async def telling(crowd: Crowd, doer: Connection) -> list[Figure]:
    """How long it takes from a request that changes something until everybody has heard of it."""
    to_last: list[float] = []
    own: list[float] = []
    for number in range(CHANGES):
        await asyncio.sleep(PAUSE)
        began = time.perf_counter()
        made = (await doer.post(f"{API}/tickets", {"title": f"Ticket {number}"})).expect(201).json()
        replied = time.perf_counter()
        own.append((replied - began) * MILLI)
        to_last.append((await crowd.heard(made["id"]) - replied) * MILLI)
    return [
        Figure(
            f"from the reply to a change until the last of {LISTENERS} heard, p95",
            percentile(to_last, 0.95),
            "ms",
            at_most(200),
        ),
        Figure("the same, median", percentile(to_last, 0.5), "ms"),
        Figure("the request that changes something, p95", percentile(own, 0.95), "ms"),
    ]


async def idling(product: Product) -> Figure:
    """What the streams cost when nothing happens."""
    before = cpu.own(product.pid)
    await asyncio.sleep(IDLE_SECONDS)
    share = (cpu.own(product.pid) - before) / IDLE_SECONDS * 100
    return Figure(f"CPU of the server while {LISTENERS} listen and nothing happens", share, "% of a core", at_most(5))


async def stepping(product: Product, walkers: list[Walker]) -> Round:
    """One round of answering; CPU is the server's own."""
    return await load([walker.step for walker in walkers], SECONDS, [product.pid])


async def compare(product: Product, people: list[Somebody]) -> list[Figure]:
    """All figures; rounds with and without listeners by turns."""
    engineer, *others = people
    doer = Connection(product.port, engineer.token)
    flow_id = await make_flow(doer, ring())
    technicians = [Connection(product.port, person.token) for person in others[:CLIENTS]]
    walkers = [await start_walk(connection, flow_id) for connection in technicians]
    await stepping(product, walkers)
    empty = cpu.resident_megabytes(product.pid)
    crowd = Crowd(LISTENERS)
    async with listening(product.port, others, crowd):
        memory = (cpu.resident_megabytes(product.pid) - empty) * 1000 / LISTENERS
        figures = await telling(crowd, doer)
        figures.append(await idling(product))
    figures.append(Figure("memory of a stream", memory, "kB", at_most(100)))
    alone: list[Round] = []
    heard: list[Round] = []
    for _ in range(ROUNDS):
        alone.append(await stepping(product, walkers))
        async with listening(product.port, others):
            heard.append(await stepping(product, walkers))
    pairs = list(zip(alone, heard, strict=True))
    return [
        *figures,
        median_of(
            f"steps/s while {LISTENERS} listen over those while nobody does, {CLIENTS} clients",
            [with_them.rate / without.rate for without, with_them in pairs],
            target=at_least(0.8),
        ),
        median_of(
            "CPU of the server for a step while they listen over that while nobody does",
            [with_them.cpu_milliseconds / without.cpu_milliseconds for without, with_them in pairs],
            target=at_most(1.25),
        ),
        median_of("steps while nobody listens", [one.rate for one in alone], "/s"),
        median_of(f"steps while {LISTENERS} listen", [one.rate for one in heard], "/s"),
    ]


def measure() -> list[Figure]:
    """One server, 200 people of one account."""
    with installation() as product:
        product.start()
        with held_database(product) as server, superuser(server) as connection:
            account = make_account(connection)
            people = [make_person(connection, account, "engineer")]
            people += [make_person(connection, account, "l1_tech") for _ in range(LISTENERS)]
            time.sleep(1)
            return uvloop.run(compare(product, people))
