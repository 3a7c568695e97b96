"""Answering the steps of a walk."""

from tests.support.people import MadeAccount
from tests.walks.desk import PROBLEM, Desk, error, said


async def test_a_walk_goes_from_node_to_node_and_remembers_the_way(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    assert walk["pending_node"]["id"] == "power"
    assert walk["pending_node"]["options"] == [
        {"id": "yes", "label": "Yes", "evidence": None},
        {"id": "no", "label": "No", "evidence": None},
    ]
    reply = desk.ok(await desk.step(walk, "power", "no", note="It was unplugged"))
    assert reply["walked_path"] == [
        {
            "node_id": "power",
            "question": "Is the printer switched on?",
            "answer": "No",
            "l1_note": "It was unplugged",
        }
    ]
    assert (reply["pending_node"]["id"], reply["version"], reply["step_count"]) == ("switch", 2, 1)
    desk.ok(await desk.step(walk, "switch", "done"))
    opened = await desk.open(walk)
    assert said(opened) == [("power", "No"), ("switch", "Done")]
    assert (opened["status"], opened["current_node_id"], opened["problem_text"]) == ("active", "switch", PROBLEM)
    assert opened["walked_path"][0]["user"]["id"] == str(desk.account.by_role("l1_tech").id)


async def test_a_leaf_leaves_the_walk_active_with_the_leaf_pending(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "yes"))
    reply = desk.ok(await desk.step(walk, "paper", "no"))
    assert (reply["status"], reply["pending_node"]["type"], reply["pending_node"]["options"]) == (
        "active",
        "resolution",
        [],
    )
    assert error(await desk.step(walk, "fill", "done")) == (422, "answer_not_on_node")


async def test_an_answer_that_is_not_on_the_node_is_refused(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    assert error(await desk.step(walk, "power", "perhaps")) == (422, "answer_not_on_node")
    assert error(await desk.step(walk, "nowhere", "yes")) == (409, "step_answered_before")
    assert (await desk.open(walk))["step_count"] == 0


async def test_a_step_answered_before_is_not_answered_again(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "yes"))
    refused = await desk.step(walk, "power", "yes")
    assert error(refused) == (409, "step_answered_before")
    assert refused.json()["version"] == 2
    assert said(await desk.open(walk)) == [("power", "Yes")]


async def test_an_answer_on_an_older_state_of_the_walk_is_refused(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "yes", headers={"If-Match": '"1"'}))
    assert error(await desk.step(walk, "paper", "no", headers={"If-Match": '"1"'})) == (412, "walk_moved_on")
    desk.ok(await desk.step(walk, "paper", "no", headers={"If-Match": '"2"'}))


async def test_an_ad_hoc_walk_takes_notes_only(desk: Desk) -> None:
    walk = await desk.start()
    assert walk["pending_node"] is None
    assert error(await desk.step(walk, "power", "yes")) == (409, "takes_notes_only")
    assert error(await desk.act(walk, "back", {})) == (409, "takes_notes_only")


async def test_an_ended_walk_takes_no_answer_and_says_how_it_ended(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    ended = desk.ok(await desk.act(walk, "resolve", {"resolution_notes": "Switched it on"}))
    assert ended["pending_node"] is None
    refused = await desk.step(walk, "power", "yes")
    assert error(refused) == (409, "walk_not_active")
    assert "resolved" in refused.json()["detail"]


async def test_a_published_change_leaves_running_walks_on_their_version(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    engineer = desk.account.engineer
    draft = await engineer.get(f"/api/v1/flows/{flow_id}/draft")
    tree = draft.json()["tree"]
    tree["nodes"]["paper"]["text"] = "Is there any paper?"
    kept = await engineer.put(
        f"/api/v1/flows/{flow_id}/draft", json={"tree": tree}, headers={"If-Match": draft.headers["etag"]}
    )
    assert kept.status_code == 200, kept.text
    await desk.publish(flow_id)
    reply = desk.ok(await desk.step(walk, "power", "yes"))
    assert reply["pending_node"]["text"] == "Is there paper in it?"
    assert (await desk.start(flow_id))["flow_version"] == 2
    assert (await desk.open(walk))["flow_version"] == 1


async def test_evidence_is_kept_with_the_answer_and_read_before_it(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "yes"))
    read = desk.ok(await desk.act(walk, "evidence", {"evidence": "Status: ready\nTray 1: 250 sheets"}))
    assert read["option_id"] == "yes"
    assert "Tray 1: 250 sheets" in read["why"]
    assert desk.ok(await desk.act(walk, "evidence", {"evidence": "nothing of note"}))["option_id"] is None
    desk.ok(await desk.step(walk, "paper", "yes", evidence="Tray 1: 250 sheets"))
    entry = (await desk.open(walk))["walked_path"][-1]
    assert entry["evidence"] == {"kind": "text", "value": "Tray 1: 250 sheets"}


async def test_somebody_elses_walk_is_not_there(desk: Desk, flow_id: str, other_account: MadeAccount) -> None:
    walk = await desk.start(flow_id)
    colleague = await desk.account.add_person("l1_tech")
    for stranger in (other_account.owner, other_account.l1, colleague.client):
        assert error(await desk.step(walk, "power", "yes", by=stranger)) == (404, "walk_not_found")
    assert (await desk.step(walk, "power", "yes", by=desk.account.viewer)).status_code == 403
    assert (await desk.open(walk))["step_count"] == 0


async def test_whoever_holds_the_ticket_may_go_on_with_its_walk(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    colleague = await desk.account.add_person("l1_tech")
    page = desk.ok(await colleague.client.get(f"/api/v1/tickets/{walk['ticket_id']}"))
    assert [person["name"] for person in page["walked_now_by"]] == [walk["created_by"]["name"]]
    joined = await colleague.client.patch(
        f"/api/v1/tickets/{walk['ticket_id']}",
        json={"assignee_user_id": str(colleague.id)},
        headers={"If-Match": f'"{page["version"]}"'},
    )
    assert joined.status_code == 200
    desk.ok(await desk.step(walk, "power", "yes", by=colleague.client))
    assert (await desk.open(walk, colleague.client))["walked_path"][0]["user"]["id"] == str(colleague.id)
