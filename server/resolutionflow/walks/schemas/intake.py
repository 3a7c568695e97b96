"""Intake: a problem comes in, a walk starts, or what could be done is offered."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from resolutionflow.accounts.schemas.fields import Category, Payload
from resolutionflow.kit.text import storable
from resolutionflow.tickets.schemas import Asset, Contact, ExternalId, Link, Priority
from resolutionflow.walks.schemas.shown import TicketKind, Walk

ProblemText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000), AfterValidator(storable)
]


class TicketGiven(Payload):
    """The ticket of an intake: a PSA's by its id, one of ours by its id or number, or a new one of ours without."""

    kind: TicketKind
    id: ExternalId | None = None
    link: Link | None = None
    contact: Contact | None = None
    asset: Asset | None = None
    priority: Priority | None = None

    @model_validator(mode="after")
    def _known(self) -> "TicketGiven":
        if self.kind == "psa" and self.id is None:
            raise ValueError("a ticket of a ticket system needs its id; leave kind psa out for a new one of ours")
        return self


class Intake(Payload):
    """A problem to work on. At most one of ``flow_id``, ``flow_proposal_id`` and ``adhoc`` says how."""

    problem_text: ProblemText
    ticket: TicketGiven
    category: Category | None = None
    client_id: UUID | None = None
    flow_id: UUID | None = None
    flow_proposal_id: UUID | None = None
    adhoc: bool = False
    none_fit: Annotated[
        bool, Field(description="None of the suggestions fits: offer none, and keep them on record.")
    ] = False

    @model_validator(mode="after")
    def _one_way(self) -> "Intake":
        if sum((self.flow_id is not None, self.flow_proposal_id is not None, self.adhoc)) > 1:
            raise ValueError("give at most one of flow_id, flow_proposal_id and adhoc")
        return self


class Candidate(BaseModel):
    """A flow or proposal that may fit: the chance that it is the right one, and the words that matched."""

    flow_id: UUID | None
    flow_proposal_id: UUID | None
    title: str
    category: str | None
    score: Annotated[float, Field(ge=0, le=1)]
    matched_words: list[str]


class Started(BaseModel):
    """A walk has started; ``match`` says why on this flow, null when the technician chose it."""

    outcome: Literal["started"] = "started"
    session: Walk
    match: Candidate | None


class Suggestions(BaseModel):
    """Nothing fits for certain; these may, the likeliest first. No ticket has been made yet.

    ``still_indexing`` flows were judged by their words alone, because they were published a moment ago.
    """

    outcome: Literal["suggestions"] = "suggestions"
    candidates: Annotated[list[Candidate], Field(min_length=1)]
    still_indexing: int = 0


class OutOfScope(BaseModel):
    """Nothing fits: work on it without a flow, or escalate. No ticket has been made yet.

    ``still_indexing`` flows were judged by their words alone, because they were published a moment ago.
    """

    outcome: Literal["out_of_scope"] = "out_of_scope"
    reason: str
    offers: list[Literal["adhoc", "escalate"]] = ["adhoc", "escalate"]
    rejected: list[Candidate]
    nearest: Annotated[
        list[Candidate], Field(description="Flows that are hardly likely, and near enough to be looked at.")
    ] = []
    more_words: Annotated[
        bool, Field(description="The problem says too little to find anything by; nothing was opened or paid.")
    ] = False
    still_indexing: int = 0


IntakeResponse = Annotated[Started | Suggestions | OutOfScope, Field(discriminator="outcome")]
"""What comes of an intake, told apart by ``outcome``."""
