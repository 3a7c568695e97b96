"""Reading the audit log."""

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import queries
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import AuditEvent
from resolutionflow.accounts.roles import Permission
from resolutionflow.accounts.schemas.settings import AuditFilter, AuditShown
from resolutionflow.kit.paging import Page, page_of


async def list_audit(
    session: AsyncSession, actor: Actor, wanted: AuditFilter, after: str | None, limit: int
) -> Page[AuditShown]:
    """Return a page of audit rows, the newest first."""
    actor.must(Permission.MANAGE_ACCOUNT)
    rows = await queries.audit(session, actor, wanted, after, limit)
    items, following = page_of(
        rows, limit, lambda row: [row[0].created_at.isoformat(), row[0].id], lambda row: _shown(row[0], row[1])
    )
    return Page(items=items, next=following)


def _shown(event: AuditEvent, user_name: str | None) -> AuditShown:
    return AuditShown(
        id=event.id,
        created_at=event.created_at,
        user_id=event.user_id,
        user_name=user_name,
        action=event.action,
        subject_kind=event.subject_kind,
        subject_id=event.subject_id,
        details=event.details,
    )
