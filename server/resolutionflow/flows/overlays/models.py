"""Tables of overlays: one for each flow and client, and its versions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, func, text
from sqlalchemy.orm import Mapped, mapped_column

from resolutionflow.platform.db import Base, CreatedAt, InAccount, Json, within_account


class FlowOverlay(InAccount, Base):
    """A client's version of a flow. ``current_version_id`` is null while nothing is changed, or not any more."""

    __tablename__ = "flow_overlays"
    __table_args__ = (
        within_account("flow_id", "flows", "CASCADE"),
        within_account("client_id", "clients", "CASCADE"),
        ForeignKeyConstraint(
            ["account_id", "current_version_id"],
            ["flow_overlay_versions.account_id", "flow_overlay_versions.id"],
            name="fk_flow_overlays_account_id_current_version_id",
            use_alter=True,
        ),
        Index("uq_flow_overlays_account_id_flow_id_client_id", "account_id", "flow_id", "client_id", unique=True),
        Index("ix_flow_overlays_account_id_client_id", "account_id", "client_id"),
        Index("ix_flow_overlays_account_id_current_version_id", "account_id", "current_version_id"),
    )

    flow_id: Mapped[UUID]
    client_id: Mapped[UUID]
    current_version_id: Mapped[UUID | None]
    last_number: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    row_version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())


class FlowOverlayVersion(InAccount, Base):
    """What was changed for a client at one time. Appended, never edited.

    ``changes`` go by node; ``base`` holds those nodes as the flow had them then, which is what drift is held against.
    """

    __tablename__ = "flow_overlay_versions"
    __table_args__ = (
        within_account("overlay_id", "flow_overlays", "CASCADE"),
        within_account("author_user_id", "users", "SET NULL"),
        Index(
            "uq_flow_overlay_versions_account_id_overlay_id_number", "account_id", "overlay_id", "number", unique=True
        ),
        Index("ix_flow_overlay_versions_account_id_author_user_id", "account_id", "author_user_id"),
    )

    overlay_id: Mapped[UUID]
    number: Mapped[int] = mapped_column(Integer)
    changes: Mapped[Json]
    base: Mapped[Json]
    note: Mapped[str] = mapped_column(server_default="")
    author_user_id: Mapped[UUID | None]
    created_at: Mapped[CreatedAt]
