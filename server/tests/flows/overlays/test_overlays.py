"""Clients' versions of a flow through the API, and walks that follow them."""

import asyncio
from typing import Any

from httpx import AsyncClient, Response

from resolutionflow.main import API
from tests.support.people import MadeAccount
from tests.walks.desk import PRINTER, Desk, Json, error, said

CHANGES: Json = {
    "switch": {"text": "Press the green button at the back.", "help": "Contoso's printers have no switch in front."},
    "power": {"options": {"yes": {"label": "Yes, the light is on", "next_id": "fill"}}},
}


class Office:
    """A flow, a client and what is changed for them."""

    def __init__(self, account: MadeAccount, flow_id: str, client_id: str) -> None:
        self.desk, self.flow_id, self.client_id = Desk(account), flow_id, client_id
        self.account = account

    @property
    def path(self) -> str:
        return f"{API}/flows/{self.flow_id}/overlays/{self.client_id}"

    async def read(self, by: AsyncClient | None = None) -> Json:
        return Desk.ok(await (by or self.account.engineer).get(self.path))

    async def put(self, changes: Json, version: int | None = None, **more: Any) -> Response:
        tag = version or (await self.read())["version"]
        return await self.account.engineer.put(
            self.path, json={"changes": changes} | more, headers={"If-Match": f'"{tag}"'}
        )

    async def save(self, changes: Json, **more: Any) -> Json:
        return Desk.ok(await self.put(changes, **more))

    async def start(self, **more: Any) -> Json:
        return await self.desk.start(self.flow_id, client_id=self.client_id, **more)

    async def publish(self, tree: Json) -> None:
        """The flow's next version."""
        path = f"{API}/flows/{self.flow_id}/draft"
        tag = (await self.account.engineer.get(path)).headers["etag"]
        Desk.ok(await self.account.engineer.put(path, json={"tree": tree}, headers={"If-Match": tag}))
        await self.desk.publish(self.flow_id)


async def office(account: MadeAccount, tree: Json | None = None, name: str = "Contoso") -> Office:
    flow_id = await Desk(account).flow(tree)
    client = Desk.ok(await account.l1.post(f"{API}/clients", json={"name": name}), 201)
    made = Office(account, flow_id, client["id"])
    Desk.ok(await account.engineer.post(f"{API}/flows/{flow_id}/overlays", json={"client_id": client["id"]}), 201)
    return made


def changed(**nodes: Any) -> Json:
    """The printer's tree with some nodes put in place of its own; null takes one away."""
    kept = {**PRINTER["nodes"], **nodes}
    return {**PRINTER, "nodes": {name: node for name, node in kept.items() if node is not None}}


async def test_a_walk_of_the_client_is_asked_and_led_the_clients_way(account: MadeAccount) -> None:
    contoso = await office(account)
    saved = await contoso.save(CHANGES, note="No switch in front")
    assert (saved["number"], saved["steps"], saved["drift"], saved["in_force"]) == (1, 2, [], "all")
    walk = await contoso.start()
    assert walk["pending_node"]["for_client"] is True
    assert walk["pending_node"]["options"][0]["label"] == "Yes, the light is on"
    switch = Desk.ok(await contoso.desk.step(walk, "power", "no"))["pending_node"]
    assert (switch["text"], switch["help"], switch["for_client"]) == (
        CHANGES["switch"]["text"],
        CHANGES["switch"]["help"],
        True,
    )
    other = await contoso.start()
    leaf = Desk.ok(await contoso.desk.step(other, "power", "yes"))["pending_node"]
    assert (leaf["id"], leaf.get("for_client", False)) == ("fill", False)
    assert said(await contoso.desk.open(other)) == [("power", "Yes, the light is on")]


async def test_walks_of_other_clients_follow_the_flow_as_it_is(account: MadeAccount) -> None:
    contoso = await office(account)
    await contoso.save(CHANGES)
    walk = await contoso.desk.start(contoso.flow_id)
    assert walk["pending_node"]["options"][0]["label"] == "Yes"
    assert Desk.ok(await contoso.desk.step(walk, "power", "yes"))["pending_node"]["id"] == "paper"


async def test_the_client_of_the_ticket_decides_when_intake_names_none(account: MadeAccount) -> None:
    contoso = await office(account)
    await contoso.save(CHANGES)
    ticket = {"title": "Printer", "client_id": contoso.client_id}
    made = Desk.ok(await account.l1.post(f"{API}/tickets", json=ticket), 201)
    walk = await contoso.desk.start(contoso.flow_id, ticket={"kind": "internal", "id": made["id"]})
    assert walk["pending_node"]["for_client"] is True


async def test_a_walk_keeps_the_version_of_flow_and_client_that_it_began_on(account: MadeAccount) -> None:
    contoso = await office(account)
    await contoso.save(CHANGES)
    walk = await contoso.start()
    await contoso.save({})
    await contoso.publish(changed(power={**PRINTER["nodes"]["power"], "text": "Does the light burn?"}))
    assert Desk.ok(await contoso.desk.step(walk, "power", "yes"))["pending_node"]["id"] == "fill"
    back = Desk.ok(await contoso.desk.act(walk, "back", {}))
    assert back["pending_node"]["options"][0]["label"] == "Yes, the light is on"
    fresh = await contoso.start()
    assert (fresh["pending_node"]["text"], fresh["pending_node"]["for_client"]) == ("Does the light burn?", False)


