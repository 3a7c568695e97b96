"""The key of what is matched to proposals.

Revision 0007, after 0006.
"""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Apply this revision."""
    op.create_foreign_key(
        op.f("fk_match_subjects_account_id_flow_proposal_id"),
        "match_subjects",
        "flow_proposals",
        ["account_id", "flow_proposal_id"],
        ["account_id", "id"],
        ondelete="CASCADE",
    )
