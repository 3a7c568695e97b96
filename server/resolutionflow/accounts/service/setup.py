"""Making accounts: the first one by set-up, others by the command line."""

from sqlalchemy import exists, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit
from resolutionflow.accounts.models import Account, AccountSettings, SignInName, User
from resolutionflow.accounts.refusals import AlreadySetUp, EmailTaken
from resolutionflow.accounts.roles import Role
from resolutionflow.accounts.schemas.access import Setup
from resolutionflow.accounts.service.access import actor_of, hash_password
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.kit.text import casefold_email
from resolutionflow.platform.db import enter_account

_ONE_SETUP = text("select pg_advisory_xact_lock(7203114951007)")


async def set_up_needed(session: AsyncSession) -> bool:
    """Say whether this installation has no account yet; an account is never without an owner."""
    return not (await session.execute(select(exists().select_from(Account)))).scalar_one()


async def set_up(session: AsyncSession, payload: Setup, password_hash: str) -> tuple[Account, User]:
    """Make the first account and its owner; raise ``AlreadySetUp``. Of several at once, one passes."""
    await session.execute(_ONE_SETUP)
    if not await set_up_needed(session):
        raise AlreadySetUp
    return await _make(session, payload.account_name, payload.name, payload.email, password_hash)


def account_form(account: str, name: str, email: str, password: str) -> Setup:
    """Return the form of a new account, for the command line; raise ``pydantic.ValidationError`` for a bad field."""
    return Setup(account_name=account, name=name, email=email, password=password, token=None)


async def make_account(session: AsyncSession, form: Setup, *, first: bool) -> tuple[Account, User]:
    """Make an account with its owner and enter it, for the command line: it hashes inside.

    Raises ``EmailTaken``, and ``AlreadySetUp`` when it must be the ``first``.
    """
    if first and not await set_up_needed(session):
        raise AlreadySetUp
    password_hash = await hash_password(form.password)
    if first:
        return await set_up(session, form, password_hash)
    return await _make(session, form.account_name, form.name, form.email, password_hash)


async def _make(
    session: AsyncSession, name: str, owner_name: str, email: str, password_hash: str
) -> tuple[Account, User]:
    account = Account(id=new_id(), name=name)
    session.add(account)
    await session.flush()
    await enter_account(session, account.id)
    session.add(AccountSettings(account_id=account.id))
    session.add(_tombstone(account))
    owner = User(
        account_id=account.id, id=new_id(), email=email, name=owner_name, account_role=Role.OWNER.value,
        can_cover_l1=False, password_hash=password_hash, preferences={}, row_version=1,
    )  # fmt: skip
    await add_person(session, owner)
    audit.record(session, actor_of(owner), "account.create", "account", account.id, name=name)
    await session.flush()
    return account, owner


def _tombstone(account: Account) -> User:
    return User(
        account_id=account.id,
        email="",
        name="Removed person",
        account_role=Role.VIEWER.value,
        is_tombstone=True,
        deleted_at=now(),
    )


async def add_person(session: AsyncSession, user: User) -> None:
    """Store ``user`` and the name they sign in with; raise ``EmailTaken``."""
    session.add(user)
    await session.flush()
    name = {"email": casefold_email(user.email), "account_id": user.account_id, "user_id": user.id}
    taken = insert(SignInName).values(name).on_conflict_do_nothing().returning(SignInName.email)
    if (await session.execute(taken)).first() is None:
        raise EmailTaken
