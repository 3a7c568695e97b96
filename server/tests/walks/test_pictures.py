"""Pictures of a walk."""

import asyncio

import pytest
from httpx import AsyncClient, Response

from resolutionflow.attachments import queries
from resolutionflow.attachments import service as attachments
from resolutionflow.kit import clock
from resolutionflow.platform.settings import Settings
from tests.support.drawing import opened, picture
from tests.support.people import MadeAccount
from tests.walks.desk import Desk, Json, error


def _path(walk: Json, more: str = "") -> str:
    return f"/api/v1/l1/sessions/{walk['id']}/attachments{more}"


async def _add(
    desk: Desk, walk: Json, raw: bytes | None = None, by: AsyncClient | None = None, **told: str
) -> Response:
    return await (by or desk.account.l1).post(_path(walk), content=raw or picture(), params=told)


@pytest.fixture
async def walk(desk: Desk, flow_id: str) -> Json:
    return await desk.start(flow_id)


async def test_a_pasted_picture_is_there_for_everybody_who_sees_the_walk(desk: Desk, walk: Json) -> None:
    added = desk.ok(await _add(desk, walk, picture("BMP", (90, 60)), name="C:\\Users\\kim\\Error.bmp"))
    assert (added["name"], added["media_type"], added["place"]) == ("Error.png", "image/png", "note")
    assert (added["width"], added["height"], added["step_no"]) == (90, 60, None)
    seen = await desk.open(walk, desk.account.engineer)
    assert [one["id"] for one in seen["pictures"]] == [added["id"]]
    assert seen["pictures"][0]["created_by"] == walk["created_by"]["name"]
    whole = await desk.account.engineer.get(_path(walk, f"/{added['id']}"))
    small = await desk.account.engineer.get(_path(walk, f"/{added['id']}"), params={"size": "thumb"})
    assert (whole.headers["content-type"], opened(whole.content).size) == ("image/png", (90, 60))
    assert (small.headers["content-type"], opened(small.content).format) == ("image/webp", "WEBP")
    for answer in (whole, small):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["cache-control"].startswith("private")
        assert answer.headers["content-disposition"] == "inline; filename*=UTF-8''Error.png"
        assert "sandbox" in answer.headers["content-security-policy"]


async def test_evidence_speaks_for_the_step_that_is_asked(desk: Desk, walk: Json) -> None:
    desk.ok(await desk.step(walk, "power", "no"))
    added = desk.ok(await _add(desk, walk, place="evidence"))
    assert (added["node_id"], added["step_no"]) == ("switch", 2)


async def test_the_same_picture_twice_is_one(desk: Desk, walk: Json) -> None:
    raw = picture()
    first = desk.ok(await _add(desk, walk, raw))
    again = desk.ok(await _add(desk, walk, raw, name="Another name"))
    assert again == first
    others = await asyncio.gather(*(_add(desk, walk, raw) for _ in range(3)))
    assert {desk.ok(one)["id"] for one in others} == {first["id"]}
    fresh = picture()
    at_once = await asyncio.gather(*(_add(desk, walk, fresh) for _ in range(4)))
    assert len({desk.ok(one)["id"] for one in at_once}) == 1
    assert len((await desk.open(walk))["pictures"]) == 2


async def test_a_picture_that_is_taken_away_is_gone_until_it_is_put_back(desk: Desk, walk: Json) -> None:
    raw = picture()
    added = desk.ok(await _add(desk, walk, raw))
    path = _path(walk, f"/{added['id']}")
    assert (await desk.account.l1.delete(path)).status_code == 204
    assert error(await desk.account.l1.get(path)) == (404, "attachment_not_found")
    assert error(await desk.account.l1.delete(path)) == (404, "attachment_not_found")
    assert (await desk.open(walk))["pictures"] == []
    assert desk.ok(await desk.account.l1.post(f"{path}/restore")) == added
    assert (await desk.account.l1.get(path)).status_code == 200
    await desk.account.l1.delete(path)
    assert desk.ok(await _add(desk, walk, raw))["id"] == added["id"]