async def test_a_flow_published_again_is_inherited_and_what_changed_under_the_client_is_told(
    account: MadeAccount,
) -> None:
    contoso = await office(account)
    await contoso.save(CHANGES)
    again = {**PRINTER["nodes"]["switch"], "text": "Switch it on at the side."}
    paper = {**PRINTER["nodes"]["paper"], "text": "Is there any paper?"}
    await contoso.publish(changed(switch=again, paper=paper))
    shown = await contoso.read()
    assert [(one["node_id"], one["state"]) for one in shown["drift"]] == [("switch", "changed")]
    assert (shown["drift"][0]["was"]["text"], shown["drift"][0]["now"]["text"]) == (
        "Switch the printer on.",
        "Switch it on at the side.",
    )
    listed = Desk.ok(await account.engineer.get(f"{API}/flows/{contoso.flow_id}/overlays"))["items"]
    assert [(one["client_name"], one["steps"], one["drift_count"]) for one in listed] == [("Contoso", 2, 1)]
    walk = await contoso.start()
    assert Desk.ok(await contoso.desk.step(walk, "power", "no"))["pending_node"]["text"] == CHANGES["switch"]["text"]
    assert Desk.ok(await contoso.desk.step(walk, "switch", "done"))["pending_node"]["text"] == "Is there any paper?"


async def test_drift_stays_until_it_is_settled_by_keeping_taking_or_editing(account: MadeAccount) -> None:
    contoso = await office(account)
    await contoso.save(CHANGES)
    await contoso.publish(
        changed(
            switch={**PRINTER["nodes"]["switch"], "text": "Switch it on at the side."},
            power={**PRINTER["nodes"]["power"], "text": "Is it on?"},
        )
    )
    both = {"switch", "power"}
    assert {one["node_id"] for one in (await contoso.save(CHANGES))["drift"]} == both
    kept = await contoso.save(CHANGES, settled=["switch"])
    assert [one["node_id"] for one in kept["drift"]] == ["power"]
    edited = CHANGES | {"power": {"text": "Is the green light on?"}}
    assert (await contoso.save(edited))["drift"] == []
    await contoso.publish(changed(switch={**PRINTER["nodes"]["switch"], "text": "Switch it on behind."}))
    theirs = await contoso.save({"power": edited["power"]}, settled=["power"])
    assert (theirs["drift"], theirs["steps"]) == ([], 1)


async def test_a_step_or_target_that_is_gone_is_left_out_and_told(account: MadeAccount) -> None:
    contoso = await office(account)
    await contoso.save(CHANGES)
    power = PRINTER["nodes"]["power"]
    without = [power["options"][0], {**power["options"][1], "next_id": "paper"}]
    paper = {**PRINTER["nodes"]["paper"], "options": [{"id": "a", "label": "A", "next_id": "vendor"}] * 1}
    paper["options"] = [{"id": "a", "label": "A", "next_id": "vendor"}, {"id": "b", "label": "B", "next_id": "vendor"}]
    await contoso.publish(changed(power={**power, "options": without}, paper=paper, switch=None, fill=None))
    shown = await contoso.read()
    assert {(one["node_id"], one["state"]) for one in shown["drift"]} == {
        ("switch", "step_gone"),
        ("power", "target_gone"),
    }
    walk = await contoso.start()
    assert walk["pending_node"]["options"][0]["label"] == "Yes, the light is on"
    assert Desk.ok(await contoso.desk.step(walk, "power", "yes"))["pending_node"]["id"] == "paper"
    # what was there already may stay; a new change of nothing may not
    await contoso.save(CHANGES)
    refused = await contoso.put(CHANGES | {"nowhere": {"text": "Hello?"}})
    assert error(refused) == (409, "overlay_has_errors")
    assert [one["node_id"] for one in refused.json()["findings"] if one["severity"] == "error"] == ["nowhere"]


async def test_a_way_that_leads_nowhere_or_round_for_ever_is_refused(account: MadeAccount) -> None:
    contoso = await office(account)
    nowhere = await contoso.put({"power": {"options": {"yes": {"next_id": "attic"}}}})
    assert error(nowhere) == (409, "overlay_has_errors")
    ring = {
        "power": {"options": {"yes": {"next_id": "power"}, "no": {"next_id": "switch"}}},
        "switch": {"options": {"done": {"next_id": "power"}}},
    }
    refused = await contoso.put(ring)
    assert "no_way_out" in {one["code"] for one in refused.json()["findings"]}
    tried = await account.engineer.post(f"{API}/flows/{contoso.flow_id}/overlays/try", json={"changes": ring})
    assert Desk.ok(tried)["ok"] is False
    assert (await contoso.read())["number"] == 0


async def test_ways_that_a_new_version_makes_endless_are_not_followed_and_the_words_are(account: MadeAccount) -> None:
    contoso = await office(account)
    to_switch = {"power": {"options": {"yes": {"label": "Yes!", "next_id": "switch"}}}}
    await contoso.save(to_switch)
    back = {"type": "action", "text": "Switch it on.", "options": [{"id": "done", "label": "Done", "next_id": "power"}]}
    await contoso.publish(changed(switch=back))
    shown = await contoso.read()
    assert (shown["in_force"], shown["drift"]) == ("without_ways", [])
    walk = await contoso.start()
    assert walk["pending_node"]["options"][0]["label"] == "Yes!"
    assert Desk.ok(await contoso.desk.step(walk, "power", "yes"))["pending_node"]["id"] == "paper"


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
