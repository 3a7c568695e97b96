"""Tables of matching: what a problem is compared with, resolved tickets, and what changed last."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column

from resolutionflow.kit.ids import new_id
from resolutionflow.platform.db import Base, CreatedAt, InAccount, within_account


class MatchSubject(InAccount, Base):
    """A flow or a proposal as matching keeps it. ``terms`` and ``vectors`` are the bytes of ``library.Entry``.

    ``passage_keys`` has 8 bytes for each passage whose vector stands in ``vectors``; both are null until vectors are
    made. ``recipe`` says by which code; ``revision`` is new with every change.
    """

    __tablename__ = "match_subjects"
    __table_args__ = (
        CheckConstraint("num_nonnulls(flow_id, flow_proposal_id) = 1", name="one_target"),
        CheckConstraint("(vectors is null) = (passage_keys is null)", name="vectors"),
        within_account("flow_id", "flows", "CASCADE"),
        ForeignKeyConstraint(
            ["account_id", "flow_proposal_id"],
            ["flow_proposals.account_id", "flow_proposals.id"],
            name="fk_match_subjects_account_id_flow_proposal_id",
            ondelete="CASCADE",
            use_alter=True,
        ),
        Index("uq_match_subjects_account_id_flow_id", "account_id", "flow_id", unique=True),
        Index("uq_match_subjects_account_id_flow_proposal_id", "account_id", "flow_proposal_id", unique=True),
    )

    flow_id: Mapped[UUID | None]
    flow_proposal_id: Mapped[UUID | None]
    title: Mapped[str] = mapped_column(String(255))
    category: Mapped[str | None] = mapped_column(String(100))
    terms: Mapped[bytes] = mapped_column(LargeBinary)
    vectors: Mapped[bytes | None] = mapped_column(LargeBinary)
    passage_keys: Mapped[bytes | None] = mapped_column(LargeBinary)
    recipe: Mapped[int] = mapped_column(Integer)
    revision: Mapped[UUID] = mapped_column(default=new_id)
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())


class MatchTicket(InAccount, Base):
    """The problem of a ticket that was resolved on a flow, kept so that the next one like it finds the flow."""

    __tablename__ = "match_tickets"
    __table_args__ = (
        within_account("flow_id", "flows", "CASCADE"),
        within_account("user_id", "users", "SET NULL"),
        Index("uq_match_tickets_account_id_flow_id_text_key", "account_id", "flow_id", "text_key", unique=True),
        Index("ix_match_tickets_account_id_user_id", "account_id", "user_id"),
    )

    flow_id: Mapped[UUID]
    user_id: Mapped[UUID | None]
    problem_text: Mapped[str] = mapped_column(Text)
    text_key: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[CreatedAt]


class MatchRevision(Base):
    """The last change of an account's subjects: what a process keeps in memory is good while this is the same."""

    __tablename__ = "match_revisions"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[UUID] = mapped_column(default=new_id)
