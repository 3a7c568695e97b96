"""How a walk, its path and its nodes are shown."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from resolutionflow.walks.ai_build.schemas import Making
from resolutionflow.walks.schemas.moves import Switched
from resolutionflow.walks.schemas.pictures import Picture

TicketKind = Literal["psa", "internal"]
WaitingFor = Literal["customer", "vendor", "colleague", "time"]
SessionKind = Literal["flow", "proposal", "adhoc", "ai_build"]


class WalkStatus(StrEnum):
    """Where a walk stands."""

    ACTIVE = "active"
    RESOLVED = "resolved"
    ESCALATED = "escalated"
    ABANDONED = "abandoned"


class EscalationCategory(StrEnum):
    """Why a walk is escalated."""

    NEEDS_ACCESS = "needs_access"
    NEEDS_ONSITE = "needs_onsite"
    OUT_OF_SCOPE = "out_of_scope"
    NO_FIX_FOUND = "no_fix_found"
    CUSTOMER_REQUEST = "customer_request"
    SECURITY = "security"
    OTHER = "other"

    @property
    def wording(self) -> str:
        """Return the category as a person reads it in a ticket note."""
        return {
            "needs_access": "needs access",
            "needs_onsite": "needs somebody on site",
            "out_of_scope": "out of scope for first line",
            "no_fix_found": "no fix found",
            "customer_request": "the customer asks for it",
        }.get(self.value, self.value)


class PersonShown(BaseModel):
    """A person by name."""

    id: UUID
    name: str


class EvidenceAsked(BaseModel):
    """What proves an answer: text that a pattern finds, a number from ``min`` to ``max``, or a picture."""

    kind: Literal["text", "number", "picture"]
    regex: str | None = None
    min: float | None = None
    max: float | None = None


class OptionServed(BaseModel):
    """One answer that a node offers."""

    id: str
    label: str
    evidence: EvidenceAsked | None = None


class CitationServed(BaseModel):
    """Where a node's knowledge comes from. ``flow_id``: the flow that it is from, where the caller may open it."""

    source: str
    passage: str | None = None
    flow_id: UUID | None = None


class NodeServed(BaseModel):
    """A node as the technician sees it: without where its options lead. A leaf has no options."""

    id: str
    type: Literal["question", "action", "resolution", "escalation"]
    text: str
    options: list[OptionServed]
    help: str | None = None
    minutes: float | None = None
    script: str | None = None
    notes: str | None = None
    to: str | None = None
    reason: str | None = None
    hand_over: str | None = None
    citations: list[CitationServed] = []
    needs_review: bool = False
    made_by: Literal["person", "model", "playbook"] = "person"
    for_client: Annotated[bool, Field(description="Said or led otherwise for this walk's client.")] = False


class PathEntry(BaseModel):
    """One answered step."""

    node_id: str
    question: str
    answer: str
    l1_note: str | None = None


class PathStep(PathEntry):
    """An answered step with what was recorded beside it; ``step_no`` counts from 1.

    ``after_take_over``: whoever gave the answer had taken the walk over by then; any other is first line's.
    """

    step_no: int
    option_id: str
    evidence: dict[str, Any] | None = None
    user: PersonShown | None
    answered_at: datetime
    made_by: Literal["person", "model", "playbook"] = "person"
    after_take_over: bool = False


class Path(BaseModel):
    """Answered steps that stand, oldest first; ``before`` fetches the ones before them, null at the start."""

    items: list[PathStep]
    before: int | None


class TicketNamed(BaseModel):
    """The ticket of a walk. ``number`` is given to internal tickets; ``ticket_id`` opens its page when it is known."""

    kind: TicketKind
    id: str
    number: int | None = None
    title: str | None = None
    link: str | None = None
    row_id: UUID | None = None

    @property
    def called(self) -> str:
        """Return what people call the ticket: its number, or its id in the PSA."""
        return f"#{self.number}" if self.number else self.id


class WalkBrief(BaseModel):
    """A walk in a list. ``title`` is its flow's, or the first words of the problem."""

    id: UUID
    status: WalkStatus
    session_kind: SessionKind
    ticket: TicketNamed
    title: str
    category: str | None
    client_name: str | None
    step_count: int
    version: int
    created_by: PersonShown
    assigned_to: PersonShown | None
    waiting_on: str | None
    waiting_for: WaitingFor | None
    waiting_until: datetime | None
    started_at: datetime
    last_step_at: datetime
    escalated_at: datetime | None
    escalation_reason: str | None
    escalation_reason_category: str | None


class EscalationPackage(BaseModel):
    """What is handed over, under five headings; an empty one is missing."""

    what_is_happening: str = ""
    what_has_been_tried: str = ""
    current_hypothesis: str = ""
    context: str = ""
    what_to_verify_first: str = ""


class Escalation(BaseModel):
    """How a walk was escalated. ``missing`` names headings of the package that were empty."""

    reason: str
    reason_category: str
    escalated_at: datetime
    recipients: list[PersonShown]
    package: EscalationPackage
    missing: list[str]
    override_reason: str | None


class Walk(BaseModel):
    """A walk as it is opened.

    ``walked_path`` holds the last 50 standing entries of ``step_count``; ``pending_node`` awaits an answer (null when
    the walk is not active, or takes notes only); ``stopped_at`` is where an escalated walk left its flow.
    """

    id: UUID
    status: WalkStatus
    session_kind: SessionKind
    acting_as: str | None
    version: int
    ticket: TicketNamed
    ticket_id: str
    ticket_kind: TicketKind
    client_id: UUID | None
    client_name: str | None
    category: str | None
    problem_text: str | None
    flow_id: UUID | None
    flow_title: str | None
    flow_version: int | None
    flow_proposal_id: UUID | None
    unreviewed: bool
    pending_node: NodeServed | None
    stopped_at: NodeServed | None
    making: Annotated[Making | None, Field(description="Only where steps are made as one walks (`ai_build`).")]
    current_node_id: str | None
    walked_path: list[PathStep]
    switches: list[Switched]
    step_count: int
    also_tried: list[PathStep]
    walk_notes: list[Any]
    notes_version: int
    pictures: list[Picture]
    waiting_on: str | None
    waiting_for: WaitingFor | None
    waiting_until: datetime | None
    resolution_notes: str | None
    helpful: bool | None
    escalation_reason: str | None
    escalation_reason_category: str | None
    escalation: Escalation | None
    created_by: PersonShown
    assigned_to: PersonShown | None
    may_act: Annotated[bool, Field(description="Whether the caller may answer, note, resolve and escalate.")]
    started_at: datetime
    last_step_at: datetime
    escalated_at: datetime | None
    taken_over_at: datetime | None
    resolved_at: datetime | None
    ended_at: datetime | None


class StepTaken(BaseModel):
    """The reply to an answer: ``walked_path`` holds only the new entry.

    ``pending_node`` is null only where steps are made as one walks and the next one is not there: see ``making``.
    """

    id: UUID
    status: WalkStatus
    session_kind: SessionKind
    version: int
    step_count: int
    walked_path: list[PathEntry]
    pending_node: NodeServed | None
    making: Making | None = None
