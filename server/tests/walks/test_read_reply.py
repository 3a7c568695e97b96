"""Reading what a caller said, or what was pasted, before a step is answered."""

import pytest

from resolutionflow.main import API
from tests.support.people import MadeAccount
from tests.walks.desk import Desk, Json, error, said

LIGHT: Json = {
    "root_id": "light",
    "nodes": {
        "light": {
            "type": "question",
            "text": "What does the light on the modem look like?",
            "options": [
                {"id": "green", "label": "Solid green", "next_id": "speed"},
                {"id": "blink", "label": "Blinking green", "next_id": "speed"},
                {"id": "off", "label": "Off", "next_id": "speed"},
            ],
        },
        "speed": {
            "type": "action",
            "text": "Run the speed test. What does it show?",
            "options": [
                {
                    "id": "slow",
                    "label": "Less than 5 Mbps",
                    "next_id": "end",
                    "evidence": {"kind": "number", "regex": "(?i)download: ([0-9.]+)", "max": 5},
                },
                {
                    "id": "fine",
                    "label": "5 Mbps or more",
                    "next_id": "end",
                    "evidence": {"kind": "text", "regex": "(?i)result: pass"},
                },
            ],
        },
        "end": {"type": "resolution", "text": "Done."},
    },
}


async def read(desk: Desk, walk: Json, text: str) -> Json:
    return desk.ok(await desk.act(walk, "read-reply", {"text": text}))


async def test_a_reply_selects_the_answer_it_means_and_says_why(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    found = await read(desk, walk, "No, it isn't switched on")
    assert (found["selected"], found["kind"]) == ("no", "reply")
    assert "“no”" in found["why"]
    assert set(found["matched_words"]) >= {"No"}
    assert [one["option_id"] for one in found["candidates"]] == ["no", "yes"]
    assert sum(one["score"] for one in found["candidates"]) == pytest.approx(1)


async def test_reading_records_nothing_and_answering_keeps_the_words_with_the_step(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    await read(desk, walk, "yes it is on")
    opened = await desk.open(walk)
    assert (opened["version"], opened["step_count"]) == (walk["version"], 0)
    desk.ok(await desk.step(walk, "power", "yes", evidence={"kind": "reply", "value": "yes it is on"}))
    entry = (await desk.open(walk))["walked_path"][0]
    assert entry["evidence"] == {"kind": "reply", "value": "yes it is on"}
    assert said(await desk.open(walk)) == [("power", "Yes")]
    note = desk.ok(await desk.account.l1.get(f"{API}/l1/sessions/{walk['id']}/summary"))
    assert "yes it is on" in note["text"]


@pytest.mark.parametrize("text", ["hang on, I'll look", "where do I see that?", "lovely weather", "🤷"])
async def test_what_is_not_clear_selects_nothing_and_says_so(desk: Desk, flow_id: str, text: str) -> None:
    walk = await desk.start(flow_id)
    found = await read(desk, walk, text)
    assert found["selected"] is None
    assert "choose yourself" in found["why"]
    assert found["matched_words"] == []
    assert len(found["candidates"]) == 2


@pytest.mark.parametrize(
    ("text", "selected"),
    [("it keeps blinking green", "blink"), ("the first one", "green"), ("no light at all, it is off", "off")],
)
async def test_answers_other_than_yes_and_no_are_read_too(desk: Desk, text: str, selected: str) -> None:
    walk = await desk.start(await desk.flow(LIGHT))
    assert (await read(desk, walk, text))["selected"] == selected


async def test_the_same_place_reads_pasted_output_as_the_proof_that_an_answer_asks_for(desk: Desk) -> None:
    walk = await desk.start(await desk.flow(LIGHT))
    desk.ok(await desk.step(walk, "light", "green"))
    proof = await read(desk, walk, "Speed test 3.1\nDownload: 3.2 Mbit/s\nResult: FAIL")
    assert (proof["selected"], proof["kind"], proof["matched_words"]) == ("slow", "evidence", ["Download: 3.2"])
    assert "Download: 3.2" in proof["why"]
    several = await read(desk, walk, "Download: 3.2\nResult: pass")
    assert (several["selected"], several["kind"]) == (None, "evidence")
    assert "Less than 5 Mbps, 5 Mbps or more" in several["why"]
    spoken = await read(desk, walk, "she says 48 Mbps")
    assert (spoken["selected"], spoken["kind"]) == ("fine", "reply")


async def test_an_action_with_one_answer_is_read_as_well(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "no"))
    assert (await read(desk, walk, "done"))["selected"] == "done"
    assert (await read(desk, walk, "I can't find the switch"))["selected"] is None


async def test_only_an_active_walk_that_asks_something_reads_replies(desk: Desk, flow_id: str) -> None:
    notes = await desk.start()
    assert error(await desk.act(notes, "read-reply", {"text": "yes"})) == (409, "takes_notes_only")
    walk = await desk.start(flow_id)
    desk.ok(await desk.step(walk, "power", "yes"))
    desk.ok(await desk.step(walk, "paper", "no"))
    assert error(await desk.act(walk, "read-reply", {"text": "yes"})) == (409, "no_answers_here")
    desk.ok(await desk.act(walk, "resolve", {"resolution_notes": "Paper filled."}))
    assert error(await desk.act(walk, "read-reply", {"text": "yes"})) == (409, "walk_not_active")


async def test_whoever_does_not_see_the_walk_reads_nothing_on_it(
    desk: Desk, flow_id: str, other_account: MadeAccount
) -> None:
    walk = await desk.start(flow_id)
    stranger = await desk.act(walk, "read-reply", {"text": "yes"}, by=other_account.l1)
    assert error(stranger) == (404, "walk_not_found")
    viewer = await desk.act(walk, "read-reply", {"text": "yes"}, by=desk.account.by_role("viewer").client)
    assert viewer.status_code == 403


async def test_a_text_of_200_kilobytes_is_read_and_a_longer_one_is_refused(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    assert (await read(desk, walk, "no. " + "x" * (200 * 1024 - 4)))["selected"] is not None
    refused = await desk.act(walk, "read-reply", {"text": "ä" * (100 * 1024) + "b"})
    assert error(refused) == (413, "reply_too_large")


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": "   "}, {"text": "a\x00b"}, {"text": 7}, {"text": None}])
async def test_what_is_no_text_is_refused(desk: Desk, flow_id: str, body: Json) -> None:
    walk = await desk.start(flow_id)
    assert (await desk.act(walk, "read-reply", body)).status_code == 422
