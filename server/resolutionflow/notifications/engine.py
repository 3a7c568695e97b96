"""The rules of notifications: kinds, who gets mail when, what a mail says, when a webhook is tried again. Pure."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MAILS_IN_A_WINDOW = 5
WINDOW = timedelta(minutes=10)
MOST_LINES = 30

TRIES_AFTER = tuple(timedelta(seconds=seconds) for seconds in (30, 120, 600, 3_600, 10_800, 21_600, 50_400))
"""Pauses between the eight tries of a delivery: about a day in all."""
STOPPED_AFTER = timedelta(days=3)
"""An endpoint that took nothing for so long is stopped, and the managers are told."""


class Kind(StrEnum):
    """What a person can be told of."""

    ESCALATED = "escalated"
    ESCALATION_TAKEN = "escalation_taken"
    ESCALATION_RESOLVED = "escalation_resolved"
    REMINDER = "reminder"
    STEP_REPORTED = "step_reported"
    IMPORT_FINISHED = "import_finished"
    INVITATION_ACCEPTED = "invitation_accepted"
    WEBHOOK_STOPPED = "webhook_stopped"


MAILED_UNLESS_REFUSED = frozenset({Kind.ESCALATED, Kind.REMINDER, Kind.WEBHOOK_STOPPED})
FOR_MANAGERS = frozenset({Kind.INVITATION_ACCEPTED, Kind.WEBHOOK_STOPPED})
SENT_TO_WEBHOOKS = (
    Kind.ESCALATED,
    Kind.ESCALATION_TAKEN,
    Kind.ESCALATION_RESOLVED,
    Kind.STEP_REPORTED,
    Kind.IMPORT_FINISHED,
    Kind.INVITATION_ACCEPTED,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """How somebody hears of a kind."""

    in_app: bool
    by_mail: bool


def choice(kind: Kind, choices: Mapping[str, Mapping[str, bool]]) -> Choice:
    """Return how somebody who made these ``choices`` hears of ``kind``."""
    made = choices.get(kind, {})
    return Choice(made.get("in_app", True), made.get("by_mail", kind in MAILED_UNLESS_REFUSED))


@dataclass(frozen=True, slots=True)
class Item:
    """One notification that waits to be mailed; ``link`` is whole."""

    title: str
    body: str
    link: str


def letters(waiting: int, sent_lately: int) -> list[int]:
    """Return how many of ``waiting`` notifications go into each mail that may be sent now, the oldest first.

    Each has a mail of its own while there is room for ``MAILS_IN_A_WINDOW``; the last mail that there is room for
    takes all the rest together. Without room nothing is sent.
    """
    room = max(0, MAILS_IN_A_WINDOW - sent_lately)
    if waiting <= room:
        return [1] * waiting
    return [1] * (room - 1) + [waiting - room + 1] if room else []


def mail_text(items: Sequence[Item], settings_link: str) -> tuple[str, str]:
    """Return subject and text of a mail about ``items``."""
    if len(items) == 1:
        (item,) = items
        subject, parts = item.title, [item.title, item.body, item.link]
    else:
        subject = f"{len(items)} notifications"
        parts = [f"{item.title}\n{item.link}" for item in items[:MOST_LINES]]
        if len(items) > MOST_LINES:
            parts.append(f"… and {len(items) - MOST_LINES} more, in the app.")
    return subject, "\n\n".join([*(part for part in parts if part), f"-- \nWhat you are mailed: {settings_link}\n"])


def next_try(attempts: int, moment: datetime) -> datetime | None:
    """Return when a delivery that failed ``attempts`` times is tried again; null when it is given up."""
    return moment + TRIES_AFTER[attempts - 1] if attempts <= len(TRIES_AFTER) else None


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """Return the signature of a delivery: HMAC-SHA256, keyed by the secret, over ``<timestamp>.<body>``, in hex."""
    return hmac.new(secret.encode(), b"%d." % timestamp + body, hashlib.sha256).hexdigest()
