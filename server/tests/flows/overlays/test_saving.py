"""Saving, listing and giving up clients' versions of a flow; who may."""

import asyncio

from resolutionflow.main import API
from tests.flows.overlays.office import CHANGES, Office, office
from tests.support.people import MadeAccount
from tests.walks.desk import PRINTER, Desk, error


async def test_of_two_who_save_at_once_one_is_told(account: MadeAccount) -> None:
    contoso = await office(account)
    version = (await contoso.read())["version"]
    answers = await asyncio.gather(*(contoso.put({"fill": {"text": f"Fill it {n}"}}, version) for n in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
    stale = next(answer for answer in answers if answer.status_code == 412)
    assert stale.json()["error"] == "overlay_changed"
    missing = await account.engineer.put(contoso.path, json={"changes": {}})
    assert missing.status_code == 428


async def test_two_who_make_it_at_once_get_the_same(account: MadeAccount) -> None:
    contoso = await office(account)
    path, body = f"{API}/flows/{contoso.flow_id}/overlays", {"client_id": contoso.client_id}
    made = await asyncio.gather(*(account.engineer.post(path, json=body) for _ in range(4)))
    assert {Desk.ok(answer, 201)["id"] for answer in made} == {(await contoso.read())["id"]}


async def test_it_is_given_up_and_brought_back_from_its_versions(account: MadeAccount) -> None:
    contoso = await office(account)
    await contoso.save(CHANGES, note="First")
    assert (await account.engineer.delete(contoso.path)).status_code == 204
    assert (await account.engineer.delete(contoso.path)).status_code == 204
    assert (await contoso.start())["pending_node"]["for_client"] is False
    assert Desk.ok(await account.engineer.get(f"{API}/flows/{contoso.flow_id}/overlays"))["items"] == []
    listed = Desk.ok(await account.l1.get(f"{contoso.path}/versions"))["items"]
    assert [(one["number"], one["note"], one["steps"]) for one in listed] == [(1, "First", 2)]
    old = Desk.ok(await account.l1.get(f"{contoso.path}/versions/1"))
    assert (await contoso.save(old["changes"]))["number"] == 2
    assert (await contoso.start())["pending_node"]["for_client"] is True


async def test_a_step_sent_again_after_a_switch_and_back_is_answered_from_the_clients_version(
    account: MadeAccount,
) -> None:
    contoso = await office(account)
    await contoso.save(CHANGES)
    walk = await contoso.start()
    headers = {"Idempotency-Key": "once"}
    first = Desk.ok(await contoso.desk.step(walk, "power", "no", headers=headers))
    other = await contoso.desk.flow(title="Another")
    Desk.ok(await contoso.desk.act(walk, "switch", {"flow_id": other}))
    again = Desk.ok(await contoso.desk.step(walk, "power", "no", headers=headers))
    assert again["pending_node"] == first["pending_node"]
    await contoso.save({})
    walk = Desk.ok(await contoso.desk.act(walk, "switch", {"flow_id": contoso.flow_id}))
    assert walk["pending_node"]["for_client"] is True


async def test_only_those_who_edit_flows_change_it_and_those_at_the_desk_read_it(
    account: MadeAccount, other_account: MadeAccount
) -> None:
    contoso = await office(account)
    assert (await account.l1.get(contoso.path)).status_code == 200
    assert (await account.viewer.get(contoso.path)).status_code == 403
    headers = {"If-Match": '"1"'}
    for by, status in ((account.l1, 403), (account.viewer, 403), (other_account.owner, 404)):
        assert (await by.put(contoso.path, json={"changes": {}}, headers=headers)).status_code == status
        assert (await by.delete(contoso.path)).status_code == status
    stranger = await account.engineer.post(
        f"{API}/flows/{contoso.flow_id}/overlays",
        json={"client_id": (await office(other_account)).client_id},
    )
    assert error(stranger) == (404, "client_not_found")


async def test_what_makes_no_sense_is_refused(account: MadeAccount) -> None:
    contoso = await office(account)
    for changes in (
        {"power": {"text": ""}},
        {"power": {"text": "x" * 4_001}},
        {"power": {"text": "a\x00"}},
        {"power": {"type": "action"}},
        {"power": {"options": {"yes": {"evidence": None}}}},
        {f"n{n}": {"text": "x"} for n in range(501)},
    ):
        assert (await contoso.put(changes)).status_code == 422, changes
    assert (await contoso.save({"power": {"options": {"yes": {}}}}))["steps"] == 0


async def test_a_draft_and_an_archived_flow_take_no_changes(account: MadeAccount) -> None:
    contoso = await office(account)
    await contoso.save(CHANGES)
    draft = Desk.ok(await account.engineer.post(f"{API}/flows", json={"title": "D", "tree": PRINTER}), 201)
    path = f"{API}/flows/{draft['id']}/overlays"
    assert error(await account.engineer.post(path, json={"client_id": contoso.client_id})) == (
        409,
        "flow_not_published",
    )
    await account.engineer.post(f"{API}/flows/{contoso.flow_id}/archive")
    assert error(await contoso.put({})) == (409, "flow_is_archived")


async def test_they_are_listed_by_client_and_by_flow_page_by_page(account: MadeAccount) -> None:
    first = await office(account, name="Beta")
    await first.save(CHANGES)
    for name in ("alpha", "Gamma"):
        client = Desk.ok(await account.l1.post(f"{API}/clients", json={"name": name}), 201)
        one = Office(account, first.flow_id, client["id"])
        await account.engineer.post(f"{API}/flows/{first.flow_id}/overlays", json={"client_id": client["id"]})
        await one.save(CHANGES)
    path = f"{API}/flows/{first.flow_id}/overlays"
    page = Desk.ok(await account.l1.get(path, params={"limit": 2}))
    rest = Desk.ok(await account.l1.get(path, params={"limit": 2, "after": page["next"]}))
    assert [one["client_name"] for one in page["items"] + rest["items"]] == ["alpha", "Beta", "Gamma"]
    assert rest["next"] is None
    of_client = Desk.ok(await account.l1.get(f"{API}/clients/{first.client_id}/overlays"))["items"]
    assert [one["flow_title"] for one in of_client] == ["Printer does not print"]
    assert (await account.l1.get(path, params={"after": "nonsense"})).status_code == 422
