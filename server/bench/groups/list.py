"""Pages of lists cost the same in an account with 10,000 rows as in one with 100, and so do pages deep inside."""

import statistics
from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

import uvloop

from bench.client import Connection
from bench.desk import API, make_flow, start_walk
from bench.figures import Figure, at_most, median_of, percentile
from bench.load import timed
from bench.product import held_database, installation
from bench.rows import Connection as Sql
from bench.rows import Somebody, clone, make_account, make_person, one_row, settle, superuser
from bench.trees import ring
from resolutionflow.walks.finding.engine import words

FEW, MANY = 100, 10_000
ROUNDS, TIMES = 5, 40
DEEP_PAGES = 40
LARGEST_PAGE = 200

LISTS = {
    "library": "/flows?limit=50",
    "library by title": "/flows?limit=50&sort=title",
    "tickets": "/tickets?limit=50",
    "walks": "/l1/sessions?limit=50",
    "escalations": "/l1/escalations?limit=50",
    "escalations, longest waiting first": "/l1/escalations?limit=50&sort=longest",
    "escalations by age": "/l1/escalations?limit=50&older_than_hours=1",
    "audit": "/audit?limit=50",
}

SELDOM = 60
"""So many of an account's escalations, the oldest ones, are of the category, for the person, or have the word."""

FILTERS = {
    "escalations for me": "/l1/escalations?limit=50&whose=me",
    "escalations for my team": "/l1/escalations?limit=50&whose=team",
    "closed escalations for me": "/l1/escalations?limit=50&whose=me&state=closed",
    "escalations of a seldom category": "/l1/escalations?limit=50&category=Seldom",
    "escalations with a seldom word": "/l1/escalations?limit=50&search=seldom",
    "escalations with a word that most have": "/l1/escalations?limit=40&search=second+floor+prin",
}
"""Lists that are narrowed, most of them to what lies at their far end; only their first page is compared."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account with so many rows in each list."""

    person: Somebody
    connection: Connection
    rows: int


async def filled(sql: Sql, port: int, rows: int) -> Account:
    """Make one of each through the API, and the others by copying it."""
    person = make_person(sql, make_account(sql), "admin")
    connection = Connection(port, person.token)
    flow_id = await make_flow(connection, ring())
    walker = await start_walk(connection, flow_id)
    reason = {"escalation_reason": "Needs admin rights", "escalation_reason_category": "needs_access"}
    walk = (await connection.post(f"{API}/l1/sessions/{walker.walk_id}/escalate", reason)).expect(200).json()
    earlier = "now() - i.i * interval '1 minute'"
    copies: dict[str, tuple[str, dict[str, str]]] = {
        "flows": (flow_id, {"updated_at": earlier, "title": "'Flow ' || i.i", "title_key": "'flow ' || i.i"}),
        "tickets": (walk["ticket_id"], {"updated_at": earlier, "number": "i.i + 10"}),
        "l1_walk_sessions": (
            walker.walk_id,
            {
                "last_step_at": earlier,
                "escalated_at": earlier,
                "category": f"case when i.i > {rows - SELDOM} then 'Seldom' else 'Often' end",
                "problem_text": f"case when i.i > {rows - SELDOM} then 'A seldom word' else base.problem_text end",
            },
        ),
    }
    for table, (row_id, changed) in copies.items():
        clone(sql, table, one_row(sql, table, person.account_id, row_id), rows, changed)
    told = "insert into escalation_recipients select account_id, id, %s from l1_walk_sessions where account_id = %s"
    sql.execute(f"{told} and category = 'Seldom'", [person.user_id, person.account_id])
    write_words(sql, person.account_id)
    newest = sql.execute("select id from audit_events where account_id = %s limit 1", [person.account_id]).fetchone()
    assert newest is not None
    clone(
        sql, "audit_events", one_row(sql, "audit_events", person.account_id, newest[0]), rows, {"created_at": earlier}
    )
    connection.close()  # the server may have given it up meanwhile
    return Account(person, connection, rows)


