"""Flows: their published versions, drafts, and imports under way.

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from resolutionflow.migrations.support import fence

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply this revision."""
    _create_flows()
    _create_imports()
    fence("flows", "flow_drafts", "flow_imports", "flow_import_items")
    fence("flow_versions", append_only=True)


def _create_flows() -> None:
    op.create_table(
        "flows",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("title_key", sa.String(length=800, collation="C"), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("category", sa.String(length=100), nullable=True),
        sa.Column("tags", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("status", sa.String(length=20), server_default="draft", nullable=False),
        sa.Column("node_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("owner_user_id", sa.Uuid(), nullable=True),
        sa.Column("created_by_user_id", sa.Uuid(), nullable=True),
        sa.Column("published_version", sa.Integer(), nullable=True),
        sa.Column("published_version_id", sa.Uuid(), nullable=True),
        sa.Column("starts_with_flow_id", sa.Uuid(), nullable=True),
        sa.Column("draft_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(status = 'archived') = (archived_at is not null)", name=op.f("ck_flows_archived")),
        sa.CheckConstraint("status in ('draft', 'published', 'archived')", name=op.f("ck_flows_status")),
        sa.CheckConstraint(
            "(published_version is null) = (published_version_id is null)", name=op.f("ck_flows_published")
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "created_by_user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_flows_account_id_created_by_user_id"),
            ondelete="SET NULL (created_by_user_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "owner_user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_flows_account_id_owner_user_id"),
            ondelete="SET NULL (owner_user_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "starts_with_flow_id"],
            ["flows.account_id", "flows.id"],
            name=op.f("fk_flows_account_id_starts_with_flow_id"),
            ondelete="SET NULL (starts_with_flow_id)",
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_flows_account_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_flows")),
    )
    op.create_index(
        "ix_flows_account_id_category",
        "flows",
        ["account_id", "category", sa.literal_column("updated_at desc"), sa.literal_column("id desc")],
        unique=False,
    )
    op.create_index("ix_flows_account_id_owner_user_id", "flows", ["account_id", "owner_user_id"], unique=False)
    op.create_index(
        "ix_flows_account_id_starts_with_flow_id", "flows", ["account_id", "starts_with_flow_id"], unique=False
    )
    op.create_index(
        "ix_flows_account_id_status_title", "flows", ["account_id", "status", "title_key", "id"], unique=False
    )
    op.create_index(
        "ix_flows_account_id_status_updated_at",
        "flows",
        ["account_id", "status", sa.literal_column("updated_at desc"), sa.literal_column("id desc")],
        unique=False,
    )
    op.create_index(
        "ix_flows_present_title",
        "flows",
        ["account_id", "title_key", "id"],
        unique=False,
        postgresql_where=sa.text("archived_at is null"),
    )
    op.create_index(
        "ix_flows_present_updated_at",
        "flows",
        ["account_id", sa.literal_column("updated_at desc"), sa.literal_column("id desc")],
        unique=False,
        postgresql_where=sa.text("archived_at is null"),
    )
    op.create_table(
        "flow_versions",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("flow_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("tree", sa.Text(), nullable=False),
        sa.Column("authored_tree", sa.Text(), nullable=True),
        sa.Column("node_count", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("starts_with_flow_id", sa.Uuid(), nullable=True),
        sa.Column("starts_with_version", sa.Integer(), nullable=True),
        sa.Column("restored_from", sa.Integer(), nullable=True),
        sa.Column("published_by_user_id", sa.Uuid(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "flow_id"],
            ["flows.account_id", "flows.id"],
            name=op.f("fk_flow_versions_account_id_flow_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "published_by_user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_flow_versions_account_id_published_by_user_id"),
            ondelete="SET NULL (published_by_user_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "starts_with_flow_id"],
            ["flows.account_id", "flows.id"],
            name=op.f("fk_flow_versions_account_id_starts_with_flow_id"),
            ondelete="SET NULL (starts_with_flow_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_flow_versions_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_flow_versions")),
    )
    op.create_index(
        "ix_flow_versions_account_id_published_by_user_id",
        "flow_versions",
        ["account_id", "published_by_user_id"],
        unique=False,
    )
    op.create_index(
        "ix_flow_versions_account_id_starts_with_flow_id",
        "flow_versions",
        ["account_id", "starts_with_flow_id"],
        unique=False,
    )
    op.create_index(
        "uq_flow_versions_account_id_flow_id_number", "flow_versions", ["account_id", "flow_id", "number"], unique=True
    )
    op.create_table(
        "flow_drafts",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("flow_id", sa.Uuid(), nullable=False),
        sa.Column("tree", sa.Text(), nullable=False),
        sa.Column("based_on_version", sa.Integer(), nullable=True),
        sa.Column("updated_by_user_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "flow_id"],
            ["flows.account_id", "flows.id"],
            name=op.f("fk_flow_drafts_account_id_flow_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "updated_by_user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_flow_drafts_account_id_updated_by_user_id"),
            ondelete="SET NULL (updated_by_user_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_flow_drafts_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "flow_id", name=op.f("pk_flow_drafts")),
    )
    op.create_index(
        "ix_flow_drafts_account_id_updated_by_user_id",
        "flow_drafts",
        ["account_id", "updated_by_user_id"],
        unique=False,
    )
    op.create_foreign_key(
        "fk_flows_account_id_published_version_id",
        "flows",
        "flow_versions",
        ["account_id", "published_version_id"],
        ["account_id", "id"],
    )


def _create_imports() -> None:
    op.create_table(
        "flow_imports",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("preview", sa.Boolean(), nullable=False),
        sa.Column("publish", sa.Boolean(), nullable=False),
        sa.Column("replace_drafts", sa.Boolean(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id", "user_id"],
            ["users.account_id", "users.id"],
            name=op.f("fk_flow_imports_account_id_user_id"),
            ondelete="SET NULL (user_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_flow_imports_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_flow_imports")),
    )
    op.create_index(
        "ix_flow_imports_account_id_created_at",
        "flow_imports",
        ["account_id", sa.literal_column("created_at desc"), sa.literal_column("id desc")],
        unique=False,
    )
    op.create_index("ix_flow_imports_account_id_user_id", "flow_imports", ["account_id", "user_id"], unique=False)
    op.create_table(
        "flow_import_items",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("first_line", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("title", sa.String(length=255), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("findings", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("node_count", sa.Integer(), nullable=True),
        sa.Column("given_id", sa.Uuid(), nullable=True),
        sa.Column("flow_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "outcome is null or outcome in ('made', 'updated', 'unchanged', 'refused')",
            name=op.f("ck_flow_import_items_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "flow_id"],
            ["flows.account_id", "flows.id"],
            name=op.f("fk_flow_import_items_account_id_flow_id"),
            ondelete="SET NULL (flow_id)",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "import_id"],
            ["flow_imports.account_id", "flow_imports.id"],
            name=op.f("fk_flow_import_items_account_id_import_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_flow_import_items_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_flow_import_items")),
    )
    op.create_index(
        "ix_flow_import_items_account_id_flow_id", "flow_import_items", ["account_id", "flow_id"], unique=False
    )
    op.create_index(
        "uq_flow_import_items_account_id_import_id_position",
        "flow_import_items",
        ["account_id", "import_id", "position"],
        unique=True,
    )
