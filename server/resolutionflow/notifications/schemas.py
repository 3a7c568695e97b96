"""What people send and get about notifications and webhooks."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StrictBool, StringConstraints

from resolutionflow.accounts.schemas.fields import Payload
from resolutionflow.kit.text import Line, storable
from resolutionflow.notifications.engine import SENT_TO_WEBHOOKS, Kind

WebhookKind = StrEnum("WebhookKind", {kind.name: kind.value for kind in SENT_TO_WEBHOOKS})  # type: ignore[misc]


class NotificationShown(BaseModel):
    """One thing that happened; ``link`` is a path of the web app."""

    id: UUID
    kind: Kind
    title: str
    body: str
    link: str
    created_at: datetime
    read_at: datetime | None


class Unread(BaseModel):
    """How many notifications are not read: up to 100, which stands for that many or more."""

    unread: int


class ReadAll(Payload):
    """Which to mark as read: all up to this one, which is the newest that the person saw."""

    up_to: UUID


class AllRead(BaseModel):
    """How many were marked, and the mark by which they can be marked as unread again."""

    count: int
    read_at: datetime


class ReadBack(Payload):
    """The mark that marking all as read returned."""

    read_at: datetime


class HowTold(BaseModel):
    """How a person is told of a kind."""

    kind: Kind
    in_app: bool
    by_mail: bool


class Preferences(BaseModel):
    """How a person is told of each kind; no mail is sent while ``mail_configured`` is false."""

    mail_configured: bool
    kinds: list[HowTold]
    version: int


class HowToTell(Payload):
    """How a person wants to be told of a kind."""

    in_app: StrictBool
    by_mail: StrictBool


class PreferencesChange(Payload):
    """Other ways to be told; kinds that are not named stay as they are."""

    choices: dict[Kind, HowToTell]


def _address(value: str) -> str:
    """Return a whole http or https address."""
    if not value.isprintable() or any(sign.isspace() for sign in value):
        raise ValueError("contains a character that no address has")
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
        (host or "").encode("idna")
    except ValueError as error:
        raise ValueError("is not an address") from error
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("begins with https:// (or http://) and names a server")
    if "@" in parts.netloc:
        raise ValueError("holds a user name; the signature says who calls")
    return value


Address = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=2000), AfterValidator(storable), AfterValidator(_address)
]
Kinds = Annotated[list[WebhookKind], Field(min_length=1, max_length=len(SENT_TO_WEBHOOKS))]


class WebhookNew(Payload):
    """A new endpoint."""

    name: Line
    url: Address
    kinds: Kinds


class WebhookChange(Payload):
    """Changes to an endpoint; what is left out stays. Switching it on forgets that it failed."""

    name: Line | None = None
    url: Address | None = None
    kinds: Kinds | None = None
    is_on: StrictBool | None = None


class WebhookShown(BaseModel):
    """An endpoint; ``stopped_at`` is when it was switched off because it took nothing for days."""

    id: UUID
    name: str
    url: str
    kinds: list[str]
    is_on: bool
    created_at: datetime
    failing_since: datetime | None
    stopped_at: datetime | None
    version: int


class WebhookMade(WebhookShown):
    """An endpoint with its secret, which is shown this once."""

    secret: str


class DeliveryShown(BaseModel):
    """One event on its way to an endpoint."""

    id: UUID
    kind: str
    status: Literal["waiting", "delivered", "failed"]
    attempts: int
    created_at: datetime
    tried_at: datetime | None
    next_try_at: datetime | None
    answer_status: int | None
    problem: str | None
