"""Lists of walks, and the page of a ticket."""

from tests.support.people import MadeAccount
from tests.walks.desk import Desk


async def listed(desk: Desk, by: object = None, **params: object) -> list[str]:
    client = by or desk.account.l1
    return [item["id"] for item in desk.ok(await client.get("/api/v1/l1/sessions", params=params))["items"]]  # type: ignore[attr-defined]


async def test_technicians_see_their_own_walks_and_staff_see_all(
    desk: Desk, flow_id: str, other_account: MadeAccount
) -> None:
    mine = await desk.start(flow_id)
    colleague = await desk.account.add_person("l1_tech")
    theirs = await desk.start(flow_id, by=colleague.client)
    assert await listed(desk) == [mine["id"]]
    assert await listed(desk, desk.account.engineer) == [theirs["id"], mine["id"]]
    assert await listed(desk, desk.account.engineer, mine=True) == []
    assert await listed(desk, other_account.owner) == []
    assert (await desk.account.viewer.get("/api/v1/l1/sessions")).status_code == 403


async def test_a_walk_taken_over_is_in_its_takers_list(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    why = {"escalation_reason": "No rights", "escalation_reason_category": "needs_access"}
    desk.ok(await desk.act(walk, "escalate", why))
    desk.ok(await desk.act(walk, "take", by=desk.account.engineer))
    assert await listed(desk, desk.account.engineer, mine=True) == [walk["id"]]
    assert await listed(desk) == [walk["id"]]


async def test_the_list_is_filtered_and_read_page_by_page(desk: Desk, flow_id: str) -> None:
    walks = [await desk.start(flow_id, ticket={"kind": "psa", "id": f"T-{number}"}) for number in range(5)]
    desk.ok(await desk.act(walks[0], "abandon"))
    assert await listed(desk, status="abandoned") == [walks[0]["id"]]
    assert await listed(desk, ticket_id="T-3") == [walks[3]["id"]]
    seen: list[str] = []
    params: dict[str, str | int] = {"limit": 2, "status": "active"}
    while True:
        page = desk.ok(await desk.account.l1.get("/api/v1/l1/sessions", params=params))
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        params["after"] = page["next"]
    assert seen == [walk["id"] for walk in reversed(walks[1:])]


async def test_a_cursor_that_no_list_made_is_refused(desk: Desk) -> None:
    for cursor in ("x", "WzFd", "WyIyMDI2LTAxLTAxIiwgInQiXQ", "W251bGwsbnVsbF0"):
        reply = await desk.account.l1.get("/api/v1/l1/sessions", params={"after": cursor})
        assert (reply.status_code, reply.json()["error"]) == (422, "bad_cursor")


async def test_a_line_of_the_list_says_what_it_is_about(desk: Desk, flow_id: str) -> None:
    client = desk.ok(await desk.account.l1.post("/api/v1/clients", json={"name": "Fabrikam"}), 201)
    walk = await desk.start(flow_id, client_id=client["id"])
    await desk.start(problem_text="Telephone is silent\nsince noon")
    page = desk.ok(await desk.account.l1.get("/api/v1/l1/sessions"))
    adhoc, on_flow = page["items"]
    assert (on_flow["title"], on_flow["client_name"]) == ("Printer does not print", "Fabrikam")
    assert on_flow["ticket"]["number"] == walk["ticket"]["number"]
    assert (adhoc["title"], adhoc["session_kind"]) == ("Telephone is silent", "adhoc")


async def test_the_page_of_a_ticket_shows_its_walks_and_who_walks_it_now(desk: Desk, flow_id: str) -> None:
    first = await desk.start(flow_id)
    desk.ok(await desk.act(first, "abandon"))
    second = await desk.start(flow_id, ticket={"kind": "internal", "id": first["ticket_id"]})
    page = desk.ok(await desk.account.engineer.get(f"/api/v1/tickets/{first['ticket_id']}"))
    assert [walk["id"] for walk in page["walks"]] == [second["id"], first["id"]]
    assert [person["id"] for person in page["walked_now_by"]] == [second["created_by"]["id"]]
