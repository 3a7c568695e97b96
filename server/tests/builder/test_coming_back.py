"""Whoever leaves the wizard finds everything again, and what they wrote by hand stays theirs."""

import json
from datetime import datetime, timedelta
from typing import Any

from resolutionflow.platform.db import Database
from tests.builder.wizard import HOME, PRINTING, Wizard, grown_old
from tests.support.loopback import Loopback
from tests.support.loopback.canned import canned
from tests.support.loopback.replies import Fails
from tests.support.people import MadeAccount

MINE: dict[str, Any] = {
    "root_id": "q",
    "nodes": {
        "q": {
            "type": "question",
            "text": "Is the cable in?",
            "options": [{"id": "y", "label": "Yes", "next_id": "e"}, {"id": "n", "label": "No", "next_id": "e"}],
        },
        "e": {"type": "escalation", "text": "Second line."},
    },
}
CHANGING = {"quota", "updated_at", "spent"}


def kept(shown: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in shown.items() if key not in CHANGING}


async def test_everything_is_there_again_for_the_same_person(wizard: Wizard, account: MadeAccount) -> None:
    await wizard.with_branches()
    await wizard.change(name="Printer is silent", environment="Windows 11", question="What does it show?")
    await wizard.change_branch("b1", tree=MINE)
    await wizard.detail("b2", remark="ask about the cable first")
    branches = [
        {"id": one["id"], "title": one["title"], "description": one["description"], "chosen": at > 0}
        for at, one in enumerate((await wizard.read())["branches"])
    ]
    left = (await wizard.change(branches=[*branches[::-1], {"title": "Added by hand"}])).json()
    [line] = (await account.engineer.get(HOME)).json()["items"]
    assert (line["id"], line["name"], line["branches"]) == (wizard.id, "Printer is silent", len(branches) + 1)
    back = await wizard.read()
    assert kept(back) == kept(left)
    assert [one["title"] for one in back["branches"]][-1] == "Added by hand"
    found = {one["id"]: one for one in back["branches"]}
    assert (found["b1"]["chosen"], found["b1"]["detailed_by"]) == (False, "person")
    assert found["b1"]["tree"]["nodes"]["b1-1"]["text"] == "Is the cable in?"
    assert (found["b2"]["detailed_by"], found["b2"]["remark"]) == ("playbook", "ask about the cable first")


async def test_its_day_is_never_extended(wizard: Wizard, account: MadeAccount, database: Database) -> None:
    begun = await wizard.start()
    day = datetime.fromisoformat(begun["expires_at"]) - datetime.fromisoformat(begun["created_at"])
    assert day == timedelta(hours=24)
    await grown_old(database, account, wizard, hours=23)
    ends = (await wizard.read())["expires_at"]
    await wizard.scaffold()
    await wizard.change(name="Other")
    await wizard.detail("b1")
    shown = await wizard.read()
    assert (shown["expires_at"], shown["status"], shown["saveable_until"]) == (ends, "detailing", None)
    await grown_old(database, account, wizard, hours=1)
    assert (await wizard.read())["status"] == "expired"
    assert [one["status"] for one in (await account.engineer.get(HOME)).json()["items"]] == ["expired"]


async def test_doing_one_branch_again_leaves_what_was_written_in_the_others(model: Loopback, wizard: Wizard) -> None:
    model.answer_by(canned)
    await wizard.start()
    await wizard.change(branches=[{"title": "No power"}, {"title": "No paper"}])
    await wizard.detail("b1")
    await wizard.change_branch("b2", tree=MINE)
    mine = await wizard.branch("b2")
    assert (await wizard.detail("b1", remark="shorter")).status_code == 200
    assert await wizard.branch("b2") == mine
    before = await wizard.read()
    assert (await wizard.scaffold()).status_code == 200
    after = (await wizard.read())["branches"]
    assert after[:2] == before["branches"], "what is proposed comes beside what is there"
    assert len(after) > 2


async def test_what_was_written_stays_when_doing_it_again_fails_and_is_shown_to_the_model(
    model: Loopback, wizard: Wizard
) -> None:
    await wizard.start()
    await wizard.change(branches=[{"title": "No power"}, {"title": "No paper"}])
    await wizard.change_branch("b1", tree=MINE)
    mine = await wizard.branch("b1")
    model.script(Fails(529, "overloaded_error"))
    assert (await wizard.detail("b1", remark="ask about the lamp")).status_code == 502
    assert await wizard.branch("b1") == mine | {"failure": "overloaded"}
    model.answer_by(canned)
    assert (await wizard.detail("b1", remark="ask about the lamp")).status_code == 200
    sent = json.dumps(model.requests[-1], ensure_ascii=False)
    assert "Is the cable in?" in sent
    assert "ask about the lamp" in sent
    made = await wizard.branch("b1")
    assert (made["detailed_by"], made["version"], made["failure"]) == ("model", mine["version"] + 1, None)
    assert not set(made["tree"]["nodes"]) & set(mine["tree"]["nodes"]), "an id never means another step than before"


async def test_another_day_another_flow_has_nothing_of_it(wizard: Wizard) -> None:
    await wizard.with_branches()
    first = wizard.id
    fresh = await wizard.start()
    assert (fresh["branches"], fresh["foundation"]["name"]) == ([], PRINTING["name"])
    assert fresh["id"] != first
