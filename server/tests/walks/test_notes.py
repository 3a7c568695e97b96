"""The notes of a walk: autosaved, whole, up to a limit."""

import json

import pytest

from tests.walks.desk import Desk, error

LIMIT = 262_144


def notes_of(size: int) -> list[str]:
    """Notes that take exactly ``size`` bytes as compact UTF-8 JSON; "é" takes two."""
    frame = len(json.dumps([""]))
    rest = size - frame
    return ["é" * (rest // 2) + "x" * (rest % 2)]


async def test_notes_are_replaced_and_counted(desk: Desk) -> None:
    walk = await desk.start()
    assert (walk["walk_notes"], walk["notes_version"]) == ([], 1)
    kept = desk.ok(await desk.act(walk, "notes", {"walk_notes": ["Rebooted", {"text": "Called back", "at": 5}]}))
    assert kept == {"notes_version": 2}
    opened = await desk.open(walk)
    assert opened["walk_notes"] == ["Rebooted", {"text": "Called back", "at": 5}]
    assert opened["version"] == walk["version"]


@pytest.mark.parametrize(("size", "status"), [(LIMIT, 200), (LIMIT + 1, 413)])
async def test_notes_up_to_the_limit_are_kept_and_not_a_byte_more(desk: Desk, size: int, status: int) -> None:
    walk = await desk.start()
    reply = await desk.act(walk, "notes", {"walk_notes": notes_of(size)})
    assert reply.status_code == status
    if status == 413:
        assert "escalate" in reply.json()["detail"]
        assert (await desk.open(walk))["walk_notes"] == []


async def test_notes_saved_elsewhere_meanwhile_are_not_overwritten(desk: Desk) -> None:
    walk = await desk.start()
    desk.ok(await desk.act(walk, "notes", {"walk_notes": ["theirs"]}, headers={"If-Match": '"1"'}))
    refused = await desk.act(walk, "notes", {"walk_notes": ["mine"]}, headers={"If-Match": '"1"'})
    assert error(refused) == (412, "notes_changed")
    assert (refused.json()["walk_notes"], refused.json()["notes_version"]) == (["theirs"], 2)


async def test_an_ended_walk_keeps_its_notes(desk: Desk) -> None:
    walk = await desk.start()
    desk.ok(await desk.act(walk, "abandon"))
    assert error(await desk.act(walk, "notes", {"walk_notes": []})) == (409, "walk_not_active")


@pytest.mark.parametrize(
    "body",
    [
        r'{"walk_notes": ["a\u0000b"]}',
        r'{"walk_notes": [{"a\u0000": 1}]}',
        r'{"walk_notes": ["\ud800"]}',
        '{"walk_notes": [NaN]}',
        '{"walk_notes": [1e999]}',
        '{"walk_notes": "text"}',
        '{"walk_notes": ' + "[" * 5000 + "]" * 5000 + "}",
    ],
)
async def test_notes_that_can_not_be_kept_are_refused(desk: Desk, body: str) -> None:
    walk = await desk.start()
    reply = await desk.account.l1.post(
        f"/api/v1/l1/sessions/{walk['id']}/notes", content=body, headers={"Content-Type": "application/json"}
    )
    assert reply.status_code == 422, reply.text
