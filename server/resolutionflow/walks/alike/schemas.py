"""What the API of earlier tickets takes and gives."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from resolutionflow.kit.text import storable
from resolutionflow.tickets.schemas import TicketBrief
from resolutionflow.walks.schemas.shown import PersonShown, TicketNamed


class AlikeAsked(BaseModel):
    """A problem as far as it is typed; tickets of the client count a little more."""

    model_config = ConfigDict(extra="forbid")

    problem_text: Annotated[str, StringConstraints(max_length=20_000), AfterValidator(storable)]
    client_id: UUID | None = None


class HowSolved(BaseModel):
    """How a ticket was solved, when and by whom."""

    resolution_notes: str | None
    resolved_at: datetime | None
    resolved_by: PersonShown


class LookAlike(HowSolved):
    """A ticket that was solved and looks like the problem. ``likeness`` goes from 0 to 1."""

    walk_id: UUID
    ticket: TicketNamed
    title: str
    client_name: str | None
    same_client: bool
    likeness: float


class LookAlikes(BaseModel):
    """Tickets that look like a problem, the most alike first."""

    items: list[LookAlike]


class PastTicket(TicketBrief):
    """A ticket of a client, and how it was solved last."""

    solved: HowSolved | None


class PastTickets(BaseModel):
    """A client's last ten tickets, the last changed first."""

    items: list[PastTicket]
