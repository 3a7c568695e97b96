"""Bodies of the home and of the palette."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, StringConstraints

from resolutionflow.kit.text import storable

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(storable)]


class Found(BaseModel):
    """One thing that the palette offers: ``detail`` tells it from others of the same title."""

    kind: Literal["flow", "ticket", "walk", "client"]
    id: UUID
    title: str
    detail: str | None
    status: str | None


class PaletteFound(BaseModel):
    """What the words find, best first within each kind."""

    items: list[Found]


class MyDay(BaseModel):
    """The caller's own walks: open and waiting now, the rest since their day began."""

    open: int
    waiting: int
    due: int
    resolved: int
    escalated: int


class Queue(BaseModel):
    """Tickets of the desk that are not done: all, those nobody has, urgent ones, escalations that nobody took."""

    tickets: int
    unassigned: int
    urgent: int
    escalations: int


class OftenEscalated(BaseModel):
    """A flow many of whose walks were escalated in the last days."""

    flow_id: UUID
    title: str
    walks: int
    escalated: int


class Home(BaseModel):
    """What a person looks at first. ``often_escalated`` is for those who edit flows, over ``days`` days."""

    since: datetime
    my_day: MyDay | None
    queue: Queue | None
    often_escalated: list[OftenEscalated]
    days: int
