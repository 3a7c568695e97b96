"""What the ticket note says of steps that were made as one walked."""

from tests.support.loopback import Loopback
from tests.support.loopback.replies import Refuses
from tests.walks.ai_build.led import KNOWN, Led, question
from tests.walks.desk import Json


async def _note(led: Led, walk: Json) -> str:
    path = f"/api/v1/l1/sessions/{walk['id']}/summary"
    return str(led.desk.ok(await led.account.l1.get(path))["text"])


async def test_the_note_names_the_playbook_as_no_ai(led: Led) -> None:
    walk = await led.begin(problem_text=KNOWN)
    assert "FLOW\nBuilt as you walk, not reviewed; steps by Built-in playbook, no AI" in await _note(led, walk)


async def test_the_note_names_all_who_made_steps(model: Loopback, led: Led) -> None:
    model.script(question(), Refuses())
    walk = await led.begin(problem_text=KNOWN)
    assert "steps by Anthropic claude-haiku-5-5" in await _note(led, walk)
    await led.answered(walk)
    led.desk.ok(await led.next_node(walk, "playbook"))
    assert "not reviewed; steps by a model and Built-in playbook, no AI" in await _note(led, walk)
