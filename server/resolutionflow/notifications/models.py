"""Tables of notifications and webhooks."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from resolutionflow.platform.db import Base, CreatedAt, InAccount, Json, JsonList, within_account

WAITING = "waiting"
SENT = "sent"
DROPPED = "dropped"
"""States of a mail: it waits, it went out, or it could not (no mail server, no such address); null: none is wanted."""

DELIVERED = "delivered"
FAILED = "failed"


class Notification(InAccount, Base):
    """One thing that one person is told of."""

    __tablename__ = "notifications"
    __table_args__ = (
        within_account("user_id", "users", "CASCADE"),
        within_account("by_user_id", "users", "SET NULL"),
        CheckConstraint(f"mail in ('{WAITING}', '{SENT}', '{DROPPED}')", name="mail"),
        Index("uq_notifications_event", "account_id", "user_id", "kind", "event", unique=True),
        Index("ix_notifications_shown", "account_id", "user_id", "id", postgresql_where=text("in_app")),
        Index(
            "ix_notifications_unread",
            "account_id",
            "user_id",
            "id",
            postgresql_where=text("in_app and read_at is null"),
        ),
        Index("ix_notifications_waiting", "account_id", "id", postgresql_where=text(f"mail = '{WAITING}'")),
        Index("ix_notifications_mailed", "account_id", "user_id", "mailed_at"),
        Index("ix_notifications_account_id_by_user_id", "account_id", "by_user_id"),
        Index("ix_notifications_account_id_created_at", "account_id", "created_at"),
    )

    user_id: Mapped[UUID]
    by_user_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(String(40))
    event: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(server_default=text("''"))
    link: Mapped[str] = mapped_column(String(500))
    in_app: Mapped[bool]
    mail: Mapped[str | None] = mapped_column(String(10))
    mail_id: Mapped[UUID | None]
    mailed_at: Mapped[datetime | None]
    created_at: Mapped[CreatedAt]
    read_at: Mapped[datetime | None]


class NotificationChoices(Base):
    """What somebody wants to hear of, and how; kinds that are not there are as they come."""

    __tablename__ = "notification_choices"
    __table_args__ = (within_account("user_id", "users", "CASCADE"),)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    choices: Mapped[Json]
    row_version: Mapped[int]


class WebhookEndpoint(InAccount, Base):
    """An address of another program that is told of events. ``secret_no`` says which of its secrets is good."""

    __tablename__ = "webhook_endpoints"

    name: Mapped[str] = mapped_column(String(200))
    url: Mapped[str] = mapped_column(String(2000))
    kinds: Mapped[JsonList]
    secret_no: Mapped[int] = mapped_column(server_default=text("1"))
    row_version: Mapped[int] = mapped_column(server_default=text("1"))
    is_on: Mapped[bool] = mapped_column(server_default=text("true"))
    created_at: Mapped[CreatedAt]
    failing_since: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]


class WebhookDelivery(InAccount, Base):
    """One event on its way to one endpoint; tried again under the same id."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        within_account("endpoint_id", "webhook_endpoints", "CASCADE"),
        CheckConstraint(f"status in ('{WAITING}', '{DELIVERED}', '{FAILED}')", name="status"),
        Index("uq_webhook_deliveries_event", "account_id", "endpoint_id", "kind", "event", unique=True),
        Index("ix_webhook_deliveries_shown", "account_id", "endpoint_id", "id"),
        Index("ix_webhook_deliveries_account_id_created_at", "account_id", "created_at"),
    )

    endpoint_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(40))
    event: Mapped[str] = mapped_column(String(200))
    payload: Mapped[Json]
    status: Mapped[str] = mapped_column(String(10), server_default=text(f"'{WAITING}'"))
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"))
    created_at: Mapped[CreatedAt]
    next_try_at: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    answer_status: Mapped[int | None] = mapped_column(SmallInteger)
    problem: Mapped[str | None] = mapped_column(String(300))
