"""Jobs of accounts: mail with links, and housekeeping.

A mailed link has a token of its own, made by the job, so that no token ever stands in a job's arguments.
"""

from uuid import UUID

from resolutionflow.accounts import service
from resolutionflow.platform import mail
from resolutionflow.platform.db import Database
from resolutionflow.platform.jobs import job, periodic
from resolutionflow.platform.settings import settings

MAIL_ATTEMPTS = 8
"""The last one comes after two hours and three quarters: mail servers are away for longer than a database."""

_INVITATION = """{inviter} invites you to join {account} on ResolutionFlow.

Open this link to choose your password. It works once, until {until:%-d %B %Y, %H:%M} UTC:

{link}

If you did not expect this, ignore it.
"""
_RESET = """Somebody, probably you, asked for a new password on ResolutionFlow.

Open this link to choose it. It works once, for two hours:

{link}

If it was not you, ignore this; nothing has changed.
"""


@job("accounts.mail_invitation", attempts=MAIL_ATTEMPTS)
async def mail_invitation(database: Database, account_id: UUID, invitation_id: UUID) -> None:
    """Mail the link of an invitation that is still open."""
    async with database.transaction(account_id) as session:
        letter = await service.invitation_letter(session, account_id, invitation_id)
    if letter is None:
        return
    body = _INVITATION.format(
        inviter=letter.invited_by,
        account=letter.account_name,
        until=letter.expires_at,
        link=_link("join", letter.token),
    )
    await mail.send(settings(), letter.email, f"Invitation to {letter.account_name}", body)


@job("accounts.mail_reset", attempts=MAIL_ATTEMPTS)
async def mail_reset(database: Database, request_id: UUID) -> None:
    """Mail a reset link to whoever signs in with the address that was asked for; to a stranger nothing is sent."""
    async with database.transaction() as session:
        found = await service.reset_for_request(session, request_id)
    if found is not None:
        email, token = found
        await mail.send(settings(), email, "A new password", _RESET.format(link=_link("reset", token)))


@periodic("accounts.housekeeping", "17 3 * * *")
async def housekeeping(database: Database) -> None:
    """Throw away what has ended, everywhere and account by account."""
    async with database.transaction() as session:
        await service.tidy_everywhere(session)


@job("accounts.tidy")
async def tidy(database: Database, account_id: UUID) -> None:
    """Throw away what has ended in one account."""
    async with database.transaction(account_id) as session:
        await service.tidy_account(session, account_id)


def _link(page: str, token: str) -> str:
    current = settings()
    base = current.public_url or f"http://localhost:{current.port}"
    return f"{base.rstrip('/')}/{page}#token={token}"
