"""What is matched well before vectors are made, what is offered beside the best, and what starts nothing."""

import pytest
from httpx import AsyncClient

from resolutionflow.platform import vectors
from tests.flows.matching.test_matching_service import OUTLOOK, PRINTER, VPN, match, publish
from tests.support.people import MadeAccount
from tests.support.work import run_jobs

CLEAR = "Since this morning Outlook closes at once when I start it"
NEIGHBOURS = (
    ("Outlook asks for the password again", "The password prompt comes back.", "Clear stored credentials."),
    ("Outlook does not send mail", "Mail stays in the outbox.", "Switch off working offline."),
    ("Outlook search finds nothing", "Search in the mailbox returns no mail.", "Rebuild the index."),
    ("Printer does not print", "Jobs stay in the queue.", "Restart the print spooler."),
)
INTAKE = "/api/v1/l1/intake"


async def indexed_by_words(account: MadeAccount, monkeypatch: pytest.MonkeyPatch, *flows: tuple[str, str, str]) -> None:
    """Flows as they are just after an import: words written, vectors still to be made."""
    with monkeypatch.context() as without:
        without.setattr(vectors, "available", lambda: False)
        for flow in flows:
            await publish(account.engineer, *flow)
        await run_jobs(account.database)


async def take_in(client: AsyncClient, problem: str) -> dict[str, object]:
    answer = await client.post(INTAKE, json={"problem_text": problem, "ticket": {"kind": "internal"}})
    assert answer.status_code == 200, answer.text
    body: dict[str, object] = answer.json()
    return body


async def test_a_clear_problem_starts_its_flow_before_any_vectors_are_made(
    account: MadeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    await indexed_by_words(account, monkeypatch, OUTLOOK, VPN, PRINTER)
    found = await match(account.l1, CLEAR)
    assert (found["by_text_alone"], found["waiting_for_vectors"]) == (False, 3)
    assert found["candidates"][0]["title"] == OUTLOOK[0]
    assert found["candidates"][0]["score"] >= found["match_threshold"]


async def test_a_flow_published_a_moment_ago_is_found_beside_flows_that_have_vectors(
    account: MadeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    for flow in (VPN, PRINTER):
        await publish(account.engineer, *flow)
    await run_jobs(account.database)
    await indexed_by_words(account, monkeypatch, OUTLOOK)
    found = await match(account.l1, CLEAR)
    assert found["waiting_for_vectors"] == 1
    assert found["candidates"][0]["title"] == OUTLOOK[0]
    assert found["candidates"][0]["score"] >= found["match_threshold"]
    old = await match(account.l1, "I can't reach the office network from home, the VPN client does not connect")
    assert old["candidates"][0]["title"] == VPN[0]
    assert old["candidates"][0]["score"] >= old["match_threshold"]


async def test_when_nothing_fits_while_flows_are_still_indexed_the_answer_says_so(
    account: MadeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    await indexed_by_words(account, monkeypatch, OUTLOOK, VPN)
    early = await take_in(account.l1, "The projector in room four stays dark")
    assert (early["outcome"], early["still_indexing"]) == ("out_of_scope", 2)
    assert "still being indexed" in str(early["reason"])
    await publish(account.engineer, *PRINTER)
    await run_jobs(account.database)


@pytest.mark.parametrize(
    "problem",
    ["printer", "Printer!", "printer problem", "it does not work", "help", "my computer is broken, please help", "VPN"],
)
@pytest.mark.parametrize("flows", [(PRINTER,), (PRINTER, VPN, OUTLOOK)])
async def test_one_word_or_a_vague_problem_starts_nothing(
    account: MadeAccount, flows: tuple[tuple[str, str, str], ...], problem: str
) -> None:
    for flow in flows:
        await publish(account.engineer, *flow)
    await run_jobs(account.database)
    found = await match(account.l1, problem)
    assert all(one["score"] < found["match_threshold"] for one in found["candidates"])
    assert (await take_in(account.l1, problem))["outcome"] != "started"


async def test_near_neighbours_are_offered_with_their_words_and_others_are_not(account: MadeAccount) -> None:
    for flow in NEIGHBOURS:
        await publish(account.engineer, *flow)
    await run_jobs(account.database)
    offered = await take_in(account.l1, "Outlook search and sending mail hang")
    assert offered["outcome"] == "suggestions"
    candidates = offered["candidates"]
    assert isinstance(candidates, list)
    assert [one["title"] for one in candidates] == ["Outlook search finds nothing", "Outlook does not send mail"]
    assert all("outlook" in one["matched_words"] for one in candidates)
    scores = [one["score"] for one in candidates]
    assert scores == sorted(scores, reverse=True)
    assert (await take_in(account.l1, "The coffee machine leaks on the third floor"))["outcome"] == "out_of_scope"
