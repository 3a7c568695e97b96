"""${message}.

Revision ${up_revision}, after ${down_revision}.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from resolutionflow.migrations.support import fence

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Apply this revision."""
    ${upgrades if upgrades else "pass"}
