"""Tables of pictures: what is listed, the bytes apart from it, and how much an account keeps."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from resolutionflow.platform.db import Base, CreatedAt, InAccount, within_account

NOTE, EVIDENCE, HAND_OVER = "note", "evidence", "hand_over"


class Attachment(InAccount, Base):
    """A picture of a walk; one that was taken away stays for a while, so that it can be put back."""

    __tablename__ = "attachments"
    __table_args__ = (
        CheckConstraint("place in ('note', 'evidence', 'hand_over')", name="place"),
        CheckConstraint("media_type in ('image/png', 'image/jpeg', 'image/webp')", name="media_type"),
        within_account("walk_id", "l1_walk_sessions", "CASCADE"),
        within_account("created_by_user_id", "users", "RESTRICT"),
        Index("uq_attachments_account_id_walk_id_source_hash", "account_id", "walk_id", "source_hash", unique=True),
        Index("ix_attachments_account_id_created_by_user_id", "account_id", "created_by_user_id"),
        Index(
            "ix_attachments_removed",
            "account_id",
            "removed_at",
            postgresql_where=text("removed_at is not null"),
        ),
    )

    walk_id: Mapped[UUID]
    created_by_user_id: Mapped[UUID]
    created_at: Mapped[CreatedAt]
    removed_at: Mapped[datetime | None]
    place: Mapped[str] = mapped_column(String(10))
    node_id: Mapped[str | None] = mapped_column(String(100))
    step_no: Mapped[int | None] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(20))
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    size: Mapped[int] = mapped_column(Integer)
    source_hash: Mapped[bytes] = mapped_column(LargeBinary)


class AttachmentContent(Base):
    """The bytes of a picture and of its small one, which no list ever loads."""

    __tablename__ = "attachment_contents"
    __table_args__ = (within_account("attachment_id", "attachments", "CASCADE"),)

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    attachment_id: Mapped[UUID] = mapped_column(primary_key=True)
    picture: Mapped[bytes] = mapped_column(LargeBinary)
    thumb: Mapped[bytes] = mapped_column(LargeBinary)


class AttachmentUse(Base):
    """How many bytes of pictures an account keeps, counted so that one more never adds them all up."""

    __tablename__ = "attachment_use"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    bytes: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
