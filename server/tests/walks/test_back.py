"""Going back keeps what was undone on record."""

from tests.walks.desk import RING, Desk, error, said


async def test_back_undoes_the_last_answer_and_keeps_it_as_also_tried(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "no"))
    desk.ok(await desk.step(walk, "switch", "done"))
    undone = desk.ok(await desk.act(walk, "back", {}))
    assert said(undone) == [("power", "No")]
    assert (undone["pending_node"]["id"], undone["current_node_id"], undone["version"]) == ("switch", "power", 4)
    assert [(tried["node_id"], tried["answer"]) for tried in undone["also_tried"]] == [("switch", "Done")]


async def test_back_to_the_start_and_another_way_from_there(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "no"))
    desk.ok(await desk.step(walk, "switch", "done"))
    undone = desk.ok(await desk.act(walk, "back", {"to_step": 0}))
    assert (undone["walked_path"], undone["step_count"], undone["current_node_id"]) == ([], 0, None)
    desk.ok(await desk.step(walk, "power", "yes"))
    desk.ok(await desk.step(walk, "paper", "no"))
    opened = await desk.open(walk)
    assert said(opened) == [("power", "Yes"), ("paper", "No")]
    assert [tried["node_id"] for tried in opened["also_tried"]] == ["power", "switch"]
    again = desk.ok(await desk.act(walk, "back", {"to_step": 1}))
    assert (said(again), again["pending_node"]["id"]) == ([("power", "Yes")], "paper")
    assert [tried["node_id"] for tried in again["also_tried"]] == ["power", "switch", "paper"]


async def test_there_must_be_something_to_undo(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    assert error(await desk.act(walk, "back", {})) == (409, "nothing_to_undo")
    desk.ok(await desk.step(walk, "power", "no"))
    assert error(await desk.act(walk, "back", {"to_step": 1})) == (409, "nothing_to_undo")
    assert error(await desk.act(walk, "back", {"to_step": -1})) == (422, "invalid_input")


async def test_back_on_an_older_state_is_refused(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "no"))
    assert error(await desk.act(walk, "back", {}, headers={"If-Match": '"1"'})) == (412, "walk_moved_on")
    once = await desk.act(walk, "back", {}, headers={"If-Match": '"2"', "Idempotency-Key": "back"})
    again = await desk.act(walk, "back", {}, headers={"If-Match": '"2"', "Idempotency-Key": "back"})
    assert (again.status_code, again.content) == (200, once.content)


async def test_a_long_path_is_read_page_by_page(desk: Desk) -> None:
    walk = await desk.start(await desk.flow(RING))
    for number in range(120):
        desk.ok(await desk.step(walk, "again", "yes", note=str(number)))
    desk.ok(await desk.act(walk, "back", {"to_step": 110}))
    opened = await desk.open(walk)
    assert [step["step_no"] for step in opened["walked_path"]] == list(range(61, 111))
    notes = [step["l1_note"] for step in opened["walked_path"]]
    before: int | None = 61
    while before is not None:
        page = desk.ok(await desk.account.l1.get(f"/api/v1/l1/sessions/{walk['id']}/path", params={"before": before}))
        notes = [step["l1_note"] for step in page["items"]] + notes
        before = page["before"]
    assert notes == [str(number) for number in range(110)]
    assert [tried["l1_note"] for tried in opened["also_tried"]] == [str(number) for number in range(110, 120)]
