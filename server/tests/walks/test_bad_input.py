"""Hostile answers get a clear refusal and change nothing."""

import json
from typing import Any

import pytest

from tests.walks.desk import Desk, Json, error

STEP = {"node_id": "power", "option_id": "yes"}


async def _send(desk: Desk, walk: Json, body: str | bytes, **headers: str) -> tuple[int, str]:
    reply = await desk.account.l1.post(
        f"/api/v1/l1/sessions/{walk['id']}/step", content=body, headers={"Content-Type": "application/json", **headers}
    )
    return error(reply)


@pytest.mark.parametrize(
    "change",
    [
        {"node_id": "x" * 101},
        {"node_id": ""},
        {"node_id": "a\x00"},
        {"option_id": "x" * 101},
        {"option_id": None},
        {"node_id": ["power"]},
        {"note": "a\x00b"},
        {"note": "x" * 20_001},
        {"evidence": {"kind": "text", "value": "\x00"}},
        {"evidence": {"kind": "smell", "value": "burnt"}},
        {"evidence": "x" * 50_001},
        {"unknown": 1},
    ],
    ids=lambda change: next(iter(change)),
)
async def test_a_malformed_answer_is_refused(desk: Desk, flow_id: str, change: dict[str, Any]) -> None:
    walk = await desk.start(flow_id)
    assert await _send(desk, walk, json.dumps(STEP | change)) == (422, "invalid_input")
    assert (await desk.open(walk))["step_count"] == 0


@pytest.mark.parametrize(
    "body",
    [
        '{"node_id": "power", "option_id": "yes", "note": "\\ud800"}',
        '{"node_id": "\\udfff", "option_id": "yes"}',
        '{"node_id": "power", "option_id": "yes", "evidence": {"kind": "number", "value": 1e999}}',
        '{"node_id": "power", "option_id": "yes", "evidence": {"kind": "number", "value": NaN}}',
        "[]",
        "null",
        "",
        b"\xff\xfe",
    ],
)
async def test_an_answer_that_is_no_text_or_no_json_is_refused(desk: Desk, flow_id: str, body: str | bytes) -> None:
    walk = await desk.start(flow_id)
    status, _ = await _send(desk, walk, body)
    assert status == 422
    assert (await desk.open(walk))["step_count"] == 0


async def test_an_answer_of_thirty_megabytes_is_too_large(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    body = json.dumps(STEP | {"note": "x" * 30_000_000})
    assert await _send(desk, walk, body) == (413, "body_too_large")


@pytest.mark.parametrize(
    "headers",
    [{"If-Match": '"x"'}, {"If-Match": '"99999999999999999999"'}, {"Idempotency-Key": "x" * 201}],
    ids=str,
)
async def test_guards_that_make_no_sense_are_refused(desk: Desk, flow_id: str, headers: dict[str, str]) -> None:
    walk = await desk.start(flow_id)
    status, _ = await _send(desk, walk, json.dumps(STEP), **headers)
    assert status == 422


@pytest.mark.parametrize("walk_id", ["nothing", "00000000-0000-0000-0000-000000000000", "%00", "x" * 500])
async def test_a_walk_that_does_not_exist_is_refused(desk: Desk, walk_id: str) -> None:
    reply = await desk.account.l1.post(f"/api/v1/l1/sessions/{walk_id}/step", json=STEP)
    assert reply.status_code in (404, 422)


async def test_a_date_beyond_all_reason_is_refused(desk: Desk) -> None:
    walk = await desk.start()
    for moment in ("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00", "2030-01-01T00:00:00"):
        reply = await desk.act(walk, "waiting", {"waiting_on": "A part", "waiting_until": moment})
        assert error(reply) == (422, "invalid_input")
