"""The audit log."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from resolutionflow.accounts import service
from resolutionflow.accounts.caller import Caller, signed_in
from resolutionflow.accounts.routes.users import After, Limit
from resolutionflow.accounts.schemas.fields import Moment
from resolutionflow.accounts.schemas.settings import AuditFilter, AuditShown
from resolutionflow.kit.paging import BadCursor, Page
from resolutionflow.kit.text import Text
from resolutionflow.platform.http import Session

router = APIRouter(prefix="/audit", tags=["audit"])


@router.get("", responses=signed_in(BadCursor))
async def list_audit(
    session: Session,
    actor: Caller,
    *,
    action: Annotated[Text | None, Query(max_length=60, description="Such as `user.sign_in`.")] = None,
    user_id: UUID | None = None,
    from_: Annotated[Moment | None, Query(alias="from")] = None,
    to: Annotated[Moment | None, Query(description="Before this moment.")] = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[AuditShown]:
    """List what was done, the newest first."""
    wanted = AuditFilter(action=action, user_id=user_id, since=from_, until=to)
    return await service.list_audit(session, actor, wanted, after, limit)
