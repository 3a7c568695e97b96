"""What ``resolutionflow people …`` does: finding a person by address and removing every trace of them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from resolutionflow.accounts.models import Account, User
from resolutionflow.accounts.roles import Role
from resolutionflow.kit.errors import Refusal
from resolutionflow.kit.text import casefold_email
from resolutionflow.platform.db import Database
from resolutionflow.privacy.service import hard_delete_user


class NobodyOfThatAddress(Refusal):
    """Nobody has this address. People who were removed already have none."""


class SeveralOfThatAddress(Refusal):
    """People of several accounts have this address. Say which account with --account."""


class OnlyOwner(Refusal):
    """This is the only owner of the account, which nobody could manage afterwards. Make somebody else owner first."""


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who has the address, and their account."""

    account_id: UUID
    account: str
    user_id: UUID
    name: str


async def find(owner: Database, email: str, account: str | None) -> Found:
    """Return the one person of this address, deactivated ones too; ``owner`` connects as the owner of the tables.

    Raise ``NobodyOfThatAddress`` or ``SeveralOfThatAddress``.
    """
    async with owner.transaction() as session:
        asked = select(Account.id, Account.name).order_by(Account.name)
        accounts = (await session.execute(asked.where(Account.name == account) if account else asked)).all()
    found: list[Found] = []
    wanted = casefold_email(email)
    for account_id, name in accounts:
        async with owner.transaction(account_id) as session:
            rows = await session.execute(
                select(User.id, User.name).where(
                    User.account_id == account_id, func.lower(User.email) == wanted, User.is_tombstone.is_(False)
                )
            )
            found += [Found(account_id, name, user_id, person) for user_id, person in rows]
    if not found:
        raise NobodyOfThatAddress
    if len(found) > 1:
        raise SeveralOfThatAddress(f"People of {', '.join(one.account for one in found)} have it; use --account.")
    return found[0]


async def purge(owner: Database, found: Found) -> None:
    """Remove every trace of them; raise ``OnlyOwner`` when nobody else could manage the account."""
    async with owner.transaction(found.account_id) as session:
        owners = await session.scalars(
            select(User.id).where(
                User.account_id == found.account_id, User.account_role == Role.OWNER, User.deleted_at.is_(None)
            )
        )
        if list(owners) == [found.user_id]:
            raise OnlyOwner
    await hard_delete_user(owner, found.account_id, found.user_id)
