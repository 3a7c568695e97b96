"""API keys."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit, queries
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.caller import API_KEY_PREFIX
from resolutionflow.accounts.models import AccessToken, ApiKey, User
from resolutionflow.accounts.refusals import ExpiryPassed, KeyAboveRole, NoSuchApiKey
from resolutionflow.accounts.roles import Permission, Role, at_most
from resolutionflow.accounts.schemas.access import ApiKeyNew, ApiKeyShown
from resolutionflow.accounts.service.access import actor_of
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.kit.paging import Page, page_of
from resolutionflow.platform.crypto import new_token, token_hash


async def make_api_key(
    session: AsyncSession, actor: Actor, payload: ApiKeyNew, key_id: UUID, secret: str
) -> ApiKeyShown:
    """Make a key of the actor's own that ``secret`` opens; raise ``KeyAboveRole`` or ``ExpiryPassed``."""
    role = payload.role or actor.role
    if payload.expires_at is not None and payload.expires_at <= now():
        raise ExpiryPassed
    if at_most(role, actor.role) is not role or await _outlasts(session, actor, payload.expires_at):
        raise KeyAboveRole
    key = ApiKey(
        account_id=actor.account_id,
        id=key_id,
        user_id=actor.user_id,
        name=payload.name,
        role=role.value,
        hint=secret[-4:],
        created_at=now(),
        expires_at=payload.expires_at,
    )
    await _lock_person(session, actor)
    session.add(key)
    session.add(
        AccessToken(
            token_hash=token_hash(secret),
            id=key_id,
            kind="api_key",
            account_id=actor.account_id,
            user_id=actor.user_id,
            role=role.value,
            expires_at=payload.expires_at,
        )
    )
    audit.record(session, actor, "api_key.create", "api_key", key_id, name=payload.name, role=role.value)
    await session.flush()
    return _shown(key, actor.name, None)


async def make_key_for(session: AsyncSession, user: User, name: str) -> str:
    """Make a key for ``user``, of their role, and return its secret: for the command line."""
    secret = new_token(API_KEY_PREFIX)
    payload = ApiKeyNew(name=name, role=None, expires_at=None)
    await make_api_key(session, actor_of(user), payload, new_id(), secret)
    return secret


async def _lock_person(session: AsyncSession, actor: Actor) -> None:
    # Waits for a deactivation that is under way, whose commit then makes this key useless.
    wanted = select(User.id).where(User.account_id == actor.account_id, User.id == actor.user_id)
    await session.execute(wanted.with_for_update(read=True))


async def _outlasts(session: AsyncSession, actor: Actor, expires_at: datetime | None) -> bool:
    if not actor.by_api_key:
        return False
    own = select(ApiKey.expires_at).where(ApiKey.account_id == actor.account_id, ApiKey.id == actor.token_id)
    end = (await session.execute(own)).scalar_one()
    return end is not None and (expires_at is None or expires_at > end)


async def list_api_keys(
    session: AsyncSession, actor: Actor, everyone: bool, after: str | None, limit: int
) -> Page[ApiKeyShown]:
    """Return a page of the actor's keys, or of everyone's for those who manage the account."""
    if everyone:
        actor.must(Permission.MANAGE_ACCOUNT)
    rows = await queries.api_keys(session, actor, None if everyone else actor.user_id, after, limit)
    items, following = page_of(rows, limit, lambda row: [row[0].id], lambda row: _shown(row[0], row[1], row[2]))
    return Page(items=items, next=following)


async def revoke_api_key(session: AsyncSession, actor: Actor, key_id: UUID) -> None:
    """Revoke a key; raise ``NoSuchApiKey``, also for another's key unless the actor manages the account."""
    wanted = select(ApiKey).where(ApiKey.account_id == actor.account_id, ApiKey.id == key_id)
    if not actor.may(Permission.MANAGE_ACCOUNT):
        wanted = wanted.where(ApiKey.user_id == actor.user_id)
    key = (await session.scalars(wanted.with_for_update())).first()
    if key is None:
        raise NoSuchApiKey
    if key.revoked_at is not None:
        return
    key.revoked_at = now()
    await session.execute(
        delete(AccessToken).where(
            AccessToken.account_id == actor.account_id,
            AccessToken.user_id == key.user_id,
            AccessToken.kind == "api_key",
            AccessToken.id == key_id,
        )
    )
    audit.record(session, actor, "api_key.revoke", "api_key", key_id, name=key.name)
    await session.flush()


def _shown(key: ApiKey, user_name: str, last_used_at: datetime | None) -> ApiKeyShown:
    return ApiKeyShown(
        id=key.id,
        name=key.name,
        role=Role(key.role),
        hint=key.hint,
        user_id=key.user_id,
        user_name=user_name,
        created_at=key.created_at,
        last_used_at=last_used_at,
        expires_at=key.expires_at,
    )
