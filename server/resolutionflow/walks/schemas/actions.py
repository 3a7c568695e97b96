"""What a technician sends while walking."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    Field,
    JsonValue,
    StringConstraints,
)

from resolutionflow.accounts.schemas.fields import Payload
from resolutionflow.kit.text import LongText, storable
from resolutionflow.walks.engine.notes import finite, leaves
from resolutionflow.walks.schemas.intake import Intake
from resolutionflow.walks.schemas.shown import EscalationCategory, EscalationPackage, PersonShown, WaitingFor, Walk

NodeId = Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(storable)]
Note = Annotated[LongText, StringConstraints(max_length=20_000)]
Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000), AfterValidator(storable)
]
WaitingOn = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(storable)
]
Number = Annotated[float, Field(allow_inf_nan=False)]


class EvidenceGiven(Payload):
    """What proves the answer: pasted text, a number, the name of a picture, or the caller's own words."""

    kind: Literal["text", "number", "picture", "reply"] = "text"
    value: Annotated[LongText, StringConstraints(max_length=50_000)] | Number


def _as_evidence(value: Any) -> Any:
    return {"kind": "text", "value": value} if isinstance(value, str) else value


class Step(Payload):
    """An answer to the node that was served. ``evidence`` may be the pasted text alone."""

    node_id: NodeId
    option_id: NodeId
    note: Note | None = None
    evidence: Annotated[EvidenceGiven | None, BeforeValidator(_as_evidence)] = None


class Back(Payload):
    """Undo. ``to_step`` is the number of answers that stay: 0 is the start; left out, the last one is undone."""

    to_step: Annotated[int, Field(ge=0, le=2_000_000_000)] | None = None


def _storable_json(value: list[JsonValue]) -> list[JsonValue]:
    for leaf in leaves(value):
        if isinstance(leaf, str):
            storable(leaf)
        elif not finite(leaf):
            raise ValueError("contains a number that JSON does not have")
    return value


def _in_our_time(value: datetime) -> datetime:
    if not 2000 <= value.year <= 2200:
        raise ValueError("is not a date of these centuries")
    return value


class Notes(Payload):
    """The walk's notes, whole: at most 262,144 bytes as compact UTF-8 JSON."""

    walk_notes: Annotated[list[JsonValue], AfterValidator(_storable_json)]


class NotesKept(BaseModel):
    """That notes are saved, and the version to send as If-Match next time."""

    notes_version: int


class Resolve(Payload):
    """How it was solved, and whether the flow helped."""

    resolution_notes: Reason
    helpful: bool | None = None


class PackageGiven(Payload):
    """Headings of the hand-over as the technician edited them; those left out are filled from the walk."""

    what_is_happening: Note | None = None
    what_has_been_tried: Note | None = None
    current_hypothesis: Note | None = None
    context: Note | None = None
    what_to_verify_first: Note | None = None


class Escalate(Payload):
    """Why it is handed over, and to whom; without ``recipient_ids`` the account's default recipients are told."""

    escalation_reason: Reason
    escalation_reason_category: EscalationCategory
    recipient_ids: Annotated[list[UUID], Field(max_length=100)] | None = None
    package: PackageGiven | None = None
    override_reason: Annotated[Reason, Field(description="Why it goes on although the package has gaps.")] | None = None


class EscalateFromIntake(Intake, Escalate):
    """An escalation straight from intake: what intake takes and what escalating takes, in one."""


class Escalated(Walk):
    """The escalated walk; ``warning`` is set when nobody is left to be told."""

    warning: str | None


class Waiting(Payload):
    """Park the walk until something happens, or go on with it (``waiting_on`` null)."""

    waiting_on: WaitingOn | None
    waiting_for: WaitingFor | None = None
    waiting_until: Annotated[AwareDatetime, AfterValidator(_in_our_time)] | None = None


class Summary(BaseModel):
    """The ticket note of a walk: how many secrets were masked in it, and the minutes of work, pauses left out."""

    audience: Literal["internal", "client"]
    format: Literal["text", "markdown", "html"]
    text: str
    masked: int
    active_minutes: int


class Preview(BaseModel):
    """The hand-over as it would be filled now, which headings are still empty, and who is told if nobody is chosen."""

    package: EscalationPackage
    missing: list[str]
    default_recipients: list[PersonShown]


class EvidencePasted(Payload):
    """Something pasted while a node awaits its answer."""

    evidence: Annotated[LongText, StringConstraints(min_length=1, max_length=50_000)]


class EvidenceRead(BaseModel):
    """The answer that the evidence speaks for and why; null when it speaks for none or for several."""

    option_id: str | None
    why: str
