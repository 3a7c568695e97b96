"""Steps that were made as one walked are reported too: such a report stands on its walk, for there is no flow.

- ``step_reports``: ``flow_id`` and ``flow_version_id`` are empty, both or neither.

Revision 0023, after 0022.
"""

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Apply this revision."""
    for column in ("flow_id", "flow_version_id"):
        op.alter_column("step_reports", column, nullable=True)
    op.create_check_constraint(
        op.f("ck_step_reports_of_a_flow"), "step_reports", "(flow_id is null) = (flow_version_id is null)"
    )
