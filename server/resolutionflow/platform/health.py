"""Health outside ``/api``: is the process alive, and can it serve."""

from fastapi import APIRouter, Request
from pydantic import BaseModel
from sqlalchemy import text

from resolutionflow.platform.http import Session, refuses
from resolutionflow.platform.migrate import DatabaseFromTheFuture, newest

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """That the process answers, or that it can serve requests."""

    status: str


@router.get("/healthz")
async def healthz() -> Health:
    """Say that the process is alive."""
    return Health(status="alive")


@router.get("/readyz", responses=refuses(DatabaseFromTheFuture))
async def readyz(session: Session, request: Request) -> Health:
    """Say that the database answers and has the schema this version needs."""
    revision = (await session.execute(text("select version_num from alembic_version"))).scalar_one_or_none()
    expected = getattr(request.app.state, "revision", None) or newest()
    request.app.state.revision = expected
    if revision != expected:
        raise DatabaseFromTheFuture(f"The database is at revision {revision}, this version needs {expected}.")
    return Health(status="ready")
