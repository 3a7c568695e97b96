"""Tables of flows: the flow, its published versions, its draft, and imports under way."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Integer, String, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column

from resolutionflow.platform.db import Base, CreatedAt, InAccount, JsonList, within_account

DRAFT, PUBLISHED, ARCHIVED = "draft", "published", "archived"


class Flow(InAccount, Base):
    """A named, categorised, versioned troubleshooting guide.

    ``draft_version`` counts every change of the draft, its removal too, and is the draft's ETag. ``title_key`` and
    ``search_text`` are the case-folded texts that the library sorts and searches by.
    """

    __tablename__ = "flows"
    __table_args__ = (
        CheckConstraint("status in ('draft', 'published', 'archived')", name="status"),
        CheckConstraint("(status = 'archived') = (archived_at is not null)", name="archived"),
        CheckConstraint("(published_version is null) = (published_version_id is null)", name="published"),
        within_account("owner_user_id", "users", "SET NULL"),
        within_account("created_by_user_id", "users", "SET NULL"),
        within_account("starts_with_flow_id", "flows", "SET NULL"),
        ForeignKeyConstraint(
            ["account_id", "published_version_id"],
            ["flow_versions.account_id", "flow_versions.id"],
            name="fk_flows_account_id_published_version_id",
            use_alter=True,
        ),
        Index(
            "ix_flows_present_updated_at",
            "account_id",
            text("updated_at desc"),
            text("id desc"),
            postgresql_where=text("archived_at is null"),
        ),
        Index("ix_flows_present_title", "account_id", "title_key", "id", postgresql_where=text("archived_at is null")),
        Index(
            "ix_flows_account_id_status_updated_at", "account_id", "status", text("updated_at desc"), text("id desc")
        ),
        Index("ix_flows_account_id_status_title", "account_id", "status", "title_key", "id"),
        Index("ix_flows_account_id_category", "account_id", "category", text("updated_at desc"), text("id desc")),
        Index("ix_flows_account_id_owner_user_id", "account_id", "owner_user_id"),
        Index("ix_flows_account_id_starts_with_flow_id", "account_id", "starts_with_flow_id"),
    )

    title: Mapped[str] = mapped_column(String(255))
    title_key: Mapped[str] = mapped_column(String(800, collation="C"))
    search_text: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, server_default="")
    category: Mapped[str | None] = mapped_column(String(100))
    tags: Mapped[JsonList] = mapped_column(server_default=text("'[]'"))
    status: Mapped[str] = mapped_column(String(20), server_default=DRAFT)
    node_count: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    owner_user_id: Mapped[UUID | None]
    created_by_user_id: Mapped[UUID | None]
    published_version: Mapped[int | None] = mapped_column(Integer)
    published_version_id: Mapped[UUID | None]
    starts_with_flow_id: Mapped[UUID | None]
    source_conversation_id: Mapped[UUID | None]
    draft_version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    row_version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())
    published_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]


class FlowVersion(InAccount, Base):
    """A published version of a flow. Appended, never edited.

    ``tree`` is what is walked, as JSON text; ``authored_tree`` is what a person wrote, where a shared start
    (``starts_with_flow_id`` at ``starts_with_version``) was put in front of it.
    """

    __tablename__ = "flow_versions"
    __table_args__ = (
        within_account("flow_id", "flows", "CASCADE"),
        within_account("starts_with_flow_id", "flows", "SET NULL"),
        within_account("published_by_user_id", "users", "SET NULL"),
        Index("uq_flow_versions_account_id_flow_id_number", "account_id", "flow_id", "number", unique=True),
        Index("ix_flow_versions_account_id_starts_with_flow_id", "account_id", "starts_with_flow_id"),
        Index("ix_flow_versions_account_id_published_by_user_id", "account_id", "published_by_user_id"),
    )

    flow_id: Mapped[UUID]
    number: Mapped[int] = mapped_column(Integer)
    tree: Mapped[str] = mapped_column(Text)
    authored_tree: Mapped[str | None] = mapped_column(Text)
    node_count: Mapped[int] = mapped_column(Integer)
    note: Mapped[str] = mapped_column(Text, server_default="")
    starts_with_flow_id: Mapped[UUID | None]
    starts_with_version: Mapped[int | None] = mapped_column(Integer)
    restored_from: Mapped[int | None] = mapped_column(Integer)
    published_by_user_id: Mapped[UUID | None]
    published_at: Mapped[CreatedAt]


class FlowDraft(Base):
    """The one draft of a flow: the tree being edited, as JSON text; it may still be unfinished."""

    __tablename__ = "flow_drafts"
    __table_args__ = (
        within_account("flow_id", "flows", "CASCADE"),
        within_account("updated_by_user_id", "users", "SET NULL"),
        Index("ix_flow_drafts_account_id_updated_by_user_id", "account_id", "updated_by_user_id"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    flow_id: Mapped[UUID] = mapped_column(primary_key=True)
    tree: Mapped[str] = mapped_column(Text)
    based_on_version: Mapped[int | None] = mapped_column(Integer)
    updated_by_user_id: Mapped[UUID | None]
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())


class FlowImport(InAccount, Base):
    """One batch of flow files. ``preview`` only says what would be made; ``problem`` why it ended before its end."""

    __tablename__ = "flow_imports"
    __table_args__ = (
        within_account("user_id", "users", "SET NULL"),
        Index("ix_flow_imports_account_id_created_at", "account_id", text("created_at desc"), text("id desc")),
        Index("ix_flow_imports_account_id_user_id", "account_id", "user_id"),
    )

    user_id: Mapped[UUID | None]
    preview: Mapped[bool]
    publish: Mapped[bool]
    replace_drafts: Mapped[bool]
    total: Mapped[int] = mapped_column(Integer)
    problem: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[CreatedAt]
    finished_at: Mapped[datetime | None]


class FlowImportItem(InAccount, Base):
    """One flow of a batch: its text until it is judged, then what became of it; ``given_id`` is the file's own.

    ``flow`` is the flow as it was read: that of a preview, to be shown, and one of a document that holds several.
    """

    __tablename__ = "flow_import_items"
    __table_args__ = (
        CheckConstraint("outcome is null or outcome in ('made', 'updated', 'unchanged', 'refused')", name="outcome"),
        within_account("import_id", "flow_imports", "CASCADE"),
        within_account("flow_id", "flows", "SET NULL"),
        Index("uq_flow_import_items_account_id_import_id_position", "account_id", "import_id", "position", unique=True),
        Index("ix_flow_import_items_account_id_flow_id", "account_id", "flow_id"),
    )

    import_id: Mapped[UUID]
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(300))
    first_line: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    format: Mapped[str] = mapped_column(String(20), server_default="flow_file")
    content: Mapped[str | None] = mapped_column(Text)
    flow: Mapped[str | None] = mapped_column(Text, deferred=True)
    title: Mapped[str | None] = mapped_column(String(255))
    outcome: Mapped[str | None] = mapped_column(String(20))
    problem: Mapped[str | None] = mapped_column(Text)
    findings: Mapped[JsonList] = mapped_column(server_default=text("'[]'"))
    node_count: Mapped[int | None] = mapped_column(Integer)
    given_id: Mapped[UUID | None]
    flow_id: Mapped[UUID | None]
