"""What the API of overlays takes and gives."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from resolutionflow.flows.findings import Finding
from resolutionflow.flows.overlays.engine import MAX_CHANGED, Changes, Drift, InForce, StepChange
from resolutionflow.flows.schemas import Note, PersonName
from resolutionflow.flows.tree import Id


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class OverlayNew(_Given):
    """For which client a version of the flow is wanted."""

    client_id: UUID


class OverlayChange(_Given):
    """All changes as they are now. ``settled``: drifted steps whose change is kept as it is, having seen the drift."""

    changes: Changes
    settled: Annotated[list[Id], Field(max_length=MAX_CHANGED)] = []
    note: Note = ""


class OverlayTried(_Given):
    """Changes to be judged; nothing is saved."""

    changes: Changes


class OverlayJudged(BaseModel):
    """What is to be said about changes; ``ok`` when they can be saved."""

    ok: bool
    findings: list[Finding]


class OverlayBrief(BaseModel):
    """A client's version of a flow in a list. ``drift_count``: changed steps whose base is another since."""

    id: UUID
    flow_id: UUID
    flow_title: str
    client_id: UUID
    client_name: str
    number: int
    steps: int
    drift_count: int
    note: str
    saved_at: datetime | None
    author: PersonName | None


class OverlayShown(OverlayBrief):
    """A client's version of a flow. ``version`` is the number in the ETag; without changes ``number`` is 0.

    ``in_force`` says how much of it a walk follows: ways that make the flow unsound since it changed are not followed.
    """

    version: int
    flow_version: int
    in_force: InForce
    changes: dict[str, StepChange]
    drift: list[Drift]
    findings: list[Finding]


class OverlayVersionBrief(BaseModel):
    """What was changed for a client at one time, in a list."""

    number: int
    steps: int
    note: str
    author: PersonName | None
    created_at: datetime


class OverlayVersionShown(OverlayVersionBrief):
    """What was changed for a client at one time."""

    changes: dict[str, StepChange]
