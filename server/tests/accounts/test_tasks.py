"""Jobs of accounts: mailed links, and housekeeping."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from httpx import AsyncClient
from sqlalchemy import func, select, update

from resolutionflow.accounts import tasks
from resolutionflow.accounts.models import AccessToken, SignInAttempt, UserSession
from resolutionflow.kit.clock import now
from resolutionflow.platform.crypto import token_hash
from resolutionflow.platform.db import Database
from resolutionflow.platform.idempotency import IdempotencyKey
from resolutionflow.platform.settings import Settings
from tests.accounts.test_invitations import accept
from tests.accounts.test_passwords import NEW, finish
from tests.accounts.test_sign_in import sign_in
from tests.support.people import MadeAccount, client_for, make_account
from tests.support.smtp import Mailbox, mail_server
from tests.support.work import run_jobs


@pytest.fixture
async def mailbox(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Mailbox]:
    async with mail_server() as box:
        with_mail = settings.model_copy(update={"smtp_url": box.url, "public_url": "https://desk.example.com"})
        monkeypatch.setattr(tasks, "settings", lambda: with_mail)
        yield box


def link_in(mail: EmailMessage, page: str) -> str:
    found = re.search(
        rf"^https://desk\.example\.com/{page}#token=(\S+)$", mail.get_content().replace("\r\n", "\n"), re.MULTILINE
    )
    assert found, mail.get_content()
    return found[1]


async def test_a_reset_link_is_mailed_to_a_known_address_and_works(
    account: MadeAccount, mailing: AsyncClient, stranger: AsyncClient, database: Database, mailbox: Mailbox
) -> None:
    person = account.by_role("l1_tech")
    for email in (person.email.upper(), "nobody@example.com"):
        assert (await mailing.post("/api/v1/auth/reset", json={"email": email})).status_code == 202
    await run_jobs(database)
    (mail,) = mailbox.to(person.email)
    assert not mailbox.to("nobody@example.com")
    assert await finish(stranger, link_in(mail, "reset")) == 204
    assert (await sign_in(stranger, person.email, NEW)).status_code == 200


async def test_an_invitation_is_mailed_with_a_link_of_its_own(
    account: MadeAccount, mailing: AsyncClient, stranger: AsyncClient, database: Database, mailbox: Mailbox
) -> None:
    email = f"nina.{now().timestamp()}@example.com"
    mailing.cookies.set("resolutionflow_session", account.by_role("admin").token)
    body = {"account_role": "l1_tech", "email": email}
    made = (await mailing.post("/api/v1/invitations", json=body)).json()
    assert made["mailed"] is True
    await run_jobs(database)
    (mail,) = mailbox.to(email)
    assert mail["Subject"] == "Invitation to Northwind IT"
    token = link_in(mail, "join")
    assert token != made["token"]
    assert (await accept(stranger, token))[0] == 201
    async with client_for(account.app) as late:
        assert (await accept(late, made["token"]))[1]["error"] == "invitation_used"


async def test_a_revoked_invitation_is_not_mailed(
    account: MadeAccount, mailing: AsyncClient, database: Database, mailbox: Mailbox
) -> None:
    email = f"nina.{now().timestamp()}@example.com"
    mailing.cookies.set("resolutionflow_session", account.by_role("admin").token)
    made = (await mailing.post("/api/v1/invitations", json={"account_role": "viewer", "email": email})).json()
    await account.admin.delete(f"/api/v1/invitations/{made['id']}")
    await run_jobs(database)
    assert not mailbox.to(email)


async def test_housekeeping_throws_away_what_has_ended_in_every_account(
    fresh_database: Database, account: MadeAccount
) -> None:
    old, recent = now() - timedelta(days=31), now() - timedelta(hours=1)
    accounts = [await make_account(account.app, fresh_database) for _ in range(2)]
    for made in accounts:
        person = made.by_role("viewer")
        async with fresh_database.transaction(made.id) as session:
            for number, ended in enumerate((old, recent)):
                session.add(SignInAttempt(subject="name:x", created_at=ended))
                lone = UserSession(account_id=made.id, user_id=person.id, user_agent=f"browser {number}")
                session.add(lone)
                await session.flush()
                session.add(
                    AccessToken(
                        token_hash=token_hash(f"{made.id}{number}"),
                        id=lone.id,
                        kind="session",
                        account_id=made.id,
                        user_id=person.id,
                        expires_at=ended,
                    )
                )
                session.add(
                    IdempotencyKey(
                        account_id=made.id,
                        user_id=person.id,
                        route="r",
                        key=str(number),
                        body_hash=b"",
                        created_at=ended,
                    )
                )
    await tasks.housekeeping(fresh_database)
    await run_jobs(fresh_database)
    for made in accounts:
        async with fresh_database.transaction(made.id) as session:
            assert (await session.scalars(select(UserSession.user_agent))).all() == ["browser 1"]
            assert (await session.scalars(select(IdempotencyKey.key))).all() == ["1"]
    async with fresh_database.transaction() as session:
        assert (await session.execute(select(func.count()).select_from(SignInAttempt))).scalar_one() == 2
        await session.execute(update(SignInAttempt).values(created_at=old))
    await tasks.housekeeping(fresh_database)
    async with fresh_database.transaction() as session:
        assert (await session.execute(select(func.count()).select_from(SignInAttempt))).scalar_one() == 0
