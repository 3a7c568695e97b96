"""Tickets through the API."""

import asyncio

import pytest
from httpx import AsyncClient

from tests.support.people import MadeAccount

TICKETS = "/api/v1/tickets"


async def made(by: AsyncClient, **payload: object) -> dict[str, object]:
    reply = await by.post(TICKETS, json={"title": "No sound"} | payload)
    assert reply.status_code == 201, reply.text
    assert reply.headers["etag"] == '"1"'
    ticket: dict[str, object] = reply.json()
    return ticket


async def titles(by: AsyncClient, **params: object) -> list[str]:
    reply = await by.get(TICKETS, params=params)  # type: ignore[arg-type]
    assert reply.status_code == 200, reply.text
    return [item["title"] for item in reply.json()["items"]]


async def test_tickets_of_ours_are_numbered_without_gaps_however_many_come_at_once(account: MadeAccount) -> None:
    tickets = await asyncio.gather(*(made(account.l1) for _ in range(24)))
    assert sorted(int(str(ticket["number"])) for ticket in tickets) == list(range(1, 25))
    refused = await account.l1.post(TICKETS, json={"title": "x", "client_id": str(account.id)})
    assert (refused.status_code, refused.json()["error"]) == (404, "client_not_found")
    assert (await made(account.l1))["number"] == 25


async def test_each_account_numbers_its_own(account: MadeAccount, other_account: MadeAccount) -> None:
    await made(account.l1)
    assert (await made(other_account.l1))["number"] == 1


async def test_a_ticket_of_a_ticket_system_is_known_once_by_its_id_and_link(account: MadeAccount) -> None:
    ticket = await made(account.l1, external_id="INC-1", link="https://psa.example/1")
    assert (ticket["kind"], ticket["ticket_id"], ticket["number"]) == ("psa", "INC-1", None)
    again = await account.l1.post(TICKETS, json={"title": "x", "external_id": "INC-1"})
    assert (again.status_code, again.json()["error"], again.json()["ticket_id"]) == (409, "ticket_there", ticket["id"])


