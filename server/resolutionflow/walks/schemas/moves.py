"""What is sent and answered when a walk goes on with another flow, is joined, or has a step that is wrong."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from resolutionflow.accounts.schemas.fields import Payload
from resolutionflow.flows.step_reports.schemas import StepReportShown, Words
from resolutionflow.kit.text import storable


class Switch(Payload):
    """The published flow to go on with."""

    flow_id: UUID


class Switched(BaseModel):
    """A switch of flow that stands: after which answered step, and to what."""

    after_step: int
    flow_title: str
    flow_version: int


class PersonHere(BaseModel):
    """Somebody who has the walk open."""

    id: UUID
    name: str


class Here(BaseModel):
    """Who else has the walk open, and where it stands, so that what changed elsewhere is read again."""

    others: list[PersonHere]
    version: int
    notes_version: int


class StepWrong(Payload):
    """What is wrong with a step: the one that is asked now, or an answered one by its ``step_no``."""

    node_id: Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(storable)]
    step_no: Annotated[int | None, Field(ge=1, le=2_000_000_000)] = None
    text: Words
    should_say: Words | None = None


class StepsReported(BaseModel):
    """What was reported in a walk, the newest first."""

    items: list[StepReportShown]
