"""Bodies of the account's settings and of the audit log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, WithJsonSchema

from resolutionflow.accounts.actions import AUDIT_ACTIONS
from resolutionflow.accounts.schemas.fields import Category, Payload, Share
from resolutionflow.kit.text import Line

OWN_MATCH_THRESHOLD, OWN_SUGGEST_THRESHOLD = 0.6, 0.15
"""What the matcher goes by in an account that has set nothing; a test holds them against the matcher's."""


class SettingsShown(BaseModel):
    """Settings of the account. A threshold of null is the product's own, which ``default_…`` tells."""

    name: str
    match_threshold: float | None
    suggest_threshold: float | None
    default_match_threshold: float = OWN_MATCH_THRESHOLD
    default_suggest_threshold: float = OWN_SUGGEST_THRESHOLD
    idle_limit_hours: int
    version: int


class SettingsChange(Payload):
    """What changes in the account's settings; a threshold set to null is the product's own again."""

    name: Line | None = None
    match_threshold: Share | None = None
    suggest_threshold: Share | None = None
    idle_limit_hours: Annotated[int, Field(ge=1, le=8_760)] | None = None


class L1SettingsShown(BaseModel):
    """Settings of the L1 work: categories that may use AI build, and who is told when nobody is named."""

    l1_categories: list[str]
    default_escalation_recipient_ids: list[UUID]
    version: int


class L1SettingsChange(Payload):
    """What changes in the settings of the L1 work; each list is the whole new list."""

    l1_categories: Annotated[list[Category], Field(max_length=200)] | None = None
    default_escalation_recipient_ids: Annotated[list[UUID], Field(max_length=100)] | None = None


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which audit rows are wanted; ``until`` itself is left out."""

    action: str | None = None
    user_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


class AuditShown(BaseModel):
    """Who did what to which thing, when. ``user_name`` is null when the person was purged."""

    id: UUID
    created_at: datetime
    user_id: UUID | None
    user_name: str | None
    action: Annotated[str, WithJsonSchema({"type": "string", "enum": list(AUDIT_ACTIONS)})]
    subject_kind: str | None
    subject_id: str | None
    details: dict[str, Any]
