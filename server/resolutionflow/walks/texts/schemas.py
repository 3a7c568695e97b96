"""Bodies of note templates and time entries."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from resolutionflow.accounts.schemas.fields import Category, Payload
from resolutionflow.kit.text import Line, LongText, storable
from resolutionflow.walks.engine.note import Audience, Format
from resolutionflow.walks.schemas.shown import PersonShown

Body = Annotated[str, StringConstraints(min_length=1, max_length=20_000), AfterValidator(storable)]
Minutes = Annotated[int, Field(ge=1, le=1_440)]


class NoteTemplateShown(BaseModel):
    """A note template; ``is_default``: notes for its audience are written after it unless another is chosen."""

    id: UUID
    name: str
    audience: Audience
    body: str
    is_default: bool
    version: int
    updated_at: datetime


class NoteTemplateNew(Payload):
    """A new note template."""

    name: Line
    audience: Audience
    body: Body
    is_default: bool = False


class NoteTemplateChange(Payload):
    """What changes in a note template; its audience stays."""

    name: Line | None = None
    body: Body | None = None
    is_default: bool | None = None


class Placeholder(BaseModel):
    """A name that a template may use between ``{{`` and ``}}``, and what it stands for."""

    name: str
    meaning: str


class NoteTemplates(BaseModel):
    """The account's templates; for each audience the built-in one and what may stand in a template."""

    items: list[NoteTemplateShown]
    built_in: dict[Audience, str]
    placeholders: dict[Audience, list[Placeholder]]


class TemplateTrial(Payload):
    """A template to be tried on a walk; without ``walk_id`` on the account's last one."""

    audience: Audience
    body: Body
    format: Format = "text"
    walk_id: UUID | None = None


class TemplateFault(BaseModel):
    """What is wrong in a template, on which line (from 1)."""

    line: int
    message: str


class TemplateTried(BaseModel):
    """A note after a template that is not saved; ``text`` is null when there is no walk yet to try it on."""

    text: str | None
    masked: int
    ticket: str | None
    faults: list[TemplateFault]


class TimeSettingsShown(BaseModel):
    """Kinds of work that a time entry may have, and to how many minutes proposals are rounded up."""

    work_types: list[str]
    rounding_minutes: int
    version: int


class TimeSettingsChange(Payload):
    """What changes in how time is recorded; ``work_types`` is the whole new list, the first one is proposed."""

    work_types: Annotated[list[Category], Field(min_length=1, max_length=50)] | None = None
    rounding_minutes: Annotated[int, Field(ge=1, le=60)] | None = None


class TimeEntryShown(BaseModel):
    """Recorded time."""

    id: UUID
    user: PersonShown | None
    minutes: int
    work_type: str
    note: str | None
    created_at: datetime


class TimeEntryNew(Payload):
    """Time to be recorded, as the caller's own."""

    minutes: Minutes
    work_type: Category
    note: Annotated[LongText, StringConstraints(max_length=2_000)] | None = None


class TimeEntryProposed(BaseModel):
    """What the caller could record: their active minutes that are not recorded yet, pauses left out, rounded up."""

    minutes: int
    work_type: str


class TimeOfWalk(BaseModel):
    """Time recorded in a walk, and what the caller could add; nothing is proposed to who did not work on it."""

    items: list[TimeEntryShown]
    recorded_minutes: int
    active_minutes: int
    proposed: TimeEntryProposed | None
    work_types: list[str]
