"""Accounts with thousands of flows to match with, written straight into the tables of matching."""

import json
from collections.abc import Iterator
from uuid import UUID

import numpy as np

from bench.rows import Connection, clone, one_row
from resolutionflow.flows.matching.indexing import RECIPE
from resolutionflow.flows.matching.library import DIMENSIONS, Entry
from resolutionflow.flows.matching.passages import KEY_BYTES
from resolutionflow.flows.matching.words import stem
from resolutionflow.kit.ids import new_id
from resolutionflow.platform import vectors

PASSAGES = 12
WORDS = 150
VOCABULARY = 15_000
SHORTEST = 4


def vocabulary() -> list[str]:
    """Real words, the common ones first: those of the model's tokenizer."""
    tokens = json.loads((vectors.MODEL_DIR / vectors.TOKENIZER_FILE).read_text("utf-8"))["model"]["vocab"]
    return [word for word in tokens if len(word) >= SHORTEST and word.isascii() and word.isalpha()][:VOCABULARY]


class Crowd:
    """Makes subjects and problems of words drawn as language draws them: the tenth commonest a tenth as often."""

    def __init__(self, seed: int = 0) -> None:
        self.dice = np.random.default_rng(seed)
        self.words = np.array(vocabulary())
        rarity = 1 / np.arange(1, len(self.words) + 1)
        self.odds = rarity / rarity.sum()

    def some(self, count: int) -> list[str]:
        """Different words."""
        found: list[str] = self.dice.choice(self.words, count, replace=False, p=self.odds).tolist()
        return found

    def problem(self) -> str:
        """A problem of 10 to 40 words."""
        return " ".join(self.some(int(self.dice.integers(10, 41))))

    def subject(self) -> tuple[bytes, bytes]:
        """Terms and vectors of a subject of 12 passages."""
        weights = dict(zip(map(stem, self.some(WORDS)), self.dice.uniform(0.1, 0.9, WORDS).tolist(), strict=True))
        rows = self.dice.integers(-127, 128, (PASSAGES, DIMENSIONS), np.int8)
        return Entry.of(weights).packed_terms(), rows.tobytes()

    def subjects(self, account_id: UUID, flow_ids: list[UUID]) -> Iterator[tuple[object, ...]]:
        """Rows of `match_subjects` in the order of `COLUMNS`."""
        for flow_id in flow_ids:
            terms, rows = self.subject()
            yield account_id, new_id(), flow_id, "Crowd", terms, rows, bytes(PASSAGES * KEY_BYTES), RECIPE, new_id()


COLUMNS = "account_id, id, flow_id, title, terms, vectors, passage_keys, recipe, revision"


def fill(connection: Connection, account_id: UUID, flow_id: str, count: int) -> None:
    """Give the account copies of its published flow until it has `count`, each with a subject of its own."""
    row = one_row(connection, "flows", account_id, flow_id)
    clone(connection, "flows", row, count - 1, {"id": "md5(random()::text || i::text)::uuid"})
    connection.execute("delete from match_subjects where account_id = %s", [account_id])
    found = connection.execute("select id from flows where account_id = %s", [account_id]).fetchall()
    with connection.cursor() as cursor, cursor.copy(f"copy match_subjects ({COLUMNS}) from stdin") as copy:
        for subject in Crowd().subjects(account_id, [flow for (flow,) in found]):
            copy.write_row(subject)
    connection.execute(
        "insert into match_revisions (account_id, revision) values (%s, %s)"
        " on conflict (account_id) do update set revision = excluded.revision",
        [account_id, new_id()],
    )
