"""What the flow builder takes and gives."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StrictBool, StringConstraints

from resolutionflow.accounts.schemas.fields import Payload
from resolutionflow.ai.port import Source
from resolutionflow.ai.schemas import AiQuotaShown
from resolutionflow.builder.engine.state import MOST_BRANCHES, Audience, RunState, Status
from resolutionflow.flows.schemas import FlowMade, GivenTree
from resolutionflow.flows.tree import MAX_LABEL, MadeBy, Tree
from resolutionflow.flows.validator import Finding
from resolutionflow.kit.text import storable
from resolutionflow.kit.visible import visible


def _line(least: int, most: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=most)


def _some(value: str) -> str:
    """Return ``value``; raise ``ValueError`` when nothing of it can be seen."""
    if not value.strip():
        raise ValueError("holds nothing that can be seen")
    return value


Name = Annotated[str, _line(1, 255), AfterValidator(storable), AfterValidator(visible), AfterValidator(_some)]
CategoryText = Annotated[str, _line(0, 100), AfterValidator(storable), AfterValidator(visible)]
Symptom = Annotated[str, _line(1, 300), AfterValidator(storable), AfterValidator(visible), AfterValidator(_some)]
Symptoms = Annotated[list[Symptom], Field(max_length=20)]
Environment = Annotated[str, _line(0, 2_000), AfterValidator(storable), AfterValidator(visible)]
Question = Annotated[str, _line(1, 1_000), AfterValidator(storable), AfterValidator(visible), AfterValidator(_some)]
Title = Annotated[str, _line(1, MAX_LABEL), AfterValidator(storable), AfterValidator(visible), AfterValidator(_some)]
About = Annotated[str, _line(0, 1_000), AfterValidator(storable), AfterValidator(visible)]
Remark = Annotated[str, _line(0, 1_000), AfterValidator(storable), AfterValidator(visible)]
BranchId = Annotated[str, StringConstraints(min_length=1, max_length=20), AfterValidator(storable)]
Chosen = Annotated[Source | None, Field(description="`playbook`: made without AI. Null: the model where one is set.")]


class ConversationNew(Payload, BaseModel):
    """Stage 1, the foundation: what the flow is to be about."""

    name: Name
    category: CategoryText = ""
    symptoms: Symptoms = []
    environment: Environment = ""
    audience: Audience = "l1"
    source: Chosen = None


class BranchGiven(Payload):
    """A branch of the list as it is to be; without ``id`` it is a new one."""

    id: BranchId | None = None
    title: Title
    description: About = ""
    chosen: StrictBool = True


class ConversationChange(Payload, BaseModel):
    """What to change; what is left out stays. ``branches`` is the whole list in its order."""

    name: Name = ""
    category: CategoryText = ""
    symptoms: Symptoms = []
    environment: Environment = ""
    audience: Audience = "l1"
    question: Question = ""
    branches: Annotated[list[BranchGiven], Field(max_length=MOST_BRANCHES)] = []


class BranchChange(Payload):
    """What to change of one branch; what is left out stays. ``tree`` is its whole detail, null empties it."""

    title: Title = ""
    description: About = ""
    chosen: StrictBool = True
    tree: GivenTree | None = None


class ScaffoldWanted(Payload):
    """Have branches proposed. ``keep`` names those that stay (null: all); the others are replaced."""

    source: Chosen = None
    keep: Annotated[list[BranchId], Field(max_length=MOST_BRANCHES)] | None = None


class DetailWanted(Payload):
    """Have a branch worked out, or worked out anew; ``remark`` says what is wanted otherwise."""

    source: Chosen = None
    remark: Remark = ""


class DetailAllWanted(Payload):
    """Have every chosen branch worked out that is not yet."""

    source: Chosen = None


class FoundationShown(BaseModel):
    """Stage 1."""

    name: str
    category: str
    symptoms: list[str]
    environment: str
    audience: Audience


class BranchShown(BaseModel):
    """A branch. ``making``: it is being worked out just now; ``failure``: why the last try made nothing.

    ``version`` is its ETag. ``detailed_by`` is ``person`` once a step of it was edited by hand.
    """

    id: str
    title: str
    description: str
    chosen: bool
    version: int
    proposed_by: MadeBy
    tree: Tree | None
    detailed_by: MadeBy | None
    remark: str
    making: bool
    failure: str | None
    findings: list[Finding]


class RunShown(BaseModel):
    """All branches being worked out at once. ``stopped``: the server ended in between; ask again for the rest."""

    state: RunState
    source: Source
    started_at: datetime
    total: int
    done: int
    failed: int


class SpentShown(BaseModel):
    """What this flow was paid so far, in dollars; ``unpriced`` calls have no known price.

    ``counted`` are the calls that count against those of one flow: the provider took something for them.
    """

    calls: int
    counted: int
    cost: float
    unpriced: int
    tokens: int


class ConversationShown(BaseModel):
    """One run of the wizard with all it holds. ``version`` is its ETag.

    ``source`` was asked last, or chosen at the beginning. ``counts``: it is one of the flows that the plan allows in a
    period; one that is not becomes one at its first call of a model. ``saveable_until``: an expired one can be saved
    as a draft until then.
    """

    id: UUID
    status: Status
    version: int
    foundation: FoundationShown
    question: str
    question_by: MadeBy
    branches: list[BranchShown]
    making: bool
    failure: str | None
    run: RunShown | None
    source: Source | None
    question_rounds: int
    spent: SpentShown
    counts: bool
    quota: AiQuotaShown
    flow_id: UUID | None
    expires_at: datetime
    saveable_until: datetime | None
    created_at: datetime
    updated_at: datetime


class ConversationLine(BaseModel):
    """A conversation in the list."""

    id: UUID
    status: Status
    name: str
    category: str
    branches: int
    flow_id: UUID | None
    expires_at: datetime
    created_at: datetime
    updated_at: datetime


class Assembled(BaseModel):
    """The draft flow that a conversation became; ``left_out`` are branches that were not worked out in time."""

    conversation_id: UUID
    flow: FlowMade
    findings: list[Finding]
    left_out: list[str]
    spent: SpentShown
