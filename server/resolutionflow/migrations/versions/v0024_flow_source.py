"""A flow names the conversation of the wizard that it came of.

- ``flows.source_conversation_id``: without a foreign key, as in usage, so that what a flow was paid can still be summed
  when its conversation was removed.

Revision 0024, after 0023.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

NAME = sa.text("""
update flows set source_conversation_id = made.id
  from ai_conversations made
 where flows.account_id = :account_id and made.account_id = flows.account_id and made.flow_id = flows.id
""")


def upgrade() -> None:
    """Apply this revision."""
    op.add_column("flows", sa.Column("source_conversation_id", sa.Uuid(), nullable=True))
    fill(op.get_bind())


def fill(connection: sa.Connection) -> None:
    """Let the flows that are there name their conversations."""
    for (account_id,) in connection.execute(sa.text("select id from accounts")).all():
        connection.execute(sa.text("select set_config('app.account_id', :id, true)"), {"id": str(account_id)})
        connection.execute(NAME, {"account_id": account_id})
    connection.execute(sa.text("select set_config('app.account_id', '', true)"))
