"""What was solved before, through the API."""

from typing import Any

from resolutionflow.main import API
from tests.support.people import MadeAccount
from tests.walks.desk import Desk, Json, error

LOOK = f"{API}/l1/look-alikes"


async def solved(desk: Desk, problem: str, how: str, **more: Any) -> Json:
    walk = await desk.start(problem_text=problem, **more)
    return Desk.ok(await desk.act(walk, "resolve", {"resolution_notes": how}))


async def look(desk: Desk, problem: str, **more: object) -> list[Json]:
    found: list[Json] = Desk.ok(await desk.account.l1.post(LOOK, json={"problem_text": problem} | more))["items"]
    return found


async def client(desk: Desk, name: str) -> str:
    return str(Desk.ok(await desk.account.l1.post(f"{API}/clients", json={"name": name}), 201)["id"])


async def test_a_problem_finds_how_the_like_of_it_was_solved_when_and_by_whom(desk: Desk) -> None:
    await solved(desk, "Outlook asks for the password again and again", "Cleared the credential manager")
    await solved(desk, "Scanner sends blurred pages by mail", "Cleaned the glass")
    (found,) = await look(desk, "The password is asked for again and again by Outlook")
    assert found["resolution_notes"] == "Cleared the credential manager"
    assert found["title"] == "Outlook asks for the password again and again"
    assert found["resolved_by"]["id"] == str(desk.account.by_role("l1_tech").id)
    assert found["resolved_at"] is not None
    assert found["ticket"]["row_id"] is not None
    assert await look(desk, "Coffee machine leaks") == []
    assert await look(desk, "") == []
    assert await look(desk, "the and of") == []


async def test_what_is_open_or_reopened_is_no_solution(desk: Desk) -> None:
    await desk.start(problem_text="Teams drops every call after a minute")
    assert await look(desk, "Teams drops every call after a minute") == []
    walk = await solved(desk, "Excel freezes when the macro starts", "Repaired Office")
    assert len(await look(desk, "Excel freezes at the macro")) == 1
    Desk.ok(await desk.act(walk, "reopen"))
    assert await look(desk, "Excel freezes at the macro") == []
    Desk.ok(await desk.act(walk, "resolve", {"resolution_notes": "Took the macro out"}))
    assert [one["resolution_notes"] for one in await look(desk, "Excel freezes at the macro")] == ["Took the macro out"]


async def test_the_clients_own_come_first_and_say_so(desk: Desk) -> None:
    contoso, fabrikam = await client(desk, "Contoso"), await client(desk, "Fabrikam")
    for one in (contoso, fabrikam):
        await solved(desk, "VPN stops with error 809 at home", f"Solved {one}", client_id=one)
    assert [one["client_name"] for one in await look(desk, "VPN error 809", client_id=contoso)] == [
        "Contoso",
        "Fabrikam",
    ]
    found = await look(desk, "VPN error 809", client_id=fabrikam)
    assert [(one["client_name"], one["same_client"]) for one in found] == [("Fabrikam", True), ("Contoso", False)]


async def test_a_ticket_that_was_solved_twice_stands_there_once_with_what_helped_last(desk: Desk) -> None:
    first = await solved(desk, "Docking station loses both screens", "Changed the cable")
    ticket = {"kind": "internal", "id": first["ticket_id"]}
    await solved(desk, "Docking station loses both screens", "Updated its firmware", ticket=ticket)
    found = await look(desk, "Docking station loses screens")
    assert [one["resolution_notes"] for one in found] == ["Updated its firmware"]


async def test_no_other_account_and_no_viewer_sees_it(desk: Desk, other_account: MadeAccount) -> None:
    await solved(desk, "Payroll export fails with code 17", "Secret of ours")
    theirs = Desk(other_account)
    await solved(theirs, "Phones ring twice in the hall", "x")
    assert await look(theirs, "Payroll export fails with code 17") == []
    refused = await desk.account.viewer.post(LOOK, json={"problem_text": "x"})
    assert error(refused) == (403, "role_does_not_allow")
    foreign = await desk.account.l1.post(LOOK, json={"problem_text": "x", "client_id": await client(theirs, "Theirs")})
    assert error(foreign) == (404, "client_not_found")


async def test_text_that_cannot_be_stored_or_is_too_long_is_refused(desk: Desk) -> None:
    for text in ("a\x00", "x" * 20_001):
        assert (await desk.account.l1.post(LOOK, json={"problem_text": text})).status_code == 422
    assert await look(desk, "x " * 9_000) == []


async def test_a_clients_last_ten_tickets_say_where_they_stand_and_how_they_were_solved(desk: Desk) -> None:
    contoso = await client(desk, "Contoso")
    for number in range(11):
        await desk.account.l1.post(f"{API}/tickets", json={"title": f"T{number}", "client_id": contoso})
    await solved(desk, "Mail is slow", "Emptied the archive", client_id=contoso)
    await desk.account.l1.post(f"{API}/tickets", json={"title": "Somebody else's"})
    path = f"{API}/clients/{contoso}/tickets"
    items = Desk.ok(await desk.account.l1.get(path))["items"]
    assert len(items) == 10
    assert [(one["title"], one["status"]) for one in items[:2]] == [("Mail is slow", "resolved"), ("T10", "open")]
    assert items[0]["solved"]["resolution_notes"] == "Emptied the archive"
    assert items[1]["solved"] is None
    assert (await desk.account.viewer.get(path)).status_code == 403


async def test_a_client_without_tickets_has_none(desk: Desk) -> None:
    assert Desk.ok(await desk.account.l1.get(f"{API}/clients/{await client(desk, 'New')}/tickets"))["items"] == []


async def test_a_ticket_shows_what_came_of_its_walks(desk: Desk) -> None:
    walk = await solved(desk, "Mail is slow", "Emptied the archive")
    page = Desk.ok(await desk.account.l1.get(f"{API}/tickets/{walk['ticket_id']}"))
    (shown,) = page["walks"]
    assert (shown["resolution_notes"], shown["status"], page["status"]) == (
        "Emptied the archive",
        "resolved",
        "resolved",
    )
    assert shown["ended_at"] is not None
