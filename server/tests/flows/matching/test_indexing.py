"""Keeping up what is matched: only what changed is embedded, nothing stale is written, memory is bounded."""

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import select

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Role
from resolutionflow.flows.matching import indexing, queries
from resolutionflow.flows.matching.indexing import Target, embed_flow, embedded, put_vectors, put_words
from resolutionflow.flows.matching.library import Floats
from resolutionflow.flows.matching.models import MatchSubject, MatchTicket
from resolutionflow.flows.matching.passages import Subject, passages
from resolutionflow.flows.matching.service import match, purge_person, remember_resolved
from resolutionflow.flows.matching.shelves import Shelves
from resolutionflow.kit.ids import new_id
from resolutionflow.platform import vectors
from resolutionflow.platform.db import Database
from resolutionflow.proposals.models import FlowProposal
from tests.flows.matching.test_matching_service import FLOWS, OUTLOOK, PRINTER, VPN, publish
from tests.flows.matching.test_matching_service import match as matched
from tests.support.people import MadeAccount
from tests.support.work import run_jobs


def technician(account: MadeAccount) -> Actor:
    return Actor(account.id, account.by_role("l1_tech").id, "L1", Role.L1_TECH, can_cover_l1=False)


async def subject(account: MadeAccount, flow_id: str) -> MatchSubject | None:
    async with account.database.transaction(account.id) as session:
        return await queries.subject_of(session, account.id, UUID(flow_id))


async def test_only_passages_that_changed_are_embedded_again(
    account: MadeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    flow_id = await publish(account.engineer, *PRINTER)
    await run_jobs(account.database)
    asked: list[str] = []
    embed = vectors.embed

    def noted(text: str) -> Floats:
        asked.append(text)
        return embed(text)

    monkeypatch.setattr(vectors, "embed", noted)
    seen = await account.engineer.get(f"{FLOWS}/{flow_id}")
    tag = {"If-Match": seen.headers["ETag"]}
    await account.engineer.patch(f"{FLOWS}/{flow_id}", json={"description": "Nothing comes out."}, headers=tag)
    await run_jobs(account.database)
    assert asked == ["Nothing comes out."]


async def test_vectors_of_what_was_published_before_are_not_written_over_newer_ones(
    account: MadeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    flow_id = await publish(account.engineer, *PRINTER)
    await run_jobs(account.database)
    before = await subject(account, flow_id)
    read = indexing._read
    calls = 0

    async def changed_meanwhile(*arguments: object) -> tuple[Target, Subject] | None:
        nonlocal calls
        calls += 1
        found = await read(*arguments)  # type: ignore[arg-type]
        assert found is not None
        return (found[0], Subject("Old title")) if calls == 1 else found

    monkeypatch.setattr(indexing, "_read", changed_meanwhile)
    await embed_flow(account.database, account.id, UUID(flow_id))
    after = await subject(account, flow_id)
    assert before is not None
    assert after is not None
    assert after.passage_keys == before.passage_keys


async def test_a_flow_that_is_gone_is_not_embedded(account: MadeAccount) -> None:
    await embed_flow(account.database, account.id, new_id())


async def test_a_proposal_is_a_candidate_when_no_flow_can_be_started(account: MadeAccount) -> None:
    await publish(account.engineer, *OUTLOOK)
    await run_jobs(account.database)
    proposal = FlowProposal(
        account_id=account.id,
        id=new_id(),
        proposal_type="new_flow",
        title="Scanner does not scan",
        proposed_flow_data={},
        source="manual_draft",
    )
    words = Subject(proposal.title, "The scanner sends no mail.")
    async with account.database.transaction(account.id) as session:
        session.add(proposal)
        await session.flush()
        target = Target(proposal.title, "scan", flow_proposal_id=proposal.id)
        assert await put_words(session, account.id, target, words)
        await put_vectors(session, account.id, proposal.id, embedded(passages(words), {}))
        assert not await put_words(session, account.id, target, words)
    found = await matched(account.l1, "The scanner does not scan to mail")
    assert found["candidates"][0]["flow_proposal_id"] == str(proposal.id)
    assert found["candidates"][0]["flow_id"] is None
    assert found["candidates"][0]["score"] >= found["match_threshold"]
    started = await matched(account.l1, "Outlook won't open")
    assert [one["flow_proposal_id"] for one in started["candidates"]] == [None]


async def test_a_flow_keeps_its_twenty_newest_tickets_each_once(account: MadeAccount) -> None:
    flow_id = UUID(await publish(account.engineer, *PRINTER))
    actor = technician(account)
    for number in [*range(25), 24]:
        async with account.database.transaction(account.id) as session:
            await remember_resolved(session, actor, flow_id, f"Ticket {number}")
            await remember_resolved(session, actor, flow_id, "  ")
    async with account.database.transaction(account.id) as session:
        kept = (await session.execute(select(MatchTicket.problem_text).order_by(MatchTicket.id))).scalars().all()
    assert kept == [f"Ticket {number}" for number in range(5, 25)]


async def test_a_purged_persons_tickets_are_forgotten_and_match_no_more(
    account: MadeAccount, database: Database
) -> None:
    flow_id = UUID(await publish(account.engineer, *PRINTER))
    actor = technician(account)
    async with database.transaction(account.id) as session:
        await remember_resolved(session, actor, flow_id, "Zebra spits out blank labels")
    await run_jobs(database)
    assert (await matched(account.l1, "zebra labels"))["candidates"][0]["matched_words"] == ["zebra", "labels"]
    async with database.transaction(account.id) as session:
        await purge_person(session, account.id, actor.user_id)
    await run_jobs(database)
    assert (await matched(account.l1, "zebra labels"))["candidates"][0]["matched_words"] == []


async def test_a_process_gives_up_the_account_used_longest_ago_when_room_is_short(
    account: MadeAccount, other_account: MadeAccount
) -> None:
    for one in (account, other_account):
        await publish(one.engineer, *VPN)
    await run_jobs(account.database)
    shelves = Shelves(most_bytes=1)
    kept = []
    for one in (account, other_account, account):
        async with one.database.transaction(one.id) as session:
            bounds = await queries.bounds(session, one.id)
            kept.append(await shelves.of(session, one.id, bounds.revision))
            assert await shelves.of(session, one.id, bounds.revision) is kept[-1]
    assert kept[0] is not kept[2]
    assert [len(shelf.flows.kept) for shelf in kept] == [1, 1, 1]


async def test_many_matches_at_once_after_a_start_read_the_library_once(
    account: MadeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    await publish(account.engineer, *VPN)
    await run_jobs(account.database)
    reads = 0
    revisions = queries.revisions

    async def counted(*arguments: object) -> dict[UUID, UUID]:
        nonlocal reads
        reads += 1
        return await revisions(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(queries, "revisions", counted)

    async def one() -> float:
        async with account.database.transaction(account.id) as session:
            return (await match(session, technician(account), "VPN does not connect")).candidates[0].score

    scores = await asyncio.gather(*(one() for _ in range(8)))
    assert len(set(scores)) == 1
    assert reads == 1
