"""The table of reports of wrong steps."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from resolutionflow.platform.db import Base, CreatedAt, InAccount, within_account


class StepReport(InAccount, Base):
    """That a step is wrong; ``node_text`` is the step as the technician saw it.

    It is a step of a flow's version, or one that was made as the walk was walked: then there is no flow, and the
    report stands on its walk.
    """

    __tablename__ = "step_reports"
    __table_args__ = (
        CheckConstraint("(flow_id is null) = (flow_version_id is null)", name="of_a_flow"),
        within_account("flow_id", "flows", "CASCADE"),
        within_account("flow_version_id", "flow_versions", "CASCADE"),
        within_account("walk_id", "l1_walk_sessions", "SET NULL"),
        within_account("reported_by_user_id", "users", "SET NULL"),
        within_account("done_by_user_id", "users", "SET NULL"),
        Index(
            "ix_step_reports_open",
            "account_id",
            "flow_id",
            text("created_at desc"),
            text("id desc"),
            postgresql_where=text("done_at is null"),
        ),
        Index("ix_step_reports_account_id_flow_id", "account_id", "flow_id", text("created_at desc"), text("id desc")),
        Index("ix_step_reports_account_id_flow_version_id", "account_id", "flow_version_id"),
        Index("ix_step_reports_account_id_walk_id", "account_id", "walk_id"),
        Index("ix_step_reports_account_id_reported_by_user_id", "account_id", "reported_by_user_id"),
        Index("ix_step_reports_account_id_done_by_user_id", "account_id", "done_by_user_id"),
    )

    flow_id: Mapped[UUID | None]
    flow_version_id: Mapped[UUID | None]
    walk_id: Mapped[UUID | None]
    node_id: Mapped[str] = mapped_column(String(100))
    node_text: Mapped[str]
    reported_by_user_id: Mapped[UUID | None]
    text: Mapped[str]
    should_say: Mapped[str | None]
    created_at: Mapped[CreatedAt]
    done_at: Mapped[datetime | None]
    done_by_user_id: Mapped[UUID | None]
    done_note: Mapped[str | None]