async def test_a_change_needs_the_version_it_is_based_on(account: MadeAccount) -> None:
    ticket = await made(account.l1, asset="PC-7", contact="Ada")
    path = f"{TICKETS}/{ticket['id']}"
    change = {"status": "waiting", "priority": "urgent", "asset": None, "title": None}
    assert (await account.l1.patch(path, json=change)).status_code == 428
    done = await account.l1.patch(path, json=change, headers={"If-Match": '"1"'})
    assert done.status_code == 200
    shown = done.json()
    assert (shown["status"], shown["priority"], shown["asset"], shown["title"], shown["contact"]) == (
        "waiting",
        "urgent",
        None,
        "No sound",
        "Ada",
    )
    stale = await account.l1.patch(path, json=change, headers={"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["error"]) == (412, "ticket_changed")


async def test_only_people_of_the_account_are_assigned(account: MadeAccount, other_account: MadeAccount) -> None:
    ticket = await made(account.l1)
    path, version = f"{TICKETS}/{ticket['id']}", {"If-Match": '"1"'}
    stranger = {"assignee_user_id": str(other_account.by_role("owner").id)}
    refused = await account.l1.patch(path, json=stranger, headers=version)
    assert (refused.status_code, refused.json()["error"]) == (404, "no_such_assignee")
    own = {"assignee_user_id": str(account.by_role("engineer").id)}
    assert (await account.l1.patch(path, json=own, headers=version)).json()["assignee_name"] is not None


async def test_tickets_are_found_by_words_number_client_and_state(account: MadeAccount) -> None:
    client = (await account.l1.post("/api/v1/clients", json={"name": "Fabrikam 100%"})).json()
    await made(account.l1, title="Mail is slow", client_id=client["id"])
    await made(account.l1, title="Door is stuck", contact="Grace")
    await made(account.l1, title="Phone is silent", external_id="INC_9")
    assert await titles(account.l1, search="SLOW") == ["Mail is slow"]
    assert await titles(account.l1, search="grace") == ["Door is stuck"]
    assert await titles(account.l1, search="#2") == ["Door is stuck"]
    assert await titles(account.l1, search="inc_9") == ["Phone is silent"]
    assert await titles(account.l1, search="100%") == ["Mail is slow"]
    assert await titles(account.l1, search="incx9") == []
    assert await titles(account.l1, kind="psa") == ["Phone is silent"]
    assert await titles(account.l1, client_id=client["id"]) == ["Mail is slow"]
    assert await titles(account.l1, status="closed") == []


async def test_the_list_is_read_page_by_page_last_changed_first(account: MadeAccount) -> None:
    for number in range(5):
        await made(account.l1, title=f"T{number}")
    seen: list[str] = []
    params: dict[str, object] = {"limit": 2}
    while True:
        page = (await account.l1.get(TICKETS, params=params)).json()  # type: ignore[arg-type]
        seen += [item["title"] for item in page["items"]]
        if page["next"] is None:
            break
        params["after"] = page["next"]
    assert seen == ["T4", "T3", "T2", "T1", "T0"]


async def test_the_list_is_sorted_by_what_presses_most_and_by_age_page_by_page(account: MadeAccount) -> None:
    for number, priority in enumerate(("low", "urgent", "normal", "high", "urgent")):
        await made(account.l1, title=f"T{number}", priority=priority)
    by_priority, by_age = ["T1", "T4", "T3", "T2", "T0"], ["T0", "T1", "T2", "T3", "T4"]
    for sort, expected in (("priority", by_priority), ("oldest", by_age)):
        seen: list[str] = []
        params: dict[str, object] = {"limit": 2, "sort": sort}
        while True:
            page = (await account.l1.get(TICKETS, params=params)).json()  # type: ignore[arg-type]
            seen += [item["title"] for item in page["items"]]
            if page["next"] is None:
                break
            params["after"] = page["next"]
        assert seen == expected
        foreign = await account.l1.get(TICKETS, params={"sort": sort, "after": "WzksICJ4IiwgIngiXQ"})
        assert foreign.status_code == 422


async def test_the_queue_shows_what_is_mine_what_is_undone_and_what_presses(account: MadeAccount) -> None:
    me = str(account.by_role("l1_tech").id)
    await made(account.l1, title="Mine", assignee_user_id=me, priority="high")
    await made(account.l1, title="Nobody's")
    closed = await made(account.l1, title="Closed")
    await account.l1.patch(f"{TICKETS}/{closed['id']}", json={"status": "closed"}, headers={"If-Match": '"1"'})
    assert await titles(account.l1, mine=True) == ["Mine"]
    assert await titles(account.engineer, mine=True) == []
    assert sorted(await titles(account.l1, undone=True)) == ["Mine", "Nobody's"]
    assert await titles(account.l1, priority="high") == ["Mine"]
    assert await titles(account.l1, unassigned=True, undone=True) == ["Nobody's"]


async def test_the_next_ticket_is_the_most_pressing_and_of_those_the_oldest(account: MadeAccount) -> None:
    for number, priority in enumerate(("normal", "high", "high")):
        await made(account.l1, title=f"T{number}", priority=priority)
    await made(account.l1, title="Held", priority="urgent", assignee_user_id=str(account.by_role("owner").id))
    waiting = await made(account.l1, title="Waits", priority="urgent")
    await account.l1.patch(f"{TICKETS}/{waiting['id']}", json={"status": "waiting"}, headers={"If-Match": '"1"'})
    taken = [(await account.l1.post(f"{TICKETS}/next")).json() for _ in range(3)]
    assert [one["title"] for one in taken] == ["T1", "T2", "T0"]
    assert {one["assignee_user_id"] for one in taken} == {str(account.by_role("l1_tech").id)}
    empty = await account.l1.post(f"{TICKETS}/next")
    assert (empty.status_code, empty.json()["error"]) == (409, "queue_empty")


async def test_of_many_who_take_the_next_at_once_each_gets_another(account: MadeAccount) -> None:
    for number in range(12):
        await made(account.l1, title=f"T{number}")
    people = (account.l1, account.engineer, account.owner)
    taken = await asyncio.gather(*(people[n % 3].post(f"{TICKETS}/next") for n in range(12)))
    assert sorted(one.json()["number"] for one in taken) == list(range(1, 13))


async def test_a_lost_reply_takes_no_second_ticket(account: MadeAccount) -> None:
    await made(account.l1, title="T0")
    await made(account.l1, title="T1")
    headers = {"Idempotency-Key": "lost"}
    answers = [(await account.l1.post(f"{TICKETS}/next", headers=headers)).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(await titles(account.l1, mine=True)) == 1


async def test_by_hand_a_ticket_is_closed_and_reopened_but_never_resolved(account: MadeAccount) -> None:
    ticket = await made(account.l1)
    path = f"{TICKETS}/{ticket['id']}"
    assert ticket["may_become"] == ["in_progress", "waiting", "closed"]
    version = 1
    for status, done in (("resolved", False), ("escalated", False), ("closed", True), ("waiting", False)):
        answer = await account.l1.patch(path, json={"status": status}, headers={"If-Match": f'"{version}"'})
        assert answer.is_success is done, answer.text
        if not done:
            assert (answer.status_code, answer.json()["error"]) == (409, "status_not_by_hand")
        version += done
    again = await account.l1.patch(path, json={"status": "open"}, headers={"If-Match": f'"{version}"'})
    assert (again.json()["status"], again.json()["may_become"]) == ("open", ["in_progress", "waiting", "closed"])
    same = {"status": "open", "asset": "PC-7"}
    assert (await account.l1.patch(path, json=same, headers={"If-Match": f'"{version + 1}"'})).is_success


async def test_a_stranger_finds_nothing_and_a_viewer_is_not_let_in(
    account: MadeAccount, other_account: MadeAccount
) -> None:
    ticket = await made(account.l1)
    path = f"{TICKETS}/{ticket['id']}"
    assert (await other_account.owner.get(path)).status_code == 404
    patched = await other_account.owner.patch(path, json={"title": "x"}, headers={"If-Match": '"1"'})
    assert patched.status_code == 404
    assert (await account.viewer.get(path)).status_code == 403
    assert await titles(other_account.owner) == []


@pytest.mark.parametrize(
    "payload",
    [
        {"title": ""},
        {"title": "x" * 201},
        {"title": "a\x00"},
        {"title": "x", "priority": "now"},
        {"title": "x", "link": "ftp://x"},
        {"title": "x", "external_id": "y" * 65},
        {"title": "x", "number": 5},
    ],
)
async def test_what_makes_no_sense_is_refused(account: MadeAccount, payload: dict[str, object]) -> None:
    assert (await account.l1.post(TICKETS, json=payload)).status_code == 422
