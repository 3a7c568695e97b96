"""The table of words of resolved walks."""

from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from resolutionflow.platform.db import Base, within_account


class ResolvedWord(Base):
    """That the problem of a walk, which was resolved once, has a word; ``term`` is its number.

    The key serves all walks that have a word, the newest last: ids of walks grow with time.
    """

    __tablename__ = "resolved_words"
    __table_args__ = (
        within_account("walk_id", "l1_walk_sessions", "CASCADE"),
        Index("ix_resolved_words_account_id_walk_id", "account_id", "walk_id"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    term: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    walk_id: Mapped[UUID] = mapped_column(primary_key=True)
