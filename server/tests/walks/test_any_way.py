"""Whatever is answered and undone in whatever order, the path reads as it was walked."""

import random

import pytest

from tests.walks.desk import RING, Desk


@pytest.mark.parametrize("seed", range(4))
async def test_answers_and_undoing_in_any_order_leave_the_path_that_stands(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    walk = await desk.start(await desk.flow(RING))
    stands: list[str] = []
    undone: list[str] = []
    for number in range(40):
        if stands and chance.random() < 0.35:
            kept = chance.randrange(len(stands))
            desk.ok(await desk.act(walk, "back", {"to_step": kept}))
            undone += stands[kept:]
            stands = stands[:kept]
        else:
            desk.ok(await desk.step(walk, "again", "yes", note=str(number)))
            stands.append(str(number))
    opened = await desk.open(walk)
    assert [step["l1_note"] for step in opened["walked_path"]] == stands
    assert [step["step_no"] for step in opened["walked_path"]] == list(range(1, len(stands) + 1))
    assert sorted(step["l1_note"] for step in opened["also_tried"]) == sorted(undone)
    assert opened["version"] == 41
