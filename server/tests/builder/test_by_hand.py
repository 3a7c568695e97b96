"""What a person changes themselves, whose conversation it is, and how it ends."""

import asyncio
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import sqlalchemy as sa
from httpx import Response
from sqlalchemy import text

from resolutionflow.builder.tasks import expire
from resolutionflow.main import API
from resolutionflow.migrations.versions.v0024_flow_source import fill
from resolutionflow.platform import live
from resolutionflow.platform.db import Database, Target, psycopg_conninfo
from tests.builder.wizard import HOME, PRINTING, Wizard, grown_old
from tests.support.people import MadeAccount

LEAF: dict[str, Any] = {"root_id": "x", "nodes": {"x": {"type": "resolution", "text": "Plug it in."}}}


def kept(branch: dict[str, Any]) -> dict[str, Any]:
    return {name: branch[name] for name in ("id", "title", "description", "chosen")}


def error(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]


async def test_a_flow_can_be_built_by_hand_alone(wizard: Wizard) -> None:
    await wizard.start()
    branches = [{"title": "No power"}, {"title": "No paper", "description": "The lamp blinks."}]
    put = (await wizard.change(question="What does it show?", branches=branches)).json()
    assert [branch["id"] for branch in put["branches"]] == ["b1", "b2"]
    for branch in put["branches"]:
        assert (await wizard.change_branch(branch["id"], tree=LEAF)).status_code == 200
    made = await wizard.assemble()
    assert made.status_code == 201, made.text
    assert made.json()["flow"]["node_count"] == 4, "and a hand-over for whoever finds no answer that fits"
    assert error(await wizard.assemble()) == (409, "conversation_completed")
    assert error(await wizard.change(name="Other")) == (409, "conversation_completed")
    assert error(await wizard.scaffold()) == (409, "conversation_completed")


