"""What lists of walks can be asked for."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from resolutionflow.accounts.schemas.fields import Category
from resolutionflow.kit.paging import MAX_LIMIT
from resolutionflow.kit.text import Text
from resolutionflow.tickets.schemas import ExternalId, TicketShown
from resolutionflow.walks.schemas.shown import PersonShown, WalkBrief, WalkStatus


class EscalationState(StrEnum):
    """Where an escalation stands: waiting to be taken, being worked on by its taker, or over."""

    OPEN = "open"
    TAKEN = "taken"
    CLOSED = "closed"


class Paged(BaseModel):
    """Which page of a list is wanted."""

    after: Annotated[str | None, StringConstraints(max_length=500)] = None
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = 50


class WalkFilter(Paged):
    """Which walks are wanted; null is any. ``waiting``: parked ones (the first due first), or those that are not."""

    status: WalkStatus | None = None
    waiting: bool | None = None
    mine: bool = False
    ticket_id: ExternalId | None = None


class Whose(StrEnum):
    """Whose escalations: those that I am told of or took, that somebody of my teams is or did, or nobody is told of."""

    ME = "me"
    TEAM = "team"
    NOBODY = "nobody"


class Sort(StrEnum):
    """The newest first, or the longest waiting first."""

    NEWEST = "newest"
    LONGEST = "longest"


class EscalationFilter(Paged):
    """Which escalations are wanted; null is any.

    ``search``: a ticket's number, or beginnings of words in problem, reason, or the names of ticket, client and flow.
    """

    state: EscalationState = EscalationState.OPEN
    whose: Whose | None = None
    category: Category | None = None
    client_id: UUID | None = None
    flow_id: UUID | None = None
    search: Annotated[Text | None, StringConstraints(strip_whitespace=True, max_length=200)] = None
    older_than_hours: Annotated[int | None, Field(ge=1, le=8_760)] = None
    sort: Sort = Sort.NEWEST


class EscalationBrief(WalkBrief):
    """An escalation in the inbox: who is told, what its package lacks, and the step at which it stopped."""

    recipients: list[PersonShown]
    missing: list[str]
    overridden: Annotated[bool, Field(description="It went on with gaps, and a reason was given.")]
    stopped_at: str | None
    priority: str | None
    taken_over_at: datetime | None
    ended_at: datetime | None


class EscalationFigures(BaseModel):
    """How complete the hand-overs of the last ``days`` were; ``missing`` counts each heading that was left empty."""

    days: int
    escalated: int
    with_gaps: int
    overridden: int
    missing: dict[str, int]


class TicketWalk(WalkBrief):
    """A walk of a ticket with what came of it."""

    resolution_notes: str | None
    helpful: bool | None
    ended_at: datetime | None


class TicketPage(TicketShown):
    """A ticket with its walks, the newest first, and who walks it now."""

    walks: list[TicketWalk]
    walked_now_by: list[PersonShown]
