"""The traps of deleting, on a real database with committed rows."""

from collections.abc import AsyncIterator

import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

import resolutionflow.registry  # noqa: F401
from resolutionflow.kit.ids import new_id
from resolutionflow.platform.db import Base, Database, Target
from resolutionflow.privacy.service import hard_delete_user
from resolutionflow.proposals.models import FlowProposal
from resolutionflow.walks.models import L1WalkSession
from tests.support.people import MadeAccount
from tests.support.rows import fill_empty_tables
from tests.walks.desk import Desk, Json, said

WHY = {"escalation_reason": "Ask Zelda, she knows", "escalation_reason_category": "other"}


@pytest.fixture
async def owner(owner_target: Target) -> AsyncIterator[Database]:
    made = Database(owner_target, pool_size=2)
    yield made
    await made.close()


async def _busy(desk: Desk) -> Json:
    """A walk with everything in it: steps, undone ones, notes, an escalation taken over and resolved."""
    client = desk.ok(await desk.account.l1.post("/api/v1/clients", json={"name": "Fabrikam"}), 201)
    walk = await desk.start(await desk.flow(), client_id=client["id"])
    desk.ok(await desk.step(walk, "power", "no", note="Zelda said so"))
    desk.ok(await desk.step(walk, "switch", "done", evidence="Zelda's screen"))
    desk.ok(await desk.act(walk, "back", {}))
    desk.ok(await desk.act(walk, "notes", {"walk_notes": ["Zelda wrote this"]}))
    desk.ok(await desk.act(walk, "escalate", WHY | {"recipient_ids": [str(desk.account.by_role("engineer").id)]}))
    desk.ok(await desk.act(walk, "take", by=desk.account.engineer))
    return desk.ok(await desk.act(walk, "resolve", {"resolution_notes": "Zelda's fix"}, by=desk.account.engineer))


async def _propose(desk: Desk, database: Database, walk: Json | None) -> str:
    """A proposal out of a walk, and another walk that walks it."""
    proposal, other = new_id(), new_id()
    async with database.transaction(desk.account.id) as session:
        session.add(
            FlowProposal(
                account_id=desk.account.id,
                id=proposal,
                l1_session_id=walk["id"] if walk else None,
                proposal_type="new_flow",
                title="Draft",
                proposed_flow_data={},
                reviewed_by=desk.account.by_role("engineer").id,
                reviewer_notes="Zelda likes it",
            )
        )
        await session.flush()
        session.add(
            L1WalkSession(
                account_id=desk.account.id,
                id=other,
                created_by_user_id=desk.account.by_role("owner").id,
                ticket_id="T-1",
                ticket_kind="psa",
                session_kind="proposal",
                flow_proposal_id=proposal,
            )
        )
    return str(proposal)


async def test_an_account_with_rows_in_every_table_can_be_deleted(
    desk: Desk, database: Database, owner_target: Target
) -> None:
    await _propose(desk, database, await _busy(desk))
    with psycopg.connect(owner_target.url) as connection:
        connection.execute("select set_config('app.account_id', %s, false)", [str(desk.account.id)])
        empty = fill_empty_tables(connection, desk.account.id)
        assert not empty, f"no row could be made in {sorted(empty)}"
        connection.commit()
        connection.execute("delete from accounts where id = %s", [desk.account.id])
        connection.commit()
        left = {
            table.name: count
            for table in Base.metadata.tables.values()
            if "account_id" in table.c
            and (
                count := connection.execute(
                    f"select count(*) from {table.name} where account_id = %s", [desk.account.id]
                ).fetchone()
            )
            != (0,)
        }
    assert left == {}


async def test_a_walked_flow_is_archived_not_deleted(desk: Desk, owner: Database) -> None:
    flow_id = await desk.flow()
    walk = await desk.start(flow_id)
    with pytest.raises(IntegrityError):
        async with owner.transaction(desk.account.id) as session:
            await session.execute(text("delete from flows where id = :id"), {"id": flow_id})
    assert (await desk.account.engineer.post(f"/api/v1/flows/{flow_id}/archive")).status_code in (200, 204)
    desk.ok(await desk.step(walk, "power", "yes"))
    assert (await desk.open(walk))["flow_title"] == "Printer does not print"


async def test_a_walk_whose_proposal_another_walk_used_goes_only_with_the_account(
    desk: Desk, database: Database
) -> None:
    walk = await _busy(desk)
    proposal = await _propose(desk, database, walk)
    for statement, subject in (
        ("delete from l1_walk_sessions where id = :id", walk["id"]),
        ("delete from flow_proposals where id = :id", proposal),
    ):
        with pytest.raises(IntegrityError):
            async with database.transaction(desk.account.id) as session:
                await session.execute(text(statement), {"id": subject})
    async with database.transaction(desk.account.id) as session:
        await session.execute(text("update flow_proposals set archived_at = now() where id = :id"), {"id": proposal})


async def test_events_can_not_be_changed_by_the_server(desk: Desk, database: Database) -> None:
    walk = await _busy(desk)
    for statement in ("update l1_walk_events set answer = 'x'", "delete from l1_walk_events"):
        with pytest.raises(Exception, match="permission denied"):
            async with database.transaction(desk.account.id) as session:
                await session.execute(text(f"{statement} where walk_id = :id"), {"id": walk["id"]})


async def test_a_purged_person_leaves_walks_that_can_be_read_and_no_words_of_theirs(
    desk: Desk, database: Database, owner: Database, other_account: MadeAccount
) -> None:
    walk = await _busy(desk)
    await _propose(desk, database, walk)
    for role in ("l1_tech", "engineer"):
        await hard_delete_user(owner, desk.account.id, desk.account.by_role(role).id)
    opened = await desk.open(walk, desk.account.owner)
    assert said(opened) == [("power", "No")]
    assert (opened["created_by"]["name"], opened["assigned_to"]["name"]) == ("Removed person", "Removed person")
    assert opened["walked_path"][0]["user"]["name"] == "Removed person"
    assert (opened["walk_notes"], opened["resolution_notes"], opened["escalation"]["recipients"]) == ([], None, [])
    assert (await desk.account.l1.get("/api/v1/me")).status_code == 401
    await _find_nothing_of(owner, desk, ["Zelda", str(desk.account.by_role("l1_tech").id), "l1_tech."])


async def _find_nothing_of(owner: Database, desk: Desk, words: list[str]) -> None:
    """Look through every column of every table of the account, as text."""
    async with owner.transaction(desk.account.id) as session:
        for table in Base.metadata.tables.values():
            if "account_id" not in table.c:
                continue
            rows = await session.execute(
                select(text("row_to_json(t)::text")).select_from(
                    text(f"(select * from {table.name} where account_id = :account_id) t")
                ),
                {"account_id": desk.account.id},
            )
            found = [row[0] for row in rows if any(word in row[0] for word in words)]
            assert not found, f"{table.name}: {found}"
