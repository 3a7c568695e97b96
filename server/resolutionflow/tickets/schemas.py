"""What the API of clients and tickets takes and gives."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from resolutionflow.accounts.schemas.fields import Category, Payload
from resolutionflow.kit.paging import MAX_LIMIT
from resolutionflow.kit.text import Line, LongText, storable

Description = Annotated[LongText, StringConstraints(max_length=20_000)]
Contact = Annotated[Line, StringConstraints(max_length=200)]
Asset = Annotated[Line, StringConstraints(max_length=200)]
Search = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(storable)]


def _printable(value: str) -> str:
    if not value.isprintable():
        raise ValueError("contains characters that can't be printed")
    return value


def _web_address(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise ValueError("is not a web address")
    return value


ExternalId = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=64),
    AfterValidator(storable),
    AfterValidator(_printable),
]
Link = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=2_000),
    AfterValidator(storable),
    AfterValidator(_printable),
    AfterValidator(_web_address),
]


MAX_FACTS = 50

TicketKind = Literal["psa", "internal"]
TicketSort = Literal["-updated", "priority", "oldest"]


class Priority(StrEnum):
    """How much a ticket presses."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class TicketStatus(StrEnum):
    """Where a ticket stands."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    ESCALATED = "escalated"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Fact(BaseModel):
    """Something that is looked up about a client: "VPN", "GlobalProtect 6.2"."""

    model_config = ConfigDict(extra="forbid")

    label: Annotated[Line, StringConstraints(max_length=100)]
    value: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000), AfterValidator(storable)]


Facts = Annotated[list[Fact], Field(max_length=MAX_FACTS)]


class ClientNew(Payload):
    """A customer company."""

    name: Line
    notes: Description | None = None
    facts: Facts = Field([])


class ClientChange(Payload):
    """What changes about a client."""

    name: Line | None = None
    notes: Description | None = None
    facts: Facts | None = None


class ClientShown(BaseModel):
    """A customer company; ``archived_at`` is set when it is no longer offered. ``facts`` stand in their order."""

    id: UUID
    name: str
    notes: str | None
    facts: list[Fact]
    version: int
    created_at: datetime
    archived_at: datetime | None


class TicketNew(Payload):
    """A ticket of ours, or (with ``external_id``) one of a ticket system."""

    title: Line
    external_id: ExternalId | None = None
    link: Link | None = None
    description: Description | None = None
    client_id: UUID | None = None
    contact: Contact | None = None
    asset: Asset | None = None
    category: Category | None = None
    priority: Priority = Priority.NORMAL
    assignee_user_id: UUID | None = None


class TicketChange(Payload):
    """What changes about a ticket; a field set to null is emptied."""

    title: Line | None = None
    link: Link | None = None
    description: Description | None = None
    client_id: UUID | None = None
    contact: Contact | None = None
    asset: Asset | None = None
    category: Category | None = None
    priority: Priority | None = None
    status: TicketStatus | None = None
    assignee_user_id: UUID | None = None


class TicketFilter(BaseModel):
    """Which tickets are wanted; null is any. ``search`` looks in title, number, id, contact, asset and client.

    ``undone``: neither resolved nor closed. ``sort``: the last changed first, the most pressing first (of equal ones
    the oldest), or the oldest first.
    """

    search: Search | None = None
    status: TicketStatus | None = None
    undone: bool = False
    kind: TicketKind | None = None
    priority: Priority | None = None
    client_id: UUID | None = None
    assignee_user_id: UUID | None = None
    mine: bool = False
    unassigned: bool = False
    sort: TicketSort = "-updated"
    after: Annotated[str | None, StringConstraints(max_length=500)] = None
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = 50


class TicketBrief(BaseModel):
    """A ticket in a list. ``ticket_id`` is what a walk calls it: our id as text, or the ticket system's."""

    id: UUID
    kind: TicketKind
    ticket_id: str
    number: int | None
    external_id: str | None
    link: str | None
    title: str
    client_id: UUID | None
    client_name: str | None
    contact: str | None
    priority: Priority
    status: TicketStatus
    assignee_user_id: UUID | None
    assignee_name: str | None
    created_at: datetime
    updated_at: datetime


class TicketShown(TicketBrief):
    """A ticket. ``may_become``: what a person may make of its status by hand; the rest is done by its walks."""

    description: str | None
    asset: str | None
    category: str | None
    created_by_user_id: UUID | None
    may_become: list[TicketStatus]
    version: int
