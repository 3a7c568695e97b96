"""Removing a person from flows: what they wrote stays the account's, their name goes from it."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.service import tombstone_id

_HANDED_OVER = (
    ("flow_versions", "published_by_user_id"),
    ("flow_drafts", "updated_by_user_id"),
    ("flow_overlay_versions", "author_user_id"),
    ("step_reports", "reported_by_user_id"),
    ("flows", "created_by_user_id"),
)
_OWNERLESS = "update flows set owner_user_id = null where account_id = :account_id and owner_user_id = :user_id"
# the names of their files may name folders of theirs
_FORGET_IMPORTS = "delete from flow_imports where account_id = :account_id and user_id = :user_id"


async def purge_person(session: AsyncSession, account_id: UUID, user_id: UUID) -> None:
    """Hand a person's versions and drafts to the tombstone, leave their flows without owner, forget their imports.

    Runs under the role that owns the tables: versions can't be changed by any other.
    """
    who = {"account_id": account_id, "user_id": user_id}
    heir = {**who, "heir": await tombstone_id(session, account_id)}
    for table, column in _HANDED_OVER:
        step = f"update {table} set {column} = :heir where account_id = :account_id and {column} = :user_id"  # noqa: S608
        await session.execute(text(step), heir)
    await session.execute(text(_OWNERLESS), who)
    await session.execute(text(_FORGET_IMPORTS), who)
