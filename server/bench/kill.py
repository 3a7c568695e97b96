"""kill -9 of the server and of its database while clients answer steps and send again whatever got no answer.

Each answer carries a word of its own as its note, so that every acknowledged answer can be looked for afterwards:
missing is *lost*, there twice is *doubled*. Beside them works a *control* that sends without idempotency key and
without version on a flow that leads to itself. It must show doubles: else no kill hit the gap in which an answer is
kept but its reply is lost, and the run proves nothing.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from bench.client import Connection
from bench.desk import Walker, make_flow, start_walk
from bench.product import Product
from bench.rows import Connection as Sql
from bench.rows import Somebody, make_account, make_person
from bench.trees import ring, self_loop

CLIENTS = 12
LOAD_SECONDS = 0.4
RETRY_SECONDS = 0.1
BACK_SECONDS = 60.0


@dataclass(slots=True)
class Technician:
    """Somebody who answers and never gives up on an answer; ``guarded`` as the web app does it, else the control."""

    walker: Walker
    guarded: bool
    acknowledged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    resent: int = 0
    away: Counter[int] = field(default_factory=Counter)

    async def work(self, stop: asyncio.Event) -> None:
        """Answer until told to stop; the last answer is seen through."""
        while not stop.is_set():
            word = uuid4().hex
            while not await self._acknowledged(word):
                self.resent += 1
                await asyncio.sleep(RETRY_SECONDS)

    async def _acknowledged(self, word: str) -> bool:
        """Send once; whether the matter is settled."""
        key = word if self.guarded else None
        try:
            answer = await self.walker.send("yes", key, word, guarded=self.guarded)
        except OSError:
            return False
        if answer.status >= 500:
            self.away[answer.status] += 1
            return False
        if answer.status == 200:
            self.acknowledged.append(word)
            self.walker.heard(answer)
        else:
            self.refused.append(f"{answer.status} {answer.body[:300].decode(errors='replace')}")
        return True


@dataclass(slots=True)
class Verdict:
    """What became of the answers of some technicians."""

    acknowledged: int
    resent: int
    lost: int
    doubled: int
    refused: list[str]
    away: Counter[int]

    @classmethod
    def of(cls, sql: Sql, technicians: Sequence[Technician]) -> "Verdict":
        """Hold what was acknowledged against what the database has."""
        kept = Counter(word for one in technicians for word in words(sql, one.walker.walk_id))
        acknowledged = [word for one in technicians for word in one.acknowledged]
        return cls(
            acknowledged=len(acknowledged),
            resent=sum(one.resent for one in technicians),
            lost=sum(word not in kept for word in acknowledged),
            doubled=sum(count - 1 for count in kept.values()),
            refused=[words for one in technicians for words in one.refused],
            away=sum((one.away for one in technicians), Counter()),
        )


def words(sql: Sql, walk_id: str) -> list[str]:
    """The notes of the answers that a walk holds."""
    query = "select l1_note from l1_walk_events where walk_id = %s and kind = 'answer'"
    return [str(note) for (note,) in sql.execute(query, [UUID(walk_id)]).fetchall()]


@dataclass(slots=True)
class Desk:
    """Technicians at work on one installation."""

    product: Product
    careful: list[Technician]
    control: list[Technician]
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    tasks: list["asyncio.Task[None]"] = field(default_factory=list)

    def begin(self) -> None:
        """Let everybody work."""
        self.tasks = [asyncio.create_task(one.work(self.stop)) for one in (*self.careful, *self.control)]

    async def kill_server(self) -> None:
        """Some load, then kill -9 of the server, and start it again."""
        await asyncio.sleep(LOAD_SECONDS)
        self.product.kill()
        await asyncio.to_thread(self.product.start)
        await self.everybody_works_again()

    async def kill_database(self) -> None:
        """Some load, then kill -9 of every process of PostgreSQL, which its watcher starts again."""
        await asyncio.sleep(LOAD_SECONDS)
        await asyncio.to_thread(self.product.kill_database)
        await self.everybody_works_again()

    async def everybody_works_again(self) -> None:
        """Wait until each technician has had an answer since now."""
        counts = [len(one.acknowledged) for one in self.careful]
        async with asyncio.timeout(BACK_SECONDS):
            while any(len(one.acknowledged) <= count for one, count in zip(self.careful, counts, strict=True)):
                if any(one.refused for one in self.careful):
                    return
                await asyncio.sleep(0.05)

    async def end(self) -> None:
        """Let everybody finish the answer they are at."""
        self.stop.set()
        await asyncio.gather(*self.tasks)


async def open_desk(product: Product, people: Sequence[Somebody]) -> Desk:
    """Half of the people as technicians, half as the control; the first one makes the flows."""
    first = Connection(product.port, people[0].token)
    round_flow, looping_flow = await make_flow(first, ring()), await make_flow(first, self_loop(), "Self")
    careful: list[Technician] = []
    control: list[Technician] = []
    for number, person in enumerate(people):
        guarded = number % 2 == 0
        walker = await start_walk(Connection(product.port, person.token), round_flow if guarded else looping_flow)
        (careful if guarded else control).append(Technician(walker, guarded))
    return Desk(product, careful, control)


def hire(sql: Sql, count: int = 2 * CLIENTS) -> list[Somebody]:
    """People for one account: an admin, who makes the flows, and technicians."""
    account = make_account(sql)
    return [make_person(sql, account, "admin"), *(make_person(sql, account, "l1_tech") for _ in range(count - 1))]
