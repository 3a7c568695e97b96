"""People of an account: who they are, what they may do, whether they are let in."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit, queries
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import AccessToken, Account, ApiKey, User, UserSession
from resolutionflow.accounts.refusals import LastOwner, NoSuchUser, OnlyOwnersMakeOwners, UnknownPeople, UserChanged
from resolutionflow.accounts.roles import Permission, Role
from resolutionflow.accounts.schemas.people import DirectoryEntry, UserChange, UserShown
from resolutionflow.kit.clock import now
from resolutionflow.kit.paging import Page, page_of


async def list_users(
    session: AsyncSession, actor: Actor, search: str | None, include_deactivated: bool, after: str | None, limit: int
) -> Page[UserShown]:
    """Return a page of people by name."""
    actor.must(Permission.MANAGE_ACCOUNT)
    rows = await queries.people(session, actor, search, include_deactivated, after, limit)
    items, following = page_of(rows, limit, lambda user: [user.name, user.id], shown)
    return Page(items=items, next=following)


async def read_directory(
    session: AsyncSession, actor: Actor, search: str | None, after: str | None, limit: int
) -> Page[DirectoryEntry]:
    """Return a page of the names of active people."""
    actor.must(Permission.READ_DIRECTORY)
    rows = await queries.people(session, actor, search, False, after, limit)
    items, following = page_of(rows, limit, lambda user: [user.name, user.id], entry)
    return Page(items=items, next=following)


async def active_people(session: AsyncSession, account_id: UUID, ids: Collection[UUID]) -> Sequence[User]:
    """Return those of ``ids`` who are active people of the account, by name: for recipients of anything."""
    return await queries.active_people(session, account_id, ids) if ids else []


async def check_active(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> Sequence[User]:
    """Return the people of ``ids``; raise ``UnknownPeople`` unless all are active people of the account."""
    found = await active_people(session, actor.account_id, ids)
    unknown = set(ids) - {user.id for user in found}
    if unknown:
        raise UnknownPeople(ids=sorted(str(user_id) for user_id in unknown))
    return found


async def tombstone_id(session: AsyncSession, account_id: UUID) -> UUID:
    """Return the id of the user who inherits the rows of removed people."""
    wanted = select(User.id).where(User.account_id == account_id, User.is_tombstone)
    return (await session.execute(wanted)).scalar_one()


async def show_user(session: AsyncSession, actor: Actor, user_id: UUID) -> UserShown:
    """Return one person; raise ``NoSuchUser``."""
    actor.must(Permission.MANAGE_ACCOUNT)
    user = (await session.scalars(queries.visible(actor).where(User.id == user_id))).first()
    if user is None:
        raise NoSuchUser
    return shown(user)


async def change_user(
    session: AsyncSession, actor: Actor, user_id: UUID, payload: UserChange, version: int
) -> UserShown:
    """Change a person's name, role or L1 coverage.

    Raise ``NoSuchUser``, ``UserChanged``, ``OnlyOwnersMakeOwners`` or ``LastOwner``.
    """
    user = await lock_managed(session, actor, user_id)
    if user.row_version != version:
        raise UserChanged
    changes = {name: value for name, value in payload.model_dump().items() if value is not None}
    role = Role(changes.get("account_role", user.account_role))
    if role is Role.OWNER and user.account_role != Role.OWNER:
        _must_own(actor)
    if role is not Role.OWNER:
        await _keep_an_owner(session, user)
    if user.can_manage_account and role != user.account_role:
        await forget_reset_links(session, actor)
    before = {name: getattr(user, name) for name in changes}
    for name, value in changes.items():
        setattr(user, name, value)
    user.row_version += 1
    audit.record(session, actor, "user.change", "user", user.id, before=before, after=changes)
    await session.flush()
    return shown(user)


async def deactivate_user(session: AsyncSession, actor: Actor, user_id: UUID) -> UserShown:
    """Shut a person out, in this transaction; raise ``NoSuchUser``, ``OnlyOwnersMakeOwners`` or ``LastOwner``."""
    user = await lock_managed(session, actor, user_id)
    if user.deleted_at is None:
        await _keep_an_owner(session, user)
        user.deleted_at = now()
        user.row_version += 1
        await _take_everything(session, actor, user)
        audit.record(session, actor, "user.deactivate", "user", user.id)
        await session.flush()
    return shown(user)


async def _take_everything(session: AsyncSession, actor: Actor, user: User) -> None:
    mine = (AccessToken.account_id == actor.account_id, AccessToken.user_id == user.id)
    await session.execute(delete(AccessToken).where(*mine))
    await session.execute(
        delete(UserSession).where(UserSession.account_id == actor.account_id, UserSession.user_id == user.id)
    )
    await session.execute(
        update(ApiKey)
        .where(ApiKey.account_id == actor.account_id, ApiKey.user_id == user.id, ApiKey.revoked_at.is_(None))
        .values(revoked_at=now())
    )
    if user.can_manage_account:
        await forget_reset_links(session, actor)


async def forget_reset_links(session: AsyncSession, actor: Actor) -> None:
    """Void every reset link of the account: somebody who made such links is no longer trusted with them."""
    await session.execute(
        delete(AccessToken).where(AccessToken.account_id == actor.account_id, AccessToken.kind == "reset")
    )


async def reactivate_user(session: AsyncSession, actor: Actor, user_id: UUID) -> UserShown:
    """Let a person in again; raise ``NoSuchUser`` or ``OnlyOwnersMakeOwners``."""
    user = await lock_managed(session, actor, user_id)
    if user.deleted_at is not None:
        user.deleted_at = None
        user.row_version += 1
        audit.record(session, actor, "user.reactivate", "user", user.id)
        await session.flush()
    return shown(user)


async def lock_managed(session: AsyncSession, actor: Actor, user_id: UUID) -> User:
    """Return a person whom the actor may manage, locked; raise ``NoSuchUser`` or ``OnlyOwnersMakeOwners``."""
    actor.must(Permission.MANAGE_ACCOUNT)
    # The account's row is locked first, so that two owners can't unmake each other at the same moment.
    await session.execute(select(Account.id).where(Account.id == actor.account_id).with_for_update(key_share=True))
    user = (await session.scalars(queries.visible(actor).where(User.id == user_id).with_for_update())).first()
    if user is None:
        raise NoSuchUser
    if user.account_role == Role.OWNER:
        _must_own(actor)
    return user


def _must_own(actor: Actor) -> None:
    if not actor.may(Permission.MAKE_OWNERS):
        raise OnlyOwnersMakeOwners


async def _keep_an_owner(session: AsyncSession, user: User) -> None:
    is_owner = user.account_role == Role.OWNER and user.deleted_at is None
    if is_owner and await queries.count_active_owners(session, user.account_id) == 1:
        raise LastOwner


def entry(user: User) -> DirectoryEntry:
    """Return a person as others see them."""
    return DirectoryEntry(id=user.id, name=user.name, account_role=Role(user.account_role))


def shown(user: User) -> UserShown:
    """Return a person as those see them who manage the account."""
    return UserShown(
        id=user.id,
        email=user.email,
        name=user.name,
        account_role=Role(user.account_role),
        can_cover_l1=user.can_cover_l1,
        last_seen_at=user.last_seen_at,
        created_at=user.created_at,
        deleted_at=user.deleted_at,
        version=user.row_version,
    )
