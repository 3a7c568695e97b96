"""What the API of matching takes and gives."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from resolutionflow.kit.text import storable

MAX_CANDIDATES = 50

ProblemText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000), AfterValidator(storable)
]


class MatchAsked(BaseModel):
    """A problem in a person's words."""

    problem_text: ProblemText
    limit: Annotated[int, Field(ge=1, le=MAX_CANDIDATES)] = 5


class MatchCandidate(BaseModel):
    """A flow or proposal that may fit: the chance that it is the right one, and the problem's words that it has."""

    model_config = ConfigDict(from_attributes=True)

    flow_id: UUID | None
    flow_proposal_id: UUID | None
    title: str
    category: str | None
    score: float
    matched_words: list[str]


class MatchAnswer(BaseModel):
    """Candidates, best first. From ``match_threshold`` on intake starts a flow, from ``suggest_threshold`` on it asks.

    ``by_text_alone``: this server makes no vectors; ``waiting_for_vectors``: so many flows have none yet.
    """

    model_config = ConfigDict(from_attributes=True)

    candidates: list[MatchCandidate]
    match_threshold: float
    suggest_threshold: float
    by_text_alone: bool
    waiting_for_vectors: int = 0
