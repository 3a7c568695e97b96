"""Pictures of a walk as they are sent and shown."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, StringConstraints

from resolutionflow.kit.text import storable

Place = Literal["note", "evidence", "hand_over"]


class PictureGiven(BaseModel):
    """What is said of a picture beside its bytes: what it is called, and where it belongs."""

    name: Annotated[str, StringConstraints(max_length=200), AfterValidator(storable)] = ""
    place: Place = "note"


class Picture(BaseModel):
    """A picture of a walk. Evidence belongs to a step: ``node_id``, asked as step number ``step_no``."""

    id: UUID
    name: str
    place: Place
    node_id: str | None
    step_no: int | None
    media_type: str
    width: int
    height: int
    size: int
    created_by: str
    created_at: datetime


class Pictures(BaseModel):
    """The pictures of a walk, oldest first."""

    items: list[Picture]
