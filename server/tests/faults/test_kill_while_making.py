"""The server is taken away with kill -9 while it makes steps: whoever waits gets the step once it is back, paid truly.

Three walks stand at three moments when the kill comes: a walk whose first step is asked for, one whose answer and claim
are committed while the model is asked for the step after it, and one whose step came back but can't be kept yet.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from bench.client import Answer, Connection
from bench.desk import API
from bench.groups.node_once import steps_in, use
from bench.product import Product, held_database, installation
from bench.rows import Connection as Sql
from bench.rows import Somebody, make_account, make_person, superuser
from resolutionflow.platform.embedded import DATABASE, SUPERUSER, EmbeddedServer
from resolutionflow.walks.ai_build.claims import LEASE
from tests.support import loopback
from tests.support.loopback import Loopback
from tests.support.loopback.replies import Reply, Says

TAKERS = 4
WAIT_SECONDS = LEASE.total_seconds() + 30


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    """A whole installation, serving."""
    with installation() as made:
        made.start()
        yield made


async def until(so: Callable[[], bool]) -> None:
    """Wait until it is so."""
    async with asyncio.timeout(WAIT_SECONDS):
        there = so()
        while not there:
            await asyncio.sleep(0.02)
            there = so()


@dataclass
class Provider:
    """Answers with a question that says how many answers came before it; holds those it is told to hold."""

    server: Loopback
    held: dict[str, asyncio.Event] = field(default_factory=dict)

    def hold(self, problem: str) -> asyncio.Event:
        """Let the next answers to a problem wait."""
        self.held[problem] = asyncio.Event()
        return self.held[problem]

    def answer(self, body: dict[str, Any]) -> Reply:
        """Return the step for a request."""
        made = {"type": "question", "text": f"Question {len(steps_in(body))}?", "help": "", "citations": []}
        whole = made | {"answers": ["Yes", "No"]}
        return Says(whole, begins_when=self.held.get(self.problem(body)))

    @staticmethod
    def problem(body: dict[str, Any]) -> str:
        """Return whose request it is: the last word of the problem."""
        return next(word for word in ("first", "second", "third") if f"squirrel {word}" in str(body["messages"][-1]))

    def asked(self, problem: str) -> int:
        """Return how many requests came for a problem."""
        return sum(self.problem(body) == problem for body in self.server.requests)

    async def until_asked(self, problem: str, times: int) -> None:
        """Wait until so many requests came."""
        await until(lambda: self.asked(problem) >= times)


@dataclass
class Technician:
    """Somebody on the walk of one problem, who sends again, with the same key, what got no answer."""

    port: int
    person: Somebody
    problem: str
    key: str = field(default_factory=lambda: uuid4().hex)
    walk_id: str = ""
    node: dict[str, Any] = field(default_factory=dict)

    async def send(self, path: str, body: dict[str, Any] | None = None, key: str | None = None) -> Answer:
        connection = Connection(self.port, self.person.token)
        try:
            if body is None:
                return await connection.get(API + path)
            return await connection.post(API + path, body, {"Idempotency-Key": key or self.key})
        finally:
            connection.close()

    async def take_in(self) -> dict[str, Any]:
        problem = f"The quorx in the kitchen shows a purple squirrel {self.problem}"
        intake = {"problem_text": problem, "ticket": {"kind": "internal"}, "none_fit": True}
        answer = await self.send("/l1/intake", intake, f"intake {self.problem}")
        walk: dict[str, Any] = answer.expect(200).json()["session"]
        self.walk_id, self.node = walk["id"], walk["pending_node"]
        return walk

    async def answer(self) -> dict[str, Any]:
        step = {"node_id": self.node["id"], "option_id": self.node["options"][0]["id"], "note": self.problem}
        taken: dict[str, Any] = (await self.send(f"/l1/sessions/{self.walk_id}/step", step)).expect(200).json()
        return taken

    async def open(self) -> dict[str, Any]:
        shown: dict[str, Any] = (await self.send(f"/l1/sessions/{self.walk_id}")).expect(200).json()
        return shown

    async def until_stuck(self) -> dict[str, Any]:
        """Look at the walk, as its page does, until nobody makes its step any more."""
        async with asyncio.timeout(WAIT_SECONDS):
            shown = await self.open()
            while shown["making"]["state"] == "making":
                await asyncio.sleep(0.2)
                shown = await self.open()
        return shown

    async def next_node(self) -> Answer:
        return await self.send(f"/l1/sessions/{self.walk_id}/next-node", {}, uuid4().hex)


@contextmanager
def locked(server: EmbeddedServer, walk_id: str) -> Iterator[Sql]:
    """Keep a walk locked, so that whoever wants to keep a step of it waits."""
    with psycopg.connect(server.url(SUPERUSER, DATABASE)) as connection:
        connection.execute("select 1 from l1_walk_sessions where id = %s for update", [UUID(walk_id)])
        yield connection
        connection.rollback()


async def until_somebody_waits(sql: Sql) -> None:
    """Wait until a process of the server waits for the lock of a walk."""
    waiting = (
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%%l1_walk_sessions%%'"
    )
    await until(lambda: sql.execute(waiting).fetchone() != (0,))


@asynccontextmanager
async def lost(*requests: asyncio.Task[Any]) -> AsyncIterator[None]:
    """Expect the requests that are under way to get no answer."""
    yield
    for ended in await asyncio.gather(*requests, return_exceptions=True):
        assert isinstance(ended, ConnectionError), f"it was answered, so the kill came too late: {ended}"


def rows(sql: Sql, query: str, *values: Any) -> list[tuple[Any, ...]]:
    return sql.execute(query, list(values)).fetchall()


async def test_a_kill_while_steps_are_made_loses_doubles_and_hides_nothing(product: Product) -> None:
    with held_database(product) as server, superuser(server) as sql:
        account = make_account(sql)
        owner, person = make_person(sql, account, "owner"), make_person(sql, account, "l1_tech")
        async with loopback.anthropic() as serving:
            provider = Provider(serving)
            serving.answer_by(provider.answer)
            await use(Connection(product.port, owner.token), serving, zero_wait=False)
            people = [Technician(product.port, person, name) for name in ("first", "second", "third")]
            await killed_in_the_middle(product, provider, server, sql, people)
            await asyncio.to_thread(product.start)
            await everybody_gets_the_step(provider, people)
            truly_paid(sql, account, provider)
            await settled(sql, account)


async def killed_in_the_middle(
    product: Product, provider: Provider, server: EmbeddedServer, sql: Sql, people: list[Technician]
) -> None:
    first, second, third = people
    await second.take_in()
    await third.take_in()
    hold_first, hold_second, hold_third = (provider.hold(one.problem) for one in people)
    waiting = [asyncio.create_task(one) for one in (first.take_in(), second.answer(), third.answer())]
    for one, times in ((first, 1), (second, 2), (third, 2)):
        await provider.until_asked(one.problem, times)
    with locked(server, third.walk_id):
        hold_third.set()
        await until_somebody_waits(sql)
        async with lost(*waiting):
            product.kill()
    hold_first.set()
    hold_second.set()
    provider.held.clear()


async def everybody_gets_the_step(provider: Provider, people: list[Technician]) -> None:
    first, second, third = people
    asked = {one.problem: provider.asked(one.problem) for one in people}
    begun = await first.take_in()
    assert (begun["step_count"], begun["pending_node"]) == (0, None), "the same key finds the walk that had begun"
    for one in (second, third):
        again = await one.answer()
        assert (again["step_count"], again["pending_node"]) == (1, None), "the same key finds the answer recorded"
    assert {one.problem: provider.asked(one.problem) for one in people} == asked, "a lease is nobody else's at first"
    for one in people:
        shown = await one.until_stuck()
        assert (shown["making"]["trouble"]["code"], shown["making"]["may_try_again"]) == ("lost", True)
        takers = [taken.expect(200).json() for taken in await asyncio.gather(*(one.next_node() for _ in range(TAKERS)))]
        steps = 0 if one is first else 1
        assert {taken["step_count"] for taken in takers} == {steps}
        shown = await one.open()
        assert shown["pending_node"]["text"] == f"Question {steps}?"
        assert [step["l1_note"] for step in shown["walked_path"]] == [one.problem] * steps
        assert provider.asked(one.problem) == asked[one.problem] + 1, "one of them had it made"


def truly_paid(sql: Sql, account: UUID, provider: Provider) -> None:
    """Nothing is there twice, and what the dead server asked for is still held."""
    walks = rows(sql, "select id, step_count, event_count from l1_walk_sessions where account_id = %s", account)
    assert sorted(count for _, count, _ in walks) == [0, 1, 1]
    answers = rows(sql, "select walk_id from l1_walk_events where account_id = %s and kind = 'answer'", account)
    assert len(answers) == len({walk_id for (walk_id,) in answers}) == 2
    assert rows(sql, "select count(*) from tickets where account_id = %s", account) == [(3,)]
    nodes = rows(sql, "select attempts, claim, node is null from l1_walk_nodes where account_id = %s", account)
    assert sorted(nodes) == [(1, None, False)] * 2 + [(2, None, False)] * 3
    assert len(provider.server.requests) == sum(attempts for attempts, _, _ in nodes) == 8
    states = rows(sql, "select state from ai_reservations where account_id = %s order by state", account)
    assert states == [("held",)] * 3 + [("settled",)] * 5


async def settled(sql: Sql, account: UUID) -> None:
    """Once their time is over, the calls of the dead server stand in the usage as lost, and hold nothing any more."""
    sql.execute("update ai_reservations set expires_at = now() where account_id = %s and state = 'held'", [account])
    sql.execute(
        "select procrastinate_defer_jobs_v1(array[row('default', 'ai.give_back', 0, null, null,"
        " jsonb_build_object('account_id', %s::text), null)]::procrastinate_job_to_defer_v1[])",
        [str(account)],
    )
    usage = (
        "select error, success, cost is null, count(*) from ai_usage where account_id = %s group by 1, 2, 3 order by 1"
    )
    await until(lambda: any(row[0] == "lost" for row in rows(sql, usage, account)))
    assert rows(sql, usage, account) == [("lost", False, True, 3), (None, True, False, 5)]
    held = rows(sql, "select count(*) from ai_reservations where account_id = %s and state = 'held'", account)
    counted = rows(sql, "select sum(walks), count(*) from ai_periods where account_id = %s", account)
    units = rows(sql, "select calls, paid_calls from ai_units where account_id = %s order by 1", account)
    assert (held, counted, units) == ([(0,)], [(3, 1)], [(1, 1), (2, 2), (2, 2)])
