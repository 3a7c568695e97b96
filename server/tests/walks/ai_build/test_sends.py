"""A technician sees what a model gets to read of the walk."""

from tests.support.loopback import Loopback
from tests.walks.ai_build.led import KNOWN, Led, question


async def test_a_walk_says_what_its_model_reads_and_what_stays_here(model: Loopback, led: Led) -> None:
    model.script(question("First?"), question("Second?"))
    walk = await led.begin()
    assert walk["making"]["sends"] == "all"
    await led.run("update ai_settings set send_no_ticket_text = true")
    taken = await led.answered(walk)
    assert taken["making"]["sends"] == "answers"
    assert (await led.open(walk))["making"]["sends"] == "answers"


async def test_a_walk_that_the_playbook_leads_sends_nothing(led: Led) -> None:
    walk = await led.begin(problem_text=KNOWN)
    assert walk["making"]["sends"] == "nothing"