async def test_what_was_taken_away_is_deleted_after_a_day_and_its_room_given_back(
    desk: Desk, walk: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, gone = [desk.ok(await _add(desk, walk)) for _ in range(2)]
    await desk.account.l1.delete(_path(walk, f"/{gone['id']}"))
    account_id, database = desk.account.id, desk.account.database

    async def forget() -> None:
        async with database.transaction(account_id) as session:
            await attachments.forget_removed(session, account_id)

    await forget()
    assert (await desk.account.l1.post(_path(walk, f"/{gone['id']}/restore"))).status_code == 200
    await desk.account.l1.delete(_path(walk, f"/{gone['id']}"))
    later = clock.now() + attachments.KEPT_WHEN_REMOVED * 1.01
    monkeypatch.setattr(attachments, "now", lambda: later)
    await forget()
    assert error(await desk.account.l1.post(_path(walk, f"/{gone['id']}/restore"))) == (404, "attachment_not_found")
    async with database.transaction(account_id) as session:
        assert await queries.used(session, account_id) == kept["size"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"hello", "not a picture"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "HEIC"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "SVG"),
    ],
)
async def test_what_is_no_picture_is_refused_in_clear_words(desk: Desk, walk: Json, raw: bytes, words: str) -> None:
    refused = await _add(desk, walk, raw)
    assert error(refused) == (422, "not_a_picture")
    assert words in refused.json()["detail"]


async def test_sizes_over_the_limits_are_refused(desk: Desk, walk: Json) -> None:
    assert error(await _add(desk, walk, picture("PNG", (8000, 5001), mode="1"))) == (413, "picture_too_large")
    assert error(await _add(desk, walk, b"x" * (10 * 1_048_576 + 1))) == (413, "body_too_large")
    padded = picture()
    assert (await _add(desk, walk, padded + b"\0" * (10 * 1_048_576 - len(padded)))).status_code == 200


async def test_an_account_that_is_full_takes_no_more(
    desk: Desk, walk: Json, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "picture_megabytes", 0)
    assert error(await _add(desk, walk)) == (409, "no_room_for_pictures")
    assert (await desk.open(walk))["pictures"] == []


async def test_a_walk_holds_so_many_pictures_and_no_more(
    desk: Desk, walk: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "MOST_OF_A_WALK", 2)
    for _ in range(2):
        desk.ok(await _add(desk, walk))
    assert error(await _add(desk, walk)) == (409, "too_many_pictures")


async def test_only_who_sees_the_walk_sees_its_pictures(
    desk: Desk, walk: Json, stranger: AsyncClient, other_account: MadeAccount
) -> None:
    added = desk.ok(await _add(desk, walk))
    path = _path(walk, f"/{added['id']}")
    colleague = await desk.account.add_person("l1_tech")
    for client, status in ((stranger, 401), (other_account.owner, 404), (colleague.client, 404)):
        assert (await client.get(path)).status_code == status
        assert (await client.delete(path)).status_code == status
        assert (await _add(desk, walk, by=client)).status_code == status
    other = await desk.start(await desk.flow())
    assert error(await desk.account.l1.get(_path(other, f"/{added['id']}"))) == (404, "attachment_not_found")
    assert (await _add(desk, walk, by=desk.account.engineer)).status_code == 403


async def test_an_ended_walk_keeps_its_pictures_as_they_are(desk: Desk, walk: Json) -> None:
    added = desk.ok(await _add(desk, walk))
    desk.ok(await desk.act(walk, "resolve", {"resolution_notes": "Done"}))
    assert error(await _add(desk, walk)) == (409, "walk_not_active")
    path = _path(walk, f"/{added['id']}")
    assert error(await desk.account.l1.delete(path)) == (409, "walk_not_active")
    assert (await desk.account.l1.get(path)).status_code == 200


async def test_the_ticket_note_and_the_hand_over_name_the_pictures(desk: Desk, walk: Json) -> None:
    desk.ok(await _add(desk, walk, name="Blue screen.png"))
    l1 = desk.account.l1
    note = desk.ok(await l1.get(f"/api/v1/l1/sessions/{walk['id']}/summary"))["text"]
    package = desk.ok(await l1.get(f"/api/v1/l1/sessions/{walk['id']}/package"))["package"]
    assert "Picture in the walk: Blue screen.png" in note
    assert "Picture in the walk: Blue screen.png" in package["context"]
