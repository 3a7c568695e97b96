"""What the API of flows takes and gives."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from resolutionflow.accounts.schemas.fields import Payload
from resolutionflow.flows.evidence import MAX_PASTED
from resolutionflow.flows.findings import of_unknown_fields
from resolutionflow.flows.tree import Evidence, MadeBy, Tree
from resolutionflow.flows.validator import Finding
from resolutionflow.kit.paging import MAX_LIMIT
from resolutionflow.kit.text import storable

MAX_TAGS = 20

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255), AfterValidator(storable)]
Category = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), AfterValidator(storable)
]
Tag = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50), AfterValidator(storable)]
Tags = Annotated[list[Tag], Field(max_length=MAX_TAGS)]
Description = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(storable)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000), AfterValidator(storable)]
Words = Annotated[str, StringConstraints(max_length=200), AfterValidator(storable)]

FlowStatus = Literal["draft", "published", "archived"]
FlowSort = Literal["-updated", "title"]
ExportFormat = Literal["yaml", "json", "mermaid", "markdown"]


def _known(raw: object) -> object:
    """Return ``raw``; raise ``ValueError`` naming what is no field of a tree, so that it is not dropped in silence."""
    strange = of_unknown_fields(raw) if isinstance(raw, dict) else []
    if strange:
        raise ValueError(" ".join(finding.message.replace(" and is left out", "") for finding in strange[:3]))
    return raw


GivenTree = Annotated[Tree, BeforeValidator(_known)]


class PersonName(BaseModel):
    """A person by id and name."""

    id: UUID
    name: str


class FlowNew(Payload, BaseModel):
    """A new flow; its tree becomes the draft and may still be unfinished."""

    title: Title
    description: Description = ""
    category: Category | None = None
    tags: Tags = []
    owner_user_id: UUID | None = None
    tree: GivenTree


class FlowChange(Payload, BaseModel):
    """What to change of a flow besides its tree; what is left out stays."""

    title: Title = ""
    description: Description = ""
    category: Category | None = None
    tags: Tags = []
    owner_user_id: UUID | None = None


class FlowSummary(BaseModel):
    """A flow as a line of the library. ``published_version`` is null while it was never published."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    title: str
    description: str
    category: str | None
    tags: list[str]
    status: FlowStatus
    node_count: int
    published_version: int | None
    has_draft: bool
    owner: PersonName | None
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None
    archived_at: datetime | None


class FlowDetail(FlowSummary):
    """A flow with its published tree (null while it was never published).

    ``start_is_newer``: the shared start it begins with was published again since; publish again to take it in.
    ``source_conversation_id``: the run of the wizard that it came of.
    """

    tree: Tree | None
    published_version_id: UUID | None
    starts_with: UUID | None
    start_is_newer: bool
    source_conversation_id: UUID | None
    row_version: int


class FlowMade(FlowSummary):
    """A flow that was just made, and what its draft still needs before it can be published."""

    findings: list[Finding]


class LibraryQuery(BaseModel):
    """What the library is asked for. Without ``status``: all that are not archived."""

    search: Annotated[Words, Field(description="Words that must all occur in title, category, tags, description.")] = ""
    category: Words | None = None
    status: FlowStatus | None = None
    owner_user_id: UUID | None = None
    sort: FlowSort = "-updated"
    after: Annotated[str, StringConstraints(max_length=4_000)] | None = None
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = 50


class FlowPage(BaseModel):
    """One page of the library; ``next`` is the cursor of the page after it, null on the last one."""

    items: list[FlowSummary]
    next: str | None = None


class CategoryCount(BaseModel):
    """A category and how many flows of the library stand in it."""

    category: str
    count: int


class Draft(BaseModel):
    """The tree being edited. ``saved`` is false when there is no draft yet and this is the newest version's tree.

    ``row_version`` is the number in the ETag; send it back as ``If-Match``.
    """

    flow_id: UUID
    tree: Tree
    saved: bool
    based_on_version: int | None
    findings: list[Finding]
    row_version: int
    updated_at: datetime | None
    updated_by: PersonName | None


class DraftSaved(BaseModel):
    """That a draft was saved, and what it still needs before it can be published."""

    row_version: int
    updated_at: datetime
    findings: list[Finding]


class DraftChange(Payload):
    """The whole tree as it is now; it may still be unfinished."""

    tree: GivenTree


class Publish(Payload):
    """Publish the draft; ``note`` says what changed."""

    note: Note = ""


class VersionSummary(BaseModel):
    """A published version of a flow, without its tree."""

    id: UUID
    number: int
    note: str
    node_count: int
    restored_from: int | None
    published_at: datetime
    published_by: PersonName | None


class VersionList(BaseModel):
    """Versions of a flow, newest first; ``next`` is the cursor of the page after it."""

    items: list[VersionSummary]
    next: str | None = None


class VersionDetail(VersionSummary):
    """A published version of a flow with its tree."""

    tree: Tree


class Validate(Payload):
    """Any JSON that is meant to be a tree. ``made_by`` model: loops are errors."""

    tree: Any
    made_by: MadeBy = "person"


class Validated(BaseModel):
    """What the validator found; ``ok`` when there is no error among it."""

    ok: bool
    findings: list[Finding]


class EvidenceTrial(Payload):
    """Something pasted, to see whether it proves an answer as a walk would judge it."""

    evidence: Evidence
    pasted: Annotated[str, StringConstraints(max_length=MAX_PASTED)]


class EvidenceTried(BaseModel):
    """The words that prove the answer, null when none do; ``problem`` says what is wrong with the pattern."""

    words: str | None
    problem: str | None


class Starter(BaseModel):
    """A flow that comes with the product. ``flow_id`` is set when the account has it already."""

    key: str
    title: str
    description: str
    category: str | None
    tags: list[str]
    node_count: int
    flow_id: UUID | None


class StarterList(BaseModel):
    """The flows that come with the product."""

    items: list[Starter]


class StarterInstall(Payload):
    """Which starter flows to take into the account (null: all of them), published at once or as drafts."""

    keys: Annotated[list[Annotated[str, StringConstraints(max_length=100)]], Field(max_length=100)] | None = None
    publish: bool = True


class StartersInstalled(BaseModel):
    """The flows that were asked for, those that were there before among them."""

    items: list[FlowSummary]
