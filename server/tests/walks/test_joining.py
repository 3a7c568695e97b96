"""Joining a colleague's walk, and seeing who else is in it."""

import pytest

from resolutionflow.kit import clock
from resolutionflow.walks.service import joining
from tests.support.people import MadeAccount, Person
from tests.walks.desk import Desk, Json, error, said


@pytest.fixture
async def walk(desk: Desk, flow_id: str) -> Json:
    return await desk.start(flow_id)


@pytest.fixture
async def colleague(desk: Desk) -> Person:
    return await desk.account.add_person("l1_tech")


async def test_whoever_joins_sees_the_walk_and_both_answer(desk: Desk, walk: Json, colleague: Person) -> None:
    by = colleague.client
    assert error(await desk.step(walk, "power", "no", by=by)) == (404, "walk_not_found")
    joined = desk.ok(await desk.act(walk, "join", by=by))
    assert (joined["id"], joined["may_act"], joined["version"]) == (walk["id"], True, 1)
    desk.ok(await desk.step(walk, "power", "no", by=by))
    desk.ok(await desk.step(walk, "switch", "done"))
    seen = await desk.open(walk, by)
    assert said(seen) == [("power", "No"), ("switch", "Done")]
    assert [step["user"]["id"] for step in seen["walked_path"]] == [str(colleague.id), walk["created_by"]["id"]]
    desk.ok(await desk.act(walk, "notes", {"walk_notes": ["from both"]}, by=by))


async def test_joining_again_changes_nothing(desk: Desk, walk: Json, colleague: Person) -> None:
    first = desk.ok(await desk.act(walk, "join", by=colleague.client))
    assert desk.ok(await desk.act(walk, "join", by=colleague.client)) == first


async def test_who_may_not_join(desk: Desk, walk: Json, other_account: MadeAccount, colleague: Person) -> None:
    assert error(await desk.act(walk, "join", by=other_account.l1)) == (404, "walk_not_found")
    for role in ("engineer", "viewer"):
        assert (await desk.act(walk, "join", by=desk.account.by_role(role).client)).status_code == 403
    desk.ok(await desk.act(walk, "resolve", {"resolution_notes": "Done"}))
    assert error(await desk.act(walk, "join", by=colleague.client)) == (409, "walk_not_active")


async def test_who_has_the_walk_open_is_said_for_a_while(
    desk: Desk, walk: Json, colleague: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.ok(await desk.act(walk, "here"))["others"] == []
    desk.ok(await desk.act(walk, "join", by=colleague.client))
    here = desk.ok(await desk.act(walk, "here"))
    assert [one["id"] for one in here["others"]] == [str(colleague.id)]
    assert (here["version"], here["notes_version"]) == (1, 1)
    theirs = desk.ok(await desk.act(walk, "here", by=colleague.client))
    assert [one["id"] for one in theirs["others"]] == [walk["created_by"]["id"]]
    later = clock.now() + joining.HERE_FOR * 1.1
    monkeypatch.setattr(joining, "now", lambda: later)
    assert desk.ok(await desk.act(walk, "here"))["others"] == []


async def test_whoever_does_not_see_the_walk_is_not_in_it(desk: Desk, walk: Json, colleague: Person) -> None:
    assert error(await desk.act(walk, "here", by=colleague.client)) == (404, "walk_not_found")
    assert desk.ok(await desk.act(walk, "here"))["others"] == []
