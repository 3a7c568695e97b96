"""What people are told by mail."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from resolutionflow.kit.clock import now
from resolutionflow.notifications import tasks
from resolutionflow.notifications.engine import MAILS_IN_A_WINDOW
from resolutionflow.notifications.models import Notification
from resolutionflow.platform import mail
from resolutionflow.platform.db import Database
from resolutionflow.platform.settings import Settings
from tests.notifications.conftest import BASE, Tell, prefer, titles
from tests.support.people import MadeAccount
from tests.support.smtp import REPLIES, Mailbox
from tests.support.work import run_jobs


async def test_a_notification_is_mailed_with_a_link_by_a_job(
    account: MadeAccount, tell_of: Tell, database: Database, mailbox: Mailbox
) -> None:
    person = account.by_role("l1_tech")
    await tell_of([person], "Ticket #7 waits\nThe caller is back from lunch")
    assert not mailbox.mails
    await run_jobs(database)
    await run_jobs(database)
    (arrived,) = mailbox.to(person.email)
    assert arrived["Subject"] == "Ticket #7 waits"
    text = arrived.get_content().replace("\r\n", "\n")
    assert f"The caller is back from lunch\n\n{BASE}/walks/1\n" in text
    assert f"{BASE}/settings?tab=notifications" in text


async def test_whoever_wants_no_mail_of_a_kind_gets_none_and_sees_it_in_the_app(
    account: MadeAccount, tell_of: Tell, database: Database, mailbox: Mailbox
) -> None:
    person, other = account.by_role("l1_tech"), account.by_role("engineer")
    await prefer(person, reminder={"in_app": True, "by_mail": False})
    await prefer(other, reminder={"in_app": False, "by_mail": True})
    await tell_of([person, other])
    await run_jobs(database)
    assert [one["To"] for one in mailbox.mails] == [other.email]
    assert (await titles(person), await titles(other)) == (["A reminder"], [])


async def test_very_many_at_once_become_a_few_mails_and_a_summary(
    account: MadeAccount, tell_of: Tell, database: Database, mailbox: Mailbox
) -> None:
    person = account.by_role("l1_tech")
    for number in range(12):
        await tell_of([person], f"Thing {number}")
    await run_jobs(database)
    subjects = [one["Subject"] for one in mailbox.to(person.email)]
    assert subjects == ["Thing 0", "Thing 1", "Thing 2", "Thing 3", "8 notifications"]
    await tell_of([person], "One more")
    await run_jobs(database)
    assert len(mailbox.to(person.email)) == MAILS_IN_A_WINDOW


async def test_what_was_held_back_goes_out_once_ten_minutes_are_over(
    account: MadeAccount, tell_of: Tell, database: Database, mailbox: Mailbox
) -> None:
    person = account.by_role("l1_tech")
    for number in range(8):
        await tell_of([person], f"Thing {number}")
    await run_jobs(database)
    await tell_of([person], "Held")
    await run_jobs(database)
    async with database.transaction(account.id) as session:
        earlier = update(Notification).where(Notification.account_id == account.id, Notification.mail == "sent")
        await session.execute(earlier.values(mailed_at=now() - timedelta(minutes=11)))
    await tasks.mail_waiting(database, account.id)
    assert mailbox.to(person.email)[-1]["Subject"] == "Held"


async def test_a_mail_server_that_is_away_is_tried_again_and_nothing_is_sent_twice(
    account: MadeAccount, tell_of: Tell, database: Database, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = account.by_role("l1_tech"), account.by_role("engineer")
    await tell_of([first])
    await tell_of([second])
    real, calls = mail.send, []

    async def away(settings: Settings, to: str, subject: str, body: str) -> None:
        calls.append(to)
        if len(calls) == 2:
            raise OSError("away")
        await real(settings, to, subject, body)

    monkeypatch.setattr(mail, "send", away)
    with pytest.raises(OSError, match="away"):
        await tasks.mail_waiting(database, account.id)
    await tasks.mail_waiting(database, account.id)
    assert sorted(one["To"] for one in mailbox.mails) == sorted([first.email, second.email])


async def test_an_address_that_is_refused_for_good_does_not_hold_up_the_others(
    account: MadeAccount, tell_of: Tell, database: Database, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = account.by_role("l1_tech"), account.by_role("engineer")
    await tell_of([bad])
    monkeypatch.setitem(REPLIES, b"RCPT", b"550 no such mailbox")
    await tasks.mail_waiting(database, account.id)
    monkeypatch.setitem(REPLIES, b"RCPT", b"250 ok")
    await tell_of([good])
    await run_jobs(database)
    assert [one["To"] for one in mailbox.mails] == [good.email]


async def test_a_full_mailbox_is_tried_again(
    account: MadeAccount, tell_of: Tell, database: Database, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    await tell_of([account.by_role("l1_tech")])
    monkeypatch.setitem(REPLIES, b"RCPT", b"452 full just now")
    with pytest.raises(Exception, match="full"):
        await tasks.mail_waiting(database, account.id)
    monkeypatch.setitem(REPLIES, b"RCPT", b"250 ok")
    await tasks.mail_waiting(database, account.id)
    assert len(mailbox.mails) == 1


async def test_old_news_and_people_who_left_are_not_mailed(
    account: MadeAccount, tell_of: Tell, database: Database, mailbox: Mailbox
) -> None:
    gone, late = account.by_role("viewer"), account.by_role("l1_tech")
    await tell_of([gone, late])
    assert (await account.owner.post(f"/api/v1/users/{gone.id}/deactivate")).is_success
    async with database.transaction(account.id) as session:
        old = update(Notification).where(Notification.user_id == late.id)
        await session.execute(old.values(created_at=now() - timedelta(days=2)))
    await tasks.mail_waiting(database, account.id)
    assert mailbox.mails == []


async def test_without_a_mail_server_nothing_waits_for_one(
    account: MadeAccount, tell_of: Tell, database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "settings", lambda: settings)
    await tell_of([account.by_role("l1_tech")])
    await tasks.mail_waiting(database, account.id)
    async with database.transaction(account.id) as session:
        states = await session.scalars(select(Notification.mail).where(Notification.account_id == account.id))
        assert states.all() == ["dropped"]
