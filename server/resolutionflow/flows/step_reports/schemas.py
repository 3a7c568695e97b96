"""Reports of wrong steps as they are sent and shown."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from resolutionflow.accounts.schemas.fields import Payload
from resolutionflow.kit.paging import MAX_LIMIT, Page
from resolutionflow.kit.text import storable

Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000), AfterValidator(storable)
]
State = Literal["open", "done"]


class StepReportDone(Payload):
    """What was done about it, for whoever reported it."""

    note: Words | None = None


class StepReportShown(BaseModel):
    """That a step is wrong. ``on_step`` is how many open reports there are on the same step, this one among them.

    Without a flow the step was made as the walk was walked, and the report stands on the walk.
    """

    id: UUID
    flow_id: UUID | None
    flow_version: int | None
    walk_id: UUID | None
    node_id: str
    node_text: str
    text: str
    should_say: str | None
    reported_by: str | None
    created_at: datetime
    state: State
    done_at: datetime | None
    done_by: str | None
    done_note: str | None
    on_step: int


class StepReportFilter(BaseModel):
    """Which reports of a flow are wanted."""

    state: State = "open"
    after: Annotated[str | None, StringConstraints(max_length=500)] = None
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = 50


class StepReports(Page[StepReportShown]):
    """A page of reports, the newest first; ``open`` counts those of the whole flow by step."""

    open: dict[str, int]
