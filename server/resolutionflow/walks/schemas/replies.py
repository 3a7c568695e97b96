"""What somebody said or pasted while a step awaits its answer, and what it was read as."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from resolutionflow.accounts.schemas.fields import Payload
from resolutionflow.kit.text import storable

MOST_BYTES = 200 * 1024


class ReplyGiven(Payload):
    """The caller's words, or output that was pasted: at most 200 KB of UTF-8."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(storable)]


class AnswerScored(BaseModel):
    """An answer of the step with the chance that it is meant."""

    option_id: str
    label: str
    score: Annotated[float, Field(ge=0, le=1)]


class ReplyUnderstood(BaseModel):
    """Which answer the text speaks for; a person confirms it. Nothing of it is stored.

    ``selected`` is null when nothing is sure enough. ``kind`` says what it was read as: ``evidence`` when it is what
    an answer asks for as its proof, else ``reply``. ``matched_words`` stand in the text as they are given here.
    ``candidates`` are all answers, the likeliest first.
    """

    selected: str | None
    kind: Literal["evidence", "reply"]
    why: str
    matched_words: list[str]
    candidates: list[AnswerScored]
