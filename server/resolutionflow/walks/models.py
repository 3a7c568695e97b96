"""Tables of walks."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from resolutionflow.platform.db import Base, CreatedAt, InAccount, Json, JsonList, within_account

ACTIVE, RESOLVED, ESCALATED, ABANDONED = "active", "resolved", "escalated", "abandoned"
FLOW, PROPOSAL, ADHOC, AI_BUILD = "flow", "proposal", "adhoc", "ai_build"

_TARGET = (
    "(session_kind = 'flow' and flow_id is not null and flow_proposal_id is null)"
    " or (session_kind = 'proposal' and flow_proposal_id is not null and flow_id is null)"
    " or (session_kind in ('adhoc', 'ai_build') and flow_id is null and flow_proposal_id is null)"
)
_NULLABLE_JSON = JSONB(none_as_null=True)


class L1WalkSession(InAccount, Base):
    """A walk: one technician's work on one ticket, from intake to its end.

    ``pending_node_id`` is the node that awaits an answer (in a flow's pinned version) and the guard of every step;
    it is kept when the walk ends, so that taking over or reopening goes on there. ``switches`` says where it stood
    before each switch of flow that stands (``service.switching``). ``version`` counts start, step, back, switch and
    take; ``event_count`` every event.
    """

    __tablename__ = "l1_walk_sessions"
    __table_args__ = (
        CheckConstraint("ticket_kind in ('psa', 'internal')", name="ticket_kind"),
        CheckConstraint("session_kind in ('flow', 'proposal', 'adhoc', 'ai_build')", name="session_kind"),
        CheckConstraint("status in ('active', 'resolved', 'escalated', 'abandoned')", name="status"),
        CheckConstraint(_TARGET, name="target_consistency"),
        CheckConstraint("waiting_for in ('customer', 'vendor', 'colleague', 'time')", name="waiting_for"),
        within_account("created_by_user_id", "users", "RESTRICT"),
        within_account("flow_id", "flows", "SET NULL"),
        within_account("flow_proposal_id", "flow_proposals", "SET NULL"),
        within_account("flow_version_id", "flow_versions", "RESTRICT"),
        within_account("client_id", "clients", "SET NULL"),
        within_account("overlay_version_id", "flow_overlay_versions", "RESTRICT"),
        within_account("assigned_to_user_id", "users", "SET NULL"),
        Index(
            "ix_l1_walk_sessions_account_id_created_by_user_id",
            "account_id",
            "created_by_user_id",
            text("last_step_at desc"),
            text("id desc"),
        ),
        Index(
            "ix_l1_walk_sessions_account_id_status", "account_id", "status", text("last_step_at desc"), text("id desc")
        ),
        Index("ix_l1_walk_sessions_account_id_last_step_at", "account_id", text("last_step_at desc"), text("id desc")),
        Index(
            "ix_l1_walk_sessions_escalated",
            "account_id",
            text("last_step_at desc"),
            "id",
            postgresql_where=text("status = 'escalated'"),
        ),
        Index(
            "ix_l1_walk_sessions_once_escalated",
            "account_id",
            text("escalated_at desc"),
            text("id desc"),
            postgresql_where=text("escalated_at is not null"),
        ),
        Index(
            "ix_l1_walk_sessions_taken",
            "account_id",
            text("escalated_at desc"),
            text("id desc"),
            postgresql_where=text("escalated_at is not null and status = 'active'"),
        ),
        Index(
            "ix_l1_walk_sessions_escalated_category",
            "account_id",
            "category",
            text("escalated_at desc"),
            text("id desc"),
            postgresql_where=text("escalated_at is not null"),
        ),
        Index(
            "ix_l1_walk_sessions_account_id_started_at",
            "account_id",
            "started_at",
            postgresql_include=["flow_id", "status", "escalated_at"],
        ),
        Index(
            "ix_l1_walk_sessions_waiting",
            "account_id",
            "waiting_until",
            "id",
            postgresql_where=text("waiting_on is not null"),
        ),
        Index(
            "ix_l1_walk_sessions_to_remind",
            "account_id",
            "waiting_until",
            postgresql_where=text("waiting_until is not null and reminded_at is null"),
        ),
        Index("ix_l1_walk_sessions_account_id_ticket_id", "account_id", "ticket_id", "ticket_kind"),
        Index("ix_l1_walk_sessions_account_id_flow_id", "account_id", "flow_id"),
        Index("ix_l1_walk_sessions_account_id_flow_version_id", "account_id", "flow_version_id"),
        Index(
            "ix_l1_walk_sessions_flow_proposal_id",
            "account_id",
            "flow_proposal_id",
            postgresql_where=text("flow_proposal_id is not null"),
        ),
        Index(
            "ix_l1_walk_sessions_client_id",
            "account_id",
            "client_id",
            postgresql_where=text("client_id is not null"),
        ),
        Index(
            "ix_l1_walk_sessions_overlay_version_id",
            "account_id",
            "overlay_version_id",
            postgresql_where=text("overlay_version_id is not null"),
        ),
        Index(
            "ix_l1_walk_sessions_assigned_to_user_id",
            "account_id",
            "assigned_to_user_id",
            postgresql_where=text("assigned_to_user_id is not null"),
        ),
    )

    created_by_user_id: Mapped[UUID]
    acting_as: Mapped[str | None] = mapped_column(String(30))
    ticket_id: Mapped[str] = mapped_column(String(64))
    ticket_kind: Mapped[str] = mapped_column(String(10))
    session_kind: Mapped[str] = mapped_column(String(20))
    flow_id: Mapped[UUID | None]
    flow_proposal_id: Mapped[UUID | None]
    category: Mapped[str | None] = mapped_column(String(100))
    problem_text: Mapped[str | None]
    pending_node: Mapped[Json | None] = mapped_column(_NULLABLE_JSON)
    current_node_id: Mapped[str | None] = mapped_column(String(100))
    walk_notes: Mapped[JsonList] = mapped_column(server_default=text("'[]'"))
    status: Mapped[str] = mapped_column(String(20), server_default=ACTIVE)
    resolution_notes: Mapped[str | None]
    helpful: Mapped[bool | None]
    escalation_reason: Mapped[str | None]
    escalation_reason_category: Mapped[str | None] = mapped_column(String(30))
    started_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_step_at: Mapped[datetime] = mapped_column(server_default=func.now())
    resolved_at: Mapped[datetime | None]

    flow_version_id: Mapped[UUID | None]
    pending_node_id: Mapped[str | None] = mapped_column(String(100))
    switches: Mapped[JsonList] = mapped_column(server_default=text("'[]'"))
    version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    step_count: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    undone_count: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    event_count: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    notes_version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    client_id: Mapped[UUID | None]
    match_score: Mapped[float | None]
    rejected_candidates: Mapped[JsonList | None] = mapped_column(_NULLABLE_JSON)
    waiting_on: Mapped[str | None] = mapped_column(String(500))
    waiting_for: Mapped[str | None] = mapped_column(String(10))
    waiting_until: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    escalation_package: Mapped[Json | None] = mapped_column(_NULLABLE_JSON)
    escalation_missing: Mapped[JsonList] = mapped_column(server_default=text("'[]'"))
    escalation_override_reason: Mapped[str | None]
    escalation_recipient_ids: Mapped[JsonList] = mapped_column(server_default=text("'[]'"))
    escalation_step: Mapped[str | None] = mapped_column(String(300))
    assigned_to_user_id: Mapped[UUID | None]
    taken_over_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    overlay_version_id: Mapped[UUID | None]


START, ANSWER, BACK, NOTE = "start", "answer", "back", "note"
PARK, UNPARK, RESOLVE, ESCALATE = "park", "unpark", "resolve", "escalate"
ABANDON, REOPEN, TAKE = "abandon", "reopen", "take"
SWITCH, JOIN = "switch", "join"


class WalkEvent(Base):
    """Something that happened in a walk. Appended, never edited.

    ``step_no`` is the number of answers that stand after it, so the standing answer number *n* is the newest
    ``answer`` with ``step_no = n``, for each *n* up to the walk's ``step_count``. ``seq`` counts the walk's events.
    ``node`` is the answered node as it was served.
    """

    __tablename__ = "l1_walk_events"
    __table_args__ = (
        CheckConstraint(
            "kind in ('start', 'answer', 'back', 'note', 'park', 'unpark', 'resolve', 'escalate', 'abandon', "
            "'reopen', 'take', 'switch', 'join')",
            name="kind",
        ),
        CheckConstraint("made_by in ('person', 'model', 'playbook')", name="made_by"),
        CheckConstraint(
            "kind <> 'answer' or (node_id is not null and option_id is not null and node is not null"
            " and answer is not null)",
            name="answer_complete",
        ),
        within_account("walk_id", "l1_walk_sessions", "CASCADE"),
        within_account("user_id", "users", "RESTRICT"),
        Index(
            "uq_l1_walk_events_idempotency_key",
            "account_id",
            "walk_id",
            "idempotency_key",
            "user_id",
            unique=True,
            postgresql_where=text("idempotency_key is not null"),
        ),
        Index("ix_l1_walk_events_takes", "account_id", "walk_id", "seq", postgresql_where=text("kind = 'take'")),
    )

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    walk_id: Mapped[UUID] = mapped_column(primary_key=True)
    step_no: Mapped[int] = mapped_column(Integer, primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    user_id: Mapped[UUID | None]
    created_at: Mapped[CreatedAt]
    walk_version: Mapped[int] = mapped_column(Integer)
    node_id: Mapped[str | None] = mapped_column(String(100))
    option_id: Mapped[str | None] = mapped_column(String(100))
    answer: Mapped[str | None]
    next_node_id: Mapped[str | None] = mapped_column(String(100))
    l1_note: Mapped[str | None]
    evidence: Mapped[Json | None] = mapped_column(_NULLABLE_JSON)
    node: Mapped[Json | None] = mapped_column(_NULLABLE_JSON)
    made_by: Mapped[str] = mapped_column(String(10), server_default="person")
    idempotency_key: Mapped[str | None] = mapped_column(String(200))
    details: Mapped[Json | None] = mapped_column(_NULLABLE_JSON)


class EscalationRecipient(Base):
    """Somebody who is told of a walk's last escalation."""

    __tablename__ = "escalation_recipients"
    __table_args__ = (
        within_account("walk_id", "l1_walk_sessions", "CASCADE"),
        within_account("user_id", "users", "CASCADE"),
        Index("ix_escalation_recipients_account_id_user_id", "account_id", "user_id", "walk_id"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    walk_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(primary_key=True)


class WalkPerson(Base):
    """Somebody who has had a walk open, last at ``seen_at``; ``joined_at``: who works on a colleague's walk."""

    __tablename__ = "l1_walk_people"
    __table_args__ = (
        within_account("walk_id", "l1_walk_sessions", "CASCADE"),
        within_account("user_id", "users", "CASCADE"),
        Index("ix_l1_walk_people_account_id_user_id", "account_id", "user_id"),
    )

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    walk_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    joined_at: Mapped[datetime | None]
    seen_at: Mapped[datetime]
