"""Matching a problem in an account with 10,000 flows over one with 100; 12 passages a flow."""

import random
from collections.abc import Iterator
from uuid import UUID

import numpy as np
import uvloop

from bench.client import Connection
from bench.desk import API, make_flow
from bench.figures import Figure, at_most, median_of, percentile
from bench.load import timed
from bench.product import held_database, installation
from bench.rows import Connection as Sql
from bench.rows import Somebody, clone, make_account, make_person, one_row, settle, superuser
from bench.trees import ring
from resolutionflow.flows.matching.indexing import RECIPE
from resolutionflow.flows.matching.library import DIMENSIONS, Entry
from resolutionflow.flows.matching.passages import KEY_BYTES, Subject, weights
from resolutionflow.kit.ids import new_id

FEW, MANY = 100, 10_000
PASSAGES = 12
VOCABULARY = 6_000
PROBLEM_WORDS = 25
ROUNDS, PROBLEMS = 5, 60
WARM = 10


class Writer:
    """Writes texts in which words are about as common as in a language (Zipf's law); the same ones every time."""

    def __init__(self) -> None:
        self.chance = random.Random(7)
        syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
        self.words = ["".join(self.chance.choices(syllables, k=self.chance.randint(2, 4))) for _ in range(VOCABULARY)]
        self.shares = [1 / rank for rank in range(1, VOCABULARY + 1)]

    def text(self, words: int) -> str:
        """A text of so many words."""
        return " ".join(self.chance.choices(self.words, self.shares, k=words))


def subjects(writer: Writer, count: int) -> Iterator[tuple[str, Entry]]:
    """Titles and entries of so many flows; their vectors lie in directions of their own."""
    numbers = np.random.default_rng(7)
    for _ in range(count):
        title = writer.text(6)
        subject = Subject(title, writer.text(20), [writer.text(15) for _ in range(PASSAGES - 2)])
        vectors = list(numbers.standard_normal((PASSAGES, DIMENSIONS), np.float32))
        yield title, Entry.of(weights(subject), vectors)


def fill(sql: Sql, account_id: UUID, flow_id: str, count: int) -> None:
    """Flows and what they are matched by, written as publishing writes it."""
    writer = Writer()
    clone(sql, "flows", one_row(sql, "flows", account_id, flow_id), count)
    flows = sql.execute(
        "select id from flows f where account_id = %s and not exists"
        " (select from match_subjects m where m.account_id = f.account_id and m.flow_id = f.id)",
        [account_id],
    ).fetchall()
    columns = "account_id, id, flow_id, title, terms, vectors, passage_keys, recipe, revision"
    with sql.cursor() as cursor, cursor.copy(f"copy match_subjects ({columns}) from stdin (format binary)") as copy:
        copy.set_types(["uuid", "uuid", "uuid", "varchar", "bytea", "bytea", "bytea", "int4", "uuid"])
        for (flow,), (title, entry) in zip(flows, subjects(writer, count), strict=False):
            terms, vectors = entry.packed_terms(), entry.packed_vectors()
            keys = bytes(KEY_BYTES * PASSAGES)
            copy.write_row((account_id, new_id(), flow, title[:255], terms, vectors, keys, RECIPE, new_id()))
    sql.execute("update match_revisions set revision = %s where account_id = %s", [new_id(), account_id])


async def account_of(sql: Sql, port: int, flows: int) -> tuple[Somebody, Connection]:
    """An account with so many flows."""
    person = make_person(sql, make_account(sql), "admin")
    connection = Connection(port, person.token)
    fill(sql, person.account_id, await make_flow(connection, ring()), flows)
    return person, connection


async def matched(connection: Connection, problem: str) -> float:
    """Milliseconds of matching one problem."""
    return await timed(lambda: connection.post(f"{API}/flows/match", {"problem_text": problem}))


async def compare(few: Connection, many: Connection) -> list[Figure]:
    """Match by turns."""
    writer = Writer()
    writer.chance.seed(11)
    first = [await matched(connection, writer.text(PROBLEM_WORDS)) for connection in (few, many)]
    for _ in range(WARM):
        await matched(few, writer.text(PROBLEM_WORDS))
        await matched(many, writer.text(PROBLEM_WORDS))
    ratios, p95s, medians, smalls = [], [], [], []
    for _ in range(ROUNDS):
        problems = [writer.text(PROBLEM_WORDS) for _ in range(PROBLEMS)]
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
    with installation() as product:
        product.start()
        with held_database(product) as server, superuser(server) as sql:

            async def whole() -> list[Figure]:
                _, few = await account_of(sql, product.port, FEW)
                _, many = await account_of(sql, product.port, MANY)
                settle(sql)
                return await compare(few, many)

            return uvloop.run(whole())