def close_some(sql: Sql, account: Account) -> None:
    """Copy escalations as closed ones, the oldest of them taken by the person."""
    wanted = "select id from l1_walk_sessions where account_id = %s and status = 'escalated' limit 1"
    walk = sql.execute(wanted, [account.person.account_id]).fetchone()
    assert walk is not None
    row = one_row(sql, "l1_walk_sessions", account.person.account_id, walk[0]) | {"status": "resolved"}
    earlier = "now() - i.i * interval '1 minute'"
    taker = f"case when i.i > {account.rows - SELDOM} then '{account.person.user_id}'::uuid end"
    changed = {"last_step_at": earlier, "escalated_at": earlier, "assigned_to_user_id": taker}
    clone(sql, "l1_walk_sessions", row, account.rows, changed)


def write_words(sql: Sql, account_id: UUID) -> None:
    """Give copied escalations the words that escalating gives them."""
    problems = sql.execute("select distinct problem_text from l1_walk_sessions where account_id = %s", [account_id])
    for (problem,) in problems.fetchall():
        sql.execute(
            "insert into escalation_words (account_id, walk_id, word)"
            " select account_id, id, word from l1_walk_sessions cross join unnest(%s::text[]) word"
            " where account_id = %s and problem_text = %s on conflict do nothing",
            [words([problem]), account_id, problem],
        )


async def page(account: Account, path: str) -> None:
    """Fetch one page."""
    (await account.connection.get(API + path)).expect(200)


async def deep(account: Account, path: str) -> str:
    """The path of a page far from the beginning."""
    cursor: str | None = None
    for _ in range(DEEP_PAGES):
        whole = path.replace("limit=50", f"limit={LARGEST_PAGE}") + (f"&after={quote(cursor)}" if cursor else "")
        cursor = (await account.connection.get(API + whole)).expect(200).json()["next"]
        assert cursor, f"{path} ended too early"
    return f"{path}&after={quote(cursor or '')}"


async def compared(few: Account, many: Account, name: str, path: str) -> list[Figure]:
    """First pages of both, and a deep page, by turns."""
    far = await deep(many, path)
    firsts, deeps, milliseconds = [], [], []
    for _ in range(ROUNDS):
        times = [
            (
                await timed(lambda: page(few, path)),
                await timed(lambda: page(many, path)),
                await timed(lambda: page(many, far)),
            )
            for _ in range(TIMES)
        ]
        small, large, distant = (statistics.median(column) for column in zip(*times, strict=True))
        firsts.append(large / small)
        deeps.append(distant / small)
        milliseconds.append(large)
    return [
        median_of(f"{name}: first page of {MANY:,} over of {FEW}", firsts, target=at_most(1.3)),
        median_of(f"{name}: a page {DEEP_PAGES * LARGEST_PAGE:,} rows in, over", deeps, target=at_most(1.3)),
        median_of(f"{name}: first page of {MANY:,}", milliseconds, "ms"),
    ]


async def narrowed(few: Account, many: Account, name: str, path: str) -> list[Figure]:
    """First pages of both, by turns."""
    for account in (few, many):
        items = (await account.connection.get(API + path)).expect(200).json()["items"]
        assert len(items) >= 40, f"{path} found {len(items)}"
    ratios, milliseconds, slow = [], [], []
    for _ in range(ROUNDS):
        times = [(await timed(lambda: page(few, path)), await timed(lambda: page(many, path))) for _ in range(TIMES)]
        small, large = (statistics.median(column) for column in zip(*times, strict=True))
        ratios.append(large / small)
        milliseconds.append(large)
        slow.append(percentile([pair[1] for pair in times], 0.95))
    return [
        median_of(f"{name}: of {MANY:,} over of {FEW}", ratios, target=at_most(1.3)),
        median_of(f"{name}: of {MANY:,}", milliseconds, "ms"),
        median_of(f"{name}: p95 of {MANY:,}", slow, "ms"),
    ]


def measure() -> list[Figure]:
    """Two accounts of one installation."""
    with installation() as product:
        product.start()
        with held_database(product) as server, superuser(server) as sql:

            async def both() -> list[Figure]:
                few, many = await filled(sql, product.port, FEW), await filled(sql, product.port, MANY)
                close_some(sql, few)
                close_some(sql, many)
                settle(sql)
                whole = [figure for name, path in LISTS.items() for figure in await compared(few, many, name, path)]
                whole += [figure for name, path in FILTERS.items() for figure in await narrowed(few, many, name, path)]
                return whole

            return uvloop.run(both())
