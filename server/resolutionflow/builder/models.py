"""The one table of the flow builder."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Integer, String, func, text
from sqlalchemy.orm import Mapped, mapped_column

from resolutionflow.platform.db import Base, CreatedAt, InAccount, Json, JsonList, within_account

FOUNDATION, SCAFFOLDING, DETAILING, REVIEWING = "foundation", "scaffolding", "detailing", "reviewing"
COMPLETED, EXPIRED = "completed", "expired"


class AIConversation(InAccount, Base):
    """One run of the wizard. ``row_version`` counts changes of foundation and list; each branch has its own."""

    __tablename__ = "ai_conversations"
    __table_args__ = (
        CheckConstraint(
            "status in ('foundation', 'scaffolding', 'detailing', 'reviewing', 'completed', 'expired')", name="status"
        ),
        within_account("user_id", "users", "CASCADE"),
        within_account("flow_id", "flows", "SET NULL"),
        Index(
            "ix_ai_conversations_account_id_user_id",
            "account_id",
            "user_id",
            text("created_at desc"),
            text("id desc"),
        ),
        Index(
            "ix_ai_conversations_ending",
            "account_id",
            "expires_at",
            postgresql_where=text("status <> 'completed'"),
        ),
        Index(
            "ix_ai_conversations_flow_id",
            "account_id",
            "flow_id",
            postgresql_where=text("flow_id is not null"),
        ),
    )

    user_id: Mapped[UUID]
    status: Mapped[str] = mapped_column(String(20), server_default=FOUNDATION)
    messages: Mapped[JsonList] = mapped_column(server_default=text("'[]'"))
    wizard_state: Mapped[Json] = mapped_column(server_default=text("'{}'"))
    generated_tree: Mapped[Json | None]
    question_rounds: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    expires_at: Mapped[datetime]
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())
    row_version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    flow_id: Mapped[UUID | None]
