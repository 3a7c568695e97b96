"""Jobs of notifications: mail, deliveries to webhooks, and housekeeping."""

import logging
from uuid import UUID

import aiosmtplib

from resolutionflow.notifications import posting
from resolutionflow.notifications.service import delivering, housekeeping, joined, mailing
from resolutionflow.platform import mail
from resolutionflow.platform.db import Database
from resolutionflow.platform.jobs import job, periodic
from resolutionflow.platform.settings import Settings, settings

log = logging.getLogger(__name__)

MAIL_ATTEMPTS = 8
"""The last one comes after two hours and three quarters."""
FOR_GOOD = 500
"""Answers of a mail server from here on: it will not take this mail, however often it is sent."""


@job("notifications.mail", attempts=MAIL_ATTEMPTS)
async def mail_waiting(database: Database, account_id: UUID) -> None:
    """Mail what waits in an account: each person a few mails in ten minutes, and then the rest in one."""
    current = settings()
    if not mail.configured(current):
        async with database.transaction(account_id) as session:
            await mailing.drop_all(session, account_id)
        return
    async with database.transaction(account_id) as session:
        letters = await mailing.due(session, account_id, _base(current))
    for letter in letters:
        note = mailing.sent if await _is_taken(current, letter) else mailing.dropped
        async with database.transaction(account_id) as session:
            await note(session, account_id, letter.ids)


async def _is_taken(current: Settings, letter: mailing.Letter) -> bool:
    """Send one mail; say whether it was taken, and raise what may pass."""
    try:
        await mail.send(current, letter.to, letter.subject, letter.text)
    except aiosmtplib.SMTPRecipientsRefused as refused:
        if any(one.code < FOR_GOOD for one in refused.recipients):
            raise
        log.warning("the mail server takes no mail to the person of notification %s", letter.ids[0])
        return False
    return True


@job("notifications.deliver")
async def deliver(database: Database, account_id: UUID, delivery_id: UUID) -> None:
    """Try a delivery once; how it went is noted, and the next try enqueued."""
    current = settings()
    async with database.transaction(account_id) as session:
        parcel = await delivering.packed(session, current, account_id, delivery_id, _base(current))
    if parcel is None:
        return
    status, problem = None, ""
    try:
        allowed = posting.networks(current.webhook_private)
        status = (await posting.post(parcel.url, parcel.headers, parcel.body, allowed)).status
    except posting.Unreachable as error:
        problem = str(error)
    async with database.transaction(account_id) as session:
        await delivering.note(session, account_id, delivery_id, status, problem)


@job("notifications.joined")
async def tell_joined(database: Database, account_id: UUID, invitation_id: UUID) -> None:
    """Tell whoever invited somebody that they joined."""
    async with database.transaction(account_id) as session:
        await joined.tell_inviter(session, account_id, invitation_id)


@periodic("notifications.housekeeping", "37 3 * * *")
async def housekeep(database: Database) -> None:
    """Have every account tidied."""
    async with database.transaction() as session:
        await housekeeping.tidy_everywhere(session)


@job("notifications.tidy")
async def tidy(database: Database, account_id: UUID) -> None:
    """Throw away in one account what was kept long enough."""
    async with database.transaction(account_id) as session:
        await housekeeping.tidy_account(session, account_id)


def _base(current: Settings) -> str:
    return (current.public_url or f"http://localhost:{current.port}").rstrip("/")
