"""Tables of texts: note templates and time entries."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, func, text
from sqlalchemy.orm import Mapped, mapped_column

from resolutionflow.platform.db import Base, CreatedAt, InAccount, JsonList, within_account

WORK_TYPES = ("Remote support", "Phone support", "On-site", "Project", "Internal")


class NoteTemplate(InAccount, Base):
    """How the account writes its ticket notes for one audience; of each audience at most one is the default."""

    __tablename__ = "note_templates"
    __table_args__ = (
        CheckConstraint("audience in ('internal', 'client')", name="audience"),
        Index("uq_note_templates_account_id_name", "account_id", text("lower(name)"), unique=True),
        Index(
            "uq_note_templates_default",
            "account_id",
            "audience",
            unique=True,
            postgresql_where=text("is_default"),
        ),
    )

    name: Mapped[str] = mapped_column(String(200))
    audience: Mapped[str] = mapped_column(String(10))
    body: Mapped[str]
    is_default: Mapped[bool] = mapped_column(server_default=text("false"))
    row_version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())


class TimeSettings(Base):
    """How the account records time; an account without a row has the product's own."""

    __tablename__ = "time_settings"
    __table_args__ = (CheckConstraint("rounding_minutes between 1 and 60", name="rounding_minutes"),)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    work_types: Mapped[JsonList]
    rounding_minutes: Mapped[int] = mapped_column(Integer)
    row_version: Mapped[int] = mapped_column(Integer, server_default=text("1"))


class TimeEntry(InAccount, Base):
    """Minutes that a person says they worked in a walk, and on what kind of work."""

    __tablename__ = "time_entries"
    __table_args__ = (
        CheckConstraint("minutes between 1 and 1440", name="minutes"),
        within_account("walk_id", "l1_walk_sessions", "CASCADE"),
        within_account("user_id", "users", "RESTRICT"),
        Index("ix_time_entries_account_id_walk_id", "account_id", "walk_id", "created_at"),
        Index("ix_time_entries_account_id_user_id", "account_id", "user_id", text("created_at desc")),
    )

    walk_id: Mapped[UUID]
    user_id: Mapped[UUID]
    minutes: Mapped[int] = mapped_column(Integer)
    work_type: Mapped[str] = mapped_column(String(100))
    note: Mapped[str | None]
    created_at: Mapped[CreatedAt]
