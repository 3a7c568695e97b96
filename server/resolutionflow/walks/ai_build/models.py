"""The one table of walks whose steps are made as they are walked."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Integer, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from resolutionflow.platform.db import Base, CreatedAt, Json, JsonList, within_account

_NULLABLE_JSON = JSONB(none_as_null=True)


class WalkNode(Base):
    """A step of a walk that was made, is being made, or could not be made: one row for each way to it.

    It comes after ``step_no`` answers; ``way`` says which the last one was (``engine.way_after``). ``claim`` is who
    makes it now, until ``until``; whoever lost the claim keeps nothing. ``attempts`` counts the calls to a model that
    were begun for it. ``ahead``: it was begun before anybody asked. ``knowledge`` stands in the first row of a walk:
    the account's own passages that its steps may lean on. Rows are changed only under the lock of their walk.
    """

    __tablename__ = "l1_walk_nodes"
    __table_args__ = (
        CheckConstraint("source in ('model', 'playbook')", name="source"),
        CheckConstraint("(claim is null) = (until is null)", name="claim_has_an_end"),
        within_account("walk_id", "l1_walk_sessions", "CASCADE"),
    )

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    walk_id: Mapped[UUID] = mapped_column(primary_key=True)
    step_no: Mapped[int] = mapped_column(Integer, primary_key=True)
    way: Mapped[str] = mapped_column(String(64), primary_key=True)
    source: Mapped[str] = mapped_column(String(10))
    label: Mapped[str] = mapped_column(String(300))
    claim: Mapped[UUID | None]
    until: Mapped[datetime | None]
    ahead: Mapped[bool] = mapped_column(server_default=text("false"))
    attempts: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    failure: Mapped[str | None] = mapped_column(String(20))
    node: Mapped[Json | None] = mapped_column(_NULLABLE_JSON)
    knowledge: Mapped[JsonList | None] = mapped_column(_NULLABLE_JSON)
    created_at: Mapped[CreatedAt]
