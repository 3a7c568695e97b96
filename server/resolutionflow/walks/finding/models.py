"""The table of words of escalations."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from resolutionflow.platform.db import Base, within_account
from resolutionflow.walks.finding.engine import LENGTH


class EscalationWord(Base):
    """That a walk, which was escalated once, is found by a word. ``of_reason``: by nothing but the reason.

    The key says whether a walk has a word; the index serves all walks that have one that begins so.
    """

    __tablename__ = "escalation_words"
    __table_args__ = (
        within_account("walk_id", "l1_walk_sessions", "CASCADE"),
        Index("ix_escalation_words_account_id_word", "account_id", "word", "walk_id"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    walk_id: Mapped[UUID] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(String(LENGTH, collation="C"), primary_key=True)
    of_reason: Mapped[bool] = mapped_column(server_default=text("false"))
