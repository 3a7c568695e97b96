"""The palette finds flows, tickets, walks and clients by words."""

from httpx import AsyncClient

from resolutionflow.main import API
from resolutionflow.platform.db import Database
from tests.support.people import MadeAccount
from tests.support.work import run_jobs
from tests.walks.desk import Desk, Json


async def found(desk: Desk, words: str, by: AsyncClient | None = None) -> list[tuple[str, str, str | None]]:
    answer = await (by or desk.account.l1).get(f"{API}/palette", params={"words": words})
    items: list[Json] = desk.ok(answer)["items"]
    return [(item["kind"], item["title"], item["detail"]) for item in items]


async def test_one_search_finds_things_of_every_kind(desk: Desk, flow_id: str) -> None:
    client = desk.ok(await desk.account.l1.post(f"{API}/clients", json={"name": "Printer Palace"}), 201)
    walk = await desk.start(flow_id, client_id=client["id"])
    number = walk["ticket"]["number"]
    assert await found(desk, "PRINTER") == [
        ("walk", "The printer on the second floor does not print", "Printer does not print"),
        ("ticket", "The printer on the second floor does not print", f"#{number} · Printer Palace"),
        ("client", "Printer Palace", None),
        ("flow", "Printer does not print", "Printing"),
    ]


async def test_every_word_must_be_there_in_any_order(desk: Desk, flow_id: str) -> None:
    await desk.start(flow_id)
    assert {kind for kind, _, _ in await found(desk, "print floor")} == {"walk", "ticket"}
    assert await found(desk, "printer banana") == []
    assert await found(desk, "100% _") == []
    assert await found(desk, "   ") == []


async def test_a_ticket_is_found_by_its_number_before_any_other(desk: Desk) -> None:
    first = desk.ok(await desk.account.l1.post(f"{API}/tickets", json={"title": "No sound"}), 201)
    other = {"title": f"Asset {first['number']} has a crack"}
    desk.ok(await desk.account.l1.post(f"{API}/tickets", json=other), 201)
    for words in (str(first["number"]), f"#{first['number']}"):
        assert (await found(desk, words))[0] == ("ticket", "No sound", f"#{first['number']}")
    await desk.start(ticket={"kind": "psa", "id": "T20261121.0042"})
    assert (await found(desk, "t20261121.0042"))[0][2] == "T20261121.0042"


async def test_nobody_finds_what_they_may_not_see(desk: Desk, flow_id: str, other_account: MadeAccount) -> None:
    draft = {"title": "Printer draft", "description": "", "category": None, "tree": {"root_id": "", "nodes": {}}}
    await desk.account.engineer.post(f"{API}/flows", json=draft)
    await desk.start(flow_id, by=desk.account.l1)
    other_l1 = await desk.account.add_person("l1_tech")
    assert [kind for kind, _, _ in await found(desk, "printer", other_l1.client)] == ["ticket", "flow"]
    assert [kind for kind, _, _ in await found(desk, "printer", desk.account.by_role("viewer").client)] == ["flow"]
    assert await found(desk, "printer", other_account.l1) == []


async def test_archived_flows_and_clients_are_not_offered(desk: Desk, flow_id: str) -> None:
    client = desk.ok(await desk.account.l1.post(f"{API}/clients", json={"name": "Printer Palace"}), 201)
    await desk.account.l1.delete(f"{API}/clients/{client['id']}")
    desk.ok(await desk.account.engineer.post(f"{API}/flows/{flow_id}/archive"))
    assert await found(desk, "printer") == []


async def test_words_that_no_database_takes_are_refused(desk: Desk) -> None:
    for words in ("a\x00b", "x" * 201):
        assert (await desk.account.l1.get(f"{API}/palette", params={"words": words})).status_code == 422


async def test_a_mistyped_word_finds_what_the_flows_spell_rightly(desk: Desk, flow_id: str, database: Database) -> None:
    await run_jobs(database)
    assert ("flow", "Printer does not print", "Printing") in await found(desk, "prnter")
    assert await found(desk, "prnter banana") == []
    viewer = desk.account.by_role("viewer").client
    assert [kind for kind, _, _ in await found(desk, "prnter", viewer)] == ["flow"]
