"""Webhooks: who may have them, what is sent, and what becomes of it."""

import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text, update

from resolutionflow.kit.clock import now
from resolutionflow.notifications import tasks
from resolutionflow.notifications.models import WebhookDelivery, WebhookEndpoint
from resolutionflow.notifications.service import Kind
from resolutionflow.platform.db import Database
from resolutionflow.platform.settings import Settings
from tests.notifications.conftest import API, BASE, Receiver, Tell, reply, titles
from tests.security.makers import WEBHOOK
from tests.support.people import MadeAccount
from tests.support.work import run_jobs

DUE = "update procrastinate_jobs set scheduled_at = now() where status = 'todo' and task_name = 'notifications.deliver'"


@pytest.fixture
def inside(settings: Settings, app: Any, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation whose webhooks may call this machine."""
    made = settings.model_copy(update={"webhook_private": "127.0.0.1/32", "public_url": BASE})
    monkeypatch.setattr(tasks, "settings", lambda: made)
    monkeypatch.setattr(settings, "webhook_private", made.webhook_private)
    return made


async def make(account: MadeAccount, receiver: Receiver, *kinds: str) -> dict[str, Any]:
    body = {"name": "Ticket system", "url": receiver.url, "kinds": kinds or ["step_reported"]}
    made = await account.owner.post(f"{API}/webhooks", json=body)
    assert made.status_code == 201, made.text
    shown: dict[str, Any] = made.json()
    return shown


async def deliveries(account: MadeAccount, webhook: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await account.owner.get(f"{API}/webhooks/{webhook['id']}/deliveries")
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def run_due(database: Database) -> None:
    """Run what waits, and what waits for later too."""
    async with database.transaction() as session:
        await session.execute(text(DUE))
    await run_jobs(database)


async def test_a_delivery_is_signed_and_says_what_happened_without_anybodys_words(
    account: MadeAccount, receiver: Receiver, inside: Settings, tell_of: Tell, database: Database
) -> None:
    webhook = await make(account, receiver)
    data = {"walk_id": "1"}
    await tell_of([], "Bob says the step is wrong", kind=Kind.STEP_REPORTED, event="e", data=data)
    await tell_of([], "Bob says the step is wrong", kind=Kind.STEP_REPORTED, event="e", data=data)
    await tell_of([], "Another kind", kind=Kind.ESCALATED)
    await run_jobs(database)
    ((headers, body),) = receiver.came
    signed = headers["ResolutionFlow-Timestamp"].encode() + b"." + body
    expected = hmac.new(webhook["secret"].encode(), signed, hashlib.sha256).hexdigest()
    assert headers["ResolutionFlow-Signature"] == f"v1={expected}"
    assert abs(int(headers["ResolutionFlow-Timestamp"]) - now().timestamp()) < 30
    sent = json.loads(body)
    (shown,) = await deliveries(account, webhook)
    assert sent.pop("at")
    assert sent == {"id": shown["id"], "kind": "step_reported", "link": f"{BASE}/walks/1", "data": data}
    assert headers["ResolutionFlow-Delivery"] == shown["id"]
    assert (shown["status"], shown["answer_status"], shown["attempts"]) == ("delivered", 200, 1)


async def test_an_endpoint_that_fails_is_tried_again_under_the_same_id_until_it_takes_it(
    account: MadeAccount, receiver: Receiver, inside: Settings, tell_of: Tell, database: Database
) -> None:
    webhook = await make(account, receiver)
    receiver.answers = [reply("500 Oops"), reply("302 Found", "Location: /"), b""]
    await tell_of([], kind=Kind.STEP_REPORTED)
    await run_jobs(database)
    (shown,) = await deliveries(account, webhook)
    assert (shown["status"], shown["attempts"], shown["problem"]) == ("waiting", 1, "It answered 500.")
    assert shown["next_try_at"]
    problems = []
    for _ in range(3):
        await forget_pause(account, database)
        await run_due(database)
        (shown,) = await deliveries(account, webhook)
        problems.append(shown["problem"])
    assert problems[0].startswith("It answered 302: redirects are not followed")
    assert problems[1:] == ["It hung up without an answer.", None]
    assert (shown["status"], shown["attempts"]) == ("delivered", 4)
    assert {headers["ResolutionFlow-Delivery"] for headers, _ in receiver.came} == {shown["id"]}


async def forget_pause(account: MadeAccount, database: Database) -> None:
    async with database.transaction(account.id) as session:
        mine = update(WebhookDelivery).where(WebhookDelivery.account_id == account.id)
        await session.execute(mine.where(WebhookDelivery.status == "waiting").values(next_try_at=now()))


async def test_a_job_that_runs_twice_sends_once(
    account: MadeAccount, receiver: Receiver, inside: Settings, tell_of: Tell, database: Database
) -> None:
    webhook = await make(account, receiver)
    await tell_of([], kind=Kind.STEP_REPORTED)
    (shown,) = await deliveries(account, webhook)
    for _ in range(2):
        await tasks.deliver(database, account.id, UUID(shown["id"]))
    assert len(receiver.came) == 1


async def test_after_eight_tries_it_is_given_up_and_can_be_sent_again(
    account: MadeAccount, receiver: Receiver, inside: Settings, tell_of: Tell, database: Database
) -> None:
    webhook = await make(account, receiver)
    receiver.answers = [reply("500 Oops")] * 8
    await tell_of([], kind=Kind.STEP_REPORTED)
    await run_jobs(database)
    for _ in range(9):
        await forget_pause(account, database)
        await run_due(database)
    (shown,) = await deliveries(account, webhook)
    assert (shown["status"], shown["attempts"], len(receiver.came)) == ("failed", 8, 8)
    path = f"{API}/webhooks/{webhook['id']}/deliveries/{shown['id']}/resend"
    assert (await account.owner.post(path)).status_code == 202
    assert (await account.owner.post(path)).json()["error"] == "delivery_under_way"
    await run_jobs(database)
    (shown,) = await deliveries(account, webhook)
    assert shown["status"] == "delivered"


async def test_an_endpoint_that_takes_nothing_for_days_is_switched_off_and_the_managers_are_told(
    account: MadeAccount, receiver: Receiver, inside: Settings, tell_of: Tell, database: Database
) -> None:
    webhook = await make(account, receiver)
    async with database.transaction(account.id) as session:
        mine = update(WebhookEndpoint).where(WebhookEndpoint.account_id == account.id)
        await session.execute(mine.values(failing_since=now() - timedelta(days=4)))
    receiver.answers = [reply("500 Oops")]
    await tell_of([], kind=Kind.STEP_REPORTED)
    await run_jobs(database)
    shown = (await account.owner.get(f"{API}/webhooks/{webhook['id']}")).json()
    assert (shown["is_on"], bool(shown["stopped_at"])) == (False, True)
    for role in ("owner", "admin"):
        assert await titles(account.by_role(role)) == ["The webhook Ticket system was switched off"]
    assert await titles(account.by_role("engineer")) == []
    await tell_of([], kind=Kind.STEP_REPORTED)
    assert len(await deliveries(account, webhook)) == 1
    tag = {"If-Match": f'"{shown["version"]}"'}
    on = await account.owner.patch(f"{API}/webhooks/{webhook['id']}", json={"is_on": True}, headers=tag)
    assert (on.json()["stopped_at"], on.json()["failing_since"]) == (None, None)


async def test_a_test_is_sent_at_once_and_not_tried_again(
    account: MadeAccount, receiver: Receiver, inside: Settings, database: Database
) -> None:
    webhook = await make(account, receiver)
    receiver.answers = [reply("500 Oops")]
    assert (await account.owner.post(f"{API}/webhooks/{webhook['id']}/test")).status_code == 202
    await run_jobs(database)
    (shown,) = await deliveries(account, webhook)
    assert (shown["kind"], shown["status"], shown["answer_status"]) == ("test", "failed", 500)


async def test_another_secret_signs_from_then_on(
    account: MadeAccount, receiver: Receiver, inside: Settings, database: Database
) -> None:
    webhook = await make(account, receiver)
    renewed = (await account.owner.post(f"{API}/webhooks/{webhook['id']}/secret")).json()
    assert renewed["secret"] != webhook["secret"]
    await account.owner.post(f"{API}/webhooks/{webhook['id']}/test")
    await run_jobs(database)
    ((headers, body),) = receiver.came
    signed = headers["ResolutionFlow-Timestamp"].encode() + b"." + body
    assert (
        headers["ResolutionFlow-Signature"]
        == "v1=" + hmac.new(renewed["secret"].encode(), signed, hashlib.sha256).hexdigest()
    )


async def test_the_secret_is_shown_once_and_stored_nowhere(account: MadeAccount, database: Database) -> None:
    key = {"Idempotency-Key": "make it"}
    first = await account.owner.post(f"{API}/webhooks", json=WEBHOOK, headers=key)
    again = await account.owner.post(f"{API}/webhooks", json=WEBHOOK, headers=key)
    assert first.json() == again.json()
    secret = first.json()["secret"]
    assert secret not in (await account.owner.get(f"{API}/webhooks")).text
    async with database.transaction(account.id) as session:
        stored = await session.scalars(text("select encode(reply, 'escape') from idempotency_keys"))
        assert not [reply for reply in stored if reply and secret in reply]
        rows = await session.scalars(select(WebhookEndpoint.url).where(WebhookEndpoint.account_id == account.id))
        assert rows.all() == [WEBHOOK["url"]]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000/api/v1/me",
        "http://localhost/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/",
    ],
)
async def test_a_private_address_is_refused_when_it_is_saved(account: MadeAccount, url: str) -> None:
    made = await account.owner.post(f"{API}/webhooks", json={**WEBHOOK, "url": url})
    assert (made.status_code, made.json()["error"]) == (422, "address_not_allowed")
    good = (await account.owner.post(f"{API}/webhooks", json=WEBHOOK)).json()
    changed = await account.owner.patch(f"{API}/webhooks/{good['id']}", json={"url": url}, headers={"If-Match": '"1"'})
    assert changed.json()["error"] == "address_not_allowed"


async def test_an_address_that_has_become_private_is_not_called(
    account: MadeAccount, receiver: Receiver, inside: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    webhook = await make(account, receiver)
    outside = inside.model_copy(update={"webhook_private": ""})
    monkeypatch.setattr(tasks, "settings", lambda: outside)
    await account.owner.post(f"{API}/webhooks/{webhook['id']}/test")
    await run_jobs(database)
    (shown,) = await deliveries(account, webhook)
    assert "private network" in shown["problem"]
    assert receiver.came == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/",
        "example.com/hook",
        "https://",
        "https://user:pass@example.com/",
        "https://exa mple.com/",
        "https://example.com/\r\nX-Evil: 1",
        "https://example.com:99999/",
        "https://[::1/",
        "https://" + "a" * 300 + ".com/",
        "https://example.com/\x00",
        "https://example.com/" + "a" * 2000,
    ],
)
async def test_what_is_no_address_is_refused(account: MadeAccount, url: str) -> None:
    made = await account.owner.post(f"{API}/webhooks", json={**WEBHOOK, "url": url})
    assert made.status_code == 422, made.text
    assert made.json()["error"] == "invalid_input"


async def test_engineers_learn_nothing_of_addresses(account: MadeAccount) -> None:
    made = await account.engineer.post(f"{API}/webhooks", json={**WEBHOOK, "url": "http://localhost/"})
    assert made.json()["error"] == "role_does_not_allow"


async def test_an_account_has_ten_webhooks_at_most(account: MadeAccount) -> None:
    codes = [(await account.owner.post(f"{API}/webhooks", json=WEBHOOK)).status_code for _ in range(11)]
    assert codes == [201] * 10 + [409]


async def test_another_account_hears_nothing(
    account: MadeAccount,
    other_account: MadeAccount,
    receiver: Receiver,
    inside: Settings,
    tell_of: Tell,
    database: Database,
) -> None:
    await make(other_account, receiver)
    await tell_of([], kind=Kind.STEP_REPORTED)
    await run_jobs(database)
    assert receiver.came == []


async def test_what_is_done_to_webhooks_stands_in_the_audit_log(account: MadeAccount) -> None:
    made = (await account.owner.post(f"{API}/webhooks", json=WEBHOOK)).json()
    path = f"{API}/webhooks/{made['id']}"
    await account.owner.patch(path, json={"is_on": False}, headers={"If-Match": '"1"'})
    stale = await account.owner.patch(path, json={"is_on": True}, headers={"If-Match": '"1"'})
    assert stale.json()["error"] == "webhook_changed"
    await account.owner.post(f"{path}/secret")
    assert (await account.owner.delete(path)).status_code == 204
    rows = (await account.owner.get(f"{API}/audit")).json()["items"]
    done = [row["action"] for row in rows if row["action"].startswith("webhook.")]
    assert done == ["webhook.delete", "webhook.renew_secret", "webhook.change", "webhook.create"]
