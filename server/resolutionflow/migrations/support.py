"""What every migration needs: fences around tenant tables and grants for the run-time role."""

from alembic import op

from resolutionflow.platform.db import APP_ROLE

IN_ACCOUNT = "account_id = nullif(current_setting('app.account_id', true), '')::uuid"


def fence(*tables: str, append_only: bool = False) -> None:
    """Force row-level security on ``tables`` and let the run-time role work in them.

    ``append_only`` tables can be read and added to; only the owner's role may change what stands in them.
    """
    for table in tables:
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy account_isolation on {table} using ({IN_ACCOUNT}) with check ({IN_ACCOUNT})")
        rights = "select, insert" if append_only else "select, insert, update, delete"
        op.execute(f"grant {rights} on {table} to {APP_ROLE}")


def share(*tables: str) -> None:
    """Let the run-time role work in global ``tables``, which have no fence."""
    for table in tables:
        op.execute(f"grant select, insert, update, delete on {table} to {APP_ROLE}")
