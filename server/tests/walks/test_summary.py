"""The ticket note."""

import re
from datetime import UTC, datetime

from sqlalchemy import update

from resolutionflow.platform.db import Database
from resolutionflow.walks.models import L1WalkSession
from tests.walks.desk import Desk, Json

HTML = "<script>alert('x')</script>"


async def note(desk: Desk, walk: Json, **params: str) -> Json:
    return desk.ok(await desk.account.l1.get(f"/api/v1/l1/sessions/{walk['id']}/summary", params=params))


async def _walked(desk: Desk, flow_id: str) -> Json:
    walk = await desk.start(flow_id, problem_text=f"Printer is silent {HTML}")
    desk.ok(await desk.step(walk, "power", "no", note="The password is Hunter2! and was on the lid"))
    desk.ok(await desk.step(walk, "switch", "done"))
    desk.ok(await desk.act(walk, "back", {}))
    desk.ok(await desk.act(walk, "notes", {"walk_notes": ["Caller was in a hurry"]}))
    return desk.ok(await desk.act(walk, "resolve", {"resolution_notes": "Switched it on. API key: abcd1234efgh"}))


async def test_the_internal_note_tells_everything(desk: Desk, flow_id: str) -> None:
    told = await note(desk, await _walked(desk, flow_id))
    assert (told["audience"], told["format"]) == ("internal", "text")
    for words in (
        "Is the printer switched on? → No",
        "ALSO TRIED\nSwitch the printer on. → Done",
        "Caller was in a hurry",
        "Switched it on.",
        "Printer does not print (version 1)",
    ):
        assert words in told["text"]
    assert told["active_minutes"] == 1


async def test_the_internal_note_begins_with_ticket_client_times_and_who_worked_on_it(desk: Desk, flow_id: str) -> None:
    client = desk.ok(await desk.account.l1.post("/api/v1/clients", json={"name": "Fabrikam"}), 201)
    walk = await desk.start(flow_id, client_id=client["id"], ticket={"kind": "psa", "id": "INC-7781"})
    moment = r"20\d\d-\d\d-\d\d \d\d:\d\d UTC"
    head = rf"TICKET\nINC-7781\nClient: Fabrikam\nStarted: {moment}\n"
    people = r"\nWorked on by: L1 Tech \d+, for 1 minute\n\n"
    assert re.match(head + "Not ended yet" + people, (await note(desk, walk))["text"])
    desk.ok(await desk.act(walk, "resolve", {"resolution_notes": "Switched it on."}))
    assert re.match(head + f"Resolved: {moment}" + people, (await note(desk, walk))["text"])
    assert "minute" not in (await note(desk, walk, audience="client"))["text"]


async def test_a_ticket_of_our_own_is_named_by_its_number(desk: Desk) -> None:
    walk = await desk.start()
    assert (await note(desk, walk))["text"].startswith(f"TICKET\n#{walk['ticket']['number']}\nStarted: ")


async def test_the_note_for_the_client_tells_the_fix_and_not_the_road_to_it(desk: Desk, flow_id: str) -> None:
    text = (await note(desk, await _walked(desk, flow_id), audience="client"))["text"]
    assert "Switched it on." in text
    for words in ("Caller was in a hurry", "switched on? →", "L1 Tech", "version 1"):
        assert words not in text


async def test_secrets_are_masked_in_every_form(desk: Desk, flow_id: str) -> None:
    walk = await _walked(desk, flow_id)
    for audience in ("internal", "client"):
        for style in ("text", "markdown", "html"):
            text = (await note(desk, walk, audience=audience, format=style))["text"]
            assert "Hunter2" not in text
            assert "abcd1234efgh" not in text


async def test_html_is_escaped_and_markdown_has_no_live_marks(desk: Desk, flow_id: str) -> None:
    walk = await _walked(desk, flow_id)
    html = (await note(desk, walk, format="html"))["text"]
    assert HTML not in html
    assert "&lt;script&gt;" in html
    assert "\\<script\\>" in (await note(desk, walk, format="markdown"))["text"]


async def test_the_package_is_shown_before_it_is_sent(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    shown = desk.ok(await desk.account.l1.get(f"/api/v1/l1/sessions/{walk['id']}/package"))
    assert shown["missing"] == ["what_has_been_tried", "current_hypothesis"]
    assert shown["package"]["what_to_verify_first"] == "Is the printer switched on?"


async def test_the_note_of_an_escalation_says_in_words_why(desk: Desk, flow_id: str) -> None:
    walk = await desk.start(flow_id)
    why = {"escalation_reason": "Nothing helped.", "escalation_reason_category": "no_fix_found"}
    desk.ok(await desk.act(walk, "escalate", why))
    text = (await note(desk, walk))["text"]
    assert "Nothing helped. (no fix found)" in text
    assert "no_fix_found" not in text


async def test_the_note_gives_moments_in_the_readers_time_zone_and_names_it(desk: Desk, database: Database) -> None:
    walk = await desk.start()
    async with database.transaction(desk.account.id) as session:
        begun = update(L1WalkSession).where(L1WalkSession.account_id == desk.account.id)
        await session.execute(begun.values(started_at=datetime(2026, 11, 21, 23, 10, tzinfo=UTC)))
    assert "Started: 2026-11-21 23:10 UTC\n" in (await note(desk, walk))["text"]
    me = await desk.account.l1.get("/api/v1/me")
    chosen = await desk.account.l1.patch(
        "/api/v1/me", json={"time_zone": "Europe/Berlin"}, headers={"If-Match": me.headers["etag"]}
    )
    assert chosen.status_code == 200, chosen.text
    assert "Started: 2026-11-22 00:10 Europe/Berlin\n" in (await note(desk, walk))["text"]
