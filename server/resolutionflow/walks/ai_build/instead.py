"""A step of the playbook that was not given in the walk before, also in place of a model that repeats itself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from resolutionflow.ai.port import Answer, Answered, Check, Failure, Finding, Made, NextNodeAsked, NodeMade
from resolutionflow.ai.service import Reservation, ask, maker
from resolutionflow.platform.db import Database
from resolutionflow.walks.ai_build.engine import ALL_SAID, NOTHING_NEW, PASSED_ON, says_again
from resolutionflow.walks.ai_build.repeats import repeated

MOST_PASSED_OVER = 60
"""More steps than the playbook has on one problem."""


async def by_playbook(database: Database, reservation: Reservation, asked: NextNodeAsked, check: Check) -> Answer:
    """Have the playbook make a step; what was answered in other words, or found wrong, counts as answered for it."""
    path = [*(Answered(one.step, "") for one in asked.said_wrong), *asked.path]
    for _ in range(MOST_PASSED_OVER):
        given: list[NodeMade] = []
        answer = await ask(database, reservation, replace(asked, path=path), _keeping(check, given))
        if not says_again(answer.findings):
            return answer
        again = given[-1]
        if again.text in {step.question for step in path}:
            break
        path.append(Answered(again.text, _answer_to(again.text, path)))
    return Answer(ALL_SAID, "playbook")


async def instead(
    database: Database, reservation: Reservation, asked: NextNodeAsked, check: Check, repeating: Answer
) -> Answer:
    """Return the playbook's step in place of what a model only repeats, with what the model was paid; else an end."""
    async with database.transaction(reservation.account_id) as session:
        who = await maker(session, reservation.account_id)
    if who is None or not who.playbook_too:
        return replace(repeating, made=NOTHING_NEW, source="playbook", failure=None, findings=())
    own = Reservation(reservation.account_id, "playbook", reservation.task, 1)
    answer = await by_playbook(database, own, asked, check)
    made = PASSED_ON if answer.failure == Failure.INVALID_OUTPUT else answer.made
    if made is None or made is ALL_SAID:
        return replace(repeating, made=NOTHING_NEW, source="playbook", failure=None, findings=())
    return replace(repeating, made=made, source="playbook", failure=None)


def _keeping(check: Check, given: list[NodeMade]) -> Check:
    """Return ``check``, which also keeps what it judged."""

    def judged(made: Made) -> list[Finding]:
        given.append(cast("NodeMade", made))
        return check(made)

    return judged


def _answer_to(text: str, path: Sequence[Answered]) -> str:
    """Return what was answered to a question when it was put otherwise."""
    said = repeated(text, [step.question for step in path])
    return next((step.answer for step in path if step.question == said), "")
