"""Clients' versions of a flow, and walks that follow them."""

from uuid import UUID

from resolutionflow.flows.overlays.trees import kept
from resolutionflow.main import API
from resolutionflow.walks.service.nodes import pin_of
from tests.flows.overlays.office import CHANGES, changed, office
from tests.support.people import MadeAccount
from tests.walks.desk import PRINTER, Desk, error, said


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


async def test_walks_of_two_versions_of_the_client_go_on_side_by_side_each_on_its_own(account: MadeAccount) -> None:
    contoso = await office(account)
    walks = []
    for text in ("Press the green button.", "Press the red button."):
        await contoso.save({"switch": {"text": text}})
        walks.append((text, await contoso.start()))
    for text, walk in walks:
        assert Desk.ok(await contoso.desk.step(walk, "power", "no"))["pending_node"]["text"] == text
    for text, walk in reversed(walks):
        assert (await contoso.desk.open(walk))["pending_node"]["text"] == text


async def test_a_step_of_the_clients_version_needs_no_look_into_the_database_for_its_tree(
    account: MadeAccount,
) -> None:
    contoso = await office(account)
    await contoso.save(CHANGES)
    walk = await contoso.start()
    pin = pin_of(UUID(walk["id"]))
    assert pin is not None
    tree = kept(pin.account_id, pin.version_id, pin.overlay_version_id)
    assert tree is not None
    assert tree.nodes["switch"].text == CHANGES["switch"]["text"]
