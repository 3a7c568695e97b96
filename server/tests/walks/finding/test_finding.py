"""Searching the escalations inbox by words, through the API."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import psycopg
import pytest
import sqlalchemy as sa

from resolutionflow.main import API
from resolutionflow.migrations.versions.v0021_escalation_words import fill
from resolutionflow.platform.db import Database, Target, psycopg_conninfo
from resolutionflow.privacy.service import hard_delete_user
from resolutionflow.walks.finding import queries
from tests.support.people import MadeAccount
from tests.support.work import run_jobs
from tests.walks.desk import RING, Desk, Json

INBOX = f"{API}/l1/escalations"
WHY = {"escalation_reason": "Needs rights on the domain", "escalation_reason_category": "needs_access"}

pytestmark = pytest.mark.parametrize("few", [queries.FEW, 0], ids=["a seldom word", "a word that many have"])
"""Both ways of looking find the same."""


@pytest.fixture(autouse=True)
def _few(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "FEW", few)


async def escalated(desk: Desk, flow_id: str | None = None, **more: Any) -> Json:
    walk = await desk.start(flow_id, **more)
    done: Json = desk.ok(await desk.act(walk, "escalate", WHY))
    return done


async def found(desk: Desk, search: str, by: str = "engineer", **asked: Any) -> list[str]:
    listed = desk.ok(await desk.account.by_role(by).client.get(INBOX, params={"search": search} | asked))
    return [item["id"] for item in listed["items"]]


async def client_of(desk: Desk, name: str = "Harbour Clinic") -> Json:
    made: Json = desk.ok(await desk.account.owner.post(f"{API}/clients", json={"name": name}), 201)
    return made


async def change(desk: Desk, path: str, version: int, **changes: str) -> None:
    headers = {"If-Match": f'"{version}"'}
    desk.ok(await desk.account.owner.patch(f"{API}/{path}", json=changes, headers=headers))


async def test_every_word_is_found_wherever_it_stands(desk: Desk, flow_id: str) -> None:
    client = await client_of(desk)
    walk = await escalated(desk, flow_id, client_id=client["id"], problem_text="Scanner on floor 3 beeps\nE-4711")
    other = await escalated(desk, problem_text="Mail bounces")
    for search in ("scanner", "scan flo", "E-4711", "harbour", "clinic beeps", "does not print", "RIGHTS domain"):
        assert walk["id"] in await found(desk, search), search
    assert await found(desk, "scanner bounces") == []
    assert await found(desk, "canner") == []
    assert await found(desk, "domain") == [other["id"], walk["id"]]
    assert await found(desk, "...") == []


async def test_whatever_state_it_has_it_is_found_there_alone(desk: Desk) -> None:
    walk = await escalated(desk, problem_text="Scanner beeps")
    assert await found(desk, "scanner") == [walk["id"]]
    desk.ok(await desk.act(walk, "take", by=desk.account.engineer))
    assert (await found(desk, "scanner"), await found(desk, "scanner", state="taken")) == ([], [walk["id"]])
    desk.ok(await desk.act(walk, "resolve", {"resolution_notes": "Quiet now"}, by=desk.account.engineer))
    assert (await found(desk, "scanner", state="taken"), await found(desk, "scanner", state="closed")) == (
        [],
        [walk["id"]],
    )


async def test_what_was_never_escalated_is_not_there(desk: Desk) -> None:
    walk = await desk.start(problem_text="Scanner beeps")
    desk.ok(await desk.act(walk, "abandon"))
    assert [await found(desk, "scanner", state=state) for state in ("open", "taken", "closed")] == [[], [], []]


async def test_a_new_reason_replaces_the_one_before(desk: Desk) -> None:
    walk = await escalated(desk, problem_text="Scanner beeps")
    desk.ok(await desk.act(walk, "take", by=desk.account.engineer))
    again = {"escalation_reason": "Vendor must come", "escalation_reason_category": "needs_onsite"}
    desk.ok(await desk.act(walk, "escalate", again, by=desk.account.engineer))
    assert (await found(desk, "vendor"), await found(desk, "rights")) == ([walk["id"]], [])


async def test_what_is_masked_in_the_reason_is_not_found_by_it(desk: Desk) -> None:
    walk = await desk.start(problem_text="Scanner beeps")
    secret = WHY | {"escalation_reason": "The password: hunter2-Zebra! does not work"}
    desk.ok(await desk.act(walk, "escalate", secret))
    assert (await found(desk, "work"), await found(desk, "hunter2")) == ([walk["id"]], [])


async def test_it_is_read_page_by_page_with_other_filters(desk: Desk) -> None:
    made = [await escalated(desk, problem_text=f"Scanner {n} beeps", category="Scan") for n in range(5)]
    await escalated(desk, problem_text="Scanner beeps", category="Other")
    seen: list[str] = []
    after: dict[str, Any] = {}
    while True:
        params: Json = {"search": "beeps scanner", "limit": 2, "category": "Scan", "sort": "longest"} | after
        page = desk.ok(await desk.account.engineer.get(INBOX, params=params))
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert seen == [walk["id"] for walk in made]


async def test_nobody_finds_what_their_inbox_does_not_hold(desk: Desk, other_account: MadeAccount) -> None:
    colleague = await desk.account.add_person("l1_tech")
    walk = await desk.start(problem_text="Scanner beeps", by=colleague.client)
    desk.ok(await desk.act(walk, "escalate", WHY, by=colleague.client))
    await escalated(Desk(other_account), problem_text="Scanner beeps")
    assert await found(desk, "scanner", by="l1_tech") == []
    assert await found(desk, "scanner") == [walk["id"]]


async def test_new_names_of_client_flow_and_ticket_are_followed(
    desk: Desk, flow_id: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resolutionflow.walks.finding.service.AT_ONCE", 1)
    client = await client_of(desk)
    walks = [await escalated(desk, flow_id, client_id=client["id"]) for _ in range(2)]
    ticket = walks[0]["ticket"]["row_id"]
    await change(desk, f"clients/{client['id']}", client["version"], name="Seaside Clinic")
    row = desk.ok(await desk.account.owner.get(f"{API}/flows/{flow_id}"))
    await change(desk, f"flows/{flow_id}", row["row_version"], title="Paper does not move")
    shown = desk.ok(await desk.account.owner.get(f"{API}/tickets/{ticket}"))
    await change(desk, f"tickets/{ticket}", shown["version"], title="Feeder stuck")
    await run_jobs(database)
    both = [walk["id"] for walk in reversed(walks)]
    assert (await found(desk, "seaside"), await found(desk, "harbour")) == (both, [])
    assert await found(desk, "move paper") == both
    assert await found(desk, "feeder") == [walks[0]["id"]]


async def test_a_ticket_of_a_ticket_system_is_found_by_its_id_and_its_new_title(desk: Desk, database: Database) -> None:
    walk = await escalated(desk, problem_text="Mail bounces", ticket={"kind": "psa", "id": "T2026.0042"})
    ticket = walk["ticket"]["row_id"]
    shown = desk.ok(await desk.account.owner.get(f"{API}/tickets/{ticket}"))
    await change(desk, f"tickets/{ticket}", shown["version"], title="Mailbox full")
    await run_jobs(database)
    for search in ("t2026", "0042", "mailbox"):
        assert await found(desk, search) == [walk["id"]]


async def test_the_flow_that_it_goes_on_with_is_followed_and_taken_back(desk: Desk, flow_id: str) -> None:
    other = await desk.flow(RING, "Ask once more")
    walk = await escalated(desk, flow_id, problem_text="Scanner beeps")
    engineer = desk.account.engineer
    desk.ok(await desk.act(walk, "take", by=engineer))
    desk.ok(await desk.act(walk, "switch", {"flow_id": other}, by=engineer))
    assert (await found(desk, "once more", state="taken"), await found(desk, "printer", state="taken")) == (
        [walk["id"]],
        [],
    )
    desk.ok(await desk.act(walk, "back", {}, by=engineer))
    assert (await found(desk, "once more", state="taken"), await found(desk, "printer", state="taken")) == (
        [],
        [walk["id"]],
    )


async def test_a_very_long_problem_is_found_by_its_beginning_and_its_reason(desk: Desk) -> None:
    words = " ".join(f"w{n}" for n in range(2_000))
    walk = await escalated(desk, problem_text=words)
    for search in ("w1", "w200", "rights"):
        assert await found(desk, search) == [walk["id"]]


@pytest.fixture
async def owner(owner_target: Target) -> AsyncIterator[Database]:
    made = Database(owner_target, pool_size=2)
    yield made
    await made.close()


async def test_a_purged_persons_reason_is_found_no_more(desk: Desk, owner: Database) -> None:
    walk = await escalated(desk, problem_text="Scanner needs a push")
    await hard_delete_user(owner, desk.account.id, desk.account.by_role("l1_tech").id)
    assert [await found(desk, search) for search in ("rights", "domain")] == [[], []]
    assert [await found(desk, search) for search in ("scanner", "needs")] == [[walk["id"]]] * 2


async def test_what_was_escalated_before_this_version_is_found(
    desk: Desk, flow_id: str, owner_target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resolutionflow.migrations.versions.v0021_escalation_words.AT_ONCE", 2)
    client = await client_of(desk)
    walks = [await escalated(desk, flow_id, client_id=client["id"]) for _ in range(3)]
    psa = await escalated(desk, problem_text="Mail bounces", ticket={"kind": "psa", "id": "T2026.0042"})
    before = await _words(desk)
    engine = sa.create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(psycopg_conninfo(owner_target)), poolclass=sa.NullPool
    )
    with engine.begin() as connection:
        connection.execute(sa.text("truncate escalation_words"))
        fill(connection)
    engine.dispose()
    assert await _words(desk) == before
    assert await found(desk, "harbour") == [walk["id"] for walk in reversed(walks)]
    assert await found(desk, "t2026") == [psa["id"]]


async def _words(desk: Desk) -> set[tuple[UUID, str, bool]]:
    async with desk.account.database.transaction(desk.account.id) as session:
        rows = await session.execute(sa.text("select walk_id, word, of_reason from escalation_words"))
        return {(walk_id, word, of_reason) for walk_id, word, of_reason in rows}
