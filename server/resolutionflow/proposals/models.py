"""The table of proposals."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Float, ForeignKeyConstraint, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from resolutionflow.platform.db import Base, CreatedAt, InAccount, Json, JsonList, within_account

TYPES = ("new_flow", "enhancement", "branch_addition", "auto_reinforced")
STATUSES = ("pending", "approved", "modified", "rejected", "dismissed", "auto_reinforced")
SOURCES = ("ai_realtime_l1", "kb_accelerator", "manual_draft", "ai_promoted")


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} in ({', '.join(repr(value) for value in values)})"


class FlowProposal(InAccount, Base):
    """A proposed new flow or change to a flow. ``archived_at`` set: out of the queue, kept because walks name it.

    ``source_session_id`` and ``kb_document_id`` get their keys with the tables they name; ``l1_session_id`` is keyed by
    table name only, because walks lie above proposals.
    """

    __tablename__ = "flow_proposals"
    __table_args__ = (
        CheckConstraint(_one_of("proposal_type", TYPES), name="type"),
        CheckConstraint(_one_of("status", STATUSES), name="status"),
        CheckConstraint(_one_of("source", SOURCES), name="source"),
        CheckConstraint(
            "linked_ticket_kind is null or linked_ticket_kind in ('psa', 'internal')", name="linked_ticket_kind"
        ),
        CheckConstraint(
            "num_nonnulls(source_session_id, l1_session_id, kb_document_id) = 1 or (source = 'manual_draft' and "
            "num_nonnulls(source_session_id, l1_session_id, kb_document_id) = 0)",
            name="exactly_one_source",
        ),
        CheckConstraint("confidence_score between 0.0 and 1.0", name="confidence_score"),
        within_account("team_id", "teams", "SET NULL"),
        ForeignKeyConstraint(
            ["account_id", "l1_session_id"],
            ["l1_walk_sessions.account_id", "l1_walk_sessions.id"],
            name="fk_flow_proposals_account_id_l1_session_id",
            ondelete="CASCADE",
            use_alter=True,
        ),
        within_account("target_flow_id", "flows", "SET NULL"),
        within_account("reviewed_by", "users", "SET NULL"),
        within_account("published_flow_id", "flows", "SET NULL"),
        Index("ix_flow_proposals_account_id_team_id", "account_id", "team_id"),
        Index("ix_flow_proposals_account_id_source_session_id", "account_id", "source_session_id"),
        Index("ix_flow_proposals_account_id_l1_session_id", "account_id", "l1_session_id"),
        Index("ix_flow_proposals_account_id_kb_document_id", "account_id", "kb_document_id"),
        Index("ix_flow_proposals_account_id_status", "account_id", "status", text("created_at desc"), "id"),
        Index("ix_flow_proposals_account_id_target_flow_id", "account_id", "target_flow_id"),
        Index("ix_flow_proposals_account_id_published_flow_id", "account_id", "published_flow_id"),
        Index("ix_flow_proposals_account_id_reviewed_by", "account_id", "reviewed_by"),
    )

    team_id: Mapped[UUID | None]
    source_session_id: Mapped[UUID | None]
    l1_session_id: Mapped[UUID | None]
    kb_document_id: Mapped[UUID | None]
    proposal_type: Mapped[str] = mapped_column(String(30))
    target_flow_id: Mapped[UUID | None]
    title: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None]
    proposed_flow_data: Mapped[Json]
    proposed_diff: Mapped[Json | None]
    confidence_score: Mapped[float] = mapped_column(Float, server_default=text("0.0"))
    supporting_session_count: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    supporting_session_ids: Mapped[JsonList] = mapped_column(server_default=text("'[]'"))
    problem_domain: Mapped[str | None] = mapped_column(String(100))
    status: Mapped[str] = mapped_column(String(30), server_default="pending")
    reviewed_by: Mapped[UUID | None]
    reviewer_notes: Mapped[str | None]
    published_flow_id: Mapped[UUID | None]
    source: Mapped[str] = mapped_column(String(30), server_default="manual_draft")
    linked_ticket_id: Mapped[str | None] = mapped_column(String(64))
    linked_ticket_kind: Mapped[str | None] = mapped_column(String(10))
    validated_by_outcome: Mapped[bool] = mapped_column(server_default=text("false"))
    created_at: Mapped[CreatedAt]
    reviewed_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]
