"""Imports that end even when their job fails; documents of other kinds than flow files.

Revision 0017, after 0016.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Apply this revision."""
    op.add_column("flow_imports", sa.Column("problem", sa.Text(), nullable=True))
    op.add_column(
        "flow_import_items", sa.Column("format", sa.String(length=20), server_default="flow_file", nullable=False)
    )
    op.add_column("flow_import_items", sa.Column("flow", sa.Text(), nullable=True))
