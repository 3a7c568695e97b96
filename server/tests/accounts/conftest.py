"""What tests of accounts share: people with a password, and an installation that is not set up yet."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import cache

import pytest
from httpx import ASGITransport, AsyncClient
from sqlalchemy import update

from resolutionflow.accounts.models import SignInAttempt, User
from resolutionflow.main import build_app
from resolutionflow.platform.crypto import hash_password
from resolutionflow.platform.db import Database
from resolutionflow.platform.settings import Settings
from tests.support.declared import Declared
from tests.support.people import BASE, MadeAccount, Person

PASSWORD = "correct horse battery"
GivePassword = Callable[[Person], Awaitable[Person]]


@cache
def stored_password() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def give_password(account: MadeAccount, database: Database) -> GivePassword:
    """Let a person of the account sign in with PASSWORD."""

    async def give(person: Person) -> Person:
        async with database.transaction(account.id) as session:
            await session.execute(update(User).where(User.id == person.id).values(password_hash=stored_password()))
        return person

    return give


@pytest.fixture(autouse=True)
async def no_earlier_attempts(database: Database) -> None:
    """Every test comes from the same address; earlier ones must not use its tries up."""
    async with database.transaction() as session:
        await session.execute(SignInAttempt.__table__.delete())  # type: ignore[attr-defined]


@pytest.fixture
def fresh_app(settings: Settings, fresh_database: Database) -> Iterator[Declared]:
    """An installation without an account."""
    made = Declared(build_app(settings, fresh_database, setup_token="set-up-token"))
    yield made
    assert made.complaints == []


@pytest.fixture
async def newcomer(fresh_app: Declared) -> AsyncIterator[AsyncClient]:
    """Somebody on another machine, at an installation without an account."""
    async with AsyncClient(transport=ASGITransport(fresh_app, raise_app_exceptions=False), base_url=BASE) as client:
        yield client


@pytest.fixture
async def mailing(settings: Settings, database: Database) -> AsyncIterator[AsyncClient]:
    """A stranger at an installation that sends mail."""
    with_mail = settings.model_copy(update={"smtp_url": "smtp://localhost:2525", "public_url": BASE})
    app = Declared(build_app(with_mail, database))
    async with AsyncClient(transport=ASGITransport(app, raise_app_exceptions=False), base_url=BASE) as client:
        yield client
    assert app.complaints == []