async def test_removing_one_is_heard_in_the_persons_other_windows(
    wizard: Wizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    await wizard.start()
    heard: list[tuple[str, str]] = []
    monkeypatch.setattr(live, "announce", lambda _session, topic, one, user_id: heard.append((topic, str(one))))
    assert (await wizard.client.delete(wizard.home)).status_code == 204
    assert heard == [(live.Topic.FLOW_BUILDS, wizard.id)]


async def test_a_branch_that_was_taken_out_is_not_proposed_again(wizard: Wizard) -> None:
    before = (await wizard.with_branches())["branches"]
    await wizard.change(branches=[kept(branch) for branch in before[1:]])
    refused = await wizard.scaffold()
    assert (refused.status_code, refused.json()["failure"]) == (409, "no_playbook")
    assert [one["title"] for one in (await wizard.read())["branches"]] == [one["title"] for one in before[1:]]


async def test_a_branch_that_is_put_back_is_as_it_was(wizard: Wizard) -> None:
    before = (await wizard.with_branches())["branches"]
    await wizard.change_branch("b1", tree=LEAF)
    there = await wizard.branch("b1")
    await wizard.change(branches=[kept(branch) for branch in before[1:]])
    back = {"title": there["title"], "description": there["description"]}
    put = (await wizard.change(branches=[back, *(kept(branch) for branch in before[1:])])).json()
    assert put["branches"][0] == there
    await wizard.change(branches=[kept(branch) for branch in before[1:]])
    put = (await wizard.change(branches=[*(kept(branch) for branch in before[1:]), {"title": "Quite new"}])).json()
    assert put["branches"][-1]["tree"] is None


async def test_a_proposed_branch_may_be_rewritten_before_it_is_worked_out(wizard: Wizard) -> None:
    first, second, *_ = (await wizard.with_branches())["branches"]
    await wizard.change_branch(first["id"], title="Whatever we call it here")
    made = await wizard.detail(first["id"])
    assert made.status_code == 200, made.text
    await wizard.change_branch(second["id"], description="Said otherwise")
    assert (await wizard.detail(second["id"])).status_code == 200
    await wizard.change_branch(first["id"], title="The parrot sings", description="Quite another thing")
    assert (await wizard.detail(first["id"])).json()["failure"] == "no_playbook"


async def test_the_same_request_twice_makes_one_thing(wizard: Wizard, account: MadeAccount) -> None:
    key = {"Idempotency-Key": uuid4().hex}
    first = await account.engineer.post(HOME, json=PRINTING, headers=key)
    again = await account.engineer.post(HOME, json=PRINTING, headers=key)
    assert first.json()["id"] == again.json()["id"]
    await wizard.with_branches()
    version, same = (await wizard.branch("b1"))["version"], uuid4().hex
    made = await wizard.detail("b1", key=same, version=version)
    told = await wizard.detail("b1", key=same, version=version)
    assert made.status_code == told.status_code == 200
    assert made.json()["branches"] == told.json()["branches"]
    assert told.headers["Idempotency-Replayed"] == "true"
    assert error(await wizard.detail("b1", key=same, version=version, remark="Other")) == (
        422,
        "key_used_for_another_request",
    )


async def test_a_stale_version_saves_nothing(wizard: Wizard) -> None:
    await wizard.with_branches()
    assert error(await wizard.change(version=1, name="Other")) == (412, "conversation_changed")
    assert error(await wizard.scaffold(version=1)) == (412, "conversation_changed")
    await wizard.change_branch("b1", title="Mine")
    assert error(await wizard.change_branch("b1", version=1, title="Theirs")) == (412, "branch_changed")
    assert error(await wizard.detail("b1", version=1)) == (412, "branch_changed")
    bare = await wizard.client.patch(f"{HOME}/{wizard.id}", json={"name": "Other"})
    assert error(bare) == (428, "precondition_missing")
    assert (await wizard.branch("b1"))["title"] == "Mine"
    assert (await wizard.read())["foundation"]["name"] == PRINTING["name"]


async def test_edits_by_hand_survive_when_the_rest_is_worked_out(wizard: Wizard) -> None:
    await wizard.with_branches()
    await wizard.change_branch("b1", tree=LEAF)
    mine = (await wizard.branch("b1"))["tree"]
    assert (await wizard.detail_all()).status_code == 202
    done = await wizard.finished_run()
    assert done["branches"][0]["tree"] == mine
    assert done["branches"][0]["detailed_by"] == "person"
    assert all(branch["tree"] for branch in done["branches"])
    assert error(await wizard.detail_all()) == (409, "nothing_to_detail")


async def test_another_person_of_the_account_does_not_see_it(wizard: Wizard, account: MadeAccount) -> None:
    await wizard.start()
    assert error(await account.owner.get(f"{HOME}/{wizard.id}")) == (404, "no_such_conversation")
    assert (await account.owner.get(HOME)).json()["items"] == []
    assert [one["id"] for one in (await wizard.client.get(HOME)).json()["items"]] == [wizard.id]
    assert error(await account.l1.get(HOME)) == (403, "role_does_not_allow")


@pytest.mark.parametrize(
    "changes",
    [
        {"branches": [{"title": "Same"}, {"title": " same"}]},
        {"branches": [{"id": "b99", "title": "Nobody's"}]},
        {"branches": [{"title": f"Cause {number}"} for number in range(10)]},
        {"name": "\u200b"},
        {"name": "NUL\x00"},
        {"environment": "x" * 1_000_000},
        {"symptoms": ["x"] * 21},
        {"unknown": 1},
    ],
    ids=["same title", "foreign id", "ten chosen", "nothing seen", "NUL", "1 MB", "many symptoms", "unknown field"],
)
async def test_what_can_not_be_is_refused_and_nothing_is_saved(wizard: Wizard, changes: dict[str, Any]) -> None:
    before = await wizard.start()
    assert (await wizard.change(**changes)).status_code == 422
    assert (await wizard.read())["foundation"] == before["foundation"]


async def test_a_branch_that_is_too_large_is_refused(wizard: Wizard) -> None:
    await wizard.with_branches()
    many = {"root_id": "n0", "nodes": {f"n{n}": {"type": "resolution", "text": "x"} for n in range(101)}}
    assert error(await wizard.change_branch("b1", tree=many)) == (413, "branch_too_large")


async def test_an_unfinished_branch_says_what_it_needs_and_is_not_saved(wizard: Wizard) -> None:
    await wizard.start()
    await wizard.change(branches=[{"title": "No power"}])
    assert error(await wizard.assemble()) == (409, "branches_not_ready")
    await wizard.change_branch("b1", tree={"root_id": "q", "nodes": {"q": {"type": "question", "text": "On?"}}})
    assert [one["code"] for one in (await wizard.branch("b1"))["findings"]] == ["too_few_options"]
    refused = await wizard.assemble()
    assert error(refused) == (409, "tree_not_ready")
    assert refused.json()["findings"][0]["node_id"] == "b1-1"


async def test_of_two_who_assemble_at_once_one_makes_a_flow(wizard: Wizard, account: MadeAccount) -> None:
    await wizard.start()
    await wizard.change(branches=[{"title": "No power"}])
    await wizard.change_branch("b1", tree=LEAF)
    answers = await asyncio.gather(wizard.assemble(), wizard.assemble())
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert len((await account.engineer.get(f"{API}/flows")).json()["items"]) == 1


async def test_an_expired_one_makes_no_calls_but_is_saved_for_seven_days(
    wizard: Wizard, account: MadeAccount, database: Database
) -> None:
    await wizard.with_branches()
    await wizard.detail("b1")
    await grown_old(database, account, wizard, hours=25)
    shown = await wizard.read()
    assert (shown["status"], shown["saveable_until"] is not None) == ("expired", True)
    assert error(await wizard.scaffold()) == (410, "conversation_expired")
    assert error(await wizard.detail("b2")) == (410, "conversation_expired")
    assert error(await wizard.detail_all()) == (410, "conversation_expired")
    assert error(await wizard.change(name="Other")) == (410, "conversation_expired")
    made = (await wizard.assemble()).json()
    assert len(made["left_out"]) == len(shown["branches"]) - 1
    assert (await wizard.read())["status"] == "completed"


async def test_the_job_expires_and_a_week_later_removes(
    account: MadeAccount, database: Database, wizard: Wizard
) -> None:
    await wizard.start()
    await grown_old(database, account, wizard, hours=25)
    await expire(database, account.id)
    async with database.transaction(account.id) as session:
        assert (await session.execute(text("select status from ai_conversations"))).scalars().all() == ["expired"]
    await grown_old(database, account, wizard, hours=24 * 7)
    await expire(database, account.id)
    assert (await wizard.client.get(f"{HOME}/{wizard.id}")).status_code == 404


async def test_a_removed_conversation_leaves_its_flow(wizard: Wizard, account: MadeAccount) -> None:
    await wizard.start()
    await wizard.change(branches=[{"title": "No power"}])
    await wizard.change_branch("b1", tree=LEAF)
    flow_id = (await wizard.assemble()).json()["flow"]["id"]
    assert (await wizard.client.delete(f"{HOME}/{wizard.id}")).status_code == 204
    assert (await wizard.client.get(f"{HOME}/{wizard.id}")).status_code == 404
    flow = await account.engineer.get(f"{API}/flows/{flow_id}")
    assert (flow.status_code, flow.json()["source_conversation_id"]) == (200, wizard.id)


async def test_a_flow_names_the_conversation_it_came_of_and_its_copy_does_not(
    wizard: Wizard, account: MadeAccount
) -> None:
    await wizard.start()
    await wizard.change(branches=[{"title": "No power"}])
    await wizard.change_branch("b1", tree=LEAF)
    flow_id = (await wizard.assemble()).json()["flow"]["id"]
    copied = await account.engineer.post(f"{API}/flows/{flow_id}/duplicate", headers={"Idempotency-Key": "copy"})
    found = [(await account.engineer.get(f"{API}/flows/{one}")).json() for one in (flow_id, copied.json()["id"])]
    assert [flow["source_conversation_id"] for flow in found] == [wizard.id, None]


async def test_flows_built_before_they_named_their_conversation_name_it_too(
    wizard: Wizard, account: MadeAccount, owner_target: Target
) -> None:
    await wizard.start()
    await wizard.change(branches=[{"title": "No power"}])
    await wizard.change_branch("b1", tree=LEAF)
    flow_id = (await wizard.assemble()).json()["flow"]["id"]
    engine = sa.create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(psycopg_conninfo(owner_target)), poolclass=sa.NullPool
    )
    with engine.begin() as connection:
        mine = {"id": str(account.id)}
        connection.execute(sa.text("select set_config('app.account_id', :id, true)"), mine)
        connection.execute(sa.text("update flows set source_conversation_id = null"))
        fill(connection)
    engine.dispose()
    flow = (await account.engineer.get(f"{API}/flows/{flow_id}")).json()
    assert flow["source_conversation_id"] == wizard.id


async def test_what_the_playbook_does_not_know_is_said(wizard: Wizard) -> None:
    await wizard.start(name="Zorblatt quux frobnicates", category="", symptoms=[])
    assert error(await wizard.scaffold()) == (409, "no_playbook_matches")
    shown = await wizard.read()
    assert (shown["failure"], shown["making"], shown["branches"]) == ("no_playbook", False, [])
