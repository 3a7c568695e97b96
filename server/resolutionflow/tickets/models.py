"""Tables of clients and tickets."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, Integer, String, func, text
from sqlalchemy.orm import Mapped, mapped_column

from resolutionflow.platform.db import Base, CreatedAt, InAccount, JsonList, within_account

_RANK = "case priority when 'urgent' then 4 when 'high' then 3 when 'normal' then 2 else 1 end"


class Client(InAccount, Base):
    """A customer company of the account. ``archived_at`` set: no longer offered, kept because tickets name it.

    ``facts`` are pairs of label and value in the order in which they are shown.
    """

    __tablename__ = "clients"
    __table_args__ = (Index("uq_clients_account_id_name", "account_id", text("lower(name)"), unique=True),)

    name: Mapped[str] = mapped_column(String(200))
    notes: Mapped[str | None]
    facts: Mapped[JsonList] = mapped_column(server_default=text("'[]'"))
    row_version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    created_at: Mapped[CreatedAt]
    archived_at: Mapped[datetime | None]


class Ticket(InAccount, Base):
    """What the work is about: ``internal`` (ours, numbered) or ``psa`` (of a ticket system, known by its id there)."""

    __tablename__ = "tickets"
    __table_args__ = (
        CheckConstraint("kind in ('psa', 'internal')", name="kind"),
        CheckConstraint(
            "status in ('open', 'in_progress', 'waiting', 'escalated', 'resolved', 'closed')", name="status"
        ),
        CheckConstraint("priority in ('low', 'normal', 'high', 'urgent')", name="priority"),
        CheckConstraint(
            "(kind = 'internal' and number is not null and external_id is null)"
            " or (kind = 'psa' and number is null and external_id is not null)",
            name="known_by",
        ),
        within_account("client_id", "clients", "SET NULL"),
        within_account("assignee_user_id", "users", "SET NULL"),
        within_account("created_by_user_id", "users", "SET NULL"),
        Index("uq_tickets_account_id_number", "account_id", "number", unique=True),
        Index("uq_tickets_account_id_external_id", "account_id", "external_id", unique=True),
        Index("ix_tickets_account_id_updated_at", "account_id", text("updated_at desc"), text("id desc")),
        Index("ix_tickets_account_id_status", "account_id", "status", text("updated_at desc"), text("id desc")),
        Index(
            "ix_tickets_account_id_assignee_user_id",
            "account_id",
            "assignee_user_id",
            text("updated_at desc"),
            text("id desc"),
        ),
        Index("ix_tickets_account_id_created_by_user_id", "account_id", "created_by_user_id"),
        Index("ix_tickets_account_id_client_id", "account_id", "client_id", text("updated_at desc"), text("id desc")),
        Index("ix_tickets_account_id_priority_rank", "account_id", text("priority_rank desc"), "created_at", "id"),
        Index(
            "ix_tickets_unassigned",
            "account_id",
            text("priority_rank desc"),
            "created_at",
            "id",
            postgresql_where=text("status = 'open' and assignee_user_id is null"),
        ),
    )

    kind: Mapped[str] = mapped_column(String(10))
    number: Mapped[int | None] = mapped_column(Integer)
    external_id: Mapped[str | None] = mapped_column(String(64))
    link: Mapped[str | None] = mapped_column(String(2000))
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str | None]
    client_id: Mapped[UUID | None]
    contact: Mapped[str | None] = mapped_column(String(200))
    asset: Mapped[str | None] = mapped_column(String(200))
    category: Mapped[str | None] = mapped_column(String(100))
    priority: Mapped[str] = mapped_column(String(10), server_default="normal")
    priority_rank: Mapped[int] = mapped_column(Integer, Computed(_RANK, persisted=True))
    status: Mapped[str] = mapped_column(String(20), server_default="open")
    assignee_user_id: Mapped[UUID | None]
    created_by_user_id: Mapped[UUID | None]
    row_version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())


class TicketCounter(Base):
    """The number given last to an internal ticket of the account; its row lock makes numbers without gaps."""

    __tablename__ = "ticket_counters"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    last_number: Mapped[int] = mapped_column(Integer)
