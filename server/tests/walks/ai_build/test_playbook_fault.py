"""A fault inside the playbook is called what it is: nobody is told of a model, nor sent back to the playbook."""

from typing import Any

import pytest

from resolutionflow.ai.playbook import engine
from tests.support.loopback import Loopback
from tests.support.loopback.replies import Refuses
from tests.walks.ai_build.led import KNOWN, Led, question

SAID = "The playbook could not make a step. Nothing is lost: try again, write notes, or escalate."


def _breaks(*_: Any, **__: Any) -> None:
    raise RuntimeError("a fault of ours")


async def test_a_playbook_that_fails_is_named_and_not_offered(led: Led, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = await led.begin(problem_text=KNOWN)
    with monkeypatch.context() as broken:
        broken.setattr(engine, "make", _breaks)
        await led.answer(walk)
        making = (await led.open(walk))["making"]
    assert making["trouble"] == {"code": "playbook_failed", "detail": SAID}
    assert (making["playbook_may_go_on"], making["may_try_again"]) == (False, True)
    assert led.desk.ok(await led.next_node(walk))["pending_node"]["made_by"] == "playbook"


async def test_it_is_said_too_when_the_playbook_stands_in_for_a_model(
    model: Loopback, led: Led, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.script(question(), Refuses(), question("And now?"))
    walk = await led.begin(problem_text=KNOWN)
    await led.answered(walk)
    with monkeypatch.context() as broken:
        broken.setattr(engine, "make", _breaks)
        await led.next_node(walk, "playbook")
        making = (await led.open(walk))["making"]
    assert (making["trouble"]["detail"], making["playbook_may_go_on"]) == (SAID, False)
    assert led.desk.ok(await led.next_node(walk))["pending_node"]["made_by"] == "model"


async def test_a_fault_of_ours_beside_a_model_does_not_blame_the_model(
    model: Loopback, led: Led, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.script(question())
    walk = await led.begin(problem_text=KNOWN)
    with monkeypatch.context() as broken:
        broken.setattr("resolutionflow.walks.ai_build.making.ask", _breaks)
        await led.answer(walk)
        making = (await led.open(walk))["making"]
    assert making["trouble"]["code"] == "not_made"
    assert making["trouble"]["detail"].startswith("The server could not finish making the step; your path")
    assert making["playbook_may_go_on"] is True
