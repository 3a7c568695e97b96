"""What people are told in the app."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.notifications import tasks
from resolutionflow.notifications.models import Notification
from resolutionflow.notifications.service import Kind, purge_person, tell
from resolutionflow.platform import live
from resolutionflow.platform.db import Database
from resolutionflow.platform.live import Hint
from tests.notifications.conftest import API, Tell, prefer, titles
from tests.security.world import ESCALATION, World
from tests.support.people import MadeAccount, make_account
from tests.support.work import run_jobs


async def test_an_escalation_is_told_to_its_recipients_and_its_ends_to_whoever_escalated(account: MadeAccount) -> None:
    technician, engineer = account.by_role("l1_tech"), account.by_role("engineer")
    walk_id = await World(account, technician.client).new("walk")
    asked = {**ESCALATION, "recipient_ids": [str(engineer.id), str(technician.id)]}
    assert (await technician.client.post(f"{API}/l1/sessions/{walk_id}/escalate", json=asked)).is_success
    (told,) = (await engineer.client.get(f"{API}/notifications")).json()["items"]
    assert told["title"].endswith("Printer does not print to you") or "The printer does not print" in told["title"]
    assert (told["kind"], told["body"], told["link"]) == ("escalated", "Needs admin rights", f"/walks/{walk_id}")
    assert await titles(technician) == []
    assert (await engineer.client.post(f"{API}/l1/sessions/{walk_id}/take")).is_success
    done = {"resolution_notes": "Gave rights"}
    assert (await engineer.client.post(f"{API}/l1/sessions/{walk_id}/resolve", json=done)).is_success
    mine = (await technician.client.get(f"{API}/notifications")).json()["items"]
    assert [one["kind"] for one in mine] == ["escalation_resolved", "escalation_taken"]
    assert mine[0]["body"] == "Gave rights"


async def test_an_escalation_without_recipients_is_told_to_the_default_ones(account: MadeAccount) -> None:
    engineer = account.by_role("engineer")
    tag = (await account.owner.get(f"{API}/account/l1-settings")).headers["ETag"]
    chosen = {"default_escalation_recipient_ids": [str(engineer.id)]}
    set_ = await account.owner.patch(f"{API}/account/l1-settings", json=chosen, headers={"If-Match": tag})
    assert set_.is_success, set_.text
    walk_id = await World(account, account.l1).new("walk")
    assert (await account.l1.post(f"{API}/l1/sessions/{walk_id}/escalate", json=ESCALATION)).is_success
    assert len(await titles(engineer)) == 1


async def test_the_same_request_twice_tells_once(account: MadeAccount) -> None:
    engineer = account.by_role("engineer")
    walk_id = await World(account, account.l1).new("walk")
    asked = {**ESCALATION, "recipient_ids": [str(engineer.id)]}
    for _ in range(2):
        await account.l1.post(
            f"{API}/l1/sessions/{walk_id}/escalate", json=asked, headers={"Idempotency-Key": f"k{walk_id}"}
        )
    assert len(await titles(engineer)) == 1


async def test_one_event_is_told_once_though_two_tell_of_it_at_once(account: MadeAccount, tell_of: Tell) -> None:
    person = account.by_role("l1_tech")
    await asyncio.gather(*(tell_of([person], event="walk 1 due") for _ in range(4)))
    await tell_of([person], event="walk 2 due")
    assert len(await titles(person)) == 2


async def test_nothing_is_told_when_the_transaction_is_rolled_back(account: MadeAccount, database: Database) -> None:
    person = account.by_role("l1_tech")

    async def fails() -> None:
        async with database.transaction(account.id) as session:
            await tell(session, account.id, [person.id], Kind.REMINDER, "Never", "/")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()
    assert await titles(person) == []


async def test_people_of_another_account_and_people_who_left_are_not_told(
    account: MadeAccount, other_account: MadeAccount, tell_of: Tell, database: Database
) -> None:
    stranger, gone = other_account.by_role("owner"), account.by_role("viewer")
    assert (await account.owner.post(f"{API}/users/{gone.id}/deactivate")).is_success
    await tell_of([stranger, gone])
    assert await titles(stranger) == []
    async with database.transaction(account.id) as session:
        count = select(func.count()).select_from(Notification).where(Notification.account_id == account.id)
        assert (await session.execute(count)).scalar_one() == 0


async def test_reading_counts_down_and_can_be_taken_back(account: MadeAccount, tell_of: Tell) -> None:
    person = account.by_role("l1_tech")
    for number in range(3):
        await tell_of([person], f"Thing {number}")

    async def unread() -> int:
        return int((await person.client.get(f"{API}/notifications/unread")).json()["unread"])

    newest, middle, oldest = (await person.client.get(f"{API}/notifications")).json()["items"]
    assert await unread() == 3
    assert (await person.client.post(f"{API}/notifications/{oldest['id']}/read")).json()["read_at"]
    assert await unread() == 2
    done = (await person.client.post(f"{API}/notifications/read", json={"up_to": middle["id"]})).json()
    assert (done["count"], await unread()) == (1, 1)
    assert await titles(person, unread="true") == [newest["title"]]
    back = await person.client.post(f"{API}/notifications/unread", json={"read_at": done["read_at"]})
    assert back.json() == {"unread": 2}


async def test_a_colleague_neither_sees_nor_marks_what_is_mine(account: MadeAccount, tell_of: Tell) -> None:
    mine, theirs = account.by_role("l1_tech"), account.by_role("owner")
    await tell_of([mine])
    (told,) = (await mine.client.get(f"{API}/notifications")).json()["items"]
    assert await titles(theirs) == []
    assert (await theirs.client.post(f"{API}/notifications/{told['id']}/read")).status_code == 404
    assert (await theirs.client.post(f"{API}/notifications/read", json={"up_to": told["id"]})).status_code == 404
    assert await titles(mine, unread="true") == ["A reminder"]


async def test_a_long_list_is_read_page_by_page_and_counted_to_a_hundred(
    account: MadeAccount, database: Database
) -> None:
    person = account.by_role("l1_tech")
    row = {"account_id": account.id, "user_id": person.id, "kind": "reminder", "body": "", "link": "/", "in_app": True}
    async with database.transaction(account.id) as session:
        session.add_all(Notification(**row, id=new_id(), event=f"{at}", title=f"{at:03}") for at in range(205))
    seen: list[str] = []
    after: str | None = None
    while after or not seen:
        query = {"limit": "100"} | ({"after": after} if after else {})
        page = (await person.client.get(f"{API}/notifications", params=query)).json()
        seen += [one["title"] for one in page["items"]]
        after = page["next"]
    assert len(seen) == len(set(seen)) == 205
    assert seen == sorted(seen, reverse=True)
    assert (await person.client.get(f"{API}/notifications/unread")).json() == {"unread": 100}
    assert (await person.client.get(f"{API}/notifications", params={"after": "bm9uc2Vuc2U"})).status_code == 422


async def test_whoever_does_not_want_a_kind_in_the_app_does_not_see_it(account: MadeAccount, tell_of: Tell) -> None:
    person = account.by_role("l1_tech")
    await prefer(person, reminder={"in_app": False, "by_mail": False})
    await tell_of([person])
    await tell_of([person], "Another", kind=Kind.STEP_REPORTED)
    assert await titles(person) == ["Another"]


async def test_preferences_say_whether_mail_is_sent_and_refuse_a_change_of_old_ones(account: MadeAccount) -> None:
    path, person = f"{API}/notifications/preferences", account.by_role("l1_tech").client
    shown = await person.get(path)
    assert shown.json()["mail_configured"] is False
    kinds = {one["kind"]: one for one in shown.json()["kinds"]}
    assert kinds["escalated"] == {"kind": "escalated", "in_app": True, "by_mail": True}
    assert "webhook_stopped" not in kinds
    assert "webhook_stopped" in {one["kind"] for one in (await account.owner.get(path)).json()["kinds"]}
    body = {"choices": {"escalated": {"in_app": True, "by_mail": False}}}
    assert (await person.patch(path, json=body)).status_code == 428
    tag = {"If-Match": shown.headers["ETag"]}
    assert (await person.patch(path, json=body, headers=tag)).status_code == 200
    assert (await person.patch(path, json=body, headers=tag)).json()["error"] == "choices_changed"
    unknown = {"choices": {"weather": {"in_app": True, "by_mail": True}}}
    assert (await person.patch(path, json=unknown, headers=tag)).status_code == 422


async def test_two_first_changes_of_preferences_at_once_do_not_overwrite_each_other(account: MadeAccount) -> None:
    path, person = f"{API}/notifications/preferences", account.by_role("engineer").client
    tag = {"If-Match": (await person.get(path)).headers["ETag"]}
    bodies = [{"choices": {kind: {"in_app": False, "by_mail": False}}} for kind in ("escalated", "reminder")]
    done = await asyncio.gather(*(person.patch(path, json=body, headers=tag) for body in bodies))
    assert sorted(one.status_code for one in done) == [200, 412]


async def test_what_is_told_is_kept_for_ninety_days(account: MadeAccount, tell_of: Tell, database: Database) -> None:
    person = account.by_role("l1_tech")
    await tell_of([person], "Old")
    async with database.transaction(account.id) as session:
        old = update(Notification).where(Notification.account_id == account.id)
        await session.execute(old.values(created_at=now() - timedelta(days=91)))
    await tell_of([person], "New")
    await tasks.tidy(database, account.id)
    assert await titles(person) == ["New"]


async def test_housekeeping_enqueues_a_job_for_every_account(fresh_database: Database, app: object) -> None:
    account = await make_account(app, fresh_database)  # type: ignore[arg-type]
    async with fresh_database.transaction(account.id) as session:
        person = account.by_role("owner").id
        row = {"kind": "reminder", "event": "e", "title": "T", "body": "", "link": "/", "in_app": True}
        old = now() - timedelta(days=91)
        session.add(Notification(account_id=account.id, id=new_id(), user_id=person, created_at=old, **row))
    await tasks.housekeep(fresh_database)
    await run_jobs(fresh_database)
    async with fresh_database.transaction(account.id) as session:
        assert (await session.execute(select(func.count()).select_from(Notification))).scalar_one() == 0


async def test_only_who_is_told_hears_of_it_live(
    account: MadeAccount, tell_of: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Hint] = []
    monkeypatch.setattr(live.hub, "forward", {heard.append})
    person = account.by_role("l1_tech")
    await tell_of([person])
    assert [(hint.topic, hint.user_id) for hint in heard] == [("notifications", person.id)]


async def test_an_accepted_invitation_is_told_to_whoever_invited(account: MadeAccount, database: Database) -> None:
    made = (await account.admin.post(f"{API}/invitations", json={"account_role": "viewer"})).json()
    form = {
        "token": made["token"],
        "name": "Nina New",
        "email": f"nina.{new_id().hex}@example.com",
        "password": "correct horse battery",
    }
    stranger = account.admin.__class__(transport=account.admin._transport, base_url="http://testserver")
    accepted = await stranger.post(f"{API}/invitations/accept", json=form)
    assert accepted.status_code == 201, accepted.text
    await tasks.tell_joined(database, account.id, UUID(made["id"]))
    await tasks.tell_joined(database, account.id, UUID(made["id"]))
    assert await titles(account.by_role("admin")) == ["Nina New accepted your invitation"]
    async with database.transaction(account.id) as session:
        await purge_person(session, account.id, UUID(accepted.json()["id"]))
    assert await titles(account.by_role("admin")) == []
