"""Tables of the use of models: what an account set, what its plan allows, what it holds and what it used."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Numeric, SmallInteger, String, func, text
from sqlalchemy.orm import Mapped, mapped_column

from resolutionflow.platform.db import Base, CreatedAt, InAccount, within_account

HELD = "held"
SETTLED = "settled"
LAPSED = "lapsed"
"""States of a reservation: calls are out, their usage is written, or its lease ran out before that."""

FLOW = "flow"
WALK = "walk"
"""What a plan counts by the period: flows of the wizard, and walks that a model leads."""

_DOLLARS = Numeric(14, 8, asdecimal=False)


class AIPlan(Base):
    """How much an account may use in a period. A global table; ``accounts.plan`` names one."""

    __tablename__ = "ai_plans"
    __table_args__ = (
        CheckConstraint("least(wizard_flows, calls_per_flow, ai_build_walks, chat_turns, dollars) >= 0", name="limits"),
    )

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    wizard_flows: Mapped[int]
    calls_per_flow: Mapped[int]
    ai_build_walks: Mapped[int]
    chat_turns: Mapped[int]
    dollars: Mapped[float] = mapped_column(Numeric(10, 2, asdecimal=False))


class AISettings(Base):
    """What owner and admin set; an account without a row has the defaults. ``api_key`` is encrypted."""

    __tablename__ = "ai_settings"
    __table_args__ = (
        CheckConstraint("provider in ('anthropic', 'openai')", name="provider"),
        CheckConstraint("billing_anchor between 1 and 31", name="billing_anchor"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    provider: Mapped[str | None] = mapped_column(String(20))
    model: Mapped[str | None] = mapped_column(String(200))
    base_url: Mapped[str | None] = mapped_column(String(2000))
    api_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    api_key_hint: Mapped[str | None] = mapped_column(String(20))
    playbook_on: Mapped[bool] = mapped_column(server_default=text("true"))
    send_no_ticket_text: Mapped[bool] = mapped_column(server_default=text("false"))
    zero_wait: Mapped[bool] = mapped_column(server_default=text("false"))
    billing_anchor: Mapped[int | None] = mapped_column(SmallInteger)
    row_version: Mapped[int] = mapped_column(server_default=text("1"))
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())


class AIPeriod(Base):
    """What an account used in one billing period; whoever reserves locks this row."""

    __tablename__ = "ai_periods"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(primary_key=True)
    ends_at: Mapped[datetime]
    flows: Mapped[int] = mapped_column(server_default=text("0"))
    walks: Mapped[int] = mapped_column(server_default=text("0"))
    turns: Mapped[int] = mapped_column(server_default=text("0"))
    cost: Mapped[float] = mapped_column(_DOLLARS, server_default=text("0"))


class AIUnit(Base):
    """One flow or walk that counts in a period, however many calls it takes; given back if it took none."""

    __tablename__ = "ai_units"
    __table_args__ = (
        CheckConstraint(f"kind in ('{FLOW}', '{WALK}')", name="kind"),
        Index("ix_ai_units_unpaid", "account_id", "expires_at", postgresql_where=text("paid_calls = 0")),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    period_starts_at: Mapped[datetime]
    calls: Mapped[int] = mapped_column(server_default=text("0"))
    paid_calls: Mapped[int] = mapped_column(server_default=text("0"))
    created_at: Mapped[CreatedAt]
    expires_at: Mapped[datetime]


class AIReservation(InAccount, Base):
    """Calls that somebody is about to make; counts against the account until it is settled or its lease runs out."""

    __tablename__ = "ai_reservations"
    __table_args__ = (
        within_account("user_id", "users", "SET NULL"),
        CheckConstraint(f"state in ('{HELD}', '{SETTLED}', '{LAPSED}')", name="state"),
        CheckConstraint(f"unit in ('{FLOW}', '{WALK}')", name="unit"),
        Index("ix_ai_reservations_held", "account_id", "expires_at", postgresql_where=text(f"state = '{HELD}'")),
        Index("ix_ai_reservations_account_id_user_id", "account_id", "user_id"),
    )

    user_id: Mapped[UUID | None]
    task: Mapped[str] = mapped_column(String(20))
    provider: Mapped[str] = mapped_column(String(20))
    model: Mapped[str] = mapped_column(String(200))
    conversation_id: Mapped[UUID | None]
    walk_id: Mapped[UUID | None]
    unit: Mapped[str | None] = mapped_column(String(10))
    period_starts_at: Mapped[datetime]
    calls: Mapped[int]
    cost_held: Mapped[float] = mapped_column(_DOLLARS)
    state: Mapped[str] = mapped_column(String(10), server_default=text(f"'{HELD}'"))
    created_at: Mapped[CreatedAt]
    expires_at: Mapped[datetime]


class AIUsage(InAccount, Base):
    """One call to a provider, a failed one too. Appended, never edited; ``cost`` null: the model's price is unknown."""

    __tablename__ = "ai_usage"
    __table_args__ = (
        within_account("user_id", "users", "SET NULL"),
        Index("ix_ai_usage_account_id_created_at", "account_id", "created_at"),
        Index("ix_ai_usage_account_id_user_id", "account_id", "user_id"),
        Index(
            "ix_ai_usage_account_id_conversation_id",
            "account_id",
            "conversation_id",
            postgresql_where=text("conversation_id is not null"),
        ),
        Index(
            "ix_ai_usage_account_id_walk_id",
            "account_id",
            "walk_id",
            postgresql_where=text("walk_id is not null"),
        ),
    )

    user_id: Mapped[UUID | None]
    conversation_id: Mapped[UUID | None]
    walk_id: Mapped[UUID | None]
    session_id: Mapped[UUID | None]
    reservation_id: Mapped[UUID]
    task: Mapped[str] = mapped_column(String(20))
    provider: Mapped[str] = mapped_column(String(20))
    model: Mapped[str] = mapped_column(String(200))
    prompt_version: Mapped[str] = mapped_column(String(60), server_default=text("''"))
    input_tokens: Mapped[int] = mapped_column(server_default=text("0"))
    output_tokens: Mapped[int] = mapped_column(server_default=text("0"))
    cache_read_tokens: Mapped[int] = mapped_column(server_default=text("0"))
    cache_write_tokens: Mapped[int] = mapped_column(server_default=text("0"))
    cost: Mapped[float | None] = mapped_column(_DOLLARS)
    latency_ms: Mapped[int] = mapped_column(server_default=text("0"))
    success: Mapped[bool]
    error: Mapped[str | None] = mapped_column(String(40))
    request_id: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[CreatedAt]
