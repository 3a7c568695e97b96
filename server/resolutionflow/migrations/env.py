"""Alembic's entry: runs migrations on the connection that ``platform.migrate`` hands over."""

from alembic import context

import resolutionflow.registry  # noqa: F401  (imports every table)
from resolutionflow.platform.db import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transaction_per_migration=True,
    compare_type=True,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
