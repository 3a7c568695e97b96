"""What lists of walks can be asked for."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from resolutionflow.kit.paging import MAX_LIMIT
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
    """Which walks are wanted; null is any. ``waiting``: parked ones, or those that are not."""

    status: WalkStatus | None = None
    waiting: bool | None = None
    mine: bool = False
    ticket_id: ExternalId | None = None


class EscalationFilter(Paged):
    """Which escalations are wanted."""

    state: EscalationState = EscalationState.OPEN


class TicketPage(TicketShown):
    """A ticket with its walks, the newest first, and who walks it now."""

    walks: list[WalkBrief]
    walked_now_by: list[PersonShown]
