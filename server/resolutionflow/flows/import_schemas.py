"""What the API of imports takes and gives."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from resolutionflow.accounts.schemas.fields import Payload
from resolutionflow.flows.findings import Finding
from resolutionflow.flows.schemas import Category, Tags, Title
from resolutionflow.kit.paging import MAX_LIMIT
from resolutionflow.kit.text import storable

MAX_FILES = 5_000
MAX_CORRECTIONS = 200
ImportFormat = Literal["flow_file", "walkthrough", "mermaid", "csv", "outline"]
ImportOutcome = Literal["made", "updated", "unchanged", "refused"]
Position = Annotated[int, Field(ge=1, le=MAX_FILES)]
Positions = Annotated[list[Position], Field(max_length=MAX_FILES)]


class ImportFile(Payload):
    """One file as text. Without ``format`` it is what its name and its content look like.

    A flow file (YAML or JSON) holds one flow or several, a walkthrough (Markdown) one for each heading of the first
    level, a Mermaid document one for each chart; an outline, as a table (CSV) or as indented text, is one flow.
    """

    name: Annotated[str, StringConstraints(max_length=250), AfterValidator(storable)] = "flow.yaml"
    content: str
    format: ImportFormat | None = None


class ImportCorrection(Payload):
    """What a person changed on one flow after looking at a preview of the same files; null stays as it is.

    ``position`` is the flow's place in that preview.
    """

    position: Position
    title: Title | None = None
    category: Category | None = None
    tags: Tags | None = None


Corrections = Annotated[list[ImportCorrection], Field(max_length=MAX_CORRECTIONS)]


class ImportNew(Payload):
    """Flow files to take in. ``publish`` publishes each at once; ``replace_drafts`` gives up drafts in the way.

    ``corrections`` and ``leave_out`` name flows by their place in a preview of the same files.
    """

    files: Annotated[list[ImportFile], Field(min_length=1, max_length=MAX_FILES)]
    publish: bool = False
    replace_drafts: bool = False
    corrections: Corrections = Field(default_factory=list)
    leave_out: Positions = Field(default_factory=list)


class ImportFinding(Finding):
    """A finding with the line of the document that it is about, where that is known."""

    line: int | None = None


class ImportItem(BaseModel):
    """One flow of an import. ``outcome`` is null while it waits; ``problem`` says why a flow was refused.

    In a preview ``outcome`` says what would become of it. A flow can be made and have a ``problem`` too: it could
    not be published, and is a draft.
    """

    position: int
    name: str
    format: ImportFormat
    first_line: int
    title: str | None
    outcome: ImportOutcome | None
    problem: str | None
    findings: list[ImportFinding]
    node_count: int | None
    flow_id: UUID | None


class ImportQuery(BaseModel):
    """Which flows of an import to list; without ``outcome`` all of them, in the order of the files."""

    outcome: ImportOutcome | None = None
    after: Annotated[str, StringConstraints(max_length=200)] | None = None
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = 50


class ImportState(BaseModel):
    """How far an import is. ``items`` is one page of its flows, ``next`` the cursor of the page after it.

    ``problem`` says why it ended before its end; what was taken in until then stays.
    """

    id: UUID
    preview: bool
    publish: bool
    replace_drafts: bool
    status: Literal["running", "done"]
    problem: str | None
    total: int
    done: int
    made: int
    updated: int
    unchanged: int
    refused: int
    created_at: datetime
    finished_at: datetime | None
    items: list[ImportItem]
    next: str | None = None
