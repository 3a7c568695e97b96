"""Accounts and signed-in people for tests, made directly in the database because it is quick."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from httpx import ASGITransport, AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.caller import SESSION_COOKIE
from resolutionflow.accounts.models import AccessToken, Account, AccountSettings, SignInName, User
from resolutionflow.accounts.roles import Role
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.platform.crypto import new_token, token_hash
from resolutionflow.platform.db import Database, enter_account
from tests.support.declared import Declared

BASE = "http://testserver"


def client_for(app: Declared, token: str | None = None) -> AsyncClient:
    """A client of the application; with ``token`` it is signed in as a browser would be."""
    cookies = {SESSION_COOKIE: token} if token else None
    return AsyncClient(transport=ASGITransport(app, raise_app_exceptions=False), base_url=BASE, cookies=cookies)


@dataclass
class Person:
    """Somebody signed in: their id, their secret and a client that acts as them."""

    id: UUID
    email: str
    token: str
    role: str
    client: AsyncClient


@dataclass
class MadeAccount:
    """An account with one person of each role; ``by_role`` finds them by name."""

    id: UUID
    app: Declared
    database: Database
    people: list[Person] = field(default_factory=list)

    def by_role(self, role: str) -> Person:
        return next(person for person in self.people if person.role == role)

    @property
    def owner(self) -> AsyncClient:
        return self.by_role("owner").client

    @property
    def admin(self) -> AsyncClient:
        return self.by_role("admin").client

    @property
    def engineer(self) -> AsyncClient:
        return self.by_role("engineer").client

    @property
    def l1(self) -> AsyncClient:
        return self.by_role("l1_tech").client

    @property
    def viewer(self) -> AsyncClient:
        return self.by_role("viewer").client

    async def add_person(self, role: str, name: str | None = None, *, can_cover_l1: bool = False) -> Person:
        """One more person of ``role``, signed in."""
        async with self.database.transaction(self.id) as session:
            return await self.add_people(session, [role], name, can_cover_l1=can_cover_l1)

    async def add_people(
        self, session: AsyncSession, roles: Sequence[str], name: str | None = None, *, can_cover_l1: bool = False
    ) -> Person:
        """One more person of each role, all signed in; returns the last of them."""
        made = [self._person(role) for role in roles]
        session.add_all(
            User(
                account_id=self.id,
                id=person.id,
                email=person.email,
                name=name or f"{person.role.replace('_', ' ').title()} {number}",
                account_role=person.role,
                can_cover_l1=can_cover_l1,
            )
            for number, person in enumerate(made, len(self.people) + 1)
        )
        await session.flush()
        for person in made:
            session.add(SignInName(email=person.email, account_id=self.id, user_id=person.id))
            token = token_hash(person.token)
            session.add(AccessToken(token_hash=token, kind="session", account_id=self.id, user_id=person.id))
        self.people += made
        return made[-1]

    def _person(self, role: str) -> Person:
        user_id, token = new_id(), new_token()
        return Person(user_id, f"{role}.{user_id.hex}@example.com", token, role, client_for(self.app, token))


async def make_account(app: Declared, database: Database, name: str = "Northwind IT") -> MadeAccount:
    """An account with its tombstone user and one person of each role."""
    account = MadeAccount(new_id(), app, database)
    async with database.transaction(account.id) as session:
        session.add(Account(id=account.id, name=name))
        await session.flush()
        await enter_account(session, account.id)
        session.add(AccountSettings(account_id=account.id))
        session.add(
            User(
                account_id=account.id,
                email="",
                name="Removed person",
                account_role="viewer",
                is_tombstone=True,
                deleted_at=now(),
            )
        )
        await account.add_people(session, [role.value for role in Role])
    return account
